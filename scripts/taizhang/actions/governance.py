"""Loads plans, rosters and the office's facts from one source, each file by itself.

A fault is a finding with its place; a bad file hides no other.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Finding
from taizhang.model.governance import Governance, Plans, with_office
from taizhang.model.roster import Rosters
from taizhang.rules.officeread import FOR_THE_JOURNAL, read_office
from taizhang.rules.planread import read_plan
from taizhang.rules.rosterread import read_roster
from taizhang.store.positions import place
from taizhang.store.strict import Profile, Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from taizhang.model.findings import Value
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Roster
    from taizhang.model.source import Source

__all__ = ["Governance", "load_governance", "placed"]

PLAN = "plan"
ROSTERS = "plan/roster/"
OFFICE = "plan/office/"
LEDGER = "ledger.yml"
_DOUBTFUL = re.compile(rb"[\"'\[{|>?\\]")
_PUBLISHED = re.compile(rb"^published_on: (\d{4}-\d\d-\d\d) *\r?\n", re.MULTILINE)
_PROPOSED = re.compile("^proposal: 是 *\r?\n".encode(), re.MULTILINE)


def load_governance(source: Source, *, few: bool = False, statements: bool = True) -> Governance:
    """Everything below ``plan/`` that verdicts rest on, with every fault of form.

    Args:
        source: where to read.
        few: for a few incidents: a plan version is read when it is first asked for, of the office
            only what incidents are judged by. Faults of form of other files, and of plans, are
            not told.
        statements: with ``few``: digests of plans are wanted where no signature rests on one,
            for what is to be signed shows them.
    """
    loader = _Loader(source)
    paths = governing_paths(source)
    office = loader.office([each for each in paths if _in(each, OFFICE) and _wanted(each, few)])
    rosters = loader.rosters([each for each in paths if _in(each, ROSTERS)])
    versions = [each for each in paths if _is_plan(each)]
    plans: Plans | dict[str, Plan]
    if few:
        digests = statements or any(roster.keyed for roster in rosters.versions)
        plans = _when_asked(loader, versions, office, digests=digests)
    else:
        plans = {plan.id: with_office(plan, office) for plan in loader.plans(versions)}
    return Governance(plans=plans, rosters=rosters, office=office, findings=tuple(loader.findings))


def governing_paths(source: Source) -> tuple[str, ...]:
    """The files below ``plan/`` that verdicts rest on."""
    return tuple(
        each
        for each in source.list(PLAN)
        if _is_plan(each) or _in(each, OFFICE) or _in(each, ROSTERS)
    )


def plan_in_force(governance: Governance) -> Plan:
    """The plan version new incidents are opened under.

    Raises:
        EnvironmentProblem: no version can be read, or all are proposed only.
    """
    if governance.newest is not None:
        return governance.newest
    if governance.plans:
        raise EnvironmentProblem("plan-none-in-force")
    raise EnvironmentProblem("governance-unreadable", count=len(governance.findings))


def placed(source: Source, path: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings about a file, with its path, lines and columns."""
    waiting = tuple(findings)
    data = source.read(path) if waiting else None
    return place(waiting, data, path) if data is not None else waiting


def is_proposal(data: bytes) -> bool:
    """True when the bytes of a ``plan.yml`` mark it as proposed only.

    Raises:
        Unreadable: no settings file.
    """
    tree = read(data, profile=Profile.SETTINGS)
    return tree.get("proposal") == "是"


def plan_path(version: str) -> str:
    """Where a plan version stands."""
    return f"{PLAN}/{version}/plan.yml"


def roster_path(version: int) -> str:
    """Where a version of the roster stands."""
    return f"{ROSTERS}{version:04}.yml"


def _in(path: str, folder: str) -> bool:
    return path.startswith(folder) and path.endswith((".yml", ".yaml"))


def _wanted(path: str, few: bool) -> bool:  # noqa: FBT001
    return not few or path.removeprefix(OFFICE) not in FOR_THE_JOURNAL


def _is_plan(path: str) -> bool:
    parts = path.split("/")
    return parts[2:] == ["plan.yml"] and parts[1] not in ("office", "roster")


