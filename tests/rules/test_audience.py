"""Restricted records: counted for everyone, shown to the office."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest
from tests.pages import samples
from tests.rules.builders import (
    corrected,
    drafted,
    entry,
    found,
    full_time,
    handled,
    item,
    judged,
    noted,
    opinion,
    published,
    returned,
    until_handling,
    voided,
)
from tests.rules.test_views import OPEN, PATH, at, view

from taizhang.model.boardview import UnverifiedView
from taizhang.model.kinds import RESTRICTED
from taizhang.model.pageviews import DocumentView, LinkView, RefView
from taizhang.model.recorded import Recorded, Revision
from taizhang.rules.views.audience import AUDIENCES, LABEL, WITHHELD, masked, shown_to
from taizhang.rules.views.incident import incident_view

TOLD = "绝不外传"
VISIT = entry(
    "09:20", "张伟", "来访", id="来访1", outlet=f"{TOLD}报", topic=f"{TOLD}话题",
    handled_by="李娜", late=f"{TOLD}原因", annex=[{"name": f"{TOLD}.png", "sha256": "0e" * 32}],
)  # fmt: skip
ADVICE = entry(
    "09:30", "李娜", "建议", form="责任追究", target="办公室", to="机关纪委",
    cause=f"{TOLD}原因", consequence=f"{TOLD}后果",
)  # fmt: skip
STEPS = [
    *OPEN,
    VISIT,
    ADVICE,
    handled("09:40", about="来访1", result=f"{TOLD}答复"),
    corrected("09:50", VISIT, "topic", f"{TOLD}话题", f"{TOLD}改正", reason=f"{TOLD}理由"),
    returned("09:55", ADVICE, reason=f"{TOLD}不妥"),
    noted("10:00", text="公开的情况"),
]


def texts(value):
    """Every text anywhere in a view."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for member in value:
            yield from texts(member)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


@pytest.fixture(scope="module")
def incident():
    recorded = tuple(
        Recorded(at=at("11:00"), commit=f"{number:040d}", author="张伟", committer="张伟")
        for number in range(len(STEPS))
    )
    revisions = [
        Revision(recorded=each, added=f"- at: x\n  text: {TOLD}\n", rewritten=False)
        for each in recorded
    ]
    other = Recorded(at=at("11:10"), commit="f" * 40, author="张伟", committer="张伟")
    revisions.append(Revision(recorded=other, added=TOLD, rewritten=True))
    view = incident_view(
        judged("11:00", *STEPS),
        at("11:00"),
        path=PATH,
        recorded=recorded,
        revisions=revisions,
    )
    return replace(view, text=TOLD)


def site(incident, **extra):
    return replace(samples.site(incidents=(incident,)), **extra)


def test_nothing_of_a_restricted_entry_is_left_for_everyone(incident):
    assert any(TOLD in text for text in texts(incident.entries))
    (shown,) = shown_to("staff", site(incident)).incidents
    public = [text for change in shown.changes[-3:-1] for text in change.added]
    assert public
    hidden = replace(shown, changes=tuple(each for each in shown.changes if WITHHELD in each.added))
    assert [text for text in texts(hidden) if TOLD in text] == []
    assert "公开的情况" in " ".join(texts(shown.entries))


def test_what_is_withheld_is_still_counted_and_says_so(incident):
    (shown,) = shown_to("staff", site(incident)).incidents
    assert len(shown.entries) == len(incident.entries)
    masked = [each for each in shown.entries if LABEL in each.labels]
    assert sorted(each.kind for each in masked) == ["办理", "审批", "建议", "更正", "来访"]
    assert {
        field.lines for each in masked for field in each.fields if field.name == "withheld"
    } == {(WITHHELD,)}
    assert [(thing.name, thing.title) for thing in shown.things if thing.sort == "来访"] == [
        ("来访1", LABEL)
    ]
    assert shown.row == incident.row


