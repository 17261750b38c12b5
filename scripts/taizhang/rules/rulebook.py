"""Every rule there is, of a plan and of the program, told the same way.

The plan's own are derived from its lines, so that the list cannot fall behind the plan; the
program's own stand in tables of words, and a test holds them against the messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.messages.actrules import (
    APPROVALS,
    CLOCKS,
    CONDUCT,
    CORRECTIONS,
    ORDER,
    PERSONAL,
    SIGNATURES,
)
from taizhang.model.messages.dailyrules import DAILY
from taizhang.model.messages.formrules import BYTES, FIELDS, YAML
from taizhang.model.once import once
from taizhang.model.plan import BLOCK, NOTE, UNRATIFIED, WARN
from taizhang.model.record import replace
from taizhang.model.rulebook import RuleNote
from taizhang.rules.matchers import key_of
from taizhang.rules.phrases import act_words, condition_words, matcher_words, point_words
from taizhang.rules.sentences import approval_sentence, deadline_sentence, rule_sentence
from taizhang.rules.wording import each_words, fields_words, joined, kind_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from taizhang.model.plan import ApprovalLine, Deadline, Matcher, Plan, Rule
    from taizhang.model.rulebook import PlanRow, RuleWords
    from taizhang.model.times import Span

PROCEDURE = "程序"
GROUPS = {
    "rules": ("预案的规则", "Rules of the plan"),
    "approvals": ("预案的审批", "Approvals of the plan"),
    "deadlines": ("预案的时限", "Deadlines of the plan"),
    "order": ("次序、环节和名称", "Order, stages, names"),
    "conduct": ("举报、管控和发布", "Whistle-blowing, measures, releases"),
    "signing": ("谁可以审批", "Who may sign"),
    "signatures": ("签名和公钥", "Signatures and keys"),
    "corrections": ("更正", "Corrections"),
    "clocks": ("时限的计算", "How limits are computed"),
    "personal": ("个人信息和密级", "Personal data and secrecy"),
    "daily": ("日常工作", "Daily work"),
    "fields": ("表头和各项", "Header and fields"),
    "bytes": ("编码和字符", "Encoding and characters"),
    "yaml": ("文件的写法", "How a file is written"),
}
"""Group -> its title in both languages, in the order they are shown."""

_TABLES: tuple[tuple[str, Mapping[str, RuleWords], str, str], ...] = (
    ("order", ORDER, "各条的种类、时间、环节和名称", "kind, time, stage and names of entries"),
    ("conduct", CONDUCT, "事项的性质，稿件和发布", "natures of items, drafts and releases"),
    ("signing", APPROVALS, "审批和它所指的记录、名册", "an approval, its entry and the roster"),
    (
        "signatures",
        SIGNATURES,
        "审批的签名，名册的公钥",
        "signatures of approvals, keys of the roster",
    ),
    ("corrections", CORRECTIONS, "更正和它所指的记录", "a correction and its entry"),
    ("clocks", CLOCKS, "时限、延期和放假数据", "limits, extensions and the calendar"),
    ("personal", PERSONAL, "标题和每一段文字", "title and every text"),
    ("daily", DAILY, "日志、值班表、联络表和清单", "journal, duty roster, contacts, lists"),
    ("fields", FIELDS, "表头，各条的每一项", "header and every field"),
    ("bytes", BYTES, "文件的字节和每个字", "bytes and characters of a file"),
    ("yaml", YAML, "文件的每一行", "every line of a file"),
)


def rulebook(plan: Plan, rows: Sequence[PlanRow] = ()) -> tuple[RuleNote, ...]:
    """Every rule, group by group; with the rows of the plan that each carries out."""
    numbers: dict[str, list[str]] = {}
    for row in rows:
        for code in row.rules:
            numbers.setdefault(code, []).append(row.number)

    def told(code: str) -> tuple[str, ...]:
        return tuple(numbers.get(code, ()))

    return (
        *(replace(note, rows=told(note.code)) for note in plan_notes(plan)),
        *(
            _of_words(code, group, words, (looks, looks_en), told(code))
            for group, table, looks, looks_en in _TABLES
            for code, words in table.items()
        ),
    )


def _of_plan(plan: Plan) -> tuple[RuleNote, ...]:
    return (
        *(_of_rule(rule, plan) for rule in plan.rules),
        *(_of_approval(line, plan) for line in plan.approvals),
        *(_of_deadline(each, plan) for each in plan.deadlines),
        *(_of_ratification(line, line.ratify, plan) for line in plan.approvals if line.ratify),
    )


plan_notes = once(_of_plan)
"""The plan's own rules: gates, approvals, deadlines. Plans are frozen, so each is told once."""


