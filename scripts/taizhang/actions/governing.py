"""Whether plan, roster and the office's files may change as they do.

Versions are never edited; a new one is approved by administrators of the roster before it; what
the office keeps is added to. The program itself may change, but that is told.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, cast

from taizhang.actions.governance import placed, plan_path, roster_path
from taizhang.model.findings import Finding, Severity
from taizhang.model.mandate import FOLDER, NAMESPACE, Subject
from taizhang.rules.growth import extended
from taizhang.rules.mandate import Bench, keyed, lacking, missing_assent, read_assents
from taizhang.rules.treepaths import APPROVALS, OFFICE, ROSTER, VERSION, plain
from taizhang.store.positions import place
from taizhang.store.strict import Profile, Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from taizhang.actions.regime import Regime
    from taizhang.model.mandate import Assent
    from taizhang.model.roster import Roster
    from taizhang.model.source import Source
    from taizhang.store.git.changes import Change
    from taizhang.store.git.steps import Step

LEDGER_FACTS = "plan/office/ledger.yml"
_IDENTITY = ("id", "drill")
_PROGRAM = (
    "scripts/", "tests/", "requirements/", ".ci/", ".github/", ".gitea/", ".forgejo/",
    ".gitlab-ci.yml", ".gitattributes", "pyproject.toml",
)  # fmt: skip
"""What judges, and what lets it judge."""


def governing_findings(
    step: Step, old: Regime | None, new: Regime, now: datetime
) -> Iterator[Finding]:
    """What a step does to what governs that may not be done.

    Args:
        step: one commit of the branch.
        old: what governed before; None for the first commit, which is taken as it is.
        new: what governs after.
        now: when it enters the record (aware).
    """
    governing = [each for each in step.changes if each.path.startswith("plan/")]
    if old is not None:
        for change in governing:
            yield from _kept(change, old, new)
        yield from _program(step)
    if not governing:
        return
    yield from _rosters(governing, old, new, now)
    if old is not None:
        yield from _worse(old, new)
        yield from _plans(old, new, now)
    yield from _about_nothing(governing, new)


def chain_findings(new: Regime, now: datetime, first: int = 0) -> Iterator[Finding]:
    """Whether each roster from version ``first`` on was approved by the one before it."""
    rosters = new.governance.rosters
    for roster in rosters.versions:
        before = rosters.version(roster.version - 1)
        if before is not None and before.version >= first and keyed(before):
            subject = roster_subject(new.source, roster.version)
            yield from _assented(subject, before, new, now, entering=False)


def roster_subject(source: Source, version: int) -> Subject:
    """A version of the roster as what is to be approved."""
    return Subject(
        kind="roster", version=str(version), files=_digests(source, (roster_path(version),))
    )


def plan_subject(source: Source, version: str) -> Subject:
    """A plan version, with all its texts, as what is to be approved."""
    files = source.list(plan_path(version).rpartition("/")[0])
    return Subject(kind="plan", version=version, files=_digests(source, files))


def approvals_of(path: str) -> str:
    """Where the approvals of a version lie, of which ``path`` is a file; ``""`` when of none."""
    if APPROVALS.fullmatch(path):
        return path
    roster, version = ROSTER.fullmatch(path), VERSION.fullmatch(path)
    if roster:
        return f"{FOLDER}/roster-{roster[1]}.yml"
    return f"{FOLDER}/plan-{version[1]}.yml" if version else ""


def _digests(source: Source, paths: Collection[str]) -> tuple[tuple[str, str], ...]:
    return tuple((path, sha256(source.read(path) or b"").hexdigest()) for path in sorted(paths))


def _kept(change: Change, old: Regime, new: Regime) -> Iterator[Finding]:
    """Whether what was there stays: versions and approvals as they are, the office's records."""
    path = change.path
    values = {"path": plain(path)}
    if _frozen(path, old):
        code = "governance-deleted" if change.new_id is None else "governance-rewritten"
        yield Finding(code=code, path=path, values=values)
    elif change.old_id is None:
        return
    elif APPROVALS.fullmatch(path) or OFFICE.fullmatch(path):
        if change.new_id is None:
            yield Finding(code="governance-deleted", path=path, values=values)
        else:
            yield from _added_to(path, old.source, new.source)


def _frozen(path: str, old: Regime) -> bool:
    if ROSTER.fullmatch(path):
        return old.source.read(path) is not None
    found = VERSION.fullmatch(path)
    plan = old.governance.plans.get(found[1]) if found else None
    return plan is not None and not plan.proposal


