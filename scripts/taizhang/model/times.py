"""Times as people write them, and lengths of time as the plan writes them.

A time in a file is ``YYYY-MM-DD HH:MM`` or with ``:SS``; it is local to the plan version's
fixed offset. Inside the program every time is aware. Nothing here reads a clock.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from taizhang.model.record import dataclass

_TIME = re.compile(r"\d{4}-\d\d-\d\d (?:[01]\d|2[0-3]):\d\d(?::\d\d)?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)
_SPAN = re.compile(r"([1-9]\d{0,4}) (min|h|d|workday)", re.ASCII)

_UNIT = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def parse_offset(text: str) -> timezone:
    """The fixed zone of ``+08:00``.

    Raises:
        ValueError: not an offset of hours and minutes.
    """
    found = _OFFSET.fullmatch(text)
    if not found:
        raise ValueError(text)
    sign, hours, minutes = found.groups()
    span = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-span if sign == "-" else span)


def parse_time(text: str, zone: timezone) -> datetime:
    """The aware time of ``2026-10-12 22:14`` in ``zone``; nothing else is accepted.

    Raises:
        ValueError: another form, or a time that does not exist.
    """
    # The form is ours; the library alone would take many more.
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    local = datetime.fromisoformat(text)
    # ``replace`` takes seven times as long, and this is asked for every entry of every file.
    return datetime.combine(local, local.time(), zone)


def parse_day(text: str) -> date:
    """The date of ``2026-10-12``.

    Raises:
        ValueError: another form, or a day that does not exist.
    """
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def format_time(moment: datetime, zone: timezone) -> str:
    """``2026-10-12 22:14`` in ``zone``, with seconds only where there are some."""
    local = moment.astimezone(zone)
    return local.isoformat(" ", "seconds")[: 19 if local.second else 16]


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time of the plan: ``10 min``, ``48 h``, ``15 d``, ``5 workday``.

    Minutes and hours run through; days and working days end with the day.
    """

    amount: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read ``10 min``.

        Raises:
            ValueError: another form.
        """
        found = _SPAN.fullmatch(text)
        if not found:
            raise ValueError(text)
        return cls(int(found[1]), found[2])

    @property
    def delta(self) -> timedelta:
        """The running length.

        Raises:
            KeyError: working days have none without a calendar.
        """
        return self.amount * _UNIT[self.unit]

    def words(self, lang: str = "zh") -> str:
        """``10 分钟`` or ``10 min``."""
        if lang == "en":
            more = "s" if self.unit == "workday" and self.amount > 1 else ""
            return f"{self.amount} {self.unit}{more}"
        zh = {"min": "分钟", "h": "小时", "d": "日", "workday": "个工作日"}[self.unit]
        return f"{self.amount} {zh}"


@dataclass(frozen=True, slots=True)
class Reminder:
    """When to remind: ``span`` before a limit ends, or ``after`` it.

    The plan writes ``15 min`` and ``+30 min``.
    """

    span: Span
    after: bool = False


def elapsed_words(span: timedelta, lang: str = "zh") -> str:
    """A length of time in words, in the two largest units: ``2 天 3 小时``, ``7 分钟``."""
    seconds = abs(int(span.total_seconds()))
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes = rest // 60
    day, hour, minute = ("天", "小时", "分钟") if lang == "zh" else ("d", "h", "min")
    parts = []
    if days:
        parts.append(f"{days} {day}")
    if hours:
        parts.append(f"{hours} {hour}")
    if minutes and not (days and hours):
        parts.append(f"{minutes} {minute}")
    if not parts:
        return "不足 1 分钟" if lang == "zh" else "under 1 min"
    return " ".join(parts)