def codes_of(plan: Plan) -> frozenset[str]:
    """The code of every rule, of ``plan`` and of the program."""
    return frozenset(note.code for note in rulebook(plan))


def program_codes() -> frozenset[str]:
    """The codes of the program's own rules."""
    return frozenset(code for _, table, _, _ in _TABLES for code in table)


def _of_rule(rule: Rule, plan: Plan) -> RuleNote:
    return RuleNote(
        code=rule.code,
        group="rules",
        clause=rule.clause or rule.basis,
        strength={BLOCK: BLOCK, WARN: WARN, NOTE: NOTE}[rule.strength],
        zh=rule_sentence(rule, plan),
        en=rule_sentence(rule, plan, "en"),
        looks=_looks(rule, "zh"),
        looks_en=_looks(rule, "en"),
    )


def _looks(rule: Rule, lang: str) -> str:
    """The entry it is about, then what it is held against."""
    words = matcher_words if rule.fields or rule.drafter_units else act_words
    return f"{words(rule.on, lang)}{'; ' if lang == 'en' else '；'}{_against(rule, lang)}"


def _against(rule: Rule, lang: str) -> str:
    en = lang == "en"
    if rule.fields:
        return fields_words(rule.fields, key_of(rule.on, "kind"), lang)
    if rule.drafter_units:
        return "units of its drafters" if en else "拟稿人所在的单位"
    if rule.each == UNRATIFIED:
        return "acts still to be signed" if en else "还没有补签的记录"
    kinds = tuple(dict.fromkeys(kind for each in rule.need for kind in key_of(each, "kind")))
    before = kind_words(kinds, lang) if kinds else _state(rule.need, lang)
    if not rule.each:
        return f"{before} before it" if en and kinds else f"此前的{before}" if kinds else before
    thing = each_words(rule.each, lang)
    return f"{before} for {thing}" if en else f"{thing}的{before}"


def _state(need: Sequence[Matcher], lang: str) -> str:
    return joined([matcher_words(each, lang) for each in need], lang)


def _of_approval(line: ApprovalLine, plan: Plan) -> RuleNote:
    return RuleNote(
        code=line.code,
        group="approvals",
        clause=line.clause or line.basis,
        strength=PROCEDURE,
        zh=approval_sentence(line, plan),
        en=approval_sentence(line, plan, "en"),
        looks=f"{matcher_words(line.on)}；它的审批",
        looks_en=f"{matcher_words(line.on, 'en')}; its approvals",
    )


def _of_deadline(deadline: Deadline, plan: Plan) -> RuleNote:
    timed = deadline.limit or deadline.limit_field
    return RuleNote(
        code=deadline.code,
        group="deadlines",
        clause=deadline.clause or deadline.basis,
        strength=NOTE if timed else PROCEDURE,
        zh=deadline_sentence(deadline, plan),
        en=deadline_sentence(deadline, plan, "en"),
        looks=_points(deadline, "zh"),
        looks_en=_points(deadline, "en"),
    )


def _points(deadline: Deadline, lang: str) -> str:
    points = (*deadline.starts, *deadline.ends)
    words = [point_words(each, lang) for each in points]
    told = joined(list(dict.fromkeys(words)), lang, "and" if lang == "en" else "和")
    return f"times of {told}" if lang == "en" else f"{told}的时间"


def _of_ratification(line: ApprovalLine, within: Span, plan: Plan) -> RuleNote:
    on, on_en = matcher_words(line.on), matcher_words(line.on, "en")
    return RuleNote(
        code=f"ratify-{line.code}",
        group="deadlines",
        clause=line.clause or line.basis,
        strength=NOTE,
        zh=_ratified(line, within, plan, "zh"),
        en=_ratified(line, within, plan, "en"),
        looks=f"{on}和它的审批的时间",
        looks_en=f"times of {on_en} and of its approvals",
    )


def _ratified(line: ApprovalLine, within: Span, plan: Plan, lang: str) -> str:
    """How soon what was done first is signed."""
    when, on = condition_words(line.when, lang, plan), matcher_words(line.on, lang)
    span = within.words(lang)
    if lang == "en":
        text = f"{f'when {when}, ' if when else ''}{on} acted on before it is signed"
        return f"{text[0].upper()}{text[1:]} must be signed within {span}."
    return f"{f'{when}时，' if when else ''}先办后签的{on}，{span}内补签。"


def _of_words(
    code: str, group: str, words: RuleWords, looks: tuple[str, str], rows: tuple[str, ...]
) -> RuleNote:
    return RuleNote(
        code=code,
        group=group,
        clause=words.clause,
        strength=words.strength,
        zh=words.zh,
        en=words.en,
        looks=looks[0],
        looks_en=looks[1],
        rows=rows,
    )
