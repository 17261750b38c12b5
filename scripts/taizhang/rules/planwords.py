"""What a plan declares, each as one plain sentence: its head, bases, names, lists, parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.parameter import OPEN
from taizhang.model.times import Span
from taizhang.rules.wording import force_words, kind_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taizhang.model.basis import Basis
    from taizhang.model.parameter import Parameter
    from taizhang.model.plan import Body, Mark, Nature, Plan, Role

LISTS = {
    "scope": ("适用情形", "scope"),
    "grounds": ("信息管控的情形", "grounds of information control"),
    "measures": ("措施", "measures"),
    "outcomes": ("办理结果", "outcomes"),
    "phases": ("发布阶段", "phases"),
    "trends": ("态势", "trends"),
    "lanes": ("线上线下", "lanes"),
    "channels": ("渠道", "channels"),
}
"""Lists of the plan's own; accounts and what is watched are the office's."""

_CHECKED = {"待核": "still open", "未找到": "not found"}
"""What stands in place of the day on which a basis was checked."""


def head_lines(plan: Plan) -> Iterator[tuple[str, str, str, str, str]]:
    """Key, name and sentence of each fact in the head: ``(key, zh, en, sentence, sentence)``."""
    offset = f"UTC{plan.zone.tzname(None).removeprefix('UTC') or '+00:00'}"
    hours = plan.office_hours.words()
    day = plan.published_on.isoformat()
    yield "title", "名称", "Title", f"{plan.title}。", f"{plan.title}."
    yield "org", "制定机关", "Office", f"{plan.org}。", f"{plan.org}."
    yield "published_on", "日期", "Date", f"{day}。", f"{day}."
    yield "utc_offset", "时差", "Offset", f"{offset}。", f"{offset}."
    if hours:
        yield "office_hours", "上班时间", "Office hours", f"{hours}。", f"{hours}."
    yield "proposal", "效力", "Standing", _standing(plan, "zh"), _standing(plan, "en")


def _standing(plan: Plan, lang: str) -> str:
    if lang == "en":
        of = f" to revise {plan.revises}" if plan.revises else ""
        return f"A proposal{of}, not in force." if plan.proposal else f"In force{_after(plan)}."
    of = f"，修订 {plan.revises} 版" if plan.revises else ""
    return f"修订建议{of}，尚未施行。" if plan.proposal else f"施行{of}。"


def _after(plan: Plan) -> str:
    return f", revises {plan.revises}" if plan.revises else ""


def basis_sentence(basis: Basis, lang: str = "zh") -> str:
    """With what force a norm is a basis, since when, and when it was checked."""
    en = lang == "en"
    force = force_words(basis.force, lang).capitalize()
    parts = [force or ("Force not said" if en else "效力未写")]
    if basis.in_force_from:
        since = basis.in_force_from
        parts.append(f"in force from {since}" if en else f"现行版本 {since} 起施行")
    if basis.superseded_by:
        by = basis.superseded_by
        parts.append(f"superseded by {by}" if en else f"已被{by}代替")
    checked = basis.checked_on or ("–" if en else "未写")
    checked = _CHECKED.get(checked, checked) if en else checked
    parts.append(f"checked: {checked}" if en else f"核对：{checked}")
    return _sentence(parts, basis.note, lang)


def _sentence(parts: Sequence[str], note: str, lang: str) -> str:
    """Parts joined into one sentence, with the plan's own note behind it."""
    if lang == "en":
        return "; ".join(parts) + "." + (f" {note}。" if note else "")
    return "；".join(parts) + "。" + (f"{note}。" if note else "")


def role_sentence(role: Role, lang: str = "zh") -> str:
    """A role, its other names, and the roles it counts as."""
    en = lang == "en"
    parts = ["A role" if en else "角色"]
    if role.also:
        names = kind_words(role.also, lang)
        parts.append(f"also called {names}" if en else f"又称{names}")
    if role.includes:
        names = kind_words(role.includes, lang)
        parts.append(f"counts as {names}" if en else f"也作{names}")
    return _sentence(parts, "", lang)


def body_sentence(body: Body, lang: str = "zh") -> str:
    """A unit, inside or outside, and whether it can act against people."""
    en = lang == "en"
    parts = [("Outside" if body.external else "Of the office") if en else
             ("外部单位" if body.external else "本机关单位")]  # fmt: skip
    if body.enforces:
        parts.append("can act against people who write" if en else "可以对当事人采取措施")
    return _sentence(parts, "", lang)


def nature_sentence(nature: Nature, lang: str = "zh") -> str:
    """How items of a nature are answered, and what may not be done about them."""
    en = lang == "en"
    parts = [f"Route: {nature.route or '–'}" if en else f"办法：{nature.route or '未写'}"]
    if nature.no_control:
        parts.append("alone carries no control request" if en else "单有此类不得商请管控")
    if nature.reference_only:
        parts.append("reference data only" if en else "只记文号，不记内容")
    return _sentence(parts, "", lang)


def mark_sentence(mark: Mark, lang: str = "zh") -> str:
    """The values of a mark."""
    values = "、".join(mark.values)
    return f"One of {values}." if lang == "en" else f"可写{values}。"


def list_lines(plan: Plan) -> Iterator[tuple[str, str, str, str, str]]:
    """Key, name and sentence of each list of values."""
    for key, (zh, en) in LISTS.items():
        values = "、".join(plan.options(key))
        if values:
            yield key, zh, en, f"{values}。", f"{values}."
    for kind, forms in plan.forms.items():
        values = "、".join(forms)
        name = f"forms of {kind_words((kind,), 'en')}"
        yield f"forms/{kind}", f"{kind}的形式", name, f"{values}。", f"{values}."


def parameter_sentence(parameter: Parameter, lang: str = "zh") -> str:
    """The value of a parameter, with its origin and the plan's own note."""
    en = lang == "en"
    value = "、".join(_value(each, lang) for each in parameter.values)
    origin = parameter.basis
    if origin:
        value += f" ({force_words(origin, lang)})" if en else f"（{origin}）"
    return _sentence([value], parameter.note, lang)


def _value(text: str, lang: str) -> str:
    if text == OPEN:
        return "open" if lang == "en" else OPEN
    try:
        return Span.parse(text).words(lang)
    except ValueError:
        return text
