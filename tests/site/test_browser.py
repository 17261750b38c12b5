"""The site in a browser, as the office sees it."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.pages import samples
from tests.site.test_plugin import PAGES

pytestmark = pytest.mark.browser

CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const over = (top, under) => {
    const a = top.length > 3 ? top[3] : 1;
    return [0, 1, 2].map((i) => top[i] * a + under[i] * (1 - a));
  };
  const ground = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      layers.push(parse(getComputedStyle(at).backgroundColor));
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const poor = new Set();
  for (const node of document.querySelectorAll(".tz *, .tz-marks *")) {
    const own = Array.from(node.childNodes).some((c) => c.nodeType === 3 && c.data.trim());
    const box = node.getBoundingClientRect();
    if (!own || !node.checkVisibility() || box.width < 3) continue;
    const behind = ground(node);
    const ink = light(over(parse(getComputedStyle(node).color), behind));
    const paper = light(behind);
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < 4.5) poor.add(`${node.className || node.tagName} ${ratio.toFixed(2)}`);
  }
  return [...poor];
}"""


PAST_DUE = 28_000
"""Milliseconds: past a duty due 20 s after a build, and before the page asks the server anew."""


def live_site(seconds: float, state: str, *, remind: float = 600):
    """A site whose one duty falls due ``seconds`` from now."""
    due_at = datetime.now(UTC).astimezone(samples.ZONE) + timedelta(seconds=seconds)
    duty = samples.due(
        state=state, due_at=due_at, soon=samples.moment(due_at - timedelta(seconds=remind))
    )
    row = samples.row(1, next=duty)
    board = samples.board(
        open=(row,),
        overdue=(),
        soon=((row, duty),) if state == "soon" else (),
        later=((row, duty),) if state == "open" else (),
        waiting=(),
    )
    return replace(samples.site(), board=board, incidents=(samples.incident(row, dues=(duty,)),))


