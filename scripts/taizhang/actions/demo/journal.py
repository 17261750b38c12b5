"""The journal of a drill ledger: looks and handovers of late, and what comes by the year."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from taizhang.actions.demo.history import Move
from taizhang.actions.demo.script import DAY_WATCH, DEPUTY, NIGHT_WATCH, OFFICE
from taizhang.model.journal import JOURNAL_KINDS, path_of
from taizhang.store.emit import entry_block, header_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.store.emit import TreeValue

    Record = tuple[datetime, str, str, dict[str, TreeValue]]

DAYS = 6
"""So many days back looks and handovers are kept; older months hold what comes by the year."""

_LOOKED: dict[str, TreeValue] = {
    "engines": ["百度", "360"],
    "keywords": ["南充人大"],
    "platforms": ["门户网站", "新闻网站", "论坛", "微博", "微信"],
    "found": "无",
}
_RECORDED = timedelta(minutes=2)


def journal_moves(now: datetime, start: datetime, plan: str) -> Iterator[Move]:
    """One commit an entry, oldest first; none before ``start`` or after ``now`` (aware).

    ``plan``: the version whose names the entries use.
    """
    books: dict[str, bytes] = {}
    for at, by, kind, fields in sorted(_records(now), key=lambda each: each[0]):
        if not start < at <= now - _RECORDED:
            continue
        month = f"{at:%Y-%m}"
        head = header_block([("journal", month), ("plan", plan)]).encode()
        own = {"at": f"{at:%Y-%m-%d %H:%M}", "by": by, "kind": kind, **fields}
        names = (name for name in JOURNAL_KINDS[kind].names if name in own)
        books[month] = books.get(month, head) + _block(own, names)
        yield Move(
            when=at + _RECORDED,
            person=by,
            message=f"journal-{month}: {kind} {by}",
            files={path_of(month): books[month]},
        )


def _block(fields: dict[str, TreeValue], names: Iterator[str]) -> bytes:
    return entry_block([(name, fields[name]) for name in names]).encode()


def _records(now: datetime) -> Iterator[Record]:
    yield from _yearly(now)
    for back in range(DAYS + 1):
        day = now - timedelta(days=back)
        turn = day.date().toordinal() // 7 % 2
        before = (day - timedelta(days=1)).date().toordinal() // 7 % 2
        watch, night = DAY_WATCH[turn], NIGHT_WATCH[turn]
        yield _handover(_at(day, "08:30"), NIGHT_WATCH[before], watch)
        for clock in ("08:52", "14:47"):
            yield _at(day, clock), watch, "监测", _LOOKED
        yield _handover(_at(day, "20:30"), watch, night)
        yield _at(day, "21:08"), night, "监测", _LOOKED


def _handover(at: datetime, giver: str, taker: str) -> Record:
    return at, taker, "交接班", {"from": giver, "to": taker, "matters": ["在办事件按看板跟进"]}


def _yearly(now: datetime) -> Iterator[Record]:
    """This year's agenda and budget if the year is old enough for them; the rest by its age."""
    agenda: dict[str, TreeValue] = {"form": "党组议题", "gist": "听取网络舆情工作汇报"}
    budget: dict[str, TreeValue] = {"form": "经费预算", "gist": "监测和培训经费列入年度预算"}
    for month, day, fields in ((1, 9, agenda), (1, 14, budget)):
        held = _at(now.replace(month=month, day=day), "15:20")
        yield max(held, _at(now - timedelta(days=250 + day), "15:20")), OFFICE, "年度事项", fields
    yield (
        _at(now - timedelta(days=182), "10:40"),
        DEPUTY,
        "演练",
        {
            "scope": "夜间发现较大等级舆情的桌面推演",
            "units": ["小组办公室", "宣传信息科", "法工委"],
            "findings": "夜班找不到法工委值班岗，已补入联络表",
        },
    )
    yield (
        _at(now - timedelta(days=118), "16:10"),
        OFFICE,
        "培训",
        {"topic": "首报时限和写法", "roles": ["监控员"], "hours": "4"},
    )
    yield (
        _at(now - timedelta(days=33), "11:05"),
        OFFICE,
        "复核",
        {"form": "编制依据", "result": "逐项核对，两份市级文件仍未找到"},
    )


def _at(day: datetime, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day.date(), time(hour, minute), day.tzinfo)
