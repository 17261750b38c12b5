"""The roster for people: checked, shown, handed to auditors, and its next version begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.acting import require_person
from taizhang.actions.governance import ROSTERS, placed, plan_in_force, roster_path
from taizhang.errors import EnvironmentProblem, Refused, UsageProblem
from taizhang.model.findings import Report
from taizhang.model.record import dataclass
from taizhang.model.times import format_time
from taizhang.rules.plangates import find_roles
from taizhang.rules.rostercheck import find_dropped, find_unkeyed
from taizhang.rules.rosterread import read_roster
from taizhang.store.allowed_signers import allowed_signers
from taizhang.store.digest import replace_file
from taizhang.store.keys import fingerprint
from taizhang.store.positions import place
from taizhang.store.rostertext import next_version, with_keys
from taizhang.store.strict import Profile, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from taizhang.model.governance import Governance
    from taizhang.model.roster import Person, PublicKey, Roster
    from taizhang.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A version of the roster that was written: its path, and whether the file is new."""

    path: str
    version: int
    new: bool


def check_rosters(governance: Governance, source: Source) -> Report:
    """Faults of every version, each against the one before; the newest against the plan."""
    rosters = governance.rosters
    findings = [each for each in governance.findings if each.path.startswith(ROSTERS)]
    if rosters.versions:
        found = [*find_unkeyed(rosters)]
        if governance.newest is not None:
            found += find_roles(rosters.current, governance.newest)
        findings += placed(source, roster_path(rosters.current.version), found)
    ordered = sorted(findings, key=lambda each: (each.path, each.line, each.column))
    return Report(findings=tuple(ordered), files=len(rosters.versions))


def choose_roster(governance: Governance, version: str) -> Roster:
    """The version of that number; ``""`` = the newest.

    Raises:
        UsageProblem: there is no such version.
        EnvironmentProblem: none can be read.
    """
    rosters = governance.rosters
    if not rosters.versions:
        raise EnvironmentProblem("governance-unreadable", count=len(governance.findings))
    if not version:
        return rosters.current
    found = rosters.version(int(version)) if version.isascii() and version.isdigit() else None
    if found is None:
        known = "、".join(str(each.version) for each in rosters.versions)
        raise UsageProblem("roster-not-there", value=version, known=known)
    return found


def person_row(person: Person, day: date) -> tuple[str, ...]:
    """Name, key, unit, roles and keys of a person as they stand on ``day``, in words."""
    roles = "、".join(person.roles) if person.active(day) else "已停用"
    keys = "；".join(_key_words(key, day) for key in person.keys)
    return (person.name, person.key, person.unit, roles, keys or "没有公钥")


def _key_words(key: PublicKey, day: date) -> str:
    state = ""
    if key.compromised_since:
        state = f"（{key.compromised_since} 起丢失）"
    elif not key.active(day):
        state = "（未在用）"
    return f"{fingerprint(key.text)}{state}"


def signers_file(governance: Governance) -> str:
    """The keys of the newest version for stock ``ssh-keygen -Y verify``.

    Raises:
        EnvironmentProblem: no roster or no plan can be read.
    """
    return allowed_signers(choose_roster(governance, ""), plan_in_force(governance).zone)


def begin_version(
    root: Path,
    governance: Governance,
    source: Source,
    recorded: Source | None,
    keys: Sequence[tuple[str, str]],
    now: datetime,
) -> Begun:
    """Write the next version with ``keys`` (person, public line) put in; nothing is committed.

    A version that is not ``recorded`` yet (in the last commit) is added to instead.

    Raises:
        Refused: a key is none, or is somebody's already.
        UsageProblem: nobody of that name.
        EnvironmentProblem: no roster or no plan can be read.
    """
    newest = choose_roster(governance, "")
    zone = plan_in_force(governance).zone
    path = roster_path(newest.version)
    data = source.read(path) or b""
    version, new = newest.version, recorded is None or recorded.read(path) is not None
    if new:
        version += 1
        path = roster_path(version)
        data = next_version(data, version, format_time(now, zone)[:16])
    places = {person.key: row for row, person in enumerate(newest.persons)}
    day = now.astimezone(zone).date().isoformat()
    people = [(require_person(governance, name), line) for name, line in keys]
    data = with_keys(data, [(places[who.key], _bare(line), day) for who, line in people])
    _require_sound(data, newest, path)
    replace_file(str(root / path), data)
    return Begun(path=path, version=version, new=new)


def _bare(line: str) -> str:
    """A public line without the comment that programs put behind it."""
    return " ".join(line.split()[:2])


def _require_sound(data: bytes, before: Roster, path: str) -> None:
    """Raises: Refused: what would be written is no roster that may follow ``before``."""
    roster, findings = read_roster(read(data, profile=Profile.SETTINGS))
    if roster is not None:
        findings = tuple(find_dropped(before, roster))
    if findings:
        raise Refused(tuple(each.at("") for each in place(findings, data, path)))
