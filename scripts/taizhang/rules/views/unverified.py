"""Decisions that count though nobody can verify who approved them: those under a keyless roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.boardview import UnverifiedView
from taizhang.model.state import Verification
from taizhang.rules.views.words import moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taizhang.model.state import Act, Approval
    from taizhang.rules.judge import Judged


def unverified_views(cases: Sequence[Judged]) -> tuple[UnverifiedView, ...]:
    """Every decision that is in effect by an approval without a signature, the latest first."""
    views = (view for case in cases for view in unverified_of(case))
    return tuple(sorted(views, key=lambda view: view.at.at, reverse=True))


def unverified_of(judged: Judged) -> Iterator[UnverifiedView]:
    """Those of one incident."""
    incident = judged.state.incident
    for act in judged.state.acts:
        if approvals := act.approvals and _unverified(act):
            yield UnverifiedView(
                incident=incident.id,
                title=incident.title,
                entry=act.written.name,
                anchor=f"e{act.entry.number + 1}",
                at=moment(approvals[-1].at, judged.plan.zone),
                approvers=tuple(f"{each.person}（{each.role}）" for each in approvals),
            )


def _unverified(act: Act) -> tuple[Approval, ...]:
    return tuple(
        each
        for each in (act.approvals if act.counts else ())
        if each.counts and each.verification is not Verification.VERIFIED
    )
