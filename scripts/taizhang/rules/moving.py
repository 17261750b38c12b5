"""What an entry may do to stage and level, whatever the gates say.

Source: format.md 5, 6, 10, 12; moves and stages are the plan's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Severity
from taizhang.model.plan import REOPEN
from taizhang.rules.checks import found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from taizhang.model.findings import Finding
    from taizhang.rules.ground import Ground, Subject

AFTER_CLOSE = ("审批", "更正", "销毁", "改进", "说明")
"""Kinds that may still be recorded once an incident is closed."""


def one_discovery(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """A 发现 opens the file and stands once. Source: plan 三(一)."""
    del ground
    if (subject.entry.kind == "发现") != (subject.entry.number == 0):
        yield found("discovery-first", subject, "kind")


def still_open(subject: Subject, ground: Ground) -> Iterable[Finding]:
    """A closed incident takes no further acts unless it is reopened."""
    entry = subject.entry
    if not ground.closed or entry.kind in AFTER_CLOSE or subject.move == REOPEN:
        return ()
    return (found("incident-closed", subject, "kind", stage=ground.stage, kind=entry.kind),)


def another_level(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """A 调级 changes the level, where the plan has levels. Source: plan 二(三)5."""
    entry = subject.entry
    if entry.kind == "调级" and not ground.plan.levels:
        yield found("levels-none", subject, "kind")
    elif entry.kind == "调级" and not subject.change:
        yield found("level-same", subject, "level", level=entry.word("level"))


def allowed_move(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """A move the plan lists, by a kind of entry the plan lets enter the stage."""
    entry = subject.entry
    if entry.number == 0:
        yield from _opening(subject, ground)
        return
    if not entry.stage:
        return
    if not subject.move:
        listed = [move.to for move in ground.plan.moves if ground.stage in move.origins]
        yield found(
            "move-not-allowed",
            subject,
            "stage",
            origin=ground.stage,
            to=entry.stage,
            allowed="、".join(listed) or "无",
        )
        return
    stage = ground.plan.stage(entry.stage)
    if stage and stage.entered_by and entry.kind not in stage.entered_by:
        yield found(
            "kind-cannot-enter",
            subject,
            "stage",
            kind=entry.kind,
            stage=entry.stage,
            kinds="、".join(stage.entered_by),
        )


def _opening(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """An incident begins in the plan's first stage."""
    first = ground.plan.stages[0].name
    to = subject.entry.stage
    if to not in ("", first):
        yield found("move-not-allowed", subject, "stage", origin="发现", to=to, allowed=first)


def one_move_at_a_time(subject: Subject, ground: Ground) -> Iterable[Finding]:
    """While a stage or level change waits no second one is filed. Source: format.md 6."""
    if not subject.entry.stage and subject.entry.kind != "调级":
        return ()
    pending = ground.pending()
    if pending is None:
        return ()
    return (found("second-pending-move", subject, "kind", entry=pending.written.name),)


def own_name(subject: Subject, ground: Ground) -> Iterable[Finding]:
    """Time and kind name an entry; the second of a name does not count.

    Source: decision 0001, 9.
    """
    name = subject.entry.name
    if name not in ground.names:
        return ()
    return (found("duplicate-entry", subject, "at", entry=name, other=ground.names[name] + 1),)


def in_order(subject: Subject, ground: Ground) -> Iterable[Finding]:
    """Nothing is done about a thing before it is discovered; what is filed afterwards has a reason.

    An act older than the entry before it is filed afterwards. Source: plan 三(二).
    """
    acts, at = ground.acts, subject.entry.at
    if not acts or (at >= acts[0].entry.at and at >= acts[-1].entry.at):
        return ()
    return _out_of_order(subject, ground)


def _out_of_order(subject: Subject, ground: Ground) -> Iterator[Finding]:
    entry, first = subject.entry, ground.acts[0].entry
    if entry.at < first.at:
        yield found("before-discovery", subject, "at", at=entry.at_text, found=first.at_text)
    if backdated(subject, ground) and not entry.has("late"):
        told = {"at": entry.at_text, "before": ground.acts[-1].written.name}
        yield found("late-without-reason", subject, "at", severity=Severity.LATE, **told)


def backdated(subject: Subject, ground: Ground) -> bool:
    """True when the claimed time lies before that of the entry above."""
    return bool(ground.acts) and subject.entry.at < ground.acts[-1].entry.at


MOVING = (
    one_discovery,
    own_name,
    still_open,
    another_level,
    allowed_move,
    one_move_at_a_time,
    in_order,
)
"""Checks of stage, level and order, in the order they are run."""

ANEW = (still_open, another_level, allowed_move)
"""Those asked again when an act is signed after things have changed."""
