"""Searching among many: what a screen shows comes at once, the others right behind."""

from __future__ import annotations

import json

import pytest

from taizhang.pages.search import shard

pytestmark = pytest.mark.browser


def test_of_many_found_the_first_hundred_are_listed_in_order(ordinary, serve, watched):
    records = [
        {
            "id": f"20261101-{number:04}",
            "title": "Flood 供水",
            "url": "x.html",
            "text": f"第{number}",
        }
        for number in range(150)
    ]
    script = shard("2026", map(json.dumps, records))
    watched.route("**/assets/search/2026.js", lambda route: route.fulfill(body=script))
    watched.goto(f"{serve(ordinary)}search.html?q=flood")
    listed = watched.locator(".tz-results li")
    listed.nth(99).wait_for()
    said = watched.locator("[data-status]")
    said.filter(has_text="找到 150 条，列出前 100 条。").wait_for()
    ids = watched.locator(".tz-results .tz-meta span:first-child").all_inner_texts()
    assert ids == [record["id"] for record in records[:100]]
    around = watched.locator(".tz-results__text")
    assert around.count() == 0  # found in titles alone
    watched.locator("input[name=q]").fill("第149")
    said.filter(has_text="找到 1 条。").wait_for()
    assert listed.count() == 1
    assert around.inner_text() == "第149"
    watched.locator("input[name=q]").fill("")
    said.filter(has_text="输入要找的文字").wait_for()
    assert listed.count() == 0
    assert watched.troubles == []
