"""Digests and chains: every value counts, the way it is written does not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from tests.rules.builders import decided, entry, found, reported, shipped, signed, typed

from taizhang.model.digest import tree_digest
from taizhang.rules.chain import Chain
from taizhang.rules.heads import chain_heads, entry_digest, grown, header_digest
from taizhang.rules.reading import read_incident
from taizhang.store.emit import entry_block
from taizhang.store.strict import read

ENTRIES = [
    found(marks={"状态": "已发布"}),
    reported(stage="快报事实"),
    decided("09:20", "启动预案", stage="会商研判"),
    signed("09:30", "2026-11-09 09:20 决定"),
]


def incident_of(*entries, **header):
    return typed(*(entries or ENTRIES), **header)


def test_the_digest_of_an_entry_is_that_of_what_the_strict_reader_gave():
    for each, raw in zip(incident_of().entries, ENTRIES, strict=True):
        assert entry_digest(each) == tree_digest(raw)


@pytest.mark.parametrize("drill", ["否", "是"])
def test_anybody_can_compute_it(drill):
    """Sorted JSON without blanks, UTF-8, SHA-256; heads over the 32 bytes of both."""
    incident = incident_of(drill=drill)
    header = f'"drill":"{drill}","id":"20261109-4mq2","plan":"2022-08-05","title":"标题"'
    head = hashlib.sha256(f"{{{header}}}".encode())
    heads = [head.hexdigest()]
    for each in ENTRIES:
        text = json.dumps(each, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        head = hashlib.sha256(head.digest() + hashlib.sha256(text.encode()).digest())
        heads.append(head.hexdigest())
    assert list(chain_heads(incident)) == heads


WRITTEN = """\
id: 20261109-4mq2
title: 标题
plan: 2022-08-05
timeline:
- at: 2026-11-09 09:00
  by: 张伟
  kind: 报告
  form: 首报
  to: 应急管理小组
  channel: 电话
  text: |-
    第一行
    第二行
"""
REWRITTEN = {
    "quoted": ("form: 首报", 'form: "首报"'),
    "another order": ("  form: 首报\n  to: 应急管理小组\n", "  to: 应急管理小组\n  form: 首报\n"),
    "line ends": ("\n", "\r\n"),
    "a comment": ("- at:", "# 备注\n- at:"),
    "escaped": ("channel: 电话", 'channel: "\\u7535\\u8bdd"'),
    "another block": ("|-\n    第一行\n    第二行", '"第一行\\n第二行"'),
}


def heads_of(text):
    law = shipped()
    incident, findings = read_incident(read(text.encode()), law.plan, law.persons)
    assert findings == ()
    assert incident is not None
    return chain_heads(incident)


@pytest.mark.parametrize(("old", "new"), REWRITTEN.values(), ids=REWRITTEN)
def test_the_way_it_is_written_does_not_matter(old, new):
    assert old in WRITTEN
    assert heads_of(WRITTEN.replace(old, new)) == heads_of(WRITTEN)


CHANGED = {
    "a value": ("form: 首报", "form: 续报"),
    "the second": ("09:00", "09:00:00"),
    "a blank in a text": ("第一行", "第一 行"),
    "a blank at the end": ("第一行\n", "第一行 \n"),
    "a break at the end": ("|-", "|"),
    "a field more": ("  channel", "  doc_no: 一号\n  channel"),
    "the title": ("title: 标题", "title: 题"),
    "the plan's mark": ("plan: 2022-08-05", "plan: 2022-08-05\ndrill: 是"),
}


@pytest.mark.parametrize(("old", "new"), CHANGED.values(), ids=CHANGED)
def test_every_value_counts(old, new):
    assert old in WRITTEN
    assert heads_of(WRITTEN.replace(old, new))[-1] != heads_of(WRITTEN)[-1]


def test_a_list_and_its_only_value_are_two_things():
    assert tree_digest({"a": ["b"]}) != tree_digest({"a": "b"})


def test_composed_and_decomposed_characters_are_one():
    assert tree_digest({"a": "e\u0301"}) == tree_digest({"a": "\u00e9"})


def test_no_drill_is_the_same_as_none_said():
    assert header_digest(incident_of(drill="否")) == header_digest(incident_of())
    assert header_digest(incident_of(drill="是")) != header_digest(incident_of())


def test_a_head_rests_on_all_before_it_and_on_nothing_after():
    whole = chain_heads(incident_of())
    shorter = chain_heads(incident_of(*ENTRIES[:3]))
    assert whole[:4] == shorter
    turned = chain_heads(incident_of(ENTRIES[1], ENTRIES[0], *ENTRIES[2:]))
    assert turned[0] == whole[0]
    assert not set(turned[1:]) & set(whole)


def test_the_base_stays_until_stage_or_level_change():
    incident = incident_of()
    heads = chain_heads(incident)
    chain = Chain(incident)
    assert chain.base == heads[0] == header_digest(incident)
    chain.mark(0)
    assert chain.base == heads[1]
    chain.mark(3)
    assert chain.base == heads[4] == grown(heads[3], entry_digest(incident.entries[3]))
    chain.mark(1)
    assert chain.base == heads[4], "what was sealed stays sealed"


def test_a_note_appended_meanwhile_leaves_the_base_where_it_was():
    note = entry("09:25", "张伟", "说明", text="已联系责任单位")
    with_note = Chain(incident_of(*ENTRIES[:3], note))
    without = Chain(incident_of(*ENTRIES[:3]))
    for chain in (with_note, without):
        chain.mark(1)
    assert with_note.base == without.base


def test_what_the_program_writes_has_the_digest_it_was_given():
    made = ENTRIES[0]
    text = "timeline:\n" + entry_block(list(made.items()))
    assert tree_digest(read(text.encode())) == tree_digest({"timeline": [made]})


def test_a_correction_applied_is_not_what_was_signed():
    incident = incident_of()
    written = incident.entries[2]
    corrected = replace(written, fields={**written.fields, "measures": ("正面回应",)})
    assert entry_digest(corrected) != entry_digest(written)


def test_a_digest_asked_for_before_is_the_one_its_head_rests_on():
    incident = incident_of()
    chain = Chain(incident)
    last = incident.entries[-1]
    assert chain.digest(last) == chain.digest(last) == entry_digest(last)
    assert chain.head(len(incident.entries)) == chain_heads(incident)[-1]
    assert chain.head(1) == chain_heads(incident)[1]
