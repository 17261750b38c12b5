"""A ledger at hand: its governance and its incidents, read and judged from one source.

The source may be the work tree or a commit; nothing here knows which.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from taizhang.actions.governance import load_governance
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.findings import Finding
from taizhang.model.record import dataclass
from taizhang.rules.judge import judge
from taizhang.rules.lessons import unknown_plans
from taizhang.rules.links import lost_links
from taizhang.rules.reading import plan_of, read_incident
from taizhang.store.positions import place
from taizhang.store.strict import Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from taizhang.model.entry import Entry, Incident
    from taizhang.model.governance import Governance
    from taizhang.model.plan import Plan
    from taizhang.model.source import Source
    from taizhang.rules.judge import Judged
    from taizhang.rules.signatures import Verify
    from taizhang.store.proven import ProvenFile

INCIDENT_PATH = re.compile(r"ledger/(\d{4})/(\d\d)/((\d{4})(\d\d)\d\d-[0-9a-hjkmnp-tv-z]{4})\.yml")

LAST = "last"
"""Stands for the incident opened last wherever an id is asked for."""

_FIRST_AT = re.compile(rb"^- at: (.+?)\r?$", re.MULTILINE)


def verify(text: str, sig: str, keys: Collection[str]) -> str:
    """The rules' port for signatures; loads what it needs when it meets the first one."""
    from taizhang.store.sshsig import why_not

    return why_not(text, sig, keys)


