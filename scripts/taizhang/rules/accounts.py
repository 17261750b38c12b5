"""Named checks of an incident about what the office keeps: accounts, platforms, key works, hands.

Source: plan 二(二), 三(一), 三(四)1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.findings import Finding, Severity
from taizhang.model.record import dataclass
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from taizhang.model.entry import Entry
    from taizhang.model.findings import Value
    from taizhang.model.office import Account
    from taizhang.rules.ground import Ground, Subject

OTHER = "其他"
"""The platform that is none of the list: what it is has to be said."""


@dataclass(frozen=True, slots=True)
class NamedCheck:
    """A check of one entry. ``row`` is of the plan's list of rules."""

    code: str
    clause: str
    row: str
    severity: Severity
    find: Callable[[Subject, Ground], Iterator[Finding]]


def _told(code: str, subject: Subject, *where: str | int, **values: Value) -> Finding:
    check = _BY_CODE[code]
    return Finding(
        code=code,
        severity=check.severity,
        clause=check.clause,
        where=("timeline", subject.entry.number, *where),
        values=values,
    )


def _day(entry: Entry, ground: Ground) -> date:
    return entry.at.astimezone(ground.plan.zone).date()


def _account(ground: Ground, name: str) -> Account | None:
    return next((each for each in ground.office.accounts if each.name == name), None)


def account_registered(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """Replies come from registered official accounts only; none listed is none allowed.

    Where the office's files list no account, the plan's own list holds. Source: plan 三(四)1.
    """
    name = subject.entry.word("account")
    if not name or _account(ground, name) is not None:
        return
    listed = () if ground.office.accounts else ground.plan.options("accounts")
    if name not in listed:
        yield _told("account-unregistered", subject, "account", account=name)


def account_open(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """An account is used from its registration until it is closed. Source: plan 三(四)1."""
    name = subject.entry.word("account")
    account = _account(ground, name) if name else None
    day = _day(subject.entry, ground)
    if account is not None and not account.open(day):
        values = {"account": name, "day": day.isoformat()}
        yield _told("account-not-open", subject, "account", **values)


def platform_named(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """A source on a platform that is not on the list says which. Source: plan 三(一)."""
    del ground
    for number, source in enumerate(subject.entry.records("sources")):
        if part(source, "platform") == OTHER and not part(source, "section"):
            yield _told("platform-unnamed", subject, "sources", number)


def work_known(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """A key work that is named stands in the office's list. Source: plan 三(一)."""
    work = subject.entry.word("work")
    known = [each.name for each in ground.office.works]
    if work and work not in known:
        yield _told("work-unknown", subject, "work", work=work, near=close(work, known))


def several_hands(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """One person has not found, drafted and published the same. Source: plan 二(二)."""
    entry, draft = subject.entry, subject.draft
    if entry.kind != "发布" or draft is None or entry.by not in draft.words("drafted_by"):
        return
    first = ground.incident.entries[0]
    if first.by == entry.by:
        yield _told("one-person-throughout", subject, "by", person=entry.by)


_W, _E = Severity.WARNING, Severity.ERROR

ENTRY_CHECKS: tuple[NamedCheck, ...] = (
    NamedCheck("one-person-throughout", "二(二)", "9", _W, several_hands),
    NamedCheck("platform-unnamed", "三(一)", "20", _E, platform_named),
    NamedCheck("work-unknown", "三(一)", "22", _W, work_known),
    NamedCheck("account-unregistered", "三(四)1", "41", _E, account_registered),
    NamedCheck("account-not-open", "三(四)1", "41", _E, account_open),
)
"""Every check of this module, in the order of the plan."""

_BY_CODE = {check.code: check for check in ENTRY_CHECKS}
