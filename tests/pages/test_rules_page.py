"""The page of all rules, and the rules of one incident on its page."""

from __future__ import annotations

from dataclasses import replace

from tests.pages import samples
from tests.pages.markup import Markup

from taizhang.model.rulebook import Example, PlanRow, RuleBook, RuleNote
from taizhang.model.views import RequirementView
from taizhang.pages import Door, render_site
from taizhang.pages.menu import menu

NOTE = RuleNote(
    code="consult-first",
    group="rules",
    clause="三(三)",
    strength="挡",
    zh="进入“应急处置”之前，须先有会商。",
    en="Before handling there must be a consultation.",
    looks="进入“应急处置”；此前的会商",
    looks_en="entering; consultation before it",
    rows=("30",),
)
BOOK = RuleBook(
    plan="2022-08-05",
    title="网络舆情应急处置预案",
    groups=(("预案的规则", (NOTE,)), ("审批", (replace(NOTE, code="signed", clause="", rows=()),))),
    rows=(
        PlanRow(number="30", clause="三(三)", text="各个等级都会商", strength=("E", "W"), rules=("consult-first", "gone"), note="没有数字"),
        PlanRow(number="2", clause="一(一)", text="目的", strength=("M",), record="预案正文"),
    ),
    examples=(
        Example(name="consult-first", passes=False, title="没有会商。", blocks=("", "- at: 1\n  kind: 决定"), findings=("consult-first",)),
        Example(name="consult-first", passes=True, title="先会商。", blocks=("- at: 1",)),
    ),
    cases={"consult-first": 2},
)  # fmt: skip


def page(book=BOOK):
    site = render_site(samples.site(rules=book))
    return next(each for each in site.pages if each.uri == "plan/rules.html")


def test_there_is_no_page_where_no_rules_are_told():
    uris = [each.uri for each in render_site(samples.site()).pages]
    assert "plan/rules.html" not in uris


def test_it_stands_in_the_menu_under_the_plan():
    items = menu(render_site(samples.site(rules=BOOK)))
    (plan,) = [
        item[Door.PLAN.value]
        for item in items
        if isinstance(item, dict) and Door.PLAN.value in item
    ]
    assert {"规则": "plan/rules.md"} in plan


def test_its_contents_are_the_rows_and_the_groups():
    assert [each.text for each in page().contents] == ["预案逐条对照", "预案的规则", "审批"]
    assert [each.text for each in page(replace(BOOK, rows=())).contents] == ["预案的规则", "审批"]


def test_a_row_links_to_its_rules_with_their_cases():
    found = Markup(page().body)
    links = [values["href"] for tag, values in found.elements if tag == "a" and "href" in values]
    assert "#consult-first" in links
    assert "#gone" not in links
    assert "#row-30" in links
    words = " ".join(found.words)
    assert "(2)" in words
    assert "记在 预案正文" in words
    assert "没有数字" in words
    assert "由人判断" in words


def test_a_rule_shows_what_passes_before_what_fails():
    body = page().body
    assert body.index("先会商。") < body.index("没有会商。")
    assert "核对结果 consult-first" in body
    assert "…\n" in body
    ids = [values["id"] for _, values in Markup(body).elements if "id" in values]
    assert {"consult-first", "signed", "row-30", "rows", "group-1", "group-2"} <= set(ids)


def test_no_text_of_an_example_becomes_markup():
    text = "<script>alert(1)</script>"
    bad = replace(BOOK.examples[0], title=text, blocks=(text,))
    found = Markup(page(replace(BOOK, title=text, examples=(bad,))).body)
    assert found.active == []


NEED = RequirementView(
    code="items-answered",
    text="进入“后期处置”之前，每个事项都须先有发布。",
    state="未满足",
    strength="挡",
    clause="三(四)1",
    anchor="s3-4-1",
    fix="taizhang add ID 发布；taizhang add ID 办理",
    detail="第 6 条",
)


def incident(*rules):
    board = samples.board()
    view = samples.incident(board.open[0], rules=rules, idle=70)
    site = render_site(samples.site(incidents=(view,)))
    return next(site.incidents())


def test_an_incident_says_of_each_rule_how_it_stands():
    made = incident(
        NEED, replace(NEED, state="已满足", fix="", detail=""), replace(NEED, state="待追认")
    )
    words = " ".join(Markup(made.body).words)
    assert "未满足或待追认 2 条，已满足 1 条，不适用 70 条" in words
    assert "taizhang add ID 办理" in words
    assert "规则对照" in [each.text for each in made.contents]


def test_an_incident_with_nothing_open_says_so():
    words = " ".join(Markup(incident(replace(NEED, state="已满足")).body).words)
    assert "未满足或待追认" not in words


def test_an_incident_without_rules_has_no_such_section():
    assert "规则对照" not in [each.text for each in incident().contents]
