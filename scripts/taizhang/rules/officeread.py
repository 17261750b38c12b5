"""From the trees of ``plan/office/*.yml`` to the office's facts.

Files only grow: a later record of the same name holds, ``state: 停用`` ends it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.model.calendar import Calendar
from taizhang.model.office import Account, Duty, Office, Period
from taizhang.rules.calendarread import read_days, read_notice
from taizhang.rules.settings import CODE, Settings
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from taizhang.model.calendar import Notice
    from taizhang.model.findings import Finding, Where
    from taizhang.rules.settings import Record

    Part = Callable[["_Facts", Record], None]

ENDED = "停用"
SENSITIVE, KEY_WORK = "敏感时段", "重点工作"


def read_office(
    trees: Mapping[str, object],
) -> tuple[Office, Mapping[str, tuple[Finding, ...]]]:
    """The facts of all files together, and the findings of each file by its name.

    A file with faults still gives what can be read of it; nothing here stops.
    """
    facts = _Facts()
    findings: dict[str, tuple[Finding, ...]] = {}
    for name in sorted(trees):
        facts.settings = Settings()
        part = PARTS.get(name)
        if part is None:
            facts.settings.fault("office-file-unknown", (), value=name, near=close(name, PARTS))
        else:
            keys, read = part
            record = facts.settings.record(trees[name], (), keys, keys)
            if record:
                read(facts, record)
        if facts.settings.findings:
            findings[name] = tuple(facts.settings.findings)
    return facts.office(), findings


class _Facts:
    """Gathers the parts; ``settings`` is the file being read."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.name = self.id = ""
        self.drill = False
        self.accounts: dict[str, Account] = {}
        self.periods: dict[str, Period] = {}
        self.duties: dict[tuple[date, str], str] = {}
        self.platforms: tuple[str, ...] = ()
        self.notices: list[Notice] = []

    def office(self) -> Office:
        return Office(
            name=self.name,
            id=self.id,
            drill=self.drill,
            accounts=tuple(self.accounts.values()),
            periods=tuple(sorted(self.periods.values(), key=lambda each: each.since)),
            duties=tuple(
                Duty(day=day, shift=shift, person=person)
                for (day, shift), person in sorted(self.duties.items())
            ),
            platforms=self.platforms,
            calendar=Calendar(notices=tuple(self.notices)),
        )

    def rows(
        self, record: Record, keys: tuple[str, ...], needed: tuple[str, ...]
    ) -> list[tuple[Record, Where]]:
        """The sound records of a file, each checked for its keys."""
        rows = []
        for raw, where in self.settings.rows(record, "records", ()):
            before = len(self.settings.findings)
            row = self.settings.record(raw, where, (*keys, "state"), needed)
            self.settings.one_of(row, "state", where, (ENDED,))
            if len(self.settings.findings) == before:
                rows.append((row, where))
        return rows

    def days(self, row: Record, where: Where) -> tuple[date, date] | None:
        """``from`` and ``until``; None after a finding."""
        return read_days(self.settings, row, where)


def _ledger(facts: _Facts, record: Record) -> None:
    facts.name = facts.settings.word(record, "name", ())
    facts.id = facts.settings.word(record, "id", ())
    facts.drill = facts.settings.yes(record, "drill", ())
    if facts.id and not CODE.fullmatch(facts.id):
        facts.settings.fault("setting-not-code", ("id",), value=facts.id)


def _accounts(facts: _Facts, record: Record) -> None:
    keys = ("name", "channel", "unit", "from")
    for row, where in facts.rows(record, keys, ("name", "from")):
        name = facts.settings.word(row, "name", where)
        since = facts.settings.day(row, "from", where)
        known = facts.accounts.get(name)
        if facts.settings.word(row, "state", where) == ENDED:
            if known is None:
                facts.settings.fault("record-ends-nothing", where, value=name)
            elif since is not None:
                facts.accounts[name] = replace(known, until=since - timedelta(days=1))
            continue
        channel = facts.settings.word(row, "channel", where)
        if not channel:
            facts.settings.fault("setting-missing", where, key="channel")
            continue
        facts.accounts[name] = Account(
            name=name, channel=channel, since=known.since if known else since
        )


def _contacts(facts: _Facts, record: Record) -> None:
    """Read for its form only; shown as it stands."""
    keys = ("body", "post", "hours", "from", "verified_on")
    for row, where in facts.rows(record, keys, ("body", "post")):
        facts.settings.one_of(row, "hours", where, ("工作时间", "24小时"))
        for key in ("from", "verified_on"):
            facts.settings.day(row, key, where)


def _duty(facts: _Facts, record: Record) -> None:
    shifts = []
    for raw, where in facts.settings.rows(record, "shifts", ()):
        keys = ("name", "from", "until")
        shift = facts.settings.record(raw, where, keys, keys)
        shifts.append(facts.settings.word(shift, "name", where))
    needed = ("from", "until", "shift", "person")
    for row, where in facts.rows(record, needed, needed):
        shift_name = facts.settings.one_of(row, "shift", where, shifts)
        days = facts.days(row, where)
        if not shift_name or days is None:
            continue
        person = facts.settings.word(row, "person", where)
        for number in range((days[1] - days[0]).days + 1):
            facts.duties[days[0] + timedelta(days=number), shift_name] = person


def _sensitive(facts: _Facts, record: Record) -> None:
    """Sensitive periods; key works of the office stand beside them for people to read."""
    keys = ("name", "kind", "from", "until", "duty")
    for row, where in facts.rows(record, keys, ("name",)):
        name = facts.settings.word(row, "name", where)
        kind = facts.settings.one_of(row, "kind", where, (SENSITIVE, KEY_WORK))
        facts.settings.yes(row, "duty", where)
        if facts.settings.word(row, "state", where) == ENDED:
            facts.periods.pop(name, None)
            continue
        days = facts.days(row, where)
        if days is not None and kind == SENSITIVE:
            facts.periods[name] = Period(name=name, since=days[0], until=days[1])


def _watch(facts: _Facts, record: Record) -> None:
    keys = ("from", "engines", "keywords", "platforms", "reviewed_on")
    for row, where in facts.rows(record, keys, ("from", "keywords", "platforms")):
        for key in ("from", "reviewed_on"):
            facts.settings.day(row, key, where)
        for key in ("engines", "keywords"):
            facts.settings.words(row, key, where)
        platforms = facts.settings.words(row, "platforms", where)
        facts.platforms = tuple(dict.fromkeys((*facts.platforms, *platforms)))


def _workdays(facts: _Facts, record: Record) -> None:
    for raw, where in facts.settings.rows(record, "records", ()):
        notice = read_notice(facts.settings, raw, where)
        if notice is not None:
            facts.notices.append(notice)


PARTS: dict[str, tuple[tuple[str, ...], Part]] = {
    "ledger.yml": (("name", "id", "drill"), _ledger),
    "accounts.yml": (("records",), _accounts),
    "contacts.yml": (("records",), _contacts),
    "duty.yml": (("shifts", "records"), _duty),
    "sensitive.yml": (("records",), _sensitive),
    "watch.yml": (("records",), _watch),
    "workdays.yml": (("records",), _workdays),
}
"""File name -> its outermost keys and how it is read."""