def verify_once() -> Verify:
    """The same port for a look at what lies here: what this user verified before is not done again.

    Never for what comes from others: a push, a range, a history.
    """
    known: list[ProvenFile] = []

    def verified(text: str, sig: str, keys: Collection[str]) -> str:
        from taizhang.store.proven import ProvenFile
        from taizhang.store.sshsig import why_not

        if not known:
            known.append(ProvenFile(os.environ))
        return why_not(text, sig, keys, proven=known[0])

    return verified


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A source with its governance, read once; ``verify``: the rules' port for signatures."""

    source: Source
    governance: Governance
    persons: frozenset[str]
    verify: Verify = verify


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """One incident file: typed if its form is sound, with its faults of form, placed."""

    path: str
    data: bytes
    incident: Incident | None
    plan: Plan | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One sound incident file, judged at one time; findings placed."""

    file: ReadFile
    judged: Judged
    findings: tuple[Finding, ...]

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.judged.state.incident.id


def open_workspace(
    source: Source, *, few: bool = False, statements: bool = True, verify: Verify = verify
) -> Workspace:
    """Read plan, rosters and office facts.

    Args:
        source: where to read.
        few: a few incidents are to be judged: no other plan version is read than theirs.
        statements: as for ``load_governance``.
        verify: whether approvals are signed; ``verify_once`` for a look.

    Raises:
        EnvironmentProblem: no plan version or roster can be read; nothing could be judged.
    """
    governance = load_governance(source, few=few, statements=statements)
    if not governance.plans or not governance.rosters.versions:
        faults = load_governance(source).findings if few else governance.findings
        raise EnvironmentProblem("governance-unreadable", count=len(faults))
    return workspace_of(governance, source, verify)


def workspace_of(governance: Governance, source: Source, verify: Verify = verify) -> Workspace:
    """A source with the governance that was read from it."""
    persons = frozenset(
        person.name for roster in governance.rosters.versions for person in roster.persons
    )
    return Workspace(source=source, governance=governance, persons=persons, verify=verify)


def path_of(identity: str) -> str:
    """``ledger/2026/11/20261109-4mq2.yml`` for an incident's id.

    Raises:
        UsageProblem: not the form of an id.
    """
    path = f"ledger/{identity[:4]}/{identity[4:6]}/{identity}.yml"
    if not INCIDENT_PATH.fullmatch(path):
        raise UsageProblem("id-not-one", value=identity)
    return path


def incident_paths(workspace: Workspace) -> tuple[str, ...]:
    """Paths of all incident files, oldest first."""
    paths = workspace.source.list("ledger")
    return tuple(path for path in paths if INCIDENT_PATH.fullmatch(path))


def read_file(workspace: Workspace, path: str, data: bytes) -> ReadFile:
    """Read one incident file; faults of form are findings, placed in the file."""
    try:
        tree = read(data)
    except Unreadable as problem:
        found = tuple(each.at(path) for each in problem.findings)
        return ReadFile(path=path, data=data, incident=None, plan=None, findings=found)
    version = plan_of(tree)
    plan = workspace.governance.plans.get(version)
    findings: tuple[Finding, ...]
    if plan is None:
        known = "、".join(workspace.governance.plans)
        incident = None
        findings = (_no_plan(version, known),)
    else:
        incident, findings = read_incident(tree, plan, workspace.persons)
        findings = (*findings, *_not_in_force(plan, workspace.governance))
    if incident is not None and path != path_of(incident.id):
        values = {"value": incident.id, "expected": path_of(incident.id)}
        findings = (*findings, Finding(code="id-not-path", where=("id",), values=values))
    return ReadFile(
        path=path,
        data=data,
        incident=incident,
        plan=plan,
        findings=place(findings, data, path) if findings else (),
    )


def _no_plan(version: str, known: str) -> Finding:
    if not version:
        return Finding(code="header-missing", values={"field": "plan"})
    return Finding(
        code="plan-version-unknown", where=("plan",), values={"value": version, "known": known}
    )


def _not_in_force(plan: Plan, governance: Governance) -> tuple[Finding, ...]:
    """An incident stands under a plan that is in force; a drill may try a proposal."""
    if not plan.proposal or governance.office.drill:
        return ()
    known = governance.newest.id if governance.newest else "–"
    values = {"value": plan.id, "known": known}
    return (Finding(code="plan-proposal-used", where=("plan",), values=values),)


def judge_file(workspace: Workspace, file: ReadFile, now: datetime) -> Case | None:
    """Judge a sound file at ``now`` (aware); None when its form is not sound."""
    if file.incident is None or file.plan is None:
        return None
    law = workspace.governance
    judged = judge(file.incident, file.plan, law.rosters, law.office, now, verify=workspace.verify)
    lost = unknown_plans(judged.state, law.plans)
    findings = (*judged.findings, *lost)
    if findings:
        findings = place(findings, file.data, file.path)
    return Case(file=file, judged=judged, findings=(*file.findings, *findings))


def lost_incidents(source: Source, entries: Iterable[Entry]) -> tuple[Finding, ...]:
    """Incidents that are named and not there; only those that are named are looked up."""

    def exists(identity: str) -> bool:
        return source.read(path_of(identity)) is not None

    return tuple(lost_links(entries, exists))


def find_case(workspace: Workspace, identity: str, now: datetime) -> Case:
    """The incident of that id (a unique ending such as ``4mq2`` will do), judged at ``now``.

    Raises:
        UsageProblem: there is none, or the file's form is not sound.
    """
    path = find_path(workspace.source, identity)
    data = workspace.source.read(path)
    if data is None:
        raise UsageProblem("incident-unknown", value=identity)
    case = judge_file(workspace, read_file(workspace, path, data), now)
    if case is None:
        raise UsageProblem("incident-unsound", path=path)
    return case


def find_path(source: Source, identity: str) -> str:
    """The path of an incident by its id, a unique ending of it, or ``last``.

    Raises:
        UsageProblem: none or several fit.
    """
    if identity == LAST:
        return _last_opened(source)
    if INCIDENT_PATH.fullmatch(f"ledger/{identity[:4]}/{identity[4:6]}/{identity}.yml"):
        return path_of(identity)
    months = _by_month(source, identity) if identity else ()
    fitting = [path for month in months for path in month]
    if len(fitting) == 1:
        return fitting[0]
    code = "incident-several" if fitting else "incident-unknown"
    raise UsageProblem(code, value=identity, count=len(fitting))


def _by_month(source: Source, ending: str = "") -> Iterator[tuple[str, ...]]:
    """Paths of incidents whose id ends so, a month at a time, the latest first."""
    from taizhang.store.monthfolders import month_folders

    tail = f"{ending}.yml"
    for month in month_folders(source):
        paths = (f"{month}/{name}" for name in reversed(source.names(month)))
        yield tuple(path for path in paths if path.endswith(tail) and INCIDENT_PATH.fullmatch(path))


def _last_opened(source: Source) -> str:
    """The path of the incident whose first entry has the latest time; only one day is read."""
    paths = next(filter(None, _by_month(source)), ())
    if not paths:
        raise UsageProblem("incident-unknown", value=LAST)
    day = paths[0].rsplit("/", 1)[1][:8]
    newest = [path for path in paths if path.rsplit("/", 1)[1].startswith(day)]

    def opened(path: str) -> tuple[bytes, str]:
        found = _FIRST_AT.search(source.read(path) or b"")
        return (found[1] if found else b"", path)

    return max(newest, key=opened)
