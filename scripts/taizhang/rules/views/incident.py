"""Everything the incident page and ``taizhang show`` tell about one incident."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.messages import finding_words
from taizhang.model.pageviews import ChangeView, FindingView, RefView
from taizhang.model.views import IncidentView
from taizhang.rules.rulebook import plan_notes
from taizhang.rules.views.entries import entry_views
from taizhang.rules.views.explained import explained
from taizhang.rules.views.facts import with_facts
from taizhang.rules.views.nexts import next_views
from taizhang.rules.views.rows import row_view, waiting_views
from taizhang.rules.views.spread import spread_view
from taizhang.rules.views.things import item_views, review_view, thing_views
from taizhang.rules.views.words import due_view, moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from taizhang.model.findings import Finding
    from taizhang.model.plan import Plan
    from taizhang.model.recorded import Recorded, Revision
    from taizhang.model.state import State
    from taizhang.model.views import EntryView
    from taizhang.rules.judge import Judged


def incident_view(
    judged: Judged,
    now: datetime,
    *,
    path: str,
    findings: Sequence[Finding] = (),
    recorded: tuple[Recorded, ...] = (),
    revisions: Sequence[Revision] = (),
    lang: str = "zh",
) -> IncidentView:
    """The incident at ``now``; without ``recorded`` the page says that history is missing."""
    state, plan = judged.state, judged.plan
    rules = explained(judged, now, lang, idle=False)
    entries = entry_views(state, plan, recorded)
    view = IncidentView(
        row=row_view(judged, now),
        plan=plan.id,
        reasons=_reasons(state),
        scope=state.acts[0].entry.words("scope"),
        marks=tuple(state.marks.items()),
        sources=_sources(state),
        items=item_views(judged),
        things=thing_views(state),
        next=next_views(judged, now, lang),
        waiting=waiting_views(judged),
        dues=tuple(due_view(due, plan, state.incident.id) for due in judged.dues),
        entries=entries,
        review=review_view(state, judged),
        changes=_changes(revisions, plan, entries),
        findings=tuple(_finding(each, lang) for each in findings),
        merged_into=_merged_into(state),
        history=bool(recorded),
        reference_only=_reference_only(judged),
        path=path,
        rules=rules,
        idle=len(plan_notes(plan)) - len(rules),
        spread=spread_view(state, plan),
    )
    return with_facts(view, state, plan)


def _merged_into(state: State) -> str:
    named = (act.entry.word("into") for act in state.acts if act.counts and act.entry.has("into"))
    return next(named, "")


def _reasons(state: State) -> tuple[str, ...]:
    """Why the level is what it is: every reason given with a level, oldest first."""
    return tuple(
        act.entry.word("reason")
        for act in state.acts
        if act.counts and act.entry.has("level") and act.entry.has("reason")
    )


def _sources(state: State) -> tuple[str, ...]:
    return tuple(
        "　".join(
            filter(
                None,
                (
                    part(source, "platform"),
                    part(source, "section"),
                    part(source, "posted_at"),
                    part(source, "sha256")[:12],
                ),
            )
        )
        for act in state.acts
        if act.counts
        for source in act.entry.records("sources")
    )


def _changes(
    revisions: Sequence[Revision], plan: Plan, entries: tuple[EntryView, ...]
) -> tuple[ChangeView, ...]:
    """The newest first."""
    brought: dict[str, list[EntryView]] = {}
    for each in reversed(entries):
        brought.setdefault(each.commit, []).append(each)
    return tuple(
        _change(each, plan, brought.get(each.recorded.commit, ())) for each in reversed(revisions)
    )


def _change(revision: Revision, plan: Plan, brought: Sequence[EntryView]) -> ChangeView:
    made = revision.recorded
    return ChangeView(
        commit=made.commit,
        author=made.author,
        at=moment(made.at, plan.zone),
        subject="改写了已有内容" if revision.rewritten else "",
        added=tuple(revision.added.splitlines()),
        entries=tuple(
            RefView(anchor=each.anchor, text=f"{each.at.text} {each.kind}（{each.by}）")
            for each in brought
        ),
    )


def _finding(finding: Finding, lang: str) -> FindingView:
    message, fix = finding_words(finding, lang)
    return FindingView(
        code=finding.code,
        severity=finding.severity.value,
        line=finding.line,
        message=message,
        fix=fix,
    )


def _reference_only(judged: Judged) -> bool:
    natures = [judged.plan.nature(each) for each in judged.ground.natures()]
    return bool(natures) and all(each and each.reference_only for each in natures)
