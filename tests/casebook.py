"""The cases under ``tests/cases``: what lies in one, and what a check says about it.

A case is a folder ``valid/<code>[--variant]`` or ``invalid/<code>[--variant]``: ``incident.yml``
(or only files of the office), ``case.yml`` with title, now, what is expected and which entries
are shown as the example, and under ``files/`` whatever differs from the shipped plan and office.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from taizhang.actions.check import check_tree
from taizhang.actions.workspace import judge_file, open_workspace, path_of, read_file
from taizhang.model.source import names_in
from taizhang.model.times import parse_time
from taizhang.store.strict import Profile, read
from taizhang.store.worktree import WorkTree

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "cases"
WHOLE = "all"
"""``check: all``: the whole ledger is checked, not the incident alone."""

_ID = re.compile(rb"^id: (\d{8}-[0-9a-z]{4})\r?$", re.MULTILINE)
_ANY_ID = "20261109-4mq2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One folder."""

    folder: Path
    title: str
    now: str
    check: str
    clock: str
    expect: tuple[str, ...]

    @property
    def name(self):
        return self.folder.name

    @property
    def code(self):
        return self.name.partition("--")[0]

    @property
    def valid(self):
        return self.folder.parent.name == "valid"


class Overlay:
    """The shipped plan, roster and office, with the case's own files over them."""

    def __init__(self, files):
        self.files = files
        self.tree = WorkTree(ROOT)

    def read(self, path):
        if path in self.files:
            return self.files[path].read_bytes()
        return self.tree.read(path) if path.startswith("plan/") else None

    def list(self, prefix):
        below = prefix.rstrip("/") + "/"
        shipped = self.tree.list(prefix) if below.startswith("plan/") else ()
        return tuple(sorted({*shipped, *(each for each in self.files if each.startswith(below))}))

    def names(self, folder):
        return names_in(folder, self.list(folder))


@cache
def cases():
    """Every case, in a fixed order."""
    return tuple(_case(each.parent) for each in sorted(FOLDER.glob("*valid/*/case.yml")))


def _case(folder):
    told = read((folder / "case.yml").read_bytes(), profile=Profile.SETTINGS)
    return Case(
        folder=folder,
        title=str(told["title"]),
        now=str(told["now"]),
        check=str(told.get("check", "")),
        clock=str(told.get("clock", "")),
        expect=tuple(map(str, told.get("expect", ()))),
    )


def incident_path(case):
    """Where the case's incident lies: by its id, or by an ordinary one where it has none."""
    found = _ID.search((case.folder / "incident.yml").read_bytes())
    return path_of(found[1].decode() if found and case.code != "id-not-path" else _ANY_ID)


def files(case):
    """Path in the ledger -> file on disk."""
    own = case.folder / "files"
    found = {str(each.relative_to(own)): each for each in own.rglob("*") if each.is_file()}
    incident = case.folder / "incident.yml"
    return {**found, incident_path(case): incident} if incident.is_file() else found


@cache
def shipped_ledger():
    """The project's own plan, roster and office, with no incident."""
    return open_workspace(Overlay({}))


def workspace(case):
    """The ledger the case stands in."""
    source = Overlay(files(case))
    if any(each.startswith("plan/") for each in source.files):
        return open_workspace(source)
    return replace(shipped_ledger(), source=source)


def moment(case, ledger):
    return parse_time(case.now, ledger.governance.newest.zone)


@cache
def findings(case):
    """What ``taizhang check`` says about it."""
    ledger = workspace(case)
    paths = () if case.check == WHOLE else (case.check or incident_path(case),)
    return check_tree(ledger, moment(case, ledger), paths).findings


def judged(case):
    """Its incident, judged; None where its form is not sound."""
    ledger, path = workspace(case), incident_path(case)
    file = read_file(ledger, path, files(case)[path].read_bytes())
    found = judge_file(ledger, file, moment(case, ledger))
    return found and found.judged


def told(case, finding):
    """A finding as ``case.yml`` writes it: ``CODE line:column``, and its file if it is another."""
    incident = case.folder / "incident.yml"
    own = incident_path(case) if incident.is_file() and case.check != WHOLE else ""
    if case.check not in ("", WHOLE):
        own = case.check
    elsewhere = f" {finding.path}" if finding.path and finding.path != own else ""
    return f"{finding.code} {finding.line}:{finding.column}{elsewhere}"