def _when_asked(loader: _Loader, paths: list[str], office: Office, *, digests: bool) -> Plans:
    """The plan versions at ``paths``, put in order by what their bytes say of their day."""
    known: dict[str, Plan | None] = {}

    def plan_of(version: str) -> Plan | None:
        if version not in known:
            plan = loader.plan(plan_path(version), digest=digests)
            known[version] = with_office(plan, office) if plan else None
        return known[version]

    order: list[tuple[str, str]] = []
    proposed = set()
    for version in (path.split("/")[1] for path in paths):
        day, proposal = _said(loader.source, plan_path(version))
        if not day:
            plan = plan_of(version)
            day = plan.published_on.isoformat() if plan else ""
        order.append((day, version))
        proposed |= {version} if proposal else set()
    return Plans([version for _, version in sorted(order)], plan_of, proposed)


def _said(source: Source, path: str) -> tuple[str, bool]:
    """The day a plan is published on and whether it is a proposal, by two of its lines.

    ``""`` and False where they are in doubt: behind a quote, a bracket or a block of text such a
    line may be something else.
    """
    try:
        head = source.read(path) or b""
    except EnvironmentProblem:
        return "", False
    doubt = _DOUBTFUL.search(head)
    head = head[: doubt.start()] if doubt else head
    day = _PUBLISHED.search(head)
    return day[1].decode() if day else "", _PROPOSED.search(head) is not None


def _digest(tree: object) -> str:
    from taizhang.model.digest import tree_digest

    return tree_digest(tree)


class _Loader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def tree(self, path: str) -> tuple[object, bytes] | None:
        """The tree of one file and its bytes; None after findings."""
        try:
            data = self.source.read(path)
            if data is None:
                return None
            return read(data, profile=Profile.SETTINGS), data
        except Unreadable as problem:
            self.findings += [finding.at(path) for finding in problem.findings]
        except EnvironmentProblem as problem:
            told: dict[str, Value] = {name: str(each) for name, each in problem.values.items()}
            self.findings.append(Finding(code=problem.code, values=told, path=path))
        return None

    def note(self, found: Iterable[Finding], data: bytes, path: str) -> None:
        waiting = tuple(found)
        if waiting:
            self.findings += place(waiting, data, path)

    def plans(self, paths: list[str]) -> list[Plan]:
        """Every version that can be read, oldest first."""
        found = [plan for path in paths if (plan := self.plan(path))]
        if not paths:
            self.findings.append(Finding(code="plan-missing", path=PLAN))
        return sorted(found, key=lambda plan: (plan.published_on, plan.id))

    def plan(self, path: str, *, digest: bool = True) -> Plan | None:
        """One version; None after findings."""
        read_file = self.tree(path)
        if read_file is None:
            return None
        tree, data = read_file
        plan, found = read_plan(tree, _digest(tree) if digest else "")
        self.note(found, data, path)
        folder = path.split("/")[1]
        if plan is not None and plan.id != folder:
            values = {"value": plan.id, "folder": folder}
            differs = Finding(code="plan-id-differs", where=("id",), values=values)
            self.note((differs,), data, path)
            return None
        return plan

    def rosters(self, paths: list[str]) -> Rosters:
        versions: list[Roster] = []
        datas: dict[int, bytes] = {}
        for path in paths:
            read_file = self.tree(path)
            if read_file is None:
                continue
            tree, data = read_file
            roster, found = read_roster(tree)
            self.note(found, data, path)
            if roster is not None and path != roster_path(roster.version):
                values = {"value": str(roster.version), "file": path.rpartition("/")[2]}
                found = (Finding(code="roster-version-differs", where=("version",), values=values),)
                self.note(found, data, path)
            elif roster is not None:
                versions.append(roster)
                datas[roster.version] = data
        if not paths:
            self.findings.append(Finding(code="roster-missing", path=ROSTERS.rstrip("/")))
        versions.sort(key=lambda each: each.version)
        for old, new in pairwise(versions):
            from taizhang.rules.rostercheck import find_dropped  # most have one version yet

            self.note(find_dropped(old, new), datas[new.version], roster_path(new.version))
        return Rosters(versions=tuple(versions))

    def office(self, paths: list[str]) -> Office:
        trees: dict[str, object] = {}
        datas: dict[str, bytes] = {}
        for path in paths:
            read_file = self.tree(path)
            if read_file is not None:
                name = path.removeprefix(OFFICE)
                trees[name], datas[name] = read_file
        office, findings = read_office(trees)
        self._office_notes(findings, datas)
        if OFFICE + LEDGER not in paths:
            self.findings.append(Finding(code="ledger-facts-missing", path=OFFICE + LEDGER))
        return office

    def _office_notes(
        self, findings: Mapping[str, tuple[Finding, ...]], datas: Mapping[str, bytes]
    ) -> None:
        for name, found in findings.items():
            self.note(found, datas[name], OFFICE + name)