def test_beside_what_is_withheld_everything_else_is_shown_as_it_is():
    visit = {**VISIT, "at": full_time("10:30")}
    view = incident_view(
        judged("11:00", *until_handling(), drafted("10:20"), visit), at("11:00"), path=PATH
    )
    (shown,) = shown_to("staff", site(view)).incidents
    others = [thing for thing in view.things if thing.sort != "来访"]
    assert others
    assert [thing for thing in shown.things if thing.sort != "来访"] == others
    assert shown.things != view.things


def test_only_changes_without_a_restricted_entry_keep_their_lines(incident):
    (shown,) = shown_to("staff", site(incident)).incidents
    kept = [change for change in shown.changes if WITHHELD not in change.added]
    assert {each.text.split()[-1].partition("（")[0] for change in kept for each in change.entries} == {
        "发现", "报告", "说明",
    }  # fmt: skip


def test_the_office_sees_everything(incident):
    views = site(incident)
    assert shown_to("office", views) is views


def test_an_incident_of_references_only_is_a_number_everywhere():
    base = samples.board()
    secret = base.open[0].id
    views = samples.site(board=base)
    views = replace(
        views,
        incidents=tuple(
            replace(each, reference_only=each.row.id == secret) for each in views.incidents
        ),
    )
    shown = shown_to("staff", views)
    assert shown.board.withheld == 1
    assert shown.board.total == base.total
    assert secret not in [text for text in texts(shown) if text != PATH]
    assert len(shown.incidents) == len(views.incidents) - 1
    assert overdue_ids(views) == [secret]
    assert overdue_ids(shown) == [LABEL]


def overdue_ids(views):
    """What the first column of the statistics' table of overdue duties says."""
    assert views.statistics
    (found,) = (figure for figure in views.statistics.periods[0].figures if figure.key == "overdue")
    return [row[0].text for row in found.rows]


def test_a_real_whistle_blowing_is_such_an_incident():
    bare = item(nature="举报", summary=None)
    told = view("10:00", found(items=[bare], reason=None, sources=None), title="举报")
    assert told.reference_only
    assert shown_to("staff", site(told)).incidents == ()


def test_the_restricted_kinds_are_those_of_the_program():
    assert {"来访", "建议"} == RESTRICTED


def test_a_finding_that_quotes_a_restricted_entry_is_withheld(incident):
    told = samples.incident().findings[0]
    quoting = replace(told, message=f"第 3 条：{TOLD}话题 有误")
    (shown,) = shown_to("staff", site(replace(incident, findings=(quoting, told)))).incidents
    assert [each.message for each in shown.findings] == [WITHHELD, told.message]


def test_what_tells_of_a_restricted_entry_keeps_only_what_says_nothing_of_it():
    urgent = {**ADVICE, "urgent": f"{TOLD}急"}
    about = [
        corrected("09:50", VISIT, "topic", f"{TOLD}话题", f"{TOLD}改正", reason=TOLD),
        voided("09:52", VISIT),
        returned("09:55", urgent, reason=TOLD),
        opinion("09:57", about="来访1", gist=TOLD),
        drafted("10:00", about="来访1"),
        published("10:01", "来访1"),
    ]
    told = view("11:00", *OPEN, VISIT, urgent, *about)
    assert [each.urgent for each in told.entries if each.kind == "建议"] == [f"{TOLD}急"]
    shown = masked(told).entries[::-1]
    assert {
        f"{each.at.text[-5:]} {each.kind}": "；".join(
            f"{field.title}：{'，'.join(field.lines)}" for field in each.fields
        )
        for each in shown[2:-2]
    } == {
        "09:20 来访": "内容：内容属限定范围，本站只计数。",
        "09:30 建议": "内容：内容属限定范围，本站只计数。",
        "09:50 更正": "更正哪一条：2026-11-09 09:20 来访；更正哪一项：topic；内容：内容属限定范围，本站只计数。",
        "09:52 更正": "更正哪一条：2026-11-09 09:20 来访；作废：是；内容：内容属限定范围，本站只计数。",
        "09:55 审批": "审批哪一条：2026-11-09 09:30 建议；以何角色：小组成员；名册版本：1；结论：退回；"
        "内容：内容属限定范围，本站只计数。",
        "09:57 来文": "内容：内容属限定范围，本站只计数。",
    }  # fmt: skip
    assert shown[-2:] == told.entries[1::-1], "what is made public about a visit is public"
    assert [each.labels[-1] for each in shown[2:-2]] == ["限定范围"] * 6
    assert {(each.late, each.urgent) for each in shown} == {("", "")}
    assert [each.reason for one in shown for each in one.approvals] == [""]


