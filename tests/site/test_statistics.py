"""Statistics in a browser and on paper."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from tests.site.test_plugin import INCIDENT

pytestmark = pytest.mark.browser

YEAR = "statistics/2026.html"


def printed(page, folder):
    """The text of each printed page, laid out as it stands."""
    paper = folder / "paper.pdf"
    page.pdf(path=str(paper), prefer_css_page_size=True)
    told = subprocess.run(
        [shutil.which("pdftotext") or "pdftotext", "-layout", str(paper), "-"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    return told.split("\f")[:-1]


def test_a_year_report_fills_its_pages(ordinary, serve, watched, tmp_path):
    watched.goto(serve(ordinary) + YEAR, wait_until="networkidle")
    pages = printed(watched, tmp_path)
    assert watched.troubles == []
    assert 2 <= len(pages) <= 7
    assert "2026 年网络舆情年度报告" in pages[0]
    assert "逐月" in pages[0]
    assert re.search(r"构成\s+等级", pages[0])  # what fits below stands there, not on the next page
    assert all(len(re.sub(r"\s", "", page)) > 150 for page in pages)
    assert "CSV" not in "".join(pages)


@pytest.mark.parametrize("uri", [YEAR, INCIDENT])
def test_every_printed_page_bears_its_mark_once(ordinary, serve, watched, tmp_path, uri):
    watched.goto(serve(ordinary) + uri, wait_until="networkidle")
    pages = printed(watched, tmp_path)
    assert len(pages) > 1
    assert [page.count("内部资料") for page in pages] == [1] * len(pages)


def test_an_incident_fills_its_pages(ordinary, serve, watched, tmp_path):
    """What comes next begins where the facts end; short fields of an entry share a line."""
    watched.goto(serve(ordinary) + INCIDENT, wait_until="networkidle")
    pages = printed(watched, tmp_path)
    assert watched.troubles == []
    assert len(pages) == 4
    assert re.search(r"下一步.+前进至“应急处置”", pages[0], re.DOTALL)
    assert re.search(r"形式\s+首报\s+报送\s+应急管理小组", pages[1])
    assert all(len(re.sub(r"\s", "", page)) > 200 for page in pages)


@pytest.mark.parametrize("uri", [YEAR, INCIDENT])
@pytest.mark.parametrize("width", [1280, 390])
def test_charts_are_drawn_within_their_page(ordinary, serve, watched, uri, width):
    watched.set_viewport_size({"width": width, "height": 900})
    watched.goto(serve(ordinary) + uri)
    charts = watched.locator("svg.tz-chart")
    assert charts.count() > 0
    for chart in charts.all():
        box = chart.bounding_box()
        assert box
        assert box["height"] > 30
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert chart.get_attribute("aria-label")
    for text in watched.locator("svg.tz-chart text").all():
        inside = text.evaluate(
            """node => {
              const own = node.getBoundingClientRect();
              const all = node.ownerSVGElement.getBoundingClientRect();
              return own.left >= all.left - 2 && own.right <= all.right + 2;
            }"""
        )
        assert inside, text.text_content()
    assert watched.troubles == []


def test_a_table_opens_as_a_file(ordinary, serve, watched):
    watched.goto(serve(ordinary) + YEAR)
    with watched.expect_download() as started:
        watched.locator("#duties .tz-csv").click()
    download = started.value
    assert download.suggested_filename == "2026-duties.csv"
    text = download.path().read_bytes().decode("utf-8")
    assert text.startswith('\ufeff"事项","等级","时限"')
