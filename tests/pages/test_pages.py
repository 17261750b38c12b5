"""Every page from views made by hand, and from hostile ones."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace

import pytest
from tests.pages import samples
from tests.pages.markup import Markup

from taizhang.model.pageviews import FindingView
from taizhang.pages import Door, PageSlots, render_site

HOSTILE = (
    "<script>alert(1)</script>",
    '" onerror="alert(1)',
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "{{7*7}}{% raw %}",
    "<!--taizhang--><h1>x</h1>",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
)


@pytest.fixture(scope="module")
def pages() -> dict[str, PageSlots]:
    site = render_site(samples.site())
    return {page.uri: page for page in (*site.pages, *site.framed(), *site.incidents())}


def body(views=None, uri: str = "index.html") -> Markup:
    site = render_site(views or samples.site())
    found = {page.uri: page for page in (*site.pages, *site.framed(), *site.incidents())}
    return Markup(found[uri].body)


PLAIN = {("span", "class"), ("span", "data-tag"), ("small", "class"), ("code", "class")}


def parts(found: Markup) -> set[tuple[str, str]]:
    """Kinds of elements with the names of their attributes."""
    return {(tag, name) for tag, values in found.elements for name in values or {"": ""}}


INCIDENT = "incidents/20261101-4mq1.html"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_people_becomes_markup(text, pages):
    site = render_site(samples.hostile(samples.site(), text))
    for page in (*site.pages, *site.framed(), *site.incidents()):
        found = Markup(page.body)
        # a search form and a script loaded ahead; charts, of numbers
        allowed = {"search.html": {"form", "link"}}.get(page.uri, {"svg"})
        usual = Markup(pages[page.uri].body).active
        assert found.active == usual, page.uri
        assert {*usual} <= allowed, page.uri
        assert parts(found) <= parts(Markup(pages[page.uri].body)) | PLAIN, page.uri


def test_jinja_in_text_is_not_run():
    views = samples.hostile(samples.site(), "{{7*7}}")
    assert "{{7*7}}" in body(views, INCIDENT).text


def test_hostile_text_in_plan_tables_is_escaped():
    site = render_site(samples.hostile(samples.site(), "<script>alert(1)</script>"))
    tables = [table for page in site.markdown for table in page.tables.values()]
    assert tables
    assert all(Markup(table).active == [] for table in tables)


def test_pages_are_the_same_for_the_same_views(pages):
    site = render_site(samples.site())
    again = {page.uri: page for page in (*site.pages, *site.framed(), *site.incidents())}
    assert again == pages


def test_every_heading_of_the_contents_is_on_the_page(pages):
    for page in pages.values():
        ids = Markup(page.body).ids
        assert len(ids) == len(set(ids)), page.uri
        assert {heading.anchor for heading in page.contents} <= set(ids), page.uri


def test_every_page_has_one_first_heading_and_says_whom_it_is_for(pages):
    for page in pages.values():
        found = Markup(page.body)
        assert len(found.all("h1")) == 1, page.uri
        assert "内部资料 · 演练" in found.text, page.uri


def test_links_inside_the_site_lead_to_a_page(pages):
    site = render_site(samples.site())
    known = set(pages) | {name for name, _ in site.files()}
    known |= {page.uri.removesuffix(".md") + ".html" for page in site.markdown}
    for page in pages.values():
        folder = page.uri.rpartition("/")[0]
        for link in Markup(page.body).all("a"):
            address = link["href"].partition("#")[0].partition("?")[0]
            if not address or address.startswith("http"):
                continue
            target = posixpath.normpath(posixpath.join(folder, address))
            assert target in known, (page.uri, link["href"])


def test_the_board_counts_and_names_what_is_open():
    text = body().text
    assert "5 起进行中" in text
    assert "1 项超时" in text
    assert "值班 张伟、李娜" in text
    assert "敏感时段：市两会" in text
    assert "现行预案：" in text


def test_a_level_has_colour_shape_and_word():
    found = body()
    assert found.all("span", class_="tz-level", data_level="L1")
    assert "◆ 特别重大" in found.text
    assert "暂定" in found.text


def test_a_clock_carries_its_times_for_the_browser_and_its_state_in_words():
    found = body()
    clocks = [
        clock for clock in found.all("span", class_="tz-left") if clock["data-state"] == "overdue"
    ]
    assert clocks
    assert all(re.fullmatch(r"2026-11-09T21:18:00\+08:00", clock["data-due"]) for clock in clocks)
    assert all(clock["data-soon"] == "2026-11-09T21:08:00+08:00" for clock in clocks)
    assert all(
        clock["data-reminders"] == "2026-11-09T21:08:00+08:00 2026-11-09T21:48:00+08:00"
        for clock in clocks
    )
    assert "⚠ 已超时 12 分钟" in found.text
    assert "应于 2026-11-09 21:18 前" in found.text


def test_a_duty_not_due_soon_waits_hidden_in_the_page():
    found = body()
    hidden = [values for values in found.all("ul") if values.get("data-list") == "later"]
    assert "hidden" in hidden[0]
    assert len(found.all("li", class_="tz-duty")) == 3


def test_each_row_has_a_strip_of_all_stages():
    found = body()
    assert len(found.all("ol", class_="tz-strip")) == 5
    assert len(found.all("li", data_state="now", aria_current="step")) == 5


def test_an_empty_ledger_says_how_to_begin():
    views = samples.empty_site()
    assert "无进行中舆情" in body(views).text
    assert "taizhang new" in body(views).text
    for uri in ("todo.html", "archive/index.html"):
        assert body(views, uri).all("p", class_="tz-empty"), uri


def test_a_real_ledger_is_not_called_a_drill():
    for page in render_site(samples.empty_site()).pages:
        assert "演练" not in Markup(page.body).text or page.uri == "index.html"


def test_an_incident_shows_what_the_next_move_lacks():
    text = body(uri=INCIDENT).text
    assert "前进至“应急处置” 尚缺 2 项" in text
    assert "taizhang add 20261101-4mq1 决定" in text
    assert "taizhang approve 20261101-4mq1" in text


def test_what_is_only_wanted_is_shown_but_not_counted_as_lacking():
    found = body(uri=INCIDENT)
    assert len(found.all("li", data_wanted="yes")) == 1
    assert "taizhang add a 办理 taizhang add b 发布" in found.text


def test_an_incident_shows_both_clocks_and_who_recorded():
    text = body(uri=INCIDENT).text
    for words in (
        "录于",
        "迟 3 小时",
        "李娜代录",
        "补录",
        "更正前：",
        "待追认",
        "已退回",
        "未验签",
    ):
        assert words in text, words


def test_the_timeline_is_newest_first():
    entries = body(uri=INCIDENT).all("li", class_="tz-entry")
    assert [entry["id"] for entry in entries] == ["e6", "e5", "e4", "e3", "e2", "e1"]


def test_a_source_is_a_link_only_when_it_is_a_web_address():
    view = samples.incident(
        sources=("https://a.example/1", "javascript:alert(1)", "微博", "https://a b")
    )
    found = body(replace(samples.site(), incidents=(view,)), INCIDENT)
    outside = [link for link in found.all("a") if link["href"].startswith("http")]
    assert [link["href"] for link in outside] == ["https://a.example/1"]
    assert outside[0]["rel"] == "noopener noreferrer nofollow"


def test_a_clause_links_to_its_place_in_the_plan():
    links = {link["href"] for link in body(uri=INCIDENT).all("a", class_="tz-clause")}
    assert "../plan/2022-08-05/index.html#c3-3" in links


def test_a_clause_that_no_page_holds_is_plain_text():
    views = replace(samples.site(), plans=())
    assert not body(views, INCIDENT).all("a", class_="tz-clause")
    assert "三(三)" in body(views, INCIDENT).text


def test_a_closed_incident_shows_its_review_and_no_open_step():
    text = body(uri="incidents/20261107-4mq7.html").text
    assert "总结评估" in text
    assert "夜间首报迟三分钟 已排备岗" in text
    assert "尚无改进记录" in text


def test_errors_are_announced_at_the_top():
    finding = FindingView(
        code="x", severity="error", line=3, message="没有这个等级。", fix="请改为较大。"
    )
    view = samples.incident(findings=(finding,))
    text = body(replace(samples.site(), incidents=(view,)), INCIDENT).text
    assert "本件有 1 处须改正" in text


def test_an_incident_that_records_references_only_says_so():
    view = samples.incident(reference_only=True, merged_into="20261102-4mq2", history=False)
    text = body(replace(samples.site(), incidents=(view,)), INCIDENT).text
    assert "只作登记" in text
    assert "已并入 20261102-4mq2" in text
    assert "没有取得版本历史" in text


def test_the_archive_goes_by_year_and_month():
    index, year = body(uri="archive/index.html"), body(uri="archive/2026.html")
    assert "10 月 1 起" in index.text
    assert "近期教训" in index.text
    assert year.ids == ["m10", "m09"]
    assert "条例审议期未列入敏感时段" in year.text


def test_the_to_do_page_goes_by_role_most_pressing_first():
    found = body(uri="todo.html")
    assert [link for link in found.ids if link.startswith("r")] == ["r1", "r2", "r3"]
    states = [item["data-state"] for item in found.all("li", class_="tz-duty")]
    assert states == ["soon"] * 5 + ["pending"] * 5


def test_a_duty_of_several_stands_with_each_of_them():
    lone = samples.incident(waiting=(), dues=(samples.due(who="组长、小组成员"),))
    views = replace(samples.site(), board=replace(samples.board(), waiting=()), incidents=(lone,))
    found = body(views, "todo.html")
    assert [link for link in found.ids if link.startswith("r")] == ["r1", "r2"]
    assert found.text.count("由组长、小组成员办") == 2
    for name in ("组长 1 项", "小组成员 1 项"):
        assert name in found.text


def test_a_duty_of_nobody_is_still_listed():
    lone = samples.incident(dues=(samples.due(who=""),))
    views = replace(samples.site(), incidents=(lone,))
    assert "未限定角色" in body(views, "todo.html").text


def test_plan_pages_come_in_the_order_of_the_index():
    pages = (
        ("a.md", "# 甲"),
        ("index.md", "# 总 [乙](b.md#x) [丙](c.md)"),
        ("c.md", "# 丙"),
        ("b.md", "# 乙"),
    )
    version = replace(samples.plan(), pages=pages)
    site = render_site(replace(samples.site(), plans=(version,)))
    plan = [page.uri for page in site.markdown if page.door is Door.PLAN]
    assert [uri.rpartition("/")[2] for uri in plan] == ["index.md", "b.md", "c.md", "a.md"]


def test_the_ledgers_own_template_goes_before_ours(tmp_path):
    folder = tmp_path / "site" / "templates"
    folder.mkdir(parents=True)
    (folder / "todo.html.j2").write_text("<h1>本单位待办 {{ board.ledger }}</h1>", encoding="utf-8")
    site = render_site(samples.hostile(samples.site(), "<b>"), tmp_path)
    todo = next(page for page in site.pages if page.uri == "todo.html")
    assert todo.body.startswith("<h1>本单位待办 某市人大常委会机关舆情台账&lt;b&gt;")


def test_a_forgotten_name_in_a_template_is_an_error(tmp_path):
    from jinja2 import UndefinedError

    folder = tmp_path / "site" / "templates"
    folder.mkdir(parents=True)
    (folder / "todo.html.j2").write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(UndefinedError):
        render_site(samples.site(), tmp_path)


def test_board_json_says_when_it_was_made_and_what_is_open():
    files = dict(render_site(samples.site()).files())
    board = json.loads(files["board.json"])
    assert board["generated"] == samples.NOW.isoformat()
    assert (board["open"], board["overdue"], board["waiting"]) == (5, 1, 2)
    assert board["incidents"][0]["next"]["state"] == "overdue"


def test_an_incidents_json_holds_all_its_page_shows():
    files = dict(render_site(samples.site()).files())
    shown = json.loads(files["incidents/20261101-4mq1.json"])
    assert shown["row"]["title"] == "网民质疑某河段水质监测数据"
    assert [entry["number"] for entry in shown["entries"]] == [6, 5, 4, 3, 2, 1]


def test_nothing_of_the_site_is_offered_to_search_engines():
    assert "Disallow: /" in dict(render_site(samples.site()).files())["robots.txt"]