@pytest.mark.parametrize("uri", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_loads_nothing_foreign_complains_of_nothing_and_reads_well(
    ordinary, serve, watched, uri, scheme
):
    watched.emulate_media(color_scheme=scheme)
    watched.goto(serve(ordinary) + uri, wait_until="networkidle")
    assert watched.troubles == []
    assert watched.evaluate("document.body.dataset.mdColorScheme") == (
        "slate" if scheme == "dark" else "default"
    )
    assert watched.evaluate(CONTRAST) == []


@pytest.mark.parametrize("uri", PAGES)
def test_a_page_fits_a_telephone(ordinary, serve, watched, uri):
    watched.set_viewport_size({"width": 390, "height": 800})
    watched.goto(serve(ordinary) + uri)
    assert watched.evaluate("document.documentElement.scrollWidth") <= 390


def hold_clock(page):
    """Stops the page's clock five seconds from now; from then on only ``page.clock`` moves it."""
    now = datetime.now(UTC)
    page.clock.install(time=now)
    page.clock.pause_at(now + timedelta(seconds=5))  # a pause in the page's past is refused


@pytest.mark.parametrize("state", ["soon", "open"])
def test_a_countdown_passes_into_overdue_without_a_reload(built, serve, watched, state):
    hold_clock(watched)
    views = live_site(20, state, remind=60 if state == "soon" else 0)
    watched.goto(serve(built(views)) + "index.html")
    watched.evaluate("window.sameLoad = true")
    duty = watched.locator(".tz-duty")
    assert "均未超时" in watched.locator("h1").inner_text()
    watched.clock.run_for(PAST_DUE)
    watched.locator("[data-list=overdue] .tz-duty").wait_for()
    assert "⚠ 已超时" in duty.inner_text()
    assert "1 项超时" in watched.locator("h1").inner_text()
    assert watched.title().startswith("(1超时) ")
    said = watched.locator("[data-announce]").inner_text()
    assert said == "新超时：网民质疑某河段水质监测数据：首报"
    assert watched.locator(".tz-open tr[data-state=overdue]").count() == 1
    assert watched.evaluate("window.sameLoad") is True
    assert watched.troubles == []


def test_the_second_duty_of_an_incident_goes_overdue_without_a_reload(built, serve, watched):
    hold_clock(watched)
    now = datetime.now(UTC).astimezone(samples.ZONE)

    def duty(name, seconds, state):
        at = now + timedelta(seconds=seconds)
        soon = samples.moment(at - timedelta(seconds=10))
        return samples.due(name, state, at, soon=soon, reminders=(soon,), code=name)

    first, second = duty("首报", -60, "overdue"), duty("会商", 20, "open")
    row = samples.row(1, next=first)
    board = samples.board(
        open=(row,), overdue=((row, first),), soon=(), later=((row, second),), waiting=()
    )
    views = replace(samples.site(), board=board)
    watched.goto(serve(built(views)) + "index.html")
    watched.evaluate("window.sameLoad = true")
    overdue = watched.locator("[data-list=overdue] .tz-duty")
    assert overdue.count() == 1
    assert "1 项超时" in watched.locator("h1").inner_text()
    said = watched.locator("[data-announce]")
    watched.clock.run_for(12_000)
    assert said.inner_text() == "提醒：网民质疑某河段水质监测数据：会商"
    assert overdue.count() == 1
    watched.clock.run_for(PAST_DUE - 12_000)
    overdue.nth(1).wait_for()
    assert "会商" in overdue.nth(1).inner_text()
    assert "2 项超时" in watched.locator("h1").inner_text()
    assert said.inner_text() == "新超时：网民质疑某河段水质监测数据：会商"
    assert watched.evaluate("window.sameLoad") is True
    assert watched.troubles == []


def test_what_was_overdue_on_arrival_is_not_announced(ordinary, serve, watched):
    watched.goto(serve(ordinary) + "index.html")
    watched.locator("[data-list=overdue] .tz-duty").first.wait_for()
    assert watched.locator("[data-announce]").inner_text() == ""


def test_an_incident_page_counts_down_too(built, serve, watched):
    hold_clock(watched)
    views = live_site(20, "soon", remind=60)
    uri = f"incidents/{views.incidents[0].row.id}.html"
    watched.goto(serve(built(views)) + uri)
    assert "还剩" in watched.locator(".tz-dues .tz-left").inner_text()
    watched.clock.run_for(PAST_DUE)
    watched.locator(".tz-dues tr[data-state=overdue]").wait_for()


def test_clocks_do_not_move_the_page(built, serve, watched):
    hold_clock(watched)
    watched.goto(serve(built(live_site(120, "soon", remind=600))) + "todo.html")
    watched.evaluate(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach("
        "(entry) => { window.moved += entry.value })).observe({ type: 'layout-shift' })"
    )
    before = watched.locator(".tz-left").first.inner_text()
    for _ in range(3):
        watched.clock.run_for(2000)
        watched.wait_for_timeout(100)  # a frame or two is drawn
    assert watched.locator(".tz-left").first.inner_text() != before
    assert watched.evaluate("window.moved") < 0.01


def test_without_scripts_due_times_and_states_can_be_read(ordinary, serve, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(ordinary) + "index.html")
    text = page.locator(".tz-board").inner_text()
    context.close()
    assert "⚠ 已超时 12 分钟" in text
    assert "应于 2026-11-09 21:18 前" in text
    assert "更新于 2026-11-09 21:30" in text


def newer():
    """The ordinary site with one incident more, built a minute later."""
    first = samples.row(
        6,
        now=0,
        next=samples.due(state="soon", due_at=datetime.now(samples.ZONE)),
        title="新来的事件",
    )
    board = samples.board(built=samples.ago(minutes=-1))
    board = replace(board, open=(first, *board.open), total=board.total + 1)
    return samples.site(board=board)


def touch(folder):
    later = time.time() + 60  # the server tells versions apart by whole seconds
    for path in (folder / "board.json", folder / "index.html"):
        os.utime(path, (later, later))


def test_a_new_incident_comes_onto_the_board_without_a_reload(built, serve, watched):
    out = built(samples.site())
    watched.clock.install()
    watched.goto(serve(out) + "index.html")
    watched.evaluate("window.sameLoad = true")
    watched.clock.fast_forward(31000)
    watched.wait_for_timeout(300)
    assert "5 起进行中" in watched.locator("h1").inner_text()
    watched.locator(".tz-open__title a").nth(1).focus()
    focused = watched.evaluate("document.activeElement.href")
    watched.evaluate("scrollTo(0, 300)")
    built(newer())
    touch(out)
    watched.clock.fast_forward(31000)
    watched.locator(".tz-open__title a", has_text="新来的事件").wait_for()
    assert "6 起进行中" in watched.locator("h1").inner_text()
    assert watched.locator("[data-announce]").inner_text() == "新事件：新来的事件"
    assert watched.evaluate("scrollY") == 300
    assert watched.evaluate("document.activeElement.href") == focused
    assert watched.evaluate("window.sameLoad") is True
    assert "已超时" in watched.locator(".tz-open tr", has_text="新来的事件").inner_text()
    assert watched.troubles == []


def test_a_board_with_other_scripts_is_loaded_anew(built, serve, watched):
    out = built(samples.site())
    watched.clock.install()
    watched.goto(serve(out) + "index.html")
    built(newer())
    index = out / "index.html"
    html = index.read_text(encoding="utf-8").replace("live.js?v=", "live.js?v=other")
    index.write_text(html, encoding="utf-8")
    touch(out)
    with watched.expect_navigation():
        watched.clock.fast_forward(31000)


def test_a_clock_that_is_wrong_is_put_right_by_the_server(built, serve, watched):
    views = live_site(1800, "soon", remind=3600)
    watched.clock.install(time=datetime.now(UTC) + timedelta(hours=1))
    watched.goto(serve(built(views)) + "index.html")
    assert "1 项超时" in watched.locator("h1").inner_text()
    watched.clock.fast_forward(31000)
    watched.locator("[data-list=soon] .tz-duty").wait_for()
    assert "均未超时" in watched.locator("h1").inner_text()


def test_a_board_that_cannot_be_fetched_says_so(built, serve, page):
    out = built(samples.site())
    page.clock.install()
    page.goto(serve(out) + "index.html")
    (out / "board.json").unlink()
    for _ in range(2):
        with page.expect_response("**/board.json"):
            page.clock.fast_forward(31000)
    page.locator("[data-stale]").wait_for()


@pytest.mark.parametrize("how", ["http", "file"])
def test_an_incident_is_found_by_a_chinese_word(ordinary, serve, watched, how):
    base = serve(ordinary) if how == "http" else ordinary.as_uri() + "/"
    watched.goto(base + "search.html")
    watched.locator("input[name=q]").fill("水质 监测数据")
    first = watched.locator(".tz-results li").first
    first.wait_for()
    assert watched.locator(".tz-results mark").all_inner_texts()[:2] == ["水质", "监测数据"]
    first.locator("a").click()
    assert "网民质疑某河段水质监测数据" in watched.locator("h1").inner_text()
    assert watched.troubles == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=20261101-4mq1", ["20261101-4mq1"]),
        ("q=放声大哭", []),
        ("level=特别重大", ["20261101-4mq1"]),
        ("stage=后期处置&year=2026", ["20261104-4mq4"]),
        ("q=水质&nature=法规误读&level=一般", ["20261107-4mq7"]),
        ("q=十分钟内报", ["预案 2022-08-05"]),
        ("late=有", ["20261101-4mq1"]),
        ("q=微博 李娜&stage=会商研判", ["20261102-4mq2"]),
    ],
)
def test_search_takes_words_and_filters(ordinary, serve, watched, query, expected):
    watched.goto(serve(ordinary) + "search.html?" + query)
    watched.wait_for_function(
        "!document.querySelector('[data-status]').textContent.includes('正在')"
    )
    ids = watched.locator(".tz-results .tz-meta span:first-child").all_inner_texts()
    assert ids == expected


