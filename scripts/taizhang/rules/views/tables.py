"""The plan's own tables, made from its data, so that page and rule cannot differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.plan import BLOCK
from taizhang.model.site import Table
from taizhang.rules.gatewords import need_phrase
from taizhang.rules.matchers import key_of
from taizhang.rules.plantext import GROUPS
from taizhang.rules.sentences import approval_sentence, deadline_sentence, rule_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from taizhang.model.plan import Plan
    from taizhang.model.roster import Roster
    from taizhang.rules.plandiff import Change
    from taizhang.rules.plantext import Line


def plan_tables(plan: Plan, roster: Roster) -> Mapping[str, Table]:
    """Every table a plan page may ask for, by name."""
    return {
        "levels": _levels(plan),
        "stages": _stages(plan),
        "moves": _moves(plan),
        "approvals": _sentences(
            "审批",
            [
                (line.code, approval_sentence(line, plan), line.clause or line.basis)
                for line in plan.approvals
            ],
        ),
        "rules": _sentences(
            "规则",
            [
                (rule.code, rule_sentence(rule, plan), rule.clause or rule.basis)
                for rule in plan.rules
            ],
        ),
        "deadlines": _deadlines(plan),
        "natures": _natures(plan),
        "roles": _roles(plan, roster),
        "bases": _bases(plan),
        "marks": Table(
            title="情况标记",
            header=("标记", "可写"),
            rows=tuple((mark.name, "、".join(mark.values)) for mark in plan.marks),
        ),
    }


def diff_table(changes: Sequence[Change]) -> Table:
    """What a version changes in another, line by line."""
    titles = {group.key: group.zh for group in GROUPS}
    return Table(
        title="两个版本在数据上的差别",
        header=("条目", "原为", "现为"),
        rows=tuple(
            (
                f"{titles[each.group]} {each.line.title('zh')}",
                _side(each.before, each.sort),
                _side(each.after, each.sort),
            )
            for each in changes
        ),
    )


def _side(line: Line | None, sort: str) -> str:
    if line is None:
        return f"（{sort}）"
    return line.zh + (f"（{line.clause}）" if line.clause else "")


def _levels(plan: Plan) -> Table:
    return Table(
        title="等级",
        header=("等级", "代号", "颜色", "分级标准"),
        rows=tuple((each.name, each.key, each.colour, each.criteria) for each in plan.levels),
    )


def _stages(plan: Plan) -> Table:
    return Table(
        title="环节",
        header=("环节", "由何种记录进入", "进入前须有", "须经审批", "条款"),
        rows=tuple(
            (
                each.name,
                "、".join(each.entered_by),
                "；".join(_wanted(each.name, plan)),
                "；".join(_signers(each.name, plan)),
                each.clause,
            )
            for each in plan.stages
        ),
    )


def _wanted(stage: str, plan: Plan) -> tuple[str, ...]:
    """What must stand before the stage is entered, each once."""
    asked = (
        need_phrase(rule).zh
        for rule in plan.rules
        if rule.strength == BLOCK and rule.need and stage in key_of(rule.on, "stage")
    )
    return tuple(dict.fromkeys(asked))


def _signers(stage: str, plan: Plan) -> tuple[str, ...]:
    """Who signs an entry that enters the stage, each combination once."""
    asked = ("、".join(line.needed) for line in plan.approvals if stage in key_of(line.on, "stage"))
    return tuple(dict.fromkeys(asked))


def _moves(plan: Plan) -> Table:
    return Table(
        title="环节之间的推进",
        header=("从", "到", "类型"),
        rows=tuple(("、".join(each.origins), each.to, each.type) for each in plan.moves),
    )


def _sentences(title: str, lines: list[tuple[str, str, str]]) -> Table:
    rows = tuple((sentence, clause, code) for code, sentence, clause in lines)
    return Table(title=title, header=("内容", "条款", "代码"), rows=rows)


def _deadlines(plan: Plan) -> Table:
    return Table(
        title="时限",
        header=("事项", "内容", "时限", "效力", "依据"),
        rows=tuple(
            (
                each.name,
                deadline_sentence(each, plan),
                each.limit.words() if each.limit else ("自定" if each.limit_field else "及时"),
                each.force,
                each.clause or each.basis,
            )
            for each in plan.deadlines
        ),
    )


def _natures(plan: Plan) -> Table:
    return Table(
        title="事项性质",
        header=("性质", "办法", "限制"),
        rows=tuple(
            (
                each.name,
                each.route,
                "；".join(
                    filter(
                        None,
                        (
                            _restricted(plan) if each.no_control else "",
                            "只记文号，不记内容" if each.reference_only else "",
                        ),
                    )
                ),
            )
            for each in plan.natures
        ),
    )


def _restricted(plan: Plan) -> str:
    """What may not be done about some natures, with the bodies that can act against people."""
    bodies = "、".join(body.name for body in plan.bodies if body.enforces)
    return f"不得商请管控，不得移送{bodies}" if bodies else "不得商请管控"


def _roles(plan: Plan, roster: Roster) -> Table:
    return Table(
        title="角色",
        header=("角色", "别称", "现任"),
        rows=tuple(
            (
                role.name,
                "、".join(role.also),
                "、".join(person.name for person in roster.persons if role.name in person.roles),
            )
            for role in plan.roles
        ),
    )


def _bases(plan: Plan) -> Table:
    return Table(
        title="编制依据",
        header=("依据", "效力", "现行版本施行", "已被代替", "核对"),
        rows=tuple(
            (each.name, each.force, each.in_force_from, each.superseded_by, each.checked_on)
            for each in plan.bases
        ),
    )
