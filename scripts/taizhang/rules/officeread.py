"""From the trees of ``plan/office/*.yml`` to the office's facts.

Files only grow: a later record of the same name holds, ``state: 停用`` ends it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from taizhang.model.calendar import ONE_DAY, Calendar
from taizhang.model.office import HOURS, Account, Contact, Duty, Office, Period, Shift, WatchList
from taizhang.model.record import replace
from taizhang.rules.calendarread import read_days, read_notice
from taizhang.rules.settings import CODE, Settings
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
        self.contacts: dict[tuple[str, str], Contact] = {}
        self.periods: dict[str, tuple[str, Period]] = {}
        self.duties: dict[tuple[date, str], Duty] = {}
        self.shifts: tuple[Shift, ...] = ()
        self.watches: list[WatchList] = []
        self.notices: list[Notice] = []

    def office(self) -> Office:
        platforms = (name for watch in self.watches for name in watch.platforms)
        return Office(
            name=self.name,
            id=self.id,
            drill=self.drill,
            accounts=tuple(self.accounts.values()),
            periods=self._of_kind(SENSITIVE),
            works=self._of_kind(KEY_WORK),
            duties=tuple(duty for _, duty in sorted(self.duties.items())),
            shifts=self.shifts,
            platforms=tuple(dict.fromkeys(platforms)),
            contacts=tuple(self.contacts.values()),
            watches=tuple(sorted(self.watches, key=lambda each: each.since)),
            calendar=Calendar(notices=tuple(self.notices)),
        )

    def _of_kind(self, kind: str) -> tuple[Period, ...]:
        found = (period for own, period in self.periods.values() if own == kind)
        return tuple(sorted(found, key=lambda each: each.since))

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

    def ended(self, row: Record) -> bool:
        """True when the record ends what an earlier one of its name began."""
        return row.get("state") == ENDED


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
        if facts.ended(row):
            if known is None:
                facts.settings.fault("record-ends-nothing", where, value=name)
            elif since is not None and known.until is None:
                facts.accounts[name] = replace(known, until=since - ONE_DAY, row=int(where[-1]))
            continue
        channel = facts.settings.word(row, "channel", where)
        if not channel:
            facts.settings.fault("setting-missing", where, key="channel")
            continue
        facts.accounts[name] = _account(known, name, channel, since, int(where[-1]))


def _account(
    known: Account | None, name: str, channel: str, since: date | None, row: int
) -> Account:
    """The account from a further record on; one that was closed has been opened again."""
    if known is None:
        return Account(name=name, channel=channel, since=since, row=row)
    gaps = known.gaps
    if known.until is not None and since is not None:
        gaps = (*gaps, (known.until + ONE_DAY, since - ONE_DAY))
    return replace(known, channel=channel, until=None, gaps=gaps, row=row)


def _contacts(facts: _Facts, record: Record) -> None:
    keys = ("body", "post", "hours", "from", "verified_on")
    for row, where in facts.rows(record, keys, ("body", "post")):
        settings = facts.settings
        contact = Contact(
            body=settings.word(row, "body", where),
            post=settings.word(row, "post", where),
            hours=settings.one_of(row, "hours", where, HOURS),
            since=settings.day(row, "from", where),
            verified_on=settings.day(row, "verified_on", where),
            row=int(where[-1]),
        )
        name = (contact.body, contact.post)
        if not facts.ended(row):
            facts.contacts[name] = contact
        elif facts.contacts.pop(name, None) is None:
            settings.fault("record-ends-nothing", where, value=" ".join(name))


def _duty(facts: _Facts, record: Record) -> None:
    from taizhang.rules.dutyread import read_shifts  # no incident is judged by duty

    facts.shifts, names = read_shifts(facts.settings, record)
    if not names:
        if record.get("records"):
            facts.settings.some(record, (), "shifts")
        return
    sound = {shift.name for shift in facts.shifts}
    needed = ("from", "until", "shift", "person")
    for row, where in facts.rows(record, needed, needed):
        shift = facts.settings.one_of(row, "shift", where, names)
        days = read_days(facts.settings, row, where)
        if shift not in sound or days is None:
            continue
        person = facts.settings.word(row, "person", where)
        for number in range((days[1] - days[0]).days + 1):
            day = days[0] + timedelta(days=number)
            duty = Duty(day=day, shift=shift, person=person, row=int(where[-1]))
            if facts.ended(row):
                facts.duties.pop((day, shift), None)
            else:
                facts.duties[day, shift] = duty


def _sensitive(facts: _Facts, record: Record) -> None:
    """Sensitive periods, and beside them the key works of the office."""
    keys = ("name", "kind", "from", "until", "duty")
    for row, where in facts.rows(record, keys, ("name",)):
        name = facts.settings.word(row, "name", where)
        kind = facts.settings.one_of(row, "kind", where, (SENSITIVE, KEY_WORK))
        duty = facts.settings.yes(row, "duty", where)
        if facts.ended(row):
            if facts.periods.pop(name, None) is None:
                facts.settings.fault("record-ends-nothing", where, value=name)
            continue
        days = read_days(facts.settings, row, where)
        if days is not None and kind:
            period = Period(name=name, since=days[0], until=days[1], duty=duty, row=int(where[-1]))
            facts.periods[name] = (kind, period)


def _watch(facts: _Facts, record: Record) -> None:
    keys = ("from", "engines", "keywords", "platforms", "reviewed_on", "interval")
    for row, where in facts.rows(record, keys, ("from", "keywords", "platforms")):
        settings = facts.settings
        since = settings.day(row, "from", where)
        watch = WatchList(
            since=since or date.min,
            engines=settings.words(row, "engines", where),
            keywords=settings.words(row, "keywords", where),
            platforms=settings.words(row, "platforms", where),
            reviewed_on=settings.day(row, "reviewed_on", where),
            interval=settings.span(row, "interval", where),
            row=int(where[-1]),
        )
        if since is not None:
            facts.watches.append(watch)


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

FOR_THE_JOURNAL = ("contacts.yml", "duty.yml")
"""Files that no incident is judged by."""
