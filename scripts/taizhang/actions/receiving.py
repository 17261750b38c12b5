"""Judge a push: in a server's repository before it is let in, or on a machine before it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.ranging import check_range
from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Report
from taizhang.model.push import Receipt, RefUpdate
from taizhang.model.record import dataclass
from taizhang.rules.refs import ref_findings
from taizhang.store.git.objects import NO_ID, head, require_id
from taizhang.store.receipts import note

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from taizhang.store.git.repository import Repository

MAIN = "refs/heads/main"
"""The branch that is the record, where a machine's own hook judges what is to leave it."""

_LINE = 3
_PUSHED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A repository at whose door pushes are judged.

    ``now``: aware, by the server's clock. ``pin``: root of trust, ``""`` = not
    pinned.
    """

    repo: Repository
    now: datetime
    pin: str = ""

    @property
    def main(self) -> str:
        """Full name of the branch that is the record: the one the server's ``HEAD`` names.

        Raises:
            EnvironmentProblem: ``push-no-main``.
        """
        if self.repo.branch is None:
            raise EnvironmentProblem("push-no-main", folder=str(self.repo.root))
        return self.repo.branch


def read_updates(lines: bytes) -> tuple[RefUpdate, ...]:
    """What git tells a pre-receive hook: ``old new ref`` a line.

    Raises:
        ValueError: git told something else.
    """
    found = []
    for line in lines.decode("utf-8", "surrogateescape").split("\n"):
        if line:
            old, new, ref = line.split(" ", _LINE - 1)
            found.append(RefUpdate(ref, _present(old), _present(new)))
    return tuple(found)


def receive(gate: Gate, updates: Sequence[RefUpdate], pusher: str) -> Report:
    """Judge a push to a server; where it is let in, note its time and pusher.

    Raises:
        EnvironmentProblem: it cannot be judged or noted, so that it must not be let in.
    """
    report = judge_push(gate, updates)
    if report.clean:
        note(gate.repo.git_dir, (Receipt(gate.now, update, pusher) for update in updates))
    return report


def judge_push(gate: Gate, updates: Sequence[RefUpdate]) -> Report:
    """What a push would bring against the record; findings of all its branches."""
    found = list(ref_findings(updates, gate.main))
    if found:
        return Report(findings=tuple(found))
    files = incidents = 0
    for update in updates:
        report = _judged(gate, update)
        found += report.findings
        files += report.files
        incidents += report.incidents
    return Report(findings=tuple(found), files=files, incidents=incidents)


def judge_leaving(gate: Gate, lines: bytes) -> Report:
    """The same for what a pre-push hook is told: ``local-ref local-id remote-ref remote-id``.

    Only what goes to main is judged; where the server has more than is known here, git itself
    refuses.
    """
    for line in lines.decode("utf-8", "surrogateescape").split("\n"):
        parts = line.split(" ")
        if len(parts) != _PUSHED or parts[2] != MAIN or parts[1] == NO_ID:
            continue
        old = _present(parts[3])
        if old is None or _known_here(gate.repo, old):
            return check_range(gate.repo, old, require_id(parts[1]), gate.now, pin=gate.pin)
    return Report()


def judge_staged(gate: Gate, index: str) -> Report:
    """The same for what is about to be committed; ``index``: git's file of it, ``""`` = its own."""
    from taizhang.store.git.trees import staged_commit

    tip = head(gate.repo)
    made = staged_commit(gate.repo, tip, index)
    return check_range(gate.repo, tip, made, gate.now, pin=gate.pin)


def _judged(gate: Gate, update: RefUpdate) -> Report:
    if update.new is None:
        raise ValueError(update)
    if update.ref == gate.main:
        return check_range(gate.repo, update.old, update.new, gate.now, pin=gate.pin)
    from taizhang.actions.beside import beside_findings

    main = _tip(gate)
    return Report(findings=tuple(beside_findings(gate.repo, update, main, gate.now)))


def _tip(gate: Gate) -> str | None:
    told = gate.repo.ask("rev-parse", "--verify", "--quiet", f"{gate.main}^{{commit}}")
    return told.out.decode().strip() or None


def _known_here(repo: Repository, commit: str) -> bool:
    return not repo.ask("cat-file", "-e", f"{require_id(commit)}^{{commit}}").code


def _present(one: str) -> str | None:
    return None if one == NO_ID else require_id(one)
