"""The feed and the calendar: read back by a reader of the format, whatever the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from tests.pages import samples

from taizhang.pages.calendar import deadlines
from taizhang.pages.feeds import atom

ADDRESS = "http://ledger.invalid/site/"
ATOM = "{http://www.w3.org/2005/Atom}"
AWKWARD = (
    "a;b,c\\d",
    "一行\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "<script>alert(1)</script>]]>&amp;",
    "三十个字以上的标题" * 12,
    "\u2028\u0007emoji 🚰",
)


def read_calendar(text: str) -> list[dict[str, str]]:
    """Events as property -> value, unfolded and unescaped; alarms under ``alarm``."""
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    events: list[dict[str, str]] = []
    inside: list[str] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside == ["VCALENDAR", "VEVENT"]:
            assert name not in events[-1]
            plain = value.replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",")
            events[-1][name] = plain.replace("\\\\", "\\")
        elif inside[2:] == ["VALARM"] and name == "TRIGGER":
            events[-1]["alarm"] = value
    assert inside == []
    return events


def test_every_open_deadline_is_an_event_with_an_alarm_five_minutes_before():
    board = samples.board()
    events = read_calendar(deadlines(board, ADDRESS))
    assert len(events) == 3
    first = events[0]
    assert first["UID"] == "20261101-4mq1-first-report@drill-1.taizhang"
    assert first["DTSTART"] == first["DTEND"] == "20261109T131800Z"
    assert first["alarm"] == "-PT5M"
    assert first["SUMMARY"] == "首报：网民质疑某河段水质监测数据"
    assert "由监控员办" in first["DESCRIPTION"]
    assert first["URL"] == ADDRESS + "incidents/20261101-4mq1.html"
    assert {event["DTSTAMP"] for event in events} == {"20261109T132500Z"}


def test_the_calendar_is_the_same_for_every_build_of_a_commit():
    later = samples.moment(samples.NOW + timedelta(hours=2))
    board = samples.board()
    assert deadlines(replace(board, built=later), "") == deadlines(board, "")
    assert "URL:" not in deadlines(board, "")


def test_a_duty_keeps_its_name_when_its_time_moves():
    board = samples.board()
    row, due = board.soon[0]
    moved = replace(due, due=samples.moment(samples.NOW + timedelta(days=3)))
    names = [event["UID"] for event in read_calendar(deadlines(board, ""))]
    other = read_calendar(deadlines(replace(board, soon=((row, moved),)), ""))
    assert [event["UID"] for event in other] == names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_one_value_in_the_calendar(text):
    shown = samples.hostile(samples.board(), text)
    events = read_calendar(deadlines(shown, ""))
    assert len(events) == 3
    kept = "".join(char for char in text.replace("\r", "") if char == "\n" or char >= " ")
    assert events[0]["SUMMARY"].endswith(kept)


@pytest.mark.parametrize("text", ["", *AWKWARD])
def test_the_feed_has_an_entry_an_incident_by_a_lasting_name(text):
    views = samples.site()
    feed = ET.fromstring(atom(samples.hostile(views, text), ADDRESS))  # noqa: S314 - ours
    entries = feed.findall(f"{ATOM}entry")
    names = {entry.findtext(f"{ATOM}id") for entry in entries}
    assert names == {f"urn:taizhang:drill-1:{view.row.id}" for view in views.incidents}
    assert feed.findtext(f"{ATOM}id") == "urn:taizhang:drill-1:board"
    for each in (feed, *entries):
        datetime.fromisoformat(each.findtext(f"{ATOM}updated", ""))
        assert each.findtext(f"{ATOM}title")
        for link in each.findall(f"{ATOM}link"):
            assert link.get("href", "").startswith(ADDRESS)
    assert {tag.tag for tag in feed.iter()} <= {
        ATOM + name
        for name in (
            "feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "summary"
        )
    }  # fmt: skip


def test_an_empty_ledger_has_an_empty_feed_and_calendar():
    views = samples.empty_site()
    feed = ET.fromstring(atom(views, ""))  # noqa: S314 - ours
    assert feed.findall(f"{ATOM}entry") == []
    assert read_calendar(deadlines(views.board, "")) == []
