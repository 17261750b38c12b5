"""A matcher or a condition of the plan as a phrase in Chinese and in English.

A matcher with a kind is a noun (``含“启动预案”的决定``), one without is a state or a move
(``进入“应急处置”``). Names of the plan stay Chinese in both languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Phrase
from taizhang.model.plan import (
    ANY,
    BACK,
    CONFIRMED,
    FORWARD,
    OTHER_PLACE,
    REOPEN,
    SAME_PLACE,
    SIGNED,
    SKIP,
)
from taizhang.rules.wording import field_title, fields_words, joined, kind_words, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.plan import Condition, Matcher, Plan

_ENTER = {
    FORWARD: ("按顺序进入{}", "going on to {}"),
    SKIP: ("跳到{}", "skipping to {}"),
    BACK: ("退回{}", "going back to {}"),
    REOPEN: ("重开进入{}", "reopening into {}"),
    "": ("进入{}", "entering {}"),
}
_MOVED = {
    FORWARD: ("按顺序进入下一环节", "that goes forward"),
    SKIP: ("跳过环节", "that skips stages"),
    BACK: ("退回", "that goes back"),
    REOPEN: ("重开", "that reopens"),
}

_BEFORE = {
    "to": "向{plain}",
    "stage": "进入{quoted}",
    "stage_now": "在{quoted}环节",
    "nature": "涉及{quoted}类事项",
    "form": "采用{quoted}形式",
    "measures": "含{quoted}",
    "status": "结论为{quoted}",
    "unit": "交{plain}办理",
    "place": "发在{place}",
}
"""Key -> attribute in Chinese, followed by 的; other keys by the title of their field."""

_AFTER = {
    "to": "to {plain}",
    "from": "from {plain}",
    "stage": "entering {quoted}",
    "stage_now": "while in {quoted}",
    "change": "of sort {quoted}",
    "nature": "about items of nature {quoted}",
    "form": "of form {quoted}",
    "channel": "by {quoted}",
    "measures": "with {quoted}",
    "status": "with result {quoted}",
    "ground": "on the ground {quoted}",
    "unit": "for {plain}",
    "phase": "of phase {quoted}",
    "lane": "in lane {quoted}",
    "place": "on {place}",
}
"""Key -> attribute in English, after the noun; other keys by the name of their field."""

_PLACES = {
    SAME_PLACE: ("信息所在平台", "the platform the matter was found on"),
    OTHER_PLACE: ("其他平台", "another platform than the matter was found on"),
}

_ANY = {
    "into": ("并入其他事件", "into another incident"),
    "about": ("指明对象", "that names its object"),
}

_OF_ANY = {"stage_now", "nature"}
"""Keys that without a kind tell of an entry of any kind, not of a state."""

_PREFIXES = ("from", "lane", "phase")
"""Keys whose values stand right before the noun: 市网信办来文, 线下办理, 动态性发布."""

_YES = ("是",)

_DIRECTED = ("报告", "移送")
"""Kinds that read as verbs after 向某单位."""


def matcher_phrase(matcher: Matcher) -> Phrase:
    """The matcher in both languages, to be put into a message."""
    return Phrase(matcher_words(matcher, "zh"), matcher_words(matcher, "en"))


def matcher_words(matcher: Matcher, lang: str = "zh", *, same: str = "") -> str:
    """The matcher as a noun phrase; ``same`` is a first attribute such as ``同一事项``."""
    asked = dict(matcher)
    kinds = asked.pop("kind", ())
    if not kinds and not asked.keys() <= _OF_ANY:
        return _state(asked, lang)
    if lang == "en":
        return _noun_en(asked, kinds, same)
    return _noun_zh(asked, kinds, same)


def point_words(point: Matcher | str, lang: str) -> str:
    """Where a clock starts or ends: an entry, or a change by the plan's own word for it."""
    if point == SIGNED:
        return "all signatures" if lang == "en" else SIGNED
    if isinstance(point, str):
        return quoted((point,), lang) if lang == "en" else point
    return matcher_words(point, lang)


def act_words(matcher: Matcher, lang: str = "zh") -> str:
    """The matcher as something done, to stand before ``之前``: ``作出…的决定``."""
    asked = dict(matcher)
    kinds = asked.get("kind", ())
    if lang == "en" or len(kinds) != 1:
        return matcher_words(matcher, lang)
    if set(asked) == {"kind", "to"} and kinds[0] in _DIRECTED:
        return f"向{joined(asked['to'], lang)}{kinds[0]}"
    verb = {"决定": "作出", "调级": "作出", "管控": "提出", "建议": "提出", "来文": "登记"}
    return verb.get(kinds[0], "") + matcher_words(matcher, lang)


def _state(asked: dict[str, tuple[str, ...]], lang: str) -> str:
    en = lang == "en"
    parts = []
    move = asked.pop("move", ())
    if "stage" in asked:
        verb = _ENTER.get("".join(move), _ENTER[""])[en]
        stages = asked.pop("stage")
        anywhere = "any stage" if en else "任一环节"
        parts.append(verb.format(anywhere if stages == (ANY,) else quoted(stages, lang)))
    elif move == (ANY,):
        parts.append("moving on or back" if en else "环节变动")
    elif move:
        parts.append(quoted(move, lang))
    for key, values in asked.items():
        parts.append(_fact(key, values, lang))
    return (" and " if en else "且").join(parts)


