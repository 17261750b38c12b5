"""Gates that are not met, as findings in the plan's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Finding, Phrase, Severity
from taizhang.model.once import once
from taizhang.model.plan import BLOCK, NOTE, UNRATIFIED, WARN
from taizhang.rules.gates import Gate, evaluate

if TYPE_CHECKING:
    from taizhang.model.plan import Rule
    from taizhang.rules.ground import Ground, Subject

STRENGTH = {BLOCK: Severity.ERROR, WARN: Severity.WARNING, NOTE: Severity.LATE}


def gate_findings(subject: Subject, ground: Ground, number: int) -> tuple[Finding, ...]:
    """One finding for every rule of the plan the entry does not meet, placed at ``number``."""
    found = []
    for bound in subject.shape.rules(subject):
        gate = evaluate(bound, subject, ground)
        if gate is not None and (not gate.met or gate.early):
            from taizhang.rules.remedy import (
                remedy,  # words are loaded when there is something to say
            )

            found.append(_finding(gate, number, remedy(bound.rule, subject, ground)))
    return tuple(found)


def _finding(gate: Gate, number: int, how: str) -> Finding:
    from taizhang.rules.phrases import act_words

    rule = gate.rule
    if gate.early:
        text = "gate-early"
    elif rule.fields:
        text = "gate-fields"
    elif rule.drafter_units:
        text = "gate-drafters"
    elif rule.each == UNRATIFIED:
        text = "gate-unsigned"
    elif rule.each:
        text = "gate-each"
    else:
        text = "gate-unmet"
    return Finding(
        code=rule.code,
        text=text,
        severity=STRENGTH[rule.strength],
        where=("timeline", number, *_key(rule)),
        clause=rule.clause,
        values={
            "on": Phrase(act_words(rule.on), act_words(rule.on, "en")),
            "need": need_phrase(rule),
            "must": must_phrase(rule),
            "lacking": "、".join(gate.lacking),
            "how": how,
        },
    )


def _key(rule: Rule) -> tuple[str, ...]:
    keys = [key for key, _ in rule.on]
    return ("stage",) if "stage" in keys or "move" in keys else ("kind",)


def must_phrase(rule: Rule) -> Phrase:
    """What the rule asks, as the sentence about it says: ``须先有…``, ``等级须已确认``."""
    from taizhang.rules.sentences import need_words

    return Phrase(need_words(rule, "zh"), need_words(rule, "en"))


def _need_phrase(rule: Rule) -> Phrase:
    from taizhang.rules.phrases import matcher_words
    from taizhang.rules.wording import either

    zh, en = ([matcher_words(each, lang) for each in rule.need] for lang in ("zh", "en"))
    return Phrase(either(zh, "zh"), either(en, "en"))


need_phrase = once(_need_phrase)
"""The rule's need in both languages, its alternatives joined. Rules are frozen: each once."""
