"""Incidents that never reach the handling: passed on, not ours, or the same as another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.demo import acts
from taizhang.actions.demo.script import OFFICE

if TYPE_CHECKING:
    from taizhang.actions.demo.script import Script
    from taizhang.store.emit import TreeValue


def referred(s: Script) -> None:
    """Whistle-blowing: reference data only, closed when the outcome is in."""
    whistle(s)
    s.morning(9, "15:00")
    outcome: dict[str, TreeValue] = {
        "about": "移送1",
        "outcome": s.rng.choice(("不属实", "属实", "部分属实")),
        "doc_no": acts.doc_no(s, "机纪函"),
    }
    s.do(OFFICE, "办理", outcome)
    s.wait(20, 40)
    acts.archive(s)


def whistle(s: Script) -> None:
    """Discovery, report and referral with nothing but reference data; the outcome is awaited."""
    s.title = "举报"
    found: dict[str, TreeValue] = {
        "level": "一般",
        "scope": ["公众关注"],
        "items": [{"id": s.name("事项"), "nature": "举报"}],
    }
    s.do(s.monitor, "发现", found)
    s.wait(4, 8)
    acts.report(s)
    s.morning(1, "09:20")
    refer: dict[str, TreeValue] = {
        "id": s.name("移送"),
        "items": [acts.ITEM],
        "to": "机关纪委",
        "doc_no": acts.doc_no(s),
    }
    s.do(OFFICE, "移送", refer)


def dismissed(s: Script) -> None:
    """Not this organ's business: passed on, receipt noted, closed."""
    acts.discover(s)
    s.wait(4, 9)
    acts.report(s)
    s.office_hours()
    s.wait(30, 70)
    s.do(OFFICE, "说明", {"text": "所反映事项属其他单位职责，不属本机关。"})
    s.wait(20, 50)
    refer: dict[str, TreeValue] = {
        "id": s.name("移送"),
        "items": [acts.ITEM],
        "to": "市信访局",
        "ground": "属其他单位职责范围",
        "doc_no": acts.doc_no(s),
    }
    s.do(OFFICE, "移送", refer)
    s.morning(2, "14:30")
    s.do(OFFICE, "办理", {"about": "移送1", "outcome": "已接收"})
    s.wait(10, 25)
    end: dict[str, TreeValue] = {"stage": "归档", "reason": "已转主管单位，本机关不再处置"}
    s.signed(OFFICE, "推进", end)


def merged(s: Script) -> None:
    """The same matter found twice: merged into the file opened first."""
    first = s.others["first"]
    acts.discover(s, related=first)
    s.wait(4, 9)
    acts.report(s)
    s.wait(25, 50)
    end: dict[str, TreeValue] = {
        "stage": "归档",
        "reason": "与先登记的一件是同一话题，并案办理",
        "into": first,
    }
    s.signed(OFFICE, "推进", end)
