"""What no single file of a ledger shows: strangers among the files, plan, office, journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.governance import placed, roster_path
from taizhang.actions.governing import chain_findings
from taizhang.actions.journal import journal_paths, office_findings
from taizhang.actions.regime import Regime
from taizhang.actions.workspace import INCIDENT_PATH
from taizhang.model.findings import Finding
from taizhang.model.journal import JOURNAL_PATH, Journal
from taizhang.rules.rostercheck import find_unkeyed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from taizhang.actions.workspace import Workspace
    from taizhang.model.journal import Month

__all__ = ["journal_paths", "strange", "whole_findings"]


def whole_findings(
    workspace: Workspace, months: Iterable[Month], now: datetime
) -> tuple[Finding, ...]:
    """Faults of plan, roster and office at ``now`` (aware), and of what the journal lacks."""
    journal = Journal(months=tuple(months))
    office = office_findings(workspace.governance, workspace.source, journal, now)
    chain = chain_findings(Regime(governance=workspace.governance, source=workspace.source), now)
    return (*workspace.governance.findings, *_unkeyed(workspace), *chain, *office)


def _unkeyed(workspace: Workspace) -> tuple[Finding, ...]:
    """Said once, at the roster, and not at every approval."""
    rosters = workspace.governance.rosters
    path = roster_path(rosters.current.version)
    return placed(workspace.source, path, find_unkeyed(rosters))


def strange(paths: Iterable[str]) -> Iterator[Finding]:
    """Files below ``ledger/`` that are nothing the ledger knows: never passed over silently."""
    for path in paths:
        known = (
            INCIDENT_PATH.fullmatch(path)
            or JOURNAL_PATH.fullmatch(path)
            or path.startswith("ledger/seals/")
        )
        if not known and not path.endswith("/.gitkeep"):
            yield Finding(code="file-stranger", path=path)
