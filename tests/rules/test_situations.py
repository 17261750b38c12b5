"""The program against more than 150 situations written from the plan's text."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from tests.rules.builders import full_time, shipped, tree, worded
from tests.rules.situations import SITUATIONS

from taizhang.model.findings import Phrase, Severity
from taizhang.model.state import Effect
from taizhang.model.times import parse_time
from taizhang.rules.judge import judge
from taizhang.rules.reading import read_incident

GOLDEN = Path(__file__).with_name("golden") / "situations.txt"
WORDED = ("on", "need", "must", "how")
"""Parts of sentences, which have tests of their own."""

VERDICTS = {
    Effect.EFFECTIVE: "allowed",
    Effect.WAITING: "waits",
    Effect.UNRATIFIED: "urgent",
    Effect.REFUSED: "refused",
}


def verdict_of(judged, number):
    """The word of an act, with the roles it waits for or the codes it is refused with."""
    act = judged.state.acts[number]
    at_act = {each.code for each in errors(judged) if each.where[1:2] == (number,) or number == 0}
    word = VERDICTS[act.effect]
    if at_act:
        word = "refused"
    return " ".join([word, *(sorted(at_act) if word == "refused" else act.missing)])


def errors(judged):
    return [each for each in judged.findings if each.severity is Severity.ERROR]


def coded(judged, severity):
    return {each.code for each in judged.findings if each.severity is severity}


def level(judged):
    state = judged.state
    return state.level + ("" if state.level_confirmed else "（暂定）")


def clock(judged, told):
    name = told.split("=")[0]
    found = [due for due in judged.dues if due.name.split(" · ")[0] == name]
    return f"{name}={found[-1].clock.value if found else '没有'}"


def effect(judged, told):
    number = told.split("=")[0]
    return f"{number}={judged.state.acts[int(number)].effect.value}"


MORE = {
    "warned": lambda judged, told: told if set(told.split()) <= coded(judged, Severity.WARNING) else coded(judged, Severity.WARNING),
    "late": lambda judged, told: told if set(told.split()) <= coded(judged, Severity.LATE) else coded(judged, Severity.LATE),
    "quiet": lambda judged, told: told if told not in {each.code for each in judged.findings} else f"found {told}",
    "stage": lambda judged, _: judged.state.stage,
    "level": lambda judged, _: level(judged),
    "clock": clock,
    "effect": effect,
}  # fmt: skip


def judged_or_refused(situation):
    """The situation judged, or the faults of its form."""
    law = shipped()
    raw = tree(*situation.given, situation.act, title=situation.title)
    incident, faults = read_incident(raw, law.plan, law.persons)
    if incident is None:
        return None, worded(faults)
    last = max(each.at for each in incident.entries) + timedelta(seconds=30)
    now = parse_time(full_time(situation.now), law.plan.zone) if situation.now else last
    judged = judge(incident, law.plan, law.rosters, law.office, now)
    return judged, worded(judged.findings)


def told_by_the_program(situation):
    """What the program says, in the words of the situation's own verdict."""
    judged, faults = judged_or_refused(situation)
    if judged is None:
        return "form " + " ".join(sorted({each.code for each in faults}))
    entries = [*situation.given, situation.act]
    stray = [each for each in errors(judged) if each.where[1:2] not in ((len(entries) - 1,), ())]
    assert not stray or situation.now, [(each.code, each.where) for each in stray]
    parts = [verdict_of(judged, len(entries) - 1)]
    for asked in situation.verdict.split(" | ")[1:]:
        word, told = asked.split(" ", 1)
        parts.append(f"{word} {MORE[word](judged, told)}")
    return " | ".join(parts)


def expected(situation):
    """The verdict with the codes of a refusal in the order of the alphabet."""
    first, *more = situation.verdict.split(" | ")
    word, *rest = first.split()
    rest = sorted(rest) if word in ("refused", "form") else rest
    return " | ".join([" ".join([word, *rest]), *more])


# Numbered: pytest shows Chinese as escapes, and escapes it twice when it runs twice.
IDS = [f"{number:03}-row-{each.rows.replace(' ', '+')}" for number, each in enumerate(SITUATIONS)]


@pytest.mark.parametrize("situation", SITUATIONS, ids=IDS)
def test_the_plan_is_read_as_it_is_written(situation):
    assert told_by_the_program(situation) == expected(situation), situation.says


def findings_of(situation):
    """Every finding with its place and what its words are filled with."""
    yield f"{situation.says}"
    _, found = judged_or_refused(situation)
    for each in found:
        if each.severity is Severity.WARNING and each.where[1:2] != (len(situation.given),):
            continue  # of what was there before
        place = " ".join(map(str, each.where))
        values = "；".join(
            f"{key}={zh(value)}" for key, value in each.values.items() if key not in WORDED
        )
        text = (f" ({each.text})" if each.text else "") + (" of the key" if each.on_key else "")
        yield f"  {each.severity.value} {each.code}{text} @ {place} [{each.clause}] {values}"


def zh(value):
    return value.zh if isinstance(value, Phrase) else value


def test_findings_point_to_their_place(tmp_path):
    told = "".join(f"{line}\n" for each in SITUATIONS for line in findings_of(each))
    made = tmp_path / GOLDEN.name
    made.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8"), (
        f"read the difference, then: cp {made} {GOLDEN}"
    )


def test_there_are_more_than_150_and_no_two_are_the_same():
    assert len(SITUATIONS) >= 150
    told = [(str(each.given), str(each.act), each.verdict, each.now) for each in SITUATIONS]
    assert len(set(told)) == len(told)
    assert len({each.says for each in SITUATIONS}) == len(SITUATIONS)


def test_they_speak_of_every_row_an_incident_can_break():
    """Rows of purpose, principle and of the office's own year stand elsewhere."""
    named = {
        int(row) for each in SITUATIONS for row in each.rows.split() if re.fullmatch(r"\d+", row)
    }
    incident = {1, 4, 5, 7, 8, 9, *range(11, 17), 20, *range(24, 63)}
    elsewhere = {40, 51}
    assert incident - elsewhere <= named