def _added_to(path: str, old: Source, new: Source) -> Iterator[Finding]:
    """Whether the lists of a file were only added to, and the ledger is still the same one."""
    try:
        before, after = (_tree(source, path) for source in (old, new))
    except Unreadable:
        return  # told as a fault of form
    if path == LEDGER_FACTS:
        changed = [key for key in _IDENTITY if before.get(key) != after.get(key)]
        found = [Finding(code="ledger-renamed", where=(key,)) for key in changed]
    else:
        lists = ("records", "approvals")
        kept = all(extended(_only(before, key), _only(after, key)) for key in lists)
        found = [] if kept else [Finding(code="office-rewritten", values={"path": path})]
    yield from placed(new, path, found)


def _only(tree: dict[str, object], key: str) -> dict[str, object]:
    return {key: tree.get(key) or []}


def _tree(source: Source, path: str) -> dict[str, object]:
    data = source.read(path) or b""
    return cast("dict[str, object]", read(data, profile=Profile.SETTINGS))


def _program(step: Step) -> Iterator[Finding]:
    """The checker and its settings may change, but nobody should overlook it."""
    path = next((each.path for each in step.changes if each.path.startswith(_PROGRAM)), "")
    if path:
        values = {"path": plain(path)}
        yield Finding(code="program-changed", severity=Severity.WARNING, path=path, values=values)


def _worse(old: Regime, new: Regime) -> Iterator[Finding]:
    """Faults of form that the files have now and had not before."""

    def sign(finding: Finding) -> tuple[object, ...]:
        return finding.code, finding.path, finding.where, str(sorted(finding.values.items()))

    known = Counter(map(sign, old.governance.findings))
    for finding in new.governance.findings:
        if known[sign(finding)]:
            known[sign(finding)] -= 1
        else:
            yield finding


def _rosters(
    changes: Collection[Change], old: Regime | None, new: Regime, now: datetime
) -> Iterator[Finding]:
    """Versions of the roster that begin: the next number, able to be followed, approved."""
    last = max((each.version for each in old.governance.rosters.versions), default=0) if old else 0
    for path in sorted(each.path for each in changes if each.old_id is None):
        found = ROSTER.fullmatch(path)
        roster = new.governance.rosters.version(int(found[1])) if found else None
        if roster is None:
            continue
        if old is not None and roster.version != last + 1:
            values = {"version": str(roster.version), "next": str(last + 1)}
            yield from placed(
                new.source, path, [Finding(code="roster-gap", where=("version",), values=values)]
            )
        yield from placed(new.source, path, lacking(roster, now, new.zone))
        before = new.governance.rosters.version(last)
        if old is not None and before is not None:
            subject = roster_subject(new.source, roster.version)
            yield from _assented(subject, before, new, now)
        last = roster.version


def _plans(old: Regime, new: Regime, now: datetime) -> Iterator[Finding]:
    """Plan versions that come into force."""
    if not old.governance.rosters.versions:
        return
    for version, plan in new.governance.plans.items():
        known = old.governance.plans.get(version)
        if not plan.proposal and (known is None or known.proposal):
            subject = plan_subject(new.source, version)
            yield from _assented(subject, old.governance.rosters.current, new, now)


def _assented(
    subject: Subject, roster: Roster, new: Regime, now: datetime, *, entering: bool = True
) -> Iterator[Finding]:
    from taizhang.store.sshsig import why_not

    bench = Bench(
        ledger=new.governance.office.id,
        now=now,
        zone=new.zone,
        verify=lambda text, sig, keys: why_not(text, sig, keys, NAMESPACE),
        entering=entering,
    )
    data = new.source.read(subject.path)
    assents: tuple[Assent, ...] = ()
    faults: tuple[Finding, ...] = ()
    if data is not None:
        try:
            assents, faults = read_assents(read(data, profile=Profile.SETTINGS), new.zone)
        except Unreadable as problem:
            faults = tuple(each.at(subject.path) for each in problem.findings)
    found = (*faults, *missing_assent(subject, roster, assents, bench))
    if data is not None:
        yield from place(found, data, subject.path)
    else:
        yield from (each.at(subject.files[0][0], 1, 1) for each in found)


def _about_nothing(changes: Collection[Change], new: Regime) -> Iterator[Finding]:
    """Approvals of a version that is not there."""
    for change in changes:
        found = APPROVALS.fullmatch(change.path) if change.new_id else None
        if found is None:
            continue
        kind, version = found.groups()
        there = f"plan/roster/{version}.yml" if kind == "roster" else plan_path(version)
        if new.source.read(there) is None:
            values = {"path": change.path, "folder": FOLDER}
            yield Finding(code="mandate-of-nothing", path=change.path, values=values)