def test_hostile_text_does_nothing_in_the_browser(built, serve, watched):
    text = "</title><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
    base = serve(built(samples.hostile(samples.site(), text)))
    for uri in ("index.html", "incidents/20261101-4mq1.html", "archive/2026.html"):
        watched.goto(base + uri, wait_until="networkidle")
    watched.goto(base + "search.html?q=img")
    watched.locator(".tz-results li").first.wait_for()
    assert watched.troubles == []


def test_a_script_that_got_in_all_the_same_is_not_run(ordinary, serve, watched, tmp_path):
    html = (ordinary / "index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(
        html.replace("</h1>", "</h1><script>alert(1)</script>", 1), encoding="utf-8"
    )
    watched.goto(serve(tmp_path) + "index.html")
    assert not [trouble for trouble in watched.troubles if trouble.startswith("dialog")]
    assert [trouble for trouble in watched.troubles if "Content Security Policy" in trouble]


def test_the_wall_is_dark_large_and_without_a_menu(ordinary, serve, watched):
    watched.set_viewport_size({"width": 1920, "height": 1080})
    watched.goto(serve(ordinary) + "index.html?wall")
    watched.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    assert not watched.locator(".md-header").is_visible()
    assert (
        watched.evaluate("parseFloat(getComputedStyle(document.querySelector('.tz')).fontSize)")
        > 24
    )


def test_on_paper_the_page_is_marked_and_bare(ordinary, serve, watched):
    watched.goto(serve(ordinary) + "incidents/20261101-4mq1.html")
    watched.emulate_media(media="print")
    assert watched.locator(".tz-printed").inner_text() == "内部资料 · 演练"
    assert watched.evaluate("getComputedStyle(document.body).page") == "drill"
    for part in (".md-header", ".md-tabs", ".tz-command"):
        assert not watched.locator(part).first.is_visible()
