"""Judge a push: in a server's repository before it is let in, or on a machine before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.actions.ranging import check_range
from taizhang.actions.stepping import Blobs
from taizhang.errors import EnvironmentProblem
from taizhang.model.findings import Finding, Report, Severity
from taizhang.model.push import Receipt, RefUpdate
from taizhang.rules.entryclock import commit_times
from taizhang.rules.personal import found_in, masked
from taizhang.rules.refs import ref_findings, rewrite_finding
from taizhang.rules.treepaths import Area, area, place_faults, size_fault
from taizhang.store.git.changes import commits_between
from taizhang.store.git.objects import NO_ID, head, require_id
from taizhang.store.git.remote import merge_base
from taizhang.store.git.steps import steps
from taizhang.store.git.trees import staged_commit
from taizhang.store.receipts import note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from taizhang.store.git.changes import Change
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
    tip = head(gate.repo)
    made = staged_commit(gate.repo, tip, index)
    return check_range(gate.repo, tip, made, gate.now, pin=gate.pin)


def _judged(gate: Gate, update: RefUpdate) -> Report:
    if update.new is None:
        raise ValueError(update)
    if update.ref == gate.main:
        return check_range(gate.repo, update.old, update.new, gate.now, pin=gate.pin)
    return Report(findings=tuple(_beside(gate, update, update.new)))


def _beside(gate: Gate, update: RefUpdate, new: str) -> Iterator[Finding]:
    """Of a branch beside main: what no server should hold. Its acts are judged on main."""
    tip = _tip(gate)
    commits = commits_between(gate.repo, update.old or tip, new)
    found = rewrite_finding(update, {each.sha: each.parents for each in commits})
    if found is not None:
        yield found
        return
    for commit in commits:
        yield from commit_times(commit.sha, commit.at, None, gate.now)
    base = merge_base(gate.repo, tip, new) if tip else None
    walked = tuple(steps(gate.repo, update.old or base, new))
    blobs = Blobs(gate.repo, walked)
    for step in walked:
        for change in step.changes:
            yield from _stored(change, blobs)


def _stored(change: Change, blobs: Blobs) -> Iterator[Finding]:
    if change.new_id is None:
        return
    yield from place_faults(change.path, change.new_mode)
    fault = size_fault(change.path, blobs.size(change))
    if fault is not None:
        yield fault
    data = blobs.new(change)
    if data is not None and area(change.path) is Area.LEDGER:
        yield from _indelible(change.path, data)


def _indelible(path: str, data: bytes) -> Iterator[Finding]:
    """What git could never forget again, line by line."""
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        for pattern, found in found_in(line):
            if pattern.severity is Severity.ERROR:
                values = {"found": masked(found)}
                yield Finding(code=pattern.code, path=path, line=number, values=values)


def _tip(gate: Gate) -> str | None:
    told = gate.repo.ask("rev-parse", "--verify", "--quiet", f"{gate.main}^{{commit}}")
    return told.out.decode().strip() or None


def _known_here(repo: Repository, commit: str) -> bool:
    return not repo.ask("cat-file", "-e", f"{require_id(commit)}^{{commit}}").code


def _present(one: str) -> str | None:
    return None if one == NO_ID else require_id(one)
