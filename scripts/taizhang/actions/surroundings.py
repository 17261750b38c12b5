"""What no single file of a ledger shows: strangers among the files, plan, office, journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.journal import journal_paths, office_findings
from taizhang.actions.workspace import INCIDENT_PATH
from taizhang.model.findings import Finding
from taizhang.model.journal import JOURNAL_PATH, Journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from taizhang.actions.workspace import Workspace
    from taizhang.model.journal import Month

__all__ = ["journal_paths", "strange", "whole_findings"]


def whole_findings(
    workspace: Workspace, months: Iterable[Month], now: datetime
) -> tuple[Finding, ...]:
    """Faults of plan and office at ``now`` (aware), and what was left lying in the journal."""
    journal = Journal(months=tuple(months))
    office = office_findings(workspace.governance, workspace.source, journal, now)
    return (*workspace.governance.findings, *office)


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
