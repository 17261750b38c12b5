"""``fmt``: only what is not recorded yet, and never its meaning."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cli.test_sync import _path

from taizhang.actions.formatting import _formed
from taizhang.model.digest import tree_digest
from taizhang.store.emit import blocks
from taizhang.store.strict import read

BY_HAND = (
    '- kind: "说明"\r\n  by: 张伟\r\n  text: "本机所记"   \r\n  items: [ 事项1 ]\r\n'
    "  at: '2026-11-09 09:19'\r\n"
)
TIDY = "- at: 2026-11-09 09:19\n  by: 张伟\n  kind: 说明\n  text: 本机所记\n"


def _write(ledger, identity, more):
    path = ledger.root / _path(identity)
    path.write_bytes(path.read_bytes() + more.encode())
    return path


def test_what_was_typed_by_hand_gets_the_written_form(ledger):
    identity = ledger.new()
    recorded = ledger.text(identity)
    path = _write(ledger, identity, BY_HAND.replace("  items: [ 事项1 ]\r\n", ""))
    checked = ledger.run("fmt", "--check")
    assert checked.code == 1
    assert f"{_path(identity)} 的写法" in checked.out
    assert path.read_text("utf-8") != recorded + TIDY
    assert f"已整理 {_path(identity)} 中尚未入库的部分" in ledger.done("fmt")
    assert path.read_text("utf-8") == recorded + TIDY
    assert "无须整理" in ledger.done("fmt", "--check")


def test_recorded_bytes_stay_whatever_their_form(ledger):
    identity = ledger.new()
    path = _write(ledger, identity, BY_HAND)
    ledger.git("commit", "-qam", "by hand")
    before = path.read_bytes()
    assert "无须整理" in ledger.done("fmt", _path(identity))
    assert path.read_bytes() == before


def test_a_new_file_typed_by_hand_is_tidied_whole(ledger):
    identity = ledger.new()
    text = ledger.text(identity)
    path = ledger.root / _path(identity)
    ledger.git("reset", "-q", "--hard", "HEAD^")
    path.parent.mkdir(parents=True, exist_ok=True)
    head, _, rest = text.partition("timeline:\n")
    path.write_text(
        "".join(reversed(head.splitlines(keepends=True))) + "timeline:\n" + rest, "utf-8"
    )
    ledger.done("fmt")
    assert path.read_text("utf-8") == text


def test_a_block_with_a_comment_is_left_as_it_is(ledger):
    identity = ledger.new()
    path = _write(
        ledger,
        identity,
        "- kind: 说明\n  # 待核实\n  by: 张伟\n  text: x\n  at: 2026-11-09 09:19\n",
    )
    before = path.read_bytes()
    ledger.done("fmt")
    assert path.read_bytes() == before


def test_a_touched_record_is_told(ledger):
    identity = ledger.new()
    path = ledger.root / _path(identity)
    path.write_text(path.read_text("utf-8").replace("一般", "重大", 1), "utf-8")
    said = ledger.run("fmt")
    assert said.code == 2
    assert "已入库的部分被改动" in said.err
    assert f"git restore -- {_path(identity)}" in said.err


def test_a_file_that_cannot_be_read_is_told_with_its_place(ledger):
    identity = ledger.new()
    path = _write(ledger, identity, "- kind：说明\n")
    before = path.read_bytes()
    said = ledger.run("fmt")
    assert said.code == 1
    assert f"{_path(identity)}:" in said.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["plan/office/ledger.yml", "nowhere.yml"])
def test_only_records_are_tidied(ledger, name):
    said = ledger.run("fmt", name)
    assert said.code == 2
    assert "不是舆情或工作日志的文件" in said.err


KEYS = st.sampled_from(["at", "by", "kind", "text", "items", "sources", "late", "odd"])
TEXTS = st.text("中a #:-'\"[]{}|>\n\\=@", max_size=20).filter(lambda text: text.strip() == text)
ENTRIES = st.lists(
    st.dictionaries(KEYS, TEXTS | st.lists(TEXTS, min_size=1, max_size=3), min_size=1),
    min_size=1, max_size=4,
)  # fmt: skip


@given(entries=ENTRIES, shared=st.integers(0, 4), crlf=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_meaning_and_no_recorded_byte_ever_changes(entries, shared, crlf):
    from json import dumps

    lines = ["id: 20261109-4mq2", "timeline:"]
    for entry in entries:
        first = "- "
        for key, value in entry.items():
            many = value if isinstance(value, list) else ()
            lines.append(
                f"{first}{key}:" + ("" if many else f" {dumps(value, ensure_ascii=False)}")
            )
            lines += [f"  - {dumps(each, ensure_ascii=False)}" for each in many]
            first = "  "
    end = "\r\n" if crlf else "\n"
    data = "".join(line + end for line in lines).encode()
    recorded = b"".join(blocks(data)[: shared + 1]) if shared else b""
    form = _formed("x.yml", data, recorded)
    assert form.startswith(recorded)
    assert tree_digest(read(form)) == tree_digest(read(data))
    assert _formed("x.yml", form, recorded) == form
