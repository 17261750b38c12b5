"""Whether an approval given with a key that may have been lost still decides anything.

It stays in the record for ever; it is told as long as it, and what it approved, counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.workspace import judge_file, open_workspace, read_file
from taizhang.model.state import Effect
from taizhang.store.git.source import FewFiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from taizhang.actions.workspace import Workspace
    from taizhang.model.findings import Finding
    from taizhang.store.git.repository import Repository

DOUBT = "approval-doubtful"


def standing(
    findings: Iterable[Finding], repo: Repository, tip: str, now: datetime
) -> Iterator[Finding]:
    """``findings`` of a history without the doubts that are settled at ``tip``.

    Their places are ``COMMIT:PATH``; only files of which a doubt is told are read.
    """
    workspace: Workspace | None = None
    settled: dict[str, frozenset[int]] = {}
    for finding in findings:
        if finding.code == DOUBT:
            path = finding.path.partition(":")[2]
            if path not in settled:
                workspace = workspace or open_workspace(FewFiles(repo, tip))
                settled[path] = _settled(workspace, path, now)
            if finding.where[1] in settled[path]:
                continue
        yield finding


def _settled(workspace: Workspace, path: str, now: datetime) -> frozenset[int]:
    """Numbers of the approvals that were made void, or whose subject was."""
    data = workspace.source.read(path)
    case = judge_file(workspace, read_file(workspace, path, data), now) if data else None
    acts = case.judged.state.acts if case else ()
    void = {act.written.name for act in acts if act.effect is Effect.VOID}
    return frozenset(
        act.entry.number
        for act in acts
        if act.effect is Effect.VOID or act.written.word("entry") in void
    )
