"""Approve a new version of the roster or of the plan: shown, signed, recorded with the version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.governance import plan_path, roster_path
from taizhang.actions.governing import plan_subject, roster_subject
from taizhang.errors import Refused, UsageProblem
from taizhang.model.mandate import NAMESPACE
from taizhang.model.record import dataclass
from taizhang.model.times import format_time
from taizhang.rules.mandate import administrators, mandate_text
from taizhang.store.emit import entry_block
from taizhang.store.git.trees import Note
from taizhang.store.git.write import commit_files
from taizhang.store.sshsig import sign

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.actions.acting import Desk
    from taizhang.model.mandate import Subject
    from taizhang.model.roster import Person, Roster
    from taizhang.store.sshsig import Signer

_TITLE = {"roster": "名册第 {} 版", "plan": "预案 {}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """An approval ready to be signed.

    Attributes:
        roster: the version before, by which ``person`` is an administrator.
        at: the time as it will be written.
        text: what is signed.
        keys: the person's open keys.
    """

    subject: Subject
    roster: Roster
    person: Person
    at: str
    text: str
    keys: tuple[str, ...]


def mandate(desk: Desk, kind: str, version: str, now: datetime) -> Mandate:
    """The approval of a version by the person at work.

    Args:
        desk: the ledger; the version's files may lie in it unrecorded.
        kind: ``roster`` or ``plan``.
        version: the roster's number or the plan's version.
        now: when it is signed (aware).

    Raises:
        UsageProblem: no such version, nobody had a key before it, the person is no administrator,
            or has approved it already.
        Refused: its files have faults of form.
    """
    subject = _subject(desk, kind, version)
    governance = desk.workspace.governance
    roster = _before(desk, subject)
    plan = governance.newest or next(iter(governance.plans.values()))
    person = roster.person(desk.person.name)
    if person is None or person not in administrators(roster, now, plan.zone):
        raise UsageProblem("mandate-not-yours", name=desk.person.name, roster=str(roster.version))
    data = desk.workspace.source.read(subject.path) or b""
    if f"- by: {person.name}\n".encode() in data:
        raise UsageProblem("mandate-given", name=person.name, path=subject.path)
    at = format_time(now.replace(second=0, microsecond=0), plan.zone)
    keys = tuple(key.text for key in person.signing_keys(now, plan.zone))
    text = mandate_text(subject, governance.office.id, roster, person, at)
    return Mandate(subject=subject, roster=roster, person=person, at=at, text=text, keys=keys)


def give(desk: Desk, given: Mandate, signer: Signer, now: datetime) -> str:
    """Sign the approval and record it, with what of the version is not recorded yet; the commit.

    Raises:
        EnvironmentProblem: it could not be recorded; nothing was written.
    """
    source, subject = desk.workspace.source, given.subject
    fields = {
        "by": given.person.name,
        "at": given.at,
        "roster": str(given.roster.version),
        "sig": sign(given.text, signer, NAMESPACE),
    }
    old = source.read(subject.path)
    new = (old or b"approvals:\n") + entry_block(list(fields.items())).encode()
    files = {path: source.read(path) or b"" for path, _ in subject.files}
    what = _TITLE[subject.kind].format(subject.version)
    note = Note(
        message=f"核准{what} {given.person.name}",
        author=desk.author,
        committer=desk.committer,
        when=now,
    )
    return commit_files(desk.repo, {**files, subject.path: new}, note)


def _subject(desk: Desk, kind: str, version: str) -> Subject:
    """Raises: UsageProblem: no such version. Refused: it has faults of form."""
    governance, source = desk.workspace.governance, desk.workspace.source
    if kind == "roster" and not (version.isascii() and version.isdigit()):
        raise UsageProblem("mandate-no-version", value=version)
    path = roster_path(int(version)) if kind == "roster" else plan_path(version)
    faults = [each for each in governance.findings if each.path == path]
    if faults:
        raise Refused(faults)
    if source.read(path) is None:
        raise UsageProblem("mandate-no-version", value=path)
    return (
        roster_subject(source, int(version)) if kind == "roster" else plan_subject(source, version)
    )


def _before(desk: Desk, subject: Subject) -> Roster:
    """The roster whose administrators decide.

    Raises: UsageProblem: there is none, or nobody has a key in it.
    """
    rosters = desk.workspace.governance.rosters
    number = int(subject.version) - 1 if subject.kind == "roster" else rosters.current.version
    roster = rosters.version(number)
    if roster is None:
        raise UsageProblem("mandate-first")
    if not any(person.keys for person in roster.persons):
        raise UsageProblem("mandate-no-keys", roster=str(roster.version))
    return roster
