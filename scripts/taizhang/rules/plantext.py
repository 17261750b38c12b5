"""A plan version as lines of text: every fact of it once, by group and code, as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.record import dataclass, replace
from taizhang.rules.planwords import (
    basis_sentence,
    body_sentence,
    head_lines,
    list_lines,
    mark_sentence,
    nature_sentence,
    parameter_sentence,
    role_sentence,
)
from taizhang.rules.sentences import (
    approval_sentence,
    deadline_sentence,
    level_sentence,
    move_sentence,
    rule_sentence,
    stage_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from taizhang.model.plan import Move, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of the plan by its title in both languages."""

    key: str
    zh: str
    en: str


GROUPS = (
    Group(key="head", zh="基本信息", en="Head"),
    Group(key="bases", zh="编制依据", en="Bases"),
    Group(key="levels", zh="等级", en="Levels"),
    Group(key="stages", zh="环节", en="Stages"),
    Group(key="moves", zh="推进", en="Moves"),
    Group(key="roles", zh="角色", en="Roles"),
    Group(key="bodies", zh="单位", en="Units"),
    Group(key="natures", zh="事项性质", en="Natures"),
    Group(key="marks", zh="情况标记", en="Marks"),
    Group(key="lists", zh="可选的值", en="Lists of values"),
    Group(key="approvals", zh="审批", en="Approvals"),
    Group(key="rules", zh="规则", en="Rules"),
    Group(key="deadlines", zh="时限", en="Deadlines"),
    Group(key="parameters", zh="参数", en="Parameters"),
)

SAY_BASIS = ("deadlines", "parameters")
"""Groups whose sentences name the basis themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a plan as a sentence.

    Attributes:
        code: the plan's own, or the line's name or keys where the plan gives none.
        name: what to call it, in both languages, where the sentence does not say it.
        source: the typed line itself; a comparison sees what the sentence leaves out.
    """

    group: str
    code: str
    zh: str
    en: str
    clause: str = ""
    name: tuple[str, str] = ("", "")
    source: object = None

    def words(self, lang: str) -> str:
        """The sentence in ``lang``."""
        return self.en if lang == "en" else self.zh

    def title(self, lang: str) -> str:
        """What to call the line in ``lang``."""
        return self.name[lang == "en"] or self.code


def lines_of(plan: Plan) -> Iterator[Line]:
    """Every line of the plan, in the order of ``GROUPS``."""
    yield from _named("head", head_lines(plan))
    for basis in plan.bases:
        yield _line("bases", basis.name, basis, basis_sentence)
    for level in plan.levels:
        yield _line("levels", level.key, level, level_sentence)
    for stage in plan.stages:
        yield _line("stages", stage.key, stage, stage_sentence, plan)
    for move in plan.moves:
        yield _line("moves", _move_code(move, plan), move, move_sentence)
    yield from _declared(plan)
    yield from _named("lists", list_lines(plan))
    for line in plan.approvals:
        yield _line("approvals", line.code, line, approval_sentence, plan)
    for rule in plan.rules:
        yield _line("rules", rule.code, rule, rule_sentence, plan)
    for deadline in plan.deadlines:
        yield _line("deadlines", deadline.code, deadline, deadline_sentence, plan)
    for each in plan.parameters:
        line_of = _line("parameters", each.key, replace(each, number=0), parameter_sentence)
        yield replace(line_of, name=(each.name, each.name))


def _named(group: str, rows: Iterable[tuple[str, str, str, str, str]]) -> Iterator[Line]:
    for key, zh, en, in_zh, in_en in rows:
        yield Line(group=group, code=key, zh=in_zh, en=in_en, name=(zh, en))


def _declared(plan: Plan) -> Iterator[Line]:
    for role in plan.roles:
        yield _line("roles", role.name, role, role_sentence)
    for body in plan.bodies:
        yield _line("bodies", body.name, body, body_sentence)
    for nature in plan.natures:
        yield _line("natures", nature.name, nature, nature_sentence)
    for mark in plan.marks:
        yield _line("marks", mark.name, mark, mark_sentence)


def _line(
    group: str, code: str, source: object, sentence: Callable[..., str], *more: object
) -> Line:
    """A line of the plan; ``sentence`` takes ``source``, ``more`` and the language."""
    clause = getattr(source, "clause", "")
    if not clause and group not in SAY_BASIS:
        clause = getattr(source, "basis", "")
    return Line(
        group=group,
        code=code,
        zh=sentence(source, *more, "zh"),
        en=sentence(source, *more, "en"),
        clause=clause,
        source=source,
    )


def _move_code(move: Move, plan: Plan) -> str:
    """``monitor>report``, by the stages' keys."""
    keys = [stage.key if (stage := plan.stage(name)) else name for name in move.origins]
    to = plan.stage(move.to)
    return f"{'+'.join(keys)}>{to.key if to else move.to}"