def _fact(key: str, values: tuple[str, ...], lang: str) -> str:
    en = lang == "en"
    if key == "level" and values == (CONFIRMED,):
        return "a confirmed level" if en else "等级已经确认"
    if key == "level":
        return f"the level {quoted(values, lang)}" if en else f"等级为{quoted(values, lang)}"
    if key == "change":
        return f"a regrade of sort {quoted(values, lang)}" if en else joined(values, lang)
    if key in _AFTER:
        return _modifier(key, values, (), lang)
    if en:
        return f"the mark “{key}”" + ("" if values == _YES else f" set to {quoted(values, lang)}")
    return _mark(key, values, lang)


def _mark(mark: str, values: tuple[str, ...], lang: str) -> str:
    """A mark of the incident and what it holds, as a clause."""
    if lang == "en":
        if values == _YES:
            return f"the incident is marked “{mark}”"
        return f"the mark “{mark}” is {quoted(values, lang)}"
    if values == _YES:
        return f"属“{mark}”"
    return f"“{mark}”为{quoted(values, lang)}"


def _modifier(key: str, values: tuple[str, ...], kinds: Sequence[str], lang: str) -> str:
    en = lang == "en"
    if values == (ANY,):
        if key in _ANY:
            return _ANY[key][en]
        fields = fields_words((key,), kinds, lang)
        return f"that states {fields}" if en else f"写明{fields}"
    if key == "move":
        return joined([_MOVED[each][en] for each in values if each in _MOVED], lang)
    if key == "field":
        fields = fields_words(values, (), lang)
        return f"of {fields}" if en else f"改动{fields}"
    if key == "void":
        return "that voids an entry" if en else "作废一条记录"
    shape = (_AFTER if en else _BEFORE).get(key)
    if shape:
        if key == "place":
            return shape.format(place=joined([_PLACES[each][en] for each in values], lang))
        return shape.format(plain=joined(values, lang), quoted=quoted(values, lang))
    title = field_title(key, kinds, lang)
    return f"with {title} {quoted(values, lang)}" if en else f"{title}为{quoted(values, lang)}"


def _noun_zh(asked: dict[str, tuple[str, ...]], kinds: tuple[str, ...], same: str) -> str:
    noun = kind_words(kinds, "zh") if kinds else "记录"
    if len(kinds) == 1:
        noun = _head(asked, noun, same)
    prefix = "".join(
        joined(asked.pop(key), "zh") for key in _PREFIXES if asked.get(key, (ANY,)) != (ANY,)
    )
    parts = [same] if same else []
    parts += [_modifier(key, values, kinds, "zh") for key, values in asked.items()]
    return "、".join(parts) + ("的" if parts else "") + prefix + noun


def _head(asked: dict[str, tuple[str, ...]], kind: str, same: str) -> str:
    """The noun itself; takes out of ``asked`` what it says already."""
    if "change" in asked and kind == "调级":
        return joined(asked.pop("change"), "zh")
    form = asked.get("form", (ANY,))
    if form == (ANY,):
        return "稿件送审" if kind == "送审" and asked and not same else kind
    if kind == "报告":
        del asked["form"]
        return joined(form, "zh")
    if kind == "来文":
        del asked["form"]
        return f"来文{quoted(form, 'zh')}"
    if kind == "送审":
        del asked["form"]
        return f"{quoted(form, 'zh')}稿送审"
    if kind == "建议":
        del asked["form"]
        return f"{quoted(form, 'zh')}建议"
    return kind


def _noun_en(asked: dict[str, tuple[str, ...]], kinds: tuple[str, ...], same: str) -> str:
    noun = kind_words(kinds, "en") if kinds else "entry"
    article = "an" if noun[0] in "aeiou" else "a"
    parts = [_modifier(key, values, kinds, "en") for key, values in asked.items()]
    parts = sorted((*parts, same), key=lambda part: part.startswith("that "))
    return " ".join(filter(None, (article, noun, *parts)))


def condition_words(condition: Condition, lang: str = "zh", plan: Plan | None = None) -> str:
    """What must hold, as a clause; ``""`` when it always holds.

    Args:
        condition: ``when`` of a line.
        lang: ``zh`` or ``en``.
        plan: with it, a list of most natures is said by what it leaves out.
    """
    en = lang == "en"
    parts = []
    if condition.levels:
        names = quoted(condition.levels, lang)
        parts.append(f"the level is {names}" if en else f"等级为{names}")
    if condition.level_from:
        name = quoted((condition.level_from,), lang)
        parts.append(f"the level is {name} or above" if en else f"等级为{name}及以上")
    if condition.natures:
        parts.append(_natures(condition.natures, lang, plan))
    if condition.moves:
        moved = joined([_MOVED[each][en] for each in condition.moves], lang)
        parts.append(f"the move is one {moved}" if en else moved)
    parts += [_mark(mark, values, lang) for mark, values in condition.marks]
    return (" and " if en else "，且").join(parts)


def _natures(natures: tuple[str, ...], lang: str, plan: Plan | None) -> str:
    names = [each.name for each in plan.natures] if plan else []
    others = [name for name in names if name not in natures]
    if others and len(others) < len(natures):
        left_out = quoted(others, lang)
        if lang == "en":
            return f"there is an item of a nature other than {left_out}"
        return f"有{left_out}以外的事项"
    listed = quoted(natures, lang)
    return f"there is an item of nature {listed}" if lang == "en" else f"有{listed}类事项"
