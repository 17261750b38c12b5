"""New versions of roster and plan are approved by administrators of the roster before them.

As with approvals in an incident what is signed is a short text in words, over the SHA-256 of the
version's files; persons are counted, not keys. Source: trust.md 4; decision 0007.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import TYPE_CHECKING
from unicodedata import normalize

from taizhang.model.findings import Finding, Severity
from taizhang.model.mandate import Assent
from taizhang.model.record import dataclass
from taizhang.model.times import parse_time
from taizhang.rules.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timezone

    from taizhang.model.mandate import Subject
    from taizhang.model.roster import Person, Roster

TITLE = "舆情台账制度审批声明 v1"
DEFAULT_THRESHOLD = 2
"""How many approve where the roster does not say; fewer only where fewer have a key."""

Verify = Callable[[str, str, Collection[str]], str]
"""Of a text, its signature and public keys: the code of why it is none, ``""`` when it is."""

_KEYS = ("by", "at", "roster", "sig")
_AHEAD = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """How signatures are judged.

    Attributes:
        ledger: id of the ledger, as the signed text names it.
        now: when the version enters the record (aware).
        entering: True when it enters now, so that keys must be open now, whatever time an
            approval claims; False for one that entered long ago: then its own time counts.
    """

    ledger: str
    now: datetime
    zone: timezone
    verify: Verify
    entering: bool = True

    def moment(self, assent: Assent) -> datetime:
        """When the key of ``assent`` must be open."""
        return self.now if self.entering else assent.at


def read_assents(tree: object, zone: timezone) -> tuple[tuple[Assent, ...], tuple[Finding, ...]]:
    """The approvals in the tree of a file below ``plan/approvals``, and its faults of form."""
    settings = Settings()
    record = settings.record(tree, (), ("approvals",), ("approvals",))
    found = []
    for number, (raw, where) in enumerate(settings.rows(record, "approvals", ())):
        before = len(settings.findings)
        own = settings.record(raw, where, _KEYS, _KEYS)
        by, at, roster, sig = (settings.word(own, key, where) for key in _KEYS)
        try:
            moment = parse_time(at, zone)
        except ValueError:
            if at:
                settings.fault("setting-not-day", (*where, "at"), key="at", value=at)
            continue
        if not (roster.isascii() and roster.isdigit()):
            settings.fault("setting-not-count", (*where, "roster"), value=roster, most=9999)
        if len(settings.findings) == before:
            found.append(
                Assent(number=number, by=by, at=moment, at_text=at, roster=int(roster), sig=sig)
            )
    return tuple(found), tuple(settings.findings)


def mandate_text(subject: Subject, ledger: str, roster: Roster, person: Person, at: str) -> str:
    """What an administrator signs: the same bytes for everybody, one fact a line.

    Args:
        subject: what is approved.
        ledger: id of the ledger.
        roster: the version by which ``person`` is an administrator.
        person: who signs.
        at: the time as the approval writes it.
    """
    what = (
        f"名册 第 {subject.version} 版" if subject.kind == "roster" else f"预案 {subject.version}"
    )
    facts = [
        ("台账", ledger),
        ("事项", what),
        *(("文件", f"{path} {digest}") for path, digest in subject.files),
        ("依据", f"名册 第 {roster.version} 版"),
        ("审批人", f"{person.name} {person.key}"),
        ("结论", "同意"),
        ("时间", at),
    ]
    lines = [TITLE, *(f"{title}：{' '.join(value.split())}" for title, value in facts)]
    return normalize("NFC", "".join(f"{line}\n" for line in lines))


def administrators(roster: Roster, moment: datetime, zone: timezone) -> tuple[Person, ...]:
    """Who may approve under ``roster`` at ``moment``: in office, of the role, with an open key."""
    day = moment.astimezone(zone).date()
    return tuple(
        person
        for person in roster.persons
        if person.active(day)
        and (roster.administrators is None or set(roster.administrators.roles) & set(person.roles))
        and person.signing_keys(moment, zone)
    )


def threshold(roster: Roster) -> int:
    """How many must approve what follows ``roster``."""
    if roster.administrators is not None:
        return roster.administrators.threshold
    return max(1, min(DEFAULT_THRESHOLD, sum(bool(person.keys) for person in roster.persons)))


def keyed(roster: Roster) -> bool:
    """True when anybody has a key: from then on versions are approved by signature."""
    return any(person.keys for person in roster.persons)


def lacking(roster: Roster, moment: datetime, zone: timezone) -> Iterator[Finding]:
    """Whether a new roster could be followed by another at all; placed in its own file."""
    if not keyed(roster):
        return
    able, asked = administrators(roster, moment, zone), threshold(roster)
    if len(able) < asked:
        where = ("administrators",) if roster.administrators else ("persons",)
        values = {"able": str(len(able)), "asked": str(asked)}
        yield Finding(code="administrators-few", where=where, values=values)


def missing_assent(
    subject: Subject, roster: Roster, assents: Collection[Assent], bench: Bench
) -> Iterator[Finding]:
    """Why ``subject`` is not approved; nothing when it is. Placed in the file of approvals.

    Args:
        subject: the new version.
        roster: whose administrators decide: the version before.
        assents: what was signed.
        bench: how signatures are judged.
    """
    if not keyed(roster):
        values = {"what": subject.path.rpartition("/")[2].removesuffix(".yml")}
        yield Finding(code="mandate-unsigned", severity=Severity.WARNING, values=values)
        return
    good: set[str] = set()
    for assent in assents:
        why = _refused(subject, roster, assent, bench, good)
        if why:
            where = ("approvals", assent.number)
            yield Finding(code=why, where=where, values={"name": assent.by})
        else:
            good.add(assent.by)
    asked = threshold(roster)
    if len(good) < asked:
        values = {"count": str(len(good)), "asked": str(asked), "roster": str(roster.version)}
        yield Finding(code="mandate-few", where=("approvals",), values=values)


def _refused(
    subject: Subject, roster: Roster, assent: Assent, bench: Bench, good: Collection[str]
) -> str:
    person = roster.person(assent.by)
    if assent.roster != roster.version:
        return "mandate-roster"
    if person is None or person.name != assent.by:
        return "mandate-stranger"
    if assent.by in good:
        return "mandate-twice"
    moment = bench.moment(assent)
    if person not in administrators(roster, moment, bench.zone):
        return "mandate-stranger"
    if assent.at > bench.now + _AHEAD:
        return "mandate-in-future"
    text = mandate_text(subject, bench.ledger, roster, person, assent.at_text)
    keys = [key.text for key in person.signing_keys(moment, bench.zone)]
    return bench.verify(text, assent.sig, keys)