def test_beside_the_entries_nothing_quotes_what_is_restricted():
    visit = {**VISIT, "at": full_time("10:30")}
    told = view("11:00", *until_handling(), visit, noted("10:40", text="公开"))
    hidden, plain = told.entries[1].anchor, told.entries[0].anchor
    refs = tuple(RefView(anchor=each, text=each) for each in (hidden, plain))
    papers = tuple(
        DocumentView(anchor=each, sort="文号", name="1", by="", at=told.row.opened)
        for each in (hidden, plain)
    )
    waits = tuple(
        replace(samples.waiting(told.row), entry=f"2026-11-09 10:30 {kind}", statement=TOLD)
        for kind in ("来访", "决定")
    )
    shown = masked(replace(told, text=TOLD, opinions=refs, documents=papers, waiting=waits))
    assert (shown.text, shown.opinions, shown.documents) == ("", refs[1:], papers[1:])
    assert [each.statement for each in shown.waiting] == ["", TOLD]
    (thing,) = (each for each in shown.things if each.sort == "来访")
    assert (thing.title, thing.state, thing.lines) == ("限定范围", "", ())


@pytest.mark.parametrize(
    ("message", "withheld"),
    [
        (f"{TOLD}报", True),
        (f"附件 {TOLD}.png 不在", True),
        ("由 李娜 接待", True),
        ("第 1 行写错", False),
    ],
)
def test_a_finding_is_withheld_with_its_fix_when_it_holds_a_piece_of_two_signs(message, withheld):
    visit = {**VISIT, "at": full_time("10:30"), "topic": "1 问"}
    told = view("11:00", *until_handling(), visit)
    finding = replace(samples.incident().findings[0], message=message, fix="照此改正")
    (shown,) = masked(replace(told, findings=(finding,))).findings
    assert (shown.message, shown.fix) == ((WITHHELD, "") if withheld else (message, "照此改正"))


def test_of_hidden_incidents_every_list_and_link_is_free_and_the_others_stay():
    hidden, shown = (samples.row(number) for number in (1, 2))
    rows = (hidden, shown)
    pairs = tuple((each, samples.due()) for each in rows)
    board = replace(
        samples.board(), overdue=pairs, soon=pairs, later=pairs, open=rows, archived=rows,
        waiting=tuple(map(samples.waiting, rows)),
        unverified=tuple(map(unverified, rows)),
    )  # fmt: skip
    links = tuple(LinkView(id=each.id, title=each.title) for each in rows)
    page = samples.incident(shown, related=links, before=links[0], after=links[1])
    views = samples.site(
        board=board,
        incidents=(samples.incident(hidden, reference_only=True), page),
        archive=rows,
        lessons=tuple(samples.lesson(incident=each.id) for each in rows),
    )
    staff = shown_to("staff", views)
    assert staff.archive == staff.board.open == staff.board.archived == rows[1:]
    assert staff.board.overdue == staff.board.soon == staff.board.later == pairs[1:]
    assert staff.lessons == views.lessons[1:]
    assert (staff.board.waiting, staff.board.unverified) == (
        board.waiting[1:],
        board.unverified[1:],
    )
    assert staff.incidents == (replace(page, related=links[1:], before=None),)
    turned = replace(page, before=links[1], after=links[0])
    staff = shown_to("staff", replace(views, incidents=(views.incidents[0], turned)))
    assert staff.incidents == (replace(page, related=links[1:], before=links[1], after=None),)
    assert staff.hidden == frozenset()


def unverified(row):
    return UnverifiedView(
        incident=row.id, title=row.title, entry="", anchor="", at=row.opened, approvers=()
    )


def test_a_site_is_for_all_of_the_staff_where_nothing_else_is_said():
    assert AUDIENCES == ("staff", "office")
