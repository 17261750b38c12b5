"""Incidents beside one another, limits per stage, and the facts of the head of a page."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.builders import (
    corrected,
    drafted,
    entry,
    found,
    judged,
    moved,
    noted,
    reported,
    shipped,
    signed,
    until_handling,
    voided,
)
from tests.rules.test_views import OPEN, at, view

from taizhang.model.pageviews import LinkView
from taizhang.rules.views.relations import related
from taizhang.rules.views.rows import row_view

TITLES = {f"2026110{n}-aaaa": f"第{n}件" for n in (1, 2, 3)}
NAMED = (("20261101-aaaa", "相关"), ("20261102-aaaa", "并入"), ("20990101-zzzz", "相关"))


def test_a_link_leads_there_and_back_and_only_to_pages_that_are_there():
    third = related("20261103-aaaa", NAMED, (), TITLES.get)
    assert [(link.id, link.how) for link in third] == [
        ("20261101-aaaa", "相关"),
        ("20261102-aaaa", "并入"),
    ]
    first = related("20261101-aaaa", (), [("20261103-aaaa", "相关")], TITLES.get)
    assert first == (LinkView(id="20261103-aaaa", title="第3件", how="相关"),)
    second = related("20261102-aaaa", (), [("20261103-aaaa", "并入")], TITLES.get)
    assert second == (LinkView(id="20261103-aaaa", title="第3件", how="由其并入"),)


def test_no_incident_is_related_to_itself():
    assert related("20261101-aaaa", NAMED[:1], [("20261101-aaaa", "相关")], TITLES.get) == ()


def test_what_a_timeline_names_is_told():
    other = "20261101-aaaa"
    assert view("10:00", *OPEN, noted("09:30", related=[other])).named == ((other, "相关"),)
    wrong, merged = noted("09:30", text="误记"), "20261102-aaaa"
    end = moved("09:50", "归档", into=merged)
    void = voided("09:40", wrong)
    story = [*OPEN, wrong, void, signed("09:41", void), noted("09:45", related=[other]), end]
    shown = view("10:00", *story, signed("09:55", end, by="王强"))
    assert shown.named == ((other, "相关"), (merged, "并入"))


def test_a_limit_stands_in_the_stage_in_which_its_clock_started():
    shown = row_view(judged("10:00", *OPEN), at("10:00"))
    cells = {cell.name: cell.limits for cell in shown.strip}
    assert [(limit.name, limit.limit, limit.taken, limit.state) for limit in cells["监测舆情"]] == [
        ("首报", "10 分钟", "5 分钟", "met"),
        ("首次回应", "48 小时", "1 小时", "open"),
    ]
    assert {limits for name, limits in cells.items() if name != "监测舆情"} == {()}


def test_a_limit_that_starts_with_a_stage_stands_in_it_alone():
    own = {each.code: each for each in shipped().plan.deadlines}
    own["consult"] = replace(own["consult"], limit=own["first-report"].limit)
    clocks = tuple(own.values())
    shown = row_view(judged("10:00", *OPEN, law=shipped().changed(deadlines=clocks)), at("10:00"))
    held = [cell.name for cell in shown.strip for limit in cell.limits if limit.name == "会商"]
    assert held == ["快报事实"]


def test_the_head_of_a_page_tells_report_units_opinions_and_documents():
    law = shipped()
    steps = until_handling()
    shown = view("+1 20:00", *steps, law=law)
    assert shown.reported.text == "2026-11-09 09:05"
    assert shown.units == tuple(
        dict.fromkeys(thing["unit"] for each in steps for thing in each.get("tasks", ()))
    )
    incoming = entry(
        "+1 12:00",
        "李娜",
        "来文",
        **{"from": "市网信办"},
        form="意见",
        doc_no="网信〔2026〕70号",
        gist="注意",
    )
    annex = entry(
        "+1 12:10", "李娜", "说明", text="附图", annex=[{"name": "图.png", "sha256": "0e" * 32}]
    )
    draft = drafted("+1 12:20")
    shown = view("+1 20:00", *steps, incoming, annex, draft, signed("+1 12:30", draft))
    assert any(
        "市网信办" in each.text and "网信〔2026〕70号" in each.text for each in shown.opinions
    )
    told = [(each.sort, each.name) for each in shown.documents]
    assert ("文号", "网信〔2026〕70号（来文）") in told
    assert ("附件", "图.png　0e0e0e0e0e0e") in told
    assert any(sort == "送审稿" for sort, _ in told)
    assert {each.anchor for each in (*shown.documents, *shown.opinions)} <= {
        each.anchor for each in shown.entries
    }


def test_a_discovery_without_a_report_says_none():
    shown = view("09:03", found())
    assert (shown.reported.text, shown.units, shown.opinions, shown.documents) == ("", (), (), ())


def test_reported_follows_a_correction():
    fix = corrected(
        "10:00",
        reported(stage="快报事实"),
        "at",
        "2026-11-09 09:05",
        "2026-11-09 09:04",
        late="核对",
    )
    assert view("11:00", *OPEN, fix, signed("10:10", fix)).reported.text == "2026-11-09 09:04"
