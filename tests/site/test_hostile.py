"""Texts made to become something else, in every field of every kind: nothing of them acts."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
import yaml
from tests.pages import samples
from tests.pages.markup import Markup
from tests.pages.test_feeds import ATOM, read_calendar
from tests.pages.test_journal import FULL
from tests.site.conftest import build_site
from tests.site.vectors import VECTORS

from taizhang.model.kinds import KINDS
from taizhang.model.views import FieldView

HARMLESS = "无害"


def incident(number, text):
    """An incident with an entry of every kind, every field filled, all of it ending in ``text``."""
    row = replace(
        samples.row(1, next=samples.due(state="overdue"), waiting=1), id=f"2026{number:04d}-4mq1"
    )
    entries = tuple(
        samples.entry(
            place,
            kind=kind.name,
            kind_key=kind.key,
            late="补",
            urgent="急",
            approvals=(samples.approval(), samples.approval("退回", counts=False, why="因")),
            missing=("组长",),
            fields=tuple(
                FieldView(name=field.name, title=field.zh, lines=("一", "二"), corrected="原")
                for field in (*kind.fields, *kind.common)
            ),
        )
        for place, kind in enumerate(KINDS.values(), 1)
    )
    view = samples.hostile(samples.incident(row, entries=entries), text)
    review = samples.hostile(samples.incident(samples.closed(7, samples.NOW)).review, text)
    return replace(view, sources=(*view.sources, text), review=review, named=())


def site(texts):
    """A site with an incident a text; everything else holds them all."""
    every = " ".join(texts)
    incidents = tuple(incident(number, text) for number, text in enumerate(texts, 1))
    rows = tuple(view.row for view in incidents)
    base = samples.hostile(samples.site(incidents=()), every)
    pairs = tuple((row, row.next) for row in rows)
    waits = tuple(wait for view in incidents for wait in view.waiting)
    board = replace(
        base.board,
        open=rows,
        overdue=pairs,
        soon=pairs[:2],
        later=(),
        waiting=waits,
        archived=rows[:5],
    )
    gone = replace(samples.closed(7, samples.NOW), id=incidents[0].row.id)
    return replace(
        base,
        board=board,
        incidents=incidents,
        archive=(samples.hostile(gone, every),),
        plans=samples.site().plans,  # reviewed like a program, and meant to be Markdown
        journal=samples.hostile(FULL, every),
    )


def built(folder, texts):
    build_site(folder, samples.empty_site())
    settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"] = [{"taizhang": {"audience": "office"}}]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    return build_site(folder, site(texts), site_url="http://ledger.invalid/")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return built(tmp_path_factory.mktemp("hostile") / "ledger", VECTORS)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    return built(tmp_path_factory.mktemp("harmless") / "ledger", [HARMLESS] * len(VECTORS))


def _tags(page):
    return Counter(tag for tag, _ in page.elements)


def test_there_are_vectors_enough():
    assert len(set(VECTORS)) == len(VECTORS) >= 60


def test_no_page_holds_anything_active_that_a_harmless_one_does_not(hostile, harmless):
    pages = sorted(path.relative_to(harmless) for path in harmless.rglob("*.html"))
    assert len(pages) > len(VECTORS)
    for page in pages:
        usual = Markup((harmless / page).read_text(encoding="utf-8"))
        found = Markup((hostile / page).read_text(encoding="utf-8"))
        assert sorted(found.active) == sorted(usual.active), page
        ours, theirs = _tags(found), _tags(usual)
        if page.parent.name == "incidents":
            assert ours - theirs == Counter(), page
            assert set(theirs - ours) <= {"a"}, page  # what is no address any more is no link
        else:  # lists are longer: each text is a role, a level, a nature of its own
            assert set(ours) <= {*theirs, "option"}, page


def test_the_texts_are_all_there_to_be_read(hostile):
    for number, text in enumerate(VECTORS, 1):
        told = Markup((hostile / f"incidents/2026{number:04d}-4mq1.html").read_text("utf-8")).text
        assert " ".join(text.replace("\0", "").split())[:20] in told.replace("\0", ""), text


def test_data_files_hold_texts_as_values(hostile):
    board = json.loads((hostile / "board.json").read_text(encoding="utf-8"))
    assert [row["title"][-3:] for row in board["incidents"]] == [text[-3:] for text in VECTORS]
    for number, text in enumerate(VECTORS, 1):
        data = (hostile / f"incidents/2026{number:04d}-4mq1.json").read_text(encoding="utf-8")
        assert json.loads(data)["row"]["title"].endswith(text)
    feed = ET.fromstring((hostile / "board.atom").read_text("utf-8"))  # noqa: S314 - ours
    assert len(feed.findall(f"{ATOM}entry")) == min(50, len(VECTORS))
    calendar = (hostile / "board.ics").read_bytes().decode()
    assert len(read_calendar(calendar)) == len(VECTORS) + 2


def test_search_data_is_one_call_with_json_in_it(hostile):
    for path in (hostile / "assets" / "search").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        found = re.fullmatch(r'taizhangShard\("([^"]+)", (\[\n.*\n\])\);\n', text, re.DOTALL)
        assert found, path
        assert json.loads(found[2])
        assert not re.search("[<\u2028\u2029]", text)


@pytest.mark.browser
def test_a_browser_runs_none_of_it(hostile, serve, watched):
    base = serve(hostile)
    for uri in (
        "index.html",
        "todo.html",
        "journal.html",
        "archive/2026.html",
        "plan/lessons.html",
    ):
        watched.goto(base + uri, wait_until="networkidle")
    watched.goto(base + "search.html?q=alert")
    watched.locator(".tz-results li").first.wait_for()
    watched.locator("input[name=q]").fill("<script")
    for number in (1, 13, 22, 48, 70):
        watched.goto(f"{base}incidents/2026{number:04d}-4mq1.html", wait_until="networkidle")
    assert watched.troubles == []
