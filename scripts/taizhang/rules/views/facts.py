"""What the head of an incident page tells beside the row: reports, units, opinions, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part
from taizhang.model.pageviews import DocumentView, RefView
from taizhang.model.record import replace
from taizhang.model.views import NONE
from taizhang.rules.views.words import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.plan import Plan
    from taizhang.model.state import Act, State
    from taizhang.model.views import IncidentView, Moment

_NUMBER, _DRAFT, _ANNEX = "文号", "送审稿", "附件"


def with_facts(view: IncidentView, state: State, plan: Plan) -> IncidentView:
    """``view`` with the facts of this module."""
    return replace(
        view,
        reported=first_report(state, plan),
        units=task_units(state),
        opinions=opinions(state),
        documents=document_views(state, plan),
        named=named_incidents(state),
    )


def first_report(state: State, plan: Plan) -> Moment:
    """The first report that counts, ``NONE`` when there is none."""
    found = (act for act in state.acts if act.counts and act.entry.kind == "报告")
    first = next(found, None)
    return moment(first.entry.at, plan.zone) if first else NONE


def task_units(state: State) -> tuple[str, ...]:
    """Units with a task, each once, in the file's order."""
    return tuple(dict.fromkeys(part(task.fields, "unit") for task in state.things_of("任务")))


def opinions(state: State) -> tuple[RefView, ...]:
    """Every incoming document: what others consented to or asked for."""
    return tuple(
        RefView(
            anchor=_anchor(act), text="　".join(filter(None, (act.entry.at_text, *_words(act))))
        )
        for act in state.acts
        if act.counts and act.entry.kind == "来文"
    )


def _words(act: Act) -> tuple[str, ...]:
    return tuple(act.entry.word(name) for name in ("from", "form", "about", "doc_no"))


def document_views(state: State, plan: Plan) -> tuple[DocumentView, ...]:
    """Numbered documents, drafts and annexes, oldest first."""
    return tuple(
        DocumentView(
            sort=sort,
            name=name,
            at=moment(act.entry.at, plan.zone),
            by=act.entry.by,
            anchor=_anchor(act),
        )
        for act in state.acts
        if act.counts
        for sort, name in _documents(act)
    )


def _documents(act: Act) -> Iterator[tuple[str, str]]:
    entry = act.entry
    if entry.has("doc_no"):
        yield _NUMBER, f"{entry.word('doc_no')}（{entry.kind}）"
    if entry.kind == "送审":
        yield _DRAFT, f"{entry.word('id')}　{entry.word('form')}"
    for annex in entry.records("annex"):
        yield _ANNEX, f"{part(annex, 'name')}　{part(annex, 'sha256')[:12]}"


def named_incidents(state: State) -> tuple[tuple[str, str], ...]:
    """Id and word of every incident the timeline names, each once."""
    found: dict[str, str] = {}
    for act in state.acts:
        if not act.counts:
            continue
        for other in act.entry.words("related"):
            found.setdefault(other, "相关")
        if act.entry.has("into"):
            found[act.entry.word("into")] = "并入"
    return tuple(found.items())


def _anchor(act: Act) -> str:
    return f"e{act.entry.number + 1}"
