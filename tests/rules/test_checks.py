"""Named checks: what the plan's one rule shape cannot say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import (
    corrected,
    decided,
    drafted,
    effects,
    entry,
    errors,
    folded,
    found,
    handled,
    item,
    moved,
    noted,
    published,
    regraded,
    reported,
    returned,
    shipped,
    signed,
    until_handling,
    verified,
    voided,
)

from taizhang.rules.checks import REFERENCE_FIELDS

OPEN = [found(), reported(stage="快报事实")]
REPORT = "举报"


def only_checks():
    return shipped().changed(rules=(), approvals=())


# Things


@pytest.mark.parametrize(
    ("given", "where"),
    [
        (handled("10:00", "事项2"), ("about",)),
        (verified("10:00", items=["事项1", "事项2"]), ("items", 1)),
        (
            decided(
                "10:00",
                tasks=[{"id": "任务1", "unit": "法工委", "items": ["事项1", "事项2"], "do": "查"}],
            ),
            ("tasks", 0, "items"),
        ),
        (published("10:00", "发布1"), ("about",)),
    ],
)
def test_what_is_named_must_be_there(given, where):
    done = folded(*OPEN, given, law=only_checks())
    assert errors(done) == [("thing-unknown", 2)]
    assert done.findings[0].where == ("timeline", 2, *where)
    assert done.findings[0].values["near"] == "事项1"


def test_what_an_entry_makes_it_may_name_itself():
    task = {"id": "任务1", "unit": "法工委", "items": ["事项1"], "do": "查"}
    more = noted("10:00", items=[item("事项2")])
    assert errors(folded(*OPEN, decided("10:00", tasks=[task]), more, law=only_checks())) == []
    own = entry("10:00", "李娜", "移送", id="移送1", items=["移送1"], to="机关纪委")
    assert errors(folded(*OPEN, own, law=only_checks())) == []


def test_a_name_is_given_once():
    done = folded(*OPEN, noted("10:00", items=[item("事项1")]))
    assert errors(done) == [("thing-taken", 2)]
    assert done.findings[0].values["other"] == 1
    other = entry("10:00", "李娜", "移送", id="事项1", items=["事项1"], to="机关纪委")
    assert errors(folded(*OPEN, other, law=only_checks())) == [("thing-taken", 2)]


def test_a_name_is_not_given_twice_in_one_entry():
    tasks = [
        {"id": "任务1", "unit": "法工委", "do": "查"},
        {"id": "任务1", "unit": "代工委", "do": "办"},
    ]
    assert errors(folded(*OPEN, decided("10:00", tasks=tasks))) == [("thing-taken", 2)]
    assert errors(folded(found(items=[item(), item()]))) == [("thing-taken", 0)]


def test_the_name_in_a_refused_entry_is_free():
    """Decision 0001, 7: a refused entry counts for nothing, later ones are judged without it."""
    bad = drafted("10:20", form="辟谣")
    good = drafted("10:30")
    done = folded(*until_handling(), bad, good, signed("10:40", good), published("10:50"))
    assert effects(done)[7:] == ["不计", "生效", "生效", "生效"]
    assert done.state.thing("发布1").number == 8
    alone = folded(*until_handling(), bad, handled("10:40", "发布1"))
    assert errors(alone)[-1] == ("thing-unknown", 8)


def test_the_name_in_a_returned_entry_is_not():
    draft = drafted("10:20")
    done = folded(*until_handling(), draft, returned("10:30", draft), drafted("10:40"))
    assert errors(done) == [("thing-taken", 9)]


# Discovery


def test_a_discovery_is_complete():
    done = folded(found(reason=None, sources=None, items=[item(summary=None), item("事项2")]))
    assert [(each.code, each.values["field"], each.where) for each in done.findings] == [
        ("field-missing", "reason", ("timeline", 0)),
        ("field-missing", "sources", ("timeline", 0)),
        ("field-missing", "summary", ("timeline", 0, "items", 0)),
    ]


def test_without_levels_no_reason_of_one_is_asked_for():
    law = shipped().changed(levels=())
    assert errors(folded(found(level=None, reason=None), law=law)) == []


# Whistle-blowing: reference data only


def told(**fields):
    bare = {"reason": None, "sources": None, "items": [item(nature=REPORT, summary=None)]}
    return found(**{**bare, **fields})


REFERRED = entry(
    "09:20",
    "李娜",
    "移送",
    id="移送1",
    items=["事项1"],
    to="机关纪委",
    doc_no="南人办函〔2026〕41号",
)


def test_a_report_of_wrongdoing_keeps_number_body_dates_and_outcome():
    end = moved("11:00", "归档")
    story = [
        told(),
        reported(stage="快报事实"),
        REFERRED,
        handled("10:00", "移送1", outcome="不属实", doc_no="机纪函〔2026〕9号"),
        end,
        signed("11:10", end),
    ]
    done = folded(*story, title=REPORT)
    assert errors(done) == []
    assert done.state.closed


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (handled("10:00", "移送1", outcome="属实", result="查明"), "result"),
        (
            entry(
                "10:00",
                "李娜",
                "移送",
                id="移送2",
                items=["事项1"],
                to="机关纪委",
                doc_no="1",
                ground="事由",
            ),
            "ground",
        ),
        (noted("10:00"), "text"),
        (moved("10:00", "归档", reason="已转"), "reason"),
        (regraded("10:00", "较大"), "reason"),
        (noted("10:00", marks={"状态": "已发布"}), "text"),
    ],
)
def test_nothing_else_may_be_written_into_it(given, field):
    done = folded(told(), reported(stage="快报事实"), REFERRED, given, title=REPORT)
    found_fields = [
        each.values["field"] for each in done.findings if each.code == "reference-field"
    ]
    assert field in found_fields


def test_what_is_kept_of_a_report_is_this_and_no_more():
    """Reference number, bodies, dates and outcome, and what signatures and corrections need."""
    kept = "level scope items stage form to channel doc_no id about outcome late via from measures"
    told_of_the_record = "entry as roster verdict sig field was now void"
    assert {*kept.split(), *told_of_the_record.split()} == REFERENCE_FIELDS


def test_a_discovery_without_reason_and_sources_is_told_what_lacks():
    done = folded(found(reason=None, sources=None))
    lacking = [
        (each.values["field"], each.values["title"])
        for each in done.findings
        if each.code == "field-missing"
    ]
    assert lacking == [("reason", "定级理由"), ("sources", "出处")]


def test_no_summary_reason_or_source_of_a_report_is_kept():
    done = folded(told(reason="网传", items=[item(nature=REPORT)]), title=REPORT)
    assert [each.where for each in done.findings] == [
        ("timeline", 0, "reason"),
        ("timeline", 0, "items", 0, "summary"),
    ]


def test_a_return_and_a_correction_say_why_in_any_file():
    end = moved("11:00", "归档")
    story = [
        told(),
        reported(stage="快报事实"),
        REFERRED,
        handled("10:00", "移送1", outcome="属实"),
        end,
    ]
    back = returned("11:10", end)
    assert errors(folded(*story, back, title=REPORT)) == []
    fix = corrected("11:10", story[1], "at", "2026-11-09 09:05", "2026-11-09 09:06")
    assert errors(folded(*story, fix, title=REPORT)) == []


def test_its_title_is_fixed():
    done = folded(told())
    assert [(each.code, each.where) for each in done.findings] == [("reference-title", ("title",))]
    assert done.state.acts[0].effect.value == "不计"


def test_it_has_a_file_of_its_own():
    mixed = found(items=[item(), item("事项2", nature=REPORT)])
    assert errors(folded(mixed)) == [("reference-own-file", 0)]
    assert errors(folded(*OPEN, noted("10:00", items=[item("事项2", nature=REPORT)]))) == [
        ("reference-own-file", 2)
    ]
    later = folded(told(), noted("10:00", items=[item("事项2")]), title=REPORT)
    assert errors(later) == [("reference-own-file", 1)]


# Control


def test_criticism_alone_is_no_ground_for_control():
    control = entry(
        "10:20",
        "李娜",
        "管控",
        id="管控1",
        form="商请处置",
        items=["事项1"],
        to="市网信办",
        ground="扰乱经济社会秩序",
        article="第十五条",
        necessity="仍在传播",
        limits="仅限截图",
        expires="2026-12-09",
    )
    law = only_checks()
    done = folded(*OPEN, control, law=law)
    assert errors(done) == [("control-of-criticism", 2)]
    assert done.findings[0].values["natures"] == "诉求"
    mixed = found(items=[item(), item("事项2", nature="虚假信息")])
    both = {**control, "items": ["事项1", "事项2"]}
    assert errors(folded(mixed, OPEN[1], both, law=law)) == []
    assert errors(folded(mixed, OPEN[1], control, law=law)) == [("control-of-criticism", 2)]
    nameless = {**control, "items": ["管控1"]}
    assert errors(folded(*OPEN, nameless, law=law)) == []


# Releases


@pytest.mark.parametrize(
    ("approved", "used", "codes"),
    [
        (
            {"channel": "微信", "account": "南充人大微信公众号"},
            {"channel": "微信", "account": "南充人大微信公众号"},
            [],
        ),
        ({"channel": "微信", "account": "南充人大微信公众号"}, {"channel": "微信"}, []),
        ({"channel": "公文"}, {"channel": "传真"}, ["release-differs"]),
        (
            {"channel": "论坛", "account": "南充人大网"},
            {"channel": "论坛", "account": "南充人大微博"},
            ["release-differs"],
        ),
        ({"channel": "论坛"}, {"channel": "论坛", "account": "南充人大微博"}, ["release-differs"]),
        (
            {"channel": "论坛", "account": "南充人大网"},
            {"channel": "论坛", "account": "南充人大网"},
            [],
        ),
    ],
)
def test_a_release_goes_out_as_it_was_approved(approved, used, codes):
    law = shipped().changed(rules=())
    draft = drafted("10:20", **approved)
    done = folded(
        *until_handling(), draft, signed("10:30", draft), published("10:40", **used), law=law
    )
    assert [code for code, _ in errors(done)] == codes


def test_an_account_speaks_on_its_own_channel():
    law = only_checks()
    wrong = drafted("10:20", channel="微信", account="南充人大微博")
    assert errors(folded(*OPEN, wrong, law=law)) == [("account-other-channel", 2)]
    unlisted = drafted("10:20", channel="论坛", account="南充人大微博")
    assert errors(folded(*OPEN, unlisted, law=law)) == []
    bare = replace(law, office=replace(law.office, accounts=()))
    assert errors(folded(*OPEN, wrong, law=bare)) == []


def test_a_release_of_something_else_is_not_held_against_a_draft():
    law = only_checks()
    assert errors(folded(*OPEN, published("10:20", "事项1", channel="微信"), law=law)) == []


def test_the_items_of_a_voided_entry_are_no_longer_known_as_items():
    more = noted("10:00", items=[item("事项2", nature=REPORT)])
    law = shipped()
    kept = tuple(replace(each, reference_only=False) for each in law.plan.natures)
    law = law.changed(natures=kept)
    void = voided("10:10", more)
    done = folded(*OPEN, more, void, signed("10:20", void), law=law)
    assert [thing.name for thing in done.state.things_of("事项")] == ["事项1"]
