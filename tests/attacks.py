"""A signed ledger on real git and everything somebody could do to it, one function an attack.

The base: two administrators' keys, one grave incident whose approvals are really signed, a note
after the last decision, and a seal kept outside. Rows are named as in the design's table.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.branches import Branch, moment
from tests.rules.builders import (
    found,
    noted,
    until_handling,
)
from tests.signing import signer

from taizhang.actions.check import check_tree
from taizhang.actions.demo.signing import Notary
from taizhang.actions.governance import load_governance
from taizhang.actions.historing import check_history
from taizhang.actions.ranging import check_range
from taizhang.actions.sealing import _head, records_at
from taizhang.actions.unsealing import check_copy
from taizhang.actions.workspace import open_workspace
from taizhang.model.findings import Severity
from taizhang.model.seal import NAMESPACE, NONE, Seal
from taizhang.rules.sealing import records_digest, seal_text
from taizhang.rules.treepaths import INCIDENT as INCIDENT_PATH
from taizhang.store.emit import entry_block, header_block
from taizhang.store.git.repository import open_repository
from taizhang.store.git.source import CommitSource
from taizhang.store.git.steps import first_commit
from taizhang.store.rostertext import with_keys
from taizhang.store.sshsig import sign, why_not
from taizhang.store.tails import entries_of
from taizhang.store.worktree import WorkTree

PATH = "ledger/2026/11/20261109-4mq2.yml"
OTHER = "ledger/2026/11/20261109-7kq4.yml"
ROSTER, SECOND = "plan/roster/0001.yml", "plan/roster/0002.yml"
PLAN = "plan/2022-08-05/plan.yml"
NOW = "2026-11-09 10:41"
AT = "2026-11-09 10:40"
LAST = "2026-11-09 10:21"
__all__ = ["AT", "LAST", "NOW", "OTHER", "PATH", "PLAN", "ROSTER", "SECOND", "Scene", "found"]


def found_base(root):
    """Build the ledger at ``root``, which is a copy of the real model; the commit to start from."""
    branch = Branch(root)
    data = (root / ROSTER).read_bytes()
    persons = load_governance(WorkTree(root)).rosters.current.persons
    keys = [(row, signer(each.key).key, "2022-08-05") for row, each in enumerate(persons)]
    branch.put({ROSTER: with_keys(data, keys)})
    branch.git("add", "-A")
    branch.git("commit", "-q", "--amend", "-m", "begin", at="2026-11-01 09:00")
    text = incident(root, [*until_handling("特别重大"), noted("10:20")])
    branch.commit({PATH: text}, at=LAST)


def notary(root, **signers):
    """Who signs in the ledger at ``root``; ``signers``: roster key -> whose key signs instead."""
    governance = load_governance(WorkTree(root))
    people = {each.key: signer(each.key) for each in governance.rosters.current.persons}
    people |= {key.replace("_", "."): signer(other) for key, other in signers.items()}
    plan = governance.plans["2022-08-05"]
    return Notary(plan, governance.rosters, governance.office, people, why_not)


def incident(
    root, entries, *, identity="20261109-4mq2", title="标题", plan="2022-08-05", **signers
):
    """The text of an incident with its approvals signed."""
    header = [("id", identity), ("title", title), ("plan", plan)]
    deed = notary(root, **signers).open(header)
    return header_block(header) + "".join(
        entry_block(list(deed.signed(each).items())) for each in entries
    )


def seal_of(root):
    """A seal of the ledger's last commit, signed by two, as it is kept outside."""
    repo = open_repository(root)
    tip = Branch(root).tip
    records = tuple(records_at(repo, tip))
    seal = Seal(
        number=1, at=AT, ledger="nanchong-renda-opinion", tip=tip,
        genesis=first_commit(repo, tip),
        incidents=sum(1 for path, _ in records if INCIDENT_PATH.fullmatch(path)),
        digest=records_digest(records), previous=NONE,
    )  # fmt: skip
    rows = "".join(
        f"- by: {by}\n  sig: {sign(seal_text(seal, by, key), signer(key), NAMESPACE)}\n"
        for by, key in (("陈立", "chen.li"), ("王强", "wang.qiang"))
    )
    return _head(seal) + rows.encode()


@dataclass
class Scene:
    """A copy of the base under attack."""

    branch: Branch
    old: str
    seal: bytes
    now: str = NOW

    @property
    def root(self):
        return self.branch.root

    @property
    def text(self):
        return self.branch.text(PATH)

    def write(self, text, *, at=AT):
        self.branch.commit({PATH: text}, at=at)

    def append(self, *entries, at=AT, **signers):
        """The incident with more entries, their approvals signed over all before."""
        old = self.text
        head = [("id", "20261109-4mq2"), ("title", "标题"), ("plan", "2022-08-05")]
        deed = notary(self.root, **signers).open(head)
        for each in entries_of(old.encode()) or ():
            deed.signed(each)
        more = "".join(entry_block(list(deed.signed(each).items())) for each in entries)
        self.write(old + more, at=at)

    def open_other(self, entries, *, at=AT, **signers):
        """A second incident of its own."""
        text = incident(self.root, entries, identity="20261109-7kq4", **signers)
        self.branch.commit({OTHER: text}, at=at)

    # what each layer says

    def tree(self):
        source = CommitSource(open_repository(self.root), self.branch.tip)
        return _codes(check_tree(open_workspace(source), moment(self.now)))

    def range(self):
        repo = open_repository(self.root)
        return _codes(check_range(repo, self.old, self.branch.tip, moment(self.now)))

    def history(self):
        repo = open_repository(self.root)
        return _codes(check_history(repo, self.branch.tip, moment(self.now), fresh=True))

    def sealed(self):
        repo = open_repository(self.root)
        return _codes(check_copy(repo, self.branch.tip, self.seal, "seal.yml")) - {"seal-lost"}


_MINOR = {
    "approval-doubtful", "entry-recorded-late", "late-without-reason", "program-changed",
}  # fmt: skip
"""Codes that are told and refuse nothing, and are what a row of the table is about."""


def _codes(report):
    return {
        each.code
        for each in report.findings
        if each.severity is Severity.ERROR or each.code in _MINOR
    }
