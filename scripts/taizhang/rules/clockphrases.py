"""What a deadline of the plan says about office hours, extensions and reminders, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.calendar import END_ROLLS, HOURS_ONLY, START_ROLLS
from taizhang.rules.wording import joined

if TYPE_CHECKING:
    from taizhang.model.plan import Deadline, Plan
    from taizhang.model.times import Reminder

_OUTSIDE = {
    HOURS_ONLY: ("只算上班时间（{hours}）", "office hours alone count ({hours})"),
    START_ROLLS: (
        "在上班时间（{hours}）以外起算的，改从下一次上班起算",
        "what starts outside office hours ({hours}) starts with the next ones",
    ),
    END_ROLLS: (
        "到期不在上班时间（{hours}）的，顺延到下一次上班",
        "what ends outside office hours ({hours}) ends with the start of the next ones",
    ),
}
_ENDS_ON_FREE_DAY = (
    "到期日不上班的，顺延到下一个工作日",
    "what ends on a free day ends on the next working day",
)


def clock_words(deadline: Deadline, plan: Plan, lang: str = "zh") -> str:
    """The parts behind the main sentence, each after a semicolon; ``""`` where there are none."""
    parts = [*_outside(deadline, plan, lang), *_extend(deadline, lang), *_remind(deadline, lang)]
    mark = "; " if lang == "en" else "；"
    return "".join(mark + part for part in parts)


def _outside(deadline: Deadline, plan: Plan, lang: str) -> list[str]:
    words = _OUTSIDE.get(deadline.outside)
    if deadline.outside == END_ROLLS and deadline.limit and deadline.limit.unit == "d":
        words = _ENDS_ON_FREE_DAY
    return [words[lang == "en"].format(hours=plan.office_hours.words(lang))] if words else []


def _extend(deadline: Deadline, lang: str) -> list[str]:
    if deadline.extend is None:
        return []
    most = deadline.extend.words(lang)
    if lang == "en":
        return [f"with approval it can be extended by {most} at most"]
    return [f"经批准可以延期，最长 {most}"]


def _remind(deadline: Deadline, lang: str) -> list[str]:
    before = _spans(deadline.remind, lang, after=False)
    after = _spans(deadline.remind, lang, after=True)
    if lang == "en":
        said = [f"{before} before"] if before else []
        said += [f"{after} after"] if after else []
        return [f"reminder {' and '.join(said)}"] if said else []
    said = [f"提前 {before}提醒"] if before else []
    return [*said, *([f"到期后 {after}再提醒"] if after else [])]


def _spans(reminders: tuple[Reminder, ...], lang: str, *, after: bool) -> str:
    words = [each.span.words(lang) for each in reminders if each.after is after]
    return joined(words, lang, "and" if lang == "en" else "、") if words else ""
