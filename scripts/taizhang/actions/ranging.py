"""Judge a change before it is taken: everything from one commit of a branch to another.

The same for the command line, for CI and for a server's hook. What it costs grows with the change
and not with the ledger. Source: trust.md 6(b).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Report
from taizhang.model.record import replace
from taizhang.store.git.steps import first_commit, leap, walking
from taizhang.store.git.talk import talking

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.actions.rooting import Pin
    from taizhang.store.git.repository import Repository


def check_range(
    repo: Repository, old: str | None, new: str, now: datetime, *, pin: str = ""
) -> Report:
    """Everything the commits from ``old`` to ``new`` do that may not be done.

    Args:
        repo: a work tree's, or one a server's hook was opened with (``hook=True``).
        old: where the branch stands, 40 hexadecimal digits; None when it does not exist yet.
        new: where it is to stand, likewise.
        now: aware; commits must not lie ahead of it.
        pin: root of trust kept outside the repository, as ``taizhang roster root`` prints it.

    Raises:
        EnvironmentProblem: git cannot read the commits.
    """
    root = _root(pin) if pin else None
    if old == new:
        return Report()
    if old is None:
        return _first(repo, new, now, root)
    with talking(repo) as held, walking(held, old, new) as found:
        from taizhang.actions.weighing import weigh  # git looks while Python reads its modules

        walked = tuple(found)
        if walked and walked[0].before == old:
            return weigh(held, walked, old, now, root)
        broken = _broken(old, new, rollback=not walked)
        report = weigh(held, (leap(held, old, new),), old, now, root, intact=False)
        return replace(report, findings=(broken, *report.findings))


def _root(pin: str) -> Pin:
    from taizhang.actions.rooting import read_pin

    return read_pin(pin)


def _first(repo: Repository, new: str, now: datetime, root: Pin | None) -> Report:
    """A branch that does not exist yet: its whole history, a run of it in memory at a time."""
    from taizhang.actions.historing import Walk
    from taizhang.actions.ledgercheck import check_commit
    from taizhang.actions.rooting import pin_findings

    walk = Walk(repo, None, new, now)
    findings = [*walk.findings()]
    regime = walk.regimes.at(new)
    findings += regime.governance.findings
    findings += pin_findings(first_commit(repo, new), regime, root, now) if root else ()
    files = check_commit(repo, new, now, remember=False) if regime.usable else Report()
    # How the office stands today is nothing that a push could mend.
    findings += (each for each in files.findings if each.path.startswith("ledger/"))
    return replace(files, findings=tuple(findings))


def _broken(old: str, new: str, *, rollback: bool) -> Finding:
    code = "branch-set-back" if rollback else "branch-not-continued"
    return Finding(code=code, values={"old": old[:10], "new": new[:10]})
