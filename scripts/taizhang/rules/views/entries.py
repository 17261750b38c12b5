"""The timeline in words: every entry with both clocks, its labels, fields and approvals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.fields import fields_of
from taizhang.model.kinds import KINDS
from taizhang.model.messages import words
from taizhang.model.once import once
from taizhang.model.state import Effect, Verification
from taizhang.model.times import elapsed_words
from taizhang.model.views import NONE, ApprovalView, EntryView, FieldView
from taizhang.rules.lag import LAG, lag_of
from taizhang.rules.views.words import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taizhang.model.fields import Field
    from taizhang.model.plan import Plan
    from taizhang.model.recorded import Recorded
    from taizhang.model.state import Act, Approval, State

_SHOWN_ELSEWHERE = ("stage", "late", "urgent", "sig")


def entry_views(state: State, plan: Plan, recorded: tuple[Recorded, ...]) -> tuple[EntryView, ...]:
    """All entries, newest in the file first; ``recorded`` is empty without history."""
    given = {each.number: each for act in state.acts for each in act.approvals}
    views = [
        _entry(act, state, plan, recorded[number] if number < len(recorded) else None, given)
        for number, act in enumerate(state.acts)
    ]
    return tuple(reversed(views))


def _entry(
    act: Act,
    state: State,
    plan: Plan,
    recorded: Recorded | None,
    given: Mapping[int, Approval],
) -> EntryView:
    entry, kind, zone = act.entry, KINDS[act.entry.kind], plan.zone
    lag = lag_of(act, recorded)
    recorder = recorded.author if recorded and recorded.author != entry.by else ""
    return EntryView(
        number=entry.number + 1,
        anchor=f"e{entry.number + 1}",
        kind=entry.kind,
        kind_key=kind.key,
        at=moment(entry.at, zone),
        recorded=moment(recorded.at, zone) if recorded else NONE,
        received=moment(recorded.received, zone) if recorded else NONE,
        lag=elapsed_words(lag) if lag > LAG else "",
        by=entry.by,
        recorder=recorder,
        stage=entry.stage,
        move=act.move,
        effect=act.effect.value,
        labels=_labels(act, act.backdated or lag > LAG, recorder, given.get(entry.number)),
        late=entry.word("late"),
        urgent=entry.word("urgent"),
        fields=_fields(act, fields_of(kind)),
        approvals=tuple([_approval(each, act, state, plan) for each in act.approvals]),
        missing=act.missing,
        commit=recorded.commit if recorded else "",
        name=act.written.name,
    )


def _labels(
    act: Act,
    late: bool,  # noqa: FBT001
    recorder: str,
    given: Approval | None,
) -> tuple[str, ...]:
    labels = []
    if late:
        labels.append("补录")
    if recorder:
        labels.append("代录")
    if act.corrections and act.effect is not Effect.VOID:
        labels.append("已更正")
    if act.entry.kind == "审批":
        labels.append((given.verification if given else Verification.UNSIGNED).value)
    return tuple(labels)


def _approval(approval: Approval, act: Act, state: State, plan: Plan) -> ApprovalView:
    why = ""
    if approval.why:
        values = {
            "person": approval.person,
            "role": approval.role,
            "roster": state.acts[approval.number].entry.word("roster"),
            "entry": act.written.name,
            "missing": "、".join(act.missing),
        }
        why = words(approval.why, values)[0]
    return ApprovalView(
        person=approval.person,
        role=approval.role,
        verdict=approval.verdict,
        at=moment(approval.at, plan.zone),
        reason=approval.reason,
        verification=approval.verification.value,
        counts=approval.counts,
        why=why,
    )


def _fields(act: Act, known: Mapping[str, Field]) -> tuple[FieldView, ...]:
    """``known``: the fields of its kind."""
    entry = act.entry
    corrected = {each.field: each.was for each in act.corrections}
    views = []
    if "at" in corrected:
        views.append(
            FieldView(name="at", title="时间", lines=(entry.at_text,), corrected=corrected["at"])
        )
    for key, value in entry.fields.items():
        if key not in _SHOWN_ELSEWHERE and (field := known.get(key)):
            lines, was = _lines(field, value), corrected.get(key, "")
            views.append(FieldView(name=key, title=field.zh, lines=lines, corrected=was))
    return tuple(views)


def _lines(field: Field, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.splitlines()) or (value,)
    rows = value if isinstance(value, tuple) else (value,)
    if all(isinstance(each, str) for each in rows):
        return ("、".join(rows),)
    return tuple([_record(field, each) for each in rows if isinstance(each, dict)])


@once
def _titles(field: Field) -> dict[str, str]:
    return {each.name: each.zh for each in field.fields}


def _record(field: Field, record: Mapping[str, object]) -> str:
    """A record on one line: its name first, then the rest with titles."""
    titles = _titles(field)
    parts = []
    for key, value in record.items():
        text = "、".join(value) if isinstance(value, tuple) else str(value)
        parts.append(text if key in ("id", "name") else f"{titles.get(key, key)}：{text}")
    return "　".join(parts)
