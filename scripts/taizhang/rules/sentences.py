"""Every line of a plan as one plain sentence, in Chinese and in English.

Clauses are not part of a sentence; who shows it puts them beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.plan import (
    BACK,
    BLOCK,
    CONFIRMED,
    FORWARD,
    REOPEN,
    SIGNED,
    SKIP,
    UNRATIFIED,
    WARN,
)
from taizhang.model.record import replace
from taizhang.rules.clockphrases import clock_words
from taizhang.rules.howto import how_to
from taizhang.rules.matchers import key_of
from taizhang.rules.phrases import (
    act_words,
    condition_words,
    matcher_phrase,
    matcher_words,
    point_words,
)
from taizhang.rules.wording import (
    each_words,
    either,
    fields_words,
    force_words,
    joined,
    kind_words,
    quoted,
)

if TYPE_CHECKING:
    from taizhang.model.plan import (
        ApprovalLine,
        Condition,
        Deadline,
        Level,
        Matcher,
        Move,
        Plan,
        Rule,
        Stage,
    )

__all__ = [
    "approval_sentence",
    "condition_words",
    "deadline_sentence",
    "how_to",
    "level_sentence",
    "matcher_phrase",
    "matcher_words",
    "move_sentence",
    "need_words",
    "rule_sentence",
    "stage_sentence",
]


_CONFIRMED = (("level", (CONFIRMED,)),)
_SHORT = 4
"""Characters up to which a Chinese subject needs no comma after it."""


def _when(condition: Condition, plan: Plan, lang: str) -> str:
    words = condition_words(condition, lang, plan)
    if not words:
        return ""
    return f"When {words}, " if lang == "en" else f"{words}时，"


def _sentence(text: str, lang: str) -> str:
    return text[0].upper() + text[1:] + "." if lang == "en" else text + "。"


def rule_sentence(rule: Rule, plan: Plan, lang: str = "zh") -> str:
    """What must stand before what, and what happens when it does not."""
    on, when = rule.on, rule.when
    if when.moves and key_of(on, "stage") and not key_of(on, "move"):
        on, when = (*on, ("move", when.moves)), replace(when, moves=())
    text = _when(when, plan, lang)
    if rule.fields:
        text += _fields(rule, on, lang)
    elif rule.drafter_units:
        text += _drafters(rule, on, lang)
    elif lang == "en":
        text += f"before {act_words(on, lang)}, {_need_en(rule)}"
    else:
        text += f"{act_words(on, lang)}之前，{_need_zh(rule)}"
    return _sentence(text + _again(rule, lang) + _strength(rule, lang), lang)


def _fields(rule: Rule, on: Matcher, lang: str) -> str:
    fields = fields_words(rule.fields, key_of(on, "kind"), lang)
    words = matcher_words(on, lang)
    if lang == "en":
        return f"{words} must state {fields}"
    return f"{words}{'，' if len(words) > _SHORT else ''}须写明{fields}"


def _drafters(rule: Rule, on: Matcher, lang: str) -> str:
    words = matcher_words(on, lang)
    if lang == "en":
        return f"{words} needs a drafter from each of {joined(rule.drafter_units, lang, 'and')}"
    units = joined(rule.drafter_units, lang, "和")
    return f"{words}，{units}须{'各' if len(rule.drafter_units) > 1 else ''}有一人参加拟稿"


def need_words(rule: Rule, lang: str = "zh") -> str:
    """What must stand, as part of a sentence: ``须先有…``, ``等级须已确认``."""
    return _need_en(rule) if lang == "en" else _need_zh(rule)


def _need_zh(rule: Rule) -> str:
    if rule.each == UNRATIFIED:
        return "先办后签的各项须已补签"
    who = f"{each_words(rule.each, 'zh')}都须" if rule.each else ""
    if not rule.each and all(need == _CONFIRMED for need in rule.need):
        return "等级须已确认"
    needs = [_one_need_zh(need, rule) for need in rule.need]
    return (who or "须") + "，或者".join(needs)


def _one_need_zh(need: Matcher, rule: Rule) -> str:
    kinds = key_of(need, "kind")
    if not kinds:
        return f"是{matcher_words(need, 'zh')}"
    same = {"items": "同一事项", "about": _same_thing(rule, kinds)}.get(rule.same, "")
    return f"先有{matcher_words(need, 'zh', same=same)}"


def _same_thing(rule: Rule, kinds: tuple[str, ...]) -> str:
    if "发布" in key_of(rule.on, "kind"):
        return "同一稿件"
    return "所指" if "管控" in kinds else "同一管控"


def _need_en(rule: Rule) -> str:
    if rule.each == UNRATIFIED:
        return "whatever was done before signing must have been signed"
    same = {"items": "for the same item", "about": "about the same thing"}.get(rule.same, "")
    needs = either([matcher_words(need, "en", same=same) for need in rule.need], "en")
    if rule.each:
        return f"{each_words(rule.each, 'en')} must have {needs}"
    acts = all(key_of(need, "kind") for need in rule.need)
    return f"{'there must be' if acts else 'the incident must have'} {needs}"


def _again(rule: Rule, lang: str) -> str:
    if not rule.again:
        return ""
    if lang == "en":
        return f"; after {quoted(rule.again, lang)} this must be met anew"
    return f"；{joined(rule.again, lang)}后须重新办理，以前的不算"


def _strength(rule: Rule, lang: str) -> str:
    if rule.strength == BLOCK:
        return ""
    if lang == "en":
        told = "a warning is given" if rule.strength == WARN else "this is put on record"
        return f"; if not, {told} and nothing is blocked"
    return f"；缺少时只作{'提醒' if rule.strength == WARN else '记录'}，不阻挡"


def approval_sentence(line: ApprovalLine, plan: Plan, lang: str = "zh") -> str:
    """Who must approve what, and whether it may be done first and signed later."""
    when, on = _when(line.when, plan, lang), matcher_words(line.on, lang)
    who = _approvers(line, lang)
    if lang == "en":
        text = f"{when}{on} needs the approval of {who}"
        if line.ratify:
            text += f"; if urgent it may be done first and signed within {line.ratify.words('en')}"
    else:
        text = f"{when}{on}须经{who}同意"
        if line.ratify:
            text += f"；情况紧急的，可先办后签，{line.ratify.words()}内补签"
    return _sentence(text, lang)


def _approvers(line: ApprovalLine, lang: str) -> str:
    if len(line.roles) == 1:
        role = line.roles[0]
        return f"{line.count} × {role}" if lang == "en" else f"{role} {line.count} 人"
    if lang == "en":
        return joined([f"1 × {role}" for role in line.roles], lang, "and")
    return f"{joined(line.roles, lang, '、')}各 1 人"


def deadline_sentence(deadline: Deadline, plan: Plan, lang: str = "zh") -> str:
    """From when, within what time, what must be done, and on what force."""
    text = _deadline_en(deadline, plan) if lang == "en" else _deadline_zh(deadline, plan)
    return _sentence(text + _force(deadline, lang), lang)


def _points(points: tuple[Matcher | str, ...], lang: str) -> str:
    return joined([point_words(each, lang) for each in points], lang)


_OWN_LIMIT = {"due": ("写明的办结时限", "its own due time"), "expires": ("到期日", "its expiry")}


def _deadline_zh(deadline: Deadline, plan: Plan) -> str:
    who = f"（由{deadline.who}办）" if deadline.who else ""
    text = f"{deadline.name}{who}：{_when(deadline.when, plan, 'zh')}"
    if deadline.each:
        text += f"{each_words(deadline.each, 'zh')}，"
    signed = deadline.ends == (SIGNED,)
    end = "签完" if signed else f"有{_points(deadline.ends, 'zh')}"
    start = f"从{_points(deadline.starts, 'zh')}起" if deadline.starts else ""
    if deadline.limit_field:
        text += f"在{_OWN_LIMIT[deadline.limit_field][0]}之前须{end}"
    elif deadline.limit:
        text += f"{start or '从登记起'} {deadline.limit.words()}内须{end}"
    else:
        after = f"{start}，" if start else ""
        return text + f"{after}应及时{end}；只显示用时，不判超时"
    return text + clock_words(deadline, plan)


def _deadline_en(deadline: Deadline, plan: Plan) -> str:
    when = condition_words(deadline.when, "en", plan)
    who = f" (by {deadline.who})" if deadline.who else ""
    text = f"{deadline.name}{who}: " + (f"when {when}, " if when else "")
    if deadline.each:
        text += f"for {each_words(deadline.each, 'en')}, "
    end = _points(deadline.ends, "en")
    start = f" of {_points(deadline.starts, 'en')}" if deadline.starts else ""
    if deadline.limit_field:
        text += f"{end} by {_OWN_LIMIT[deadline.limit_field][1]}"
    elif deadline.limit:
        text += f"{end} within {deadline.limit.words('en')}{start or ' of being recorded'}"
    else:
        after = f" after {_points(deadline.starts, 'en')}" if deadline.starts else ""
        text += f"{end} promptly{after}; the time taken is shown, nothing is judged"
    return text + clock_words(deadline, plan, "en")


def _force(deadline: Deadline, lang: str) -> str:
    basis = "" if deadline.basis == deadline.force else deadline.basis
    words = [each for each in (force_words(deadline.force, lang), basis) if each]
    if not words:
        return ""
    return f" ({': '.join(words)})" if lang == "en" else f"（{'：'.join(words)}）"


def level_sentence(level: Level, lang: str = "zh") -> str:
    """A level with its key, colour and criteria."""
    facts = [each for each in (level.key, level.colour) if each]
    if lang == "en":
        return f"{level.name} ({', '.join(facts)}); criteria: {level.criteria or '–'}."
    return f"{level.name}（{'，'.join(facts)}）；标准：{level.criteria or '未写'}。"


def stage_sentence(stage: Stage, plan: Plan, lang: str = "zh") -> str:
    """A stage and the kinds of entries that enter it."""
    first = bool(plan.stages) and stage.name == plan.stages[0].name
    kinds = kind_words(stage.entered_by, lang) if stage.entered_by else ""
    if lang == "en":
        text = f"{stage.name}: {'opened' if first else 'entered'} by {kinds or '–'}"
        return text + ("; closes the incident." if stage.closed else ".")
    text = f"{stage.name}：由{kinds or '（未写）'}{'开始' if first else '进入'}"
    return text + ("；进入后事件办结。" if stage.closed else "。")


_GO = {
    FORWARD: ("前进到", "on to"),
    BACK: ("退回到", "back to"),
    SKIP: ("直接跳到", "by a skip to"),
    REOPEN: ("重开，进入", "by reopening to"),
}


def move_sentence(move: Move, lang: str = "zh") -> str:
    """An allowed move."""
    origins, (zh, en) = quoted(move.origins, lang), _GO[move.type]
    return (
        f"From {origins} {en} “{move.to}”." if lang == "en" else f"从{origins}可{zh}“{move.to}”。"
    )
