"""Frames: cut once, joined with many pages; and the content policy."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.pages import Door, PageSlots
from taizhang.pages.frame import Frame, Marks, with_policy

MARKS = Marks.of("abc123")
DRAWN = (
    f"<title>{MARKS.title} - 台账</title><meta content='{MARKS.description}'>"
    f"<link href='/incidents/{MARKS.name}-0.html'><main>{MARKS.body}</main>"
)


def page(**extra) -> PageSlots:
    given: dict[str, Any] = {
        "uri": "incidents/20261109-4mq2.html",
        "title": "甲",
        "description": "乙",
        "body": "<h1>丙</h1>",
        "door": Door.BOARD,
    }
    return PageSlots(**(given | extra))


def test_every_slot_is_filled():
    assert Frame.cut(DRAWN, MARKS).join(page()) == (
        "<title>甲 - 台账</title><meta content='乙'>"
        "<link href='/incidents/20261109-4mq2.html'><main><h1>丙</h1></main>"
    )


def test_text_is_escaped_on_its_way_into_a_slot():
    joined = Frame.cut(DRAWN, MARKS).join(page(title="</title><script>", description="'>"))
    assert "<script>" not in joined
    assert "&lt;/title&gt;&lt;script&gt;" in joined
    assert "content='&#39;&gt;'" in joined


def test_text_that_holds_a_mark_reaches_no_other_slot():
    joined = Frame.cut(DRAWN, MARKS).join(page(title=MARKS.body, body=MARKS.title))
    assert f"<main>{MARKS.title}</main>" in joined
    assert joined.count("<h1") == 0


@pytest.mark.parametrize("drawn", ["<main></main>", MARKS.body * 2])
def test_a_frame_without_one_place_for_the_body_is_refused(drawn):
    with pytest.raises(ValueError, match=r"[02]"):
        Frame.cut(drawn, MARKS)


def test_the_policy_allows_the_frames_own_scripts_only():
    drawn = (
        '<meta charset="utf-8"><script>var a = 1</script><script src="b.js"></script>'
        '<script type="application/json">{}</script>'
    )
    made = with_policy(drawn)
    assert made.count("sha256-") == 1
    assert "'sha256-h1HrJPkDwnmmTjhElzuRBLDNtr5UPz5PinuqE+ovmj8='" in made
    assert "default-src 'none'" in made
    assert "'unsafe-inline'" not in made


def test_an_address_holds_the_pages_own_name_and_no_number_of_a_frame():
    marks = Marks.of("n0nce")
    html = f'<link rel="canonical" href="https://a.invalid/incidents/{marks.name}-12.html">{marks.body}'
    page = PageSlots(
        uri="incidents/20261109-4mq2.html", title="t", description="d", body="b", door=Door.BOARD
    )
    joined = Frame.cut(html, marks).join(page)
    assert 'href="https://a.invalid/incidents/20261109-4mq2.html"' in joined
