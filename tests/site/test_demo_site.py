"""Every kind of page of the drill ledger's site: quiet, complete in itself, without barriers."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

EVERY = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What can differ in the dark; all else was looked at by day."""

MODES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "wall": {"viewport": {"width": 1920, "height": 1080}},
}

# Long lists are cut to a few of each kind: what is wrong with the twelfth is wrong with the first.
FEW = """() => {
  for (const each of document.querySelectorAll(".tz *, .md-nav__list, .md-typeset *")) {
    while (each.childElementCount > 6) each.lastElementChild.remove();
  }
}"""
# Colours that are still on their way are no colours of the page.
STILL = "() => document.getAnimations().forEach((each) => each.cancel())"
BARRIERS = """async (rules) => {
  const found = await axe.run(document, { resultTypes: ["violations"], runOnly: rules });
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`));
}"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The site of a drill ledger with history, as ``taizhang demo`` and MkDocs make it."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from taizhang.actions.demo.build import make_demo

    folder = tmp_path_factory.mktemp("demo") / "ledger"
    now = datetime.now(UTC)
    make_demo(folder, incidents=24, seed=1, now=now, made=now)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("DISABLE_MKDOCS_2_WARNING", "true")
        config = load_config(str(folder / "mkdocs.yml"), strict=True)
        build(config)
    return Path(config.site_dir)


@pytest.fixture(scope="module")
def axe():
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def every(site: Path) -> list[str]:
    """Every page there is, a search that finds something, too."""
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    return [*found, "search.html?q=供水"]


def kinds(site: Path) -> list[str]:
    """A page of each kind: of incidents the longest and the shortest."""
    sized = sorted(site.glob("incidents/*.html"), key=lambda path: path.stat().st_size)
    lone = [path.relative_to(site).as_posix() for path in site.glob("*.html")]
    archive = sorted(site.glob("archive/*.html"))
    doors = [*site.glob("plan/*.html"), *site.glob("statistics/*.html")]
    others = [*archive[:1], archive[-1], *doors, site / "guide/duty.html"]
    plan = [site / "plan/2022-08-05" / name for name in ("index.html", "procedure.html")]
    forms = [site / "forms" / name for name in ("index.html", "new.html", "decision.html")]
    pages = (*others, *plan, *forms, site / "approve/index.html", sized[0], sized[-1])
    return [*lone, *(path.relative_to(site).as_posix() for path in pages)]


def looked_at(browser, base, mode, uris, axe, *, rules, cut):
    """What is wrong with pages: what they say, ask for elsewhere, where they are too wide, axe."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **MODES[mode])
    page = context.new_page()
    troubles = []
    page.on("console", lambda said: troubles.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for uri in uris:
        wall = ("&wall" if "?" in uri else "?wall") if mode == "wall" else ""
        page.goto(base + uri + wall, wait_until="load")
        if uri == "forms/new.html":  # with all its faults
            page.locator(".tz-entry-form button[type=submit]").click()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        troubles += [f"{uri} is {wide} too wide"] if wide > 0 else []
        page.evaluate(STILL)
        if cut:
            page.evaluate(FEW)
        page.evaluate(axe)
        troubles += [f"{uri} {each}" for each in page.evaluate(BARRIERS, rules)]
    context.close()
    return troubles + [url for url in asked if not url.startswith(base)]


@pytest.mark.parametrize("mode", MODES)
def test_no_page_complains_reaches_out_or_has_a_barrier(demo, axe, serve, browser, mode):
    rules = COLOURS if mode == "dark" else EVERY
    uris = every(demo) if mode == "desktop" else kinds(demo)
    assert looked_at(browser, serve(demo), mode, uris, axe, rules=rules, cut=True) == []


@pytest.mark.long
@pytest.mark.parametrize("mode", MODES)
def test_every_page_in_every_mode_to_its_end(demo, axe, serve, browser, mode):
    uris = every(demo)
    assert looked_at(browser, serve(demo), mode, uris, axe, rules=EVERY, cut=False) == []


def test_a_wall_shows_what_is_open_without_scrolling(demo, serve, page):
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(serve(demo) + "index.html?wall")
    page.locator(".tz-wall").wait_for()
    boxes = page.evaluate(
        "Array.from(document.querySelectorAll('.tz-open tbody tr, [data-list=overdue] .tz-duty'),"
        "(each) => each.getBoundingClientRect().bottom)"
    )
    assert len(boxes) > 10
    assert max(boxes) <= 1080


def test_the_demo_is_read_and_searched_from_a_folder(demo, page):
    failed = []
    page.on("requestfailed", lambda asked: failed.append(asked.url))
    base = demo.as_uri()
    page.goto(f"{base}/index.html")
    page.locator(".tz-open__title a").first.click()
    page.locator("#timeline .tz-entry").first.wait_for()
    page.get_by_role("link", name="查找").first.click()
    page.locator("input[name=q]").fill("供水")
    page.locator(".tz-results li").first.wait_for()
    assert page.locator(".tz-results mark").first.inner_text() == "供水"
    # The theme asks for the map of the site; a browser refuses that to a page from a folder.
    assert [url for url in failed if not url.endswith("sitemap.xml")] == []


def test_no_file_of_the_site_holds_what_is_restricted(demo):
    ledger = demo.parents[1] / "ledger"
    texts = [path.read_text(encoding="utf-8") for path in ledger.rglob("2*.yml")]
    told = {
        line.partition(": ")[2]
        for text in texts
        for line in text.splitlines()
        if line.startswith(("  topic: ", "  outlet: ", "  consequence: "))
    }
    whistle = {
        text.partition("\n")[0].removeprefix("id: ") for text in texts if "title: 举报\n" in text
    }
    assert len(told) > 2
    assert whistle
    for path in demo.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".json", ".js", ".csv", ".atom", ".ics"}:
            found = path.read_text(encoding="utf-8")
            assert [text for text in (*told, *whistle) if text in found] == [], path


def test_two_clicks_lead_from_the_board_to_any_page(demo):
    from tests.pages.markup import Markup

    def leads(uri: str) -> set[str]:
        found = Markup((demo / uri).read_text(encoding="utf-8")).all("a")
        here = (demo / uri).parent
        return {
            (here / link["href"].partition("#")[0].partition("?")[0])
            .resolve()
            .relative_to(demo)
            .as_posix()
            for link in found
            if link.get("href", "#").partition("#")[0].endswith(".html")
        }

    first = leads("index.html")
    second = first.union(*(leads(uri) for uri in first))
    every = {path.relative_to(demo).as_posix() for path in demo.rglob("*.html")} - {"404.html"}
    assert every - second == set()
