"""Small parts of sentences about the plan: quoted names, lists, titles of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

FIELDS_SHOWN = 6
"""Fields of a list that a sentence names."""
_TITLES = {
    "at": ("时间", "the time"),
    "by": ("办理人", "who did it"),
    "about": ("针对哪一件", "what it is about"),
    "stage": ("进入哪个环节", "the stage"),
}

_THINGS = {
    "事项": ("每个事项", "each item"),
    "任务": ("每项任务", "each task"),
    "问题": ("每个问题", "each problem"),
    "管控": ("每项管控", "each control request"),
    "移送": ("每项移送", "each referral"),
    "发布": ("每份送审稿", "each draft"),
}


_FORCES = {
    "法定": "statutory",
    "参照": "adopted",
    "本预案": "this plan",
    "目标": "target",
}


def force_words(force: str, lang: str) -> str:
    """The force of a norm or a limit; other words stay as they are."""
    return _FORCES.get(force, force) if lang == "en" else force


def each_words(sort: str, lang: str) -> str:
    """``每项任务`` or ``each task``."""
    return _THINGS[sort][lang == "en"]


def quoted(values: Sequence[str], lang: str) -> str:
    """``“甲”“乙”或“丙”``: adjoining quotation marks take no comma in Chinese."""
    marked = [f"“{value}”" for value in values]
    if lang == "en":
        return joined(marked, lang)
    return "".join(marked[:-1]) + ("或" if len(marked) > 1 else "") + marked[-1]


def joined(values: Sequence[str], lang: str, last: str = "") -> str:
    """``甲、乙或丙``, ``a, b or c``; ``last`` replaces 或 / or."""
    if len(values) == 1:
        return values[0]
    if lang == "en":
        return f"{', '.join(values[:-1])} {last or 'or'} {values[-1]}"
    return f"{'、'.join(values[:-1])}{last or '或'}{values[-1]}"


def either(phrases: Sequence[str], lang: str) -> str:
    """Alternatives joined; in English with a comma before ``or`` where one has an ``or`` in it."""
    if lang == "en" and any(" or " in each for each in phrases):
        return ", or ".join(phrases)
    return joined(phrases, lang) if lang == "en" and phrases else "或".join(phrases)


def field_title(name: str, kinds: Sequence[str], lang: str) -> str:
    """Title of a field, as one of ``kinds`` (or any kind) calls it."""
    if lang == "en":
        return _TITLES[name][1] if name in _TITLES else name
    if name in _TITLES:
        return _TITLES[name][0]
    for kind in (*(KINDS[each] for each in kinds if each in KINDS), *KINDS.values()):
        field = kind.field(name)
        if field is not None:
            return field.zh
    return name


def fields_words(names: Sequence[str], kinds: Sequence[str], lang: str) -> str:
    """Titles of several fields; of a long list the first few and how many there are."""
    titles = [field_title(name, kinds, lang) for name in names]
    if lang == "en":  # a key of the file among the words of a sentence
        titles = [f"“{title}”" if title in names else title for title in titles]
    if len(titles) <= FIELDS_SHOWN:
        return joined(titles, lang, "和" if lang == "zh" else "and")
    shown = titles[:FIELDS_SHOWN]
    if lang == "en":
        return f"{', '.join(shown)} and {len(titles) - FIELDS_SHOWN} more"
    return f"{'、'.join(shown)}等 {len(titles)} 项"


def kind_words(names: Sequence[str], lang: str) -> str:
    """Kinds by their title in ``lang``, joined."""
    if lang == "en":
        return joined([KINDS[name].en if name in KINDS else name for name in names], lang)
    return joined(names, lang)
