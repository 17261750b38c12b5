"""Every rule of the plan on one incident: met, not met, to be signed later, or not called for.

What is open comes with the command that closes it. The same gates that judge the entries are
asked here, on the ground as it stands, so that the table cannot drift from the verdicts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taizhang.model.clause import anchor
from taizhang.model.messages.headings import heading
from taizhang.model.once import once
from taizhang.model.plan import FORWARD
from taizhang.model.record import replace
from taizhang.model.state import Clock, Effect
from taizhang.model.times import elapsed_words
from taizhang.model.views import RequirementView
from taizhang.rules.explain import options, rests_on_unratified
from taizhang.rules.gates import evaluate, holds
from taizhang.rules.howto import all_ways
from taizhang.rules.matchers import key_of
from taizhang.rules.phrases import condition_words
from taizhang.rules.remedy import remedy
from taizhang.rules.rulebook import plan_notes
from taizhang.rules.views.words import command_for, moment, standing

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.model.plan import Plan, Rule
    from taizhang.model.rulebook import RuleNote
    from taizhang.model.state import Act, Due
    from taizhang.rules.gates import Gate
    from taizhang.rules.judge import Judged
    from taizhang.rules.lookup import Bound

MET, OPEN, IDLE, UNSIGNED = "已满足", "未满足", "不适用", "待追认"
STATES = (OPEN, UNSIGNED, MET, IDLE)
"""Every state, what somebody must see to first."""

_RUNNING = (Clock.OPEN, Clock.SOON, Clock.PENDING, Clock.OVERDUE, Clock.UNKNOWN)
_NOTHING = (Effect.RETURNED, Effect.VOID, Effect.REFUSED)

Verdict = tuple[str, str, str]
"""State, what it rests on or lacks, what to do."""


class _Asked(NamedTuple):
    """An act a rule was asked of, and the rule as it is asked of such."""

    act: Act
    bound: Bound


def explained(
    judged: Judged, now: datetime, lang: str = "zh", *, idle: bool = True
) -> tuple[RequirementView, ...]:
    """Each rule, approval and deadline of the plan, in its order, as it stands at ``now``.

    ``idle``: those that are not called for are listed too.
    """
    return _Explained(judged, now, lang, idle=idle).all()


@once
def _rules_of(plan: Plan) -> dict[str, Rule]:
    return {rule.code: rule for rule in plan.rules}


class _Explained:
    def __init__(self, judged: Judged, now: datetime, lang: str, *, idle: bool) -> None:
        self.judged = judged
        self.ground = judged.ground
        self.plan: Plan = judged.plan
        self.id = judged.state.incident.id
        self.lang = lang
        self.idle = idle
        self.dues: dict[str, list[Due]] = {}
        for due in judged.dues:
            self.dues.setdefault(due.code, []).append(due)
        self.lines: dict[str, list[Act]] = {}
        for act in self.ground.acts:
            if act.line is not None and act.effect not in _NOTHING:
                self.lines.setdefault(act.line.code, []).append(act)
        self.applied = self._applied()
        self.ahead: dict[str, tuple[Gate, str]] = {
            gate.rule.code: (gate, option.move.to)
            for option in (() if judged.state.closed else options(self.ground, now))
            if option.move.type == FORWARD
            for gate in option.gates
        }

    def all(self) -> tuple[RequirementView, ...]:
        """The whole table, with or without what is not called for."""
        called = {
            "rules": self.applied.keys() | self.ahead.keys(),
            "approvals": self.lines.keys(),
            "deadlines": self.dues.keys(),
        }
        verdicts = (
            (note, self._verdict(note))
            for note in plan_notes(self.plan)
            if self.idle or note.code in called[note.group]
        )
        return tuple(
            self._view(note, verdict)
            for note, verdict in verdicts
            if self.idle or verdict[0] != IDLE
        )

    def _verdict(self, note: RuleNote) -> Verdict:
        if note.group == "rules":
            return self._rule(_rules_of(self.plan)[note.code])
        if note.group == "approvals":
            return self._approval(note.code)
        return self._clock(note.code)

    def _view(self, note: RuleNote, verdict: Verdict) -> RequirementView:
        state, detail, fix = verdict
        return RequirementView(
            code=note.code,
            text=note.sentence(self.lang),
            state=state,
            strength=note.strength,
            clause=note.clause,
            anchor=anchor(note.clause),
            fix=fix,
            detail=detail,
        )

    def _applied(self) -> dict[str, list[_Asked]]:
        """Acts each rule was asked of, those that never had an effect included."""
        found: dict[str, list[_Asked]] = {}
        for act in self.ground.acts:
            subject = self.ground.subjects[act.entry.number]
            for bound in subject.shape.rules(subject):
                rule = bound.rule
                if subject.fits(bound.asked) and holds(rule.when, subject, self.ground):
                    found.setdefault(rule.code, []).append(_Asked(act, bound))
        return found

    def _rule(self, rule: Rule) -> Verdict:
        asked = self.applied.get(rule.code, [])
        standing = [each for each in asked if each.act.effect not in _NOTHING]
        if standing:
            return self._judged(rule, standing)
        refused = [
            act for act, _ in asked if act.effect is Effect.REFUSED and self._broke(rule, act)
        ]
        if refused and rule.code not in self.ahead:
            return (
                OPEN,
                self._entries(refused, "没有生效", "without effect"),
                self._fix(rule, refused[-1]),
            )
        if rule.code in self.ahead:
            return self._to_come(rule)
        return self._idle(rule)

    def _idle(self, rule: Rule) -> Verdict:
        if not self.idle:
            return IDLE, "", ""
        words = condition_words(replace(rule.when, moves=()), self.lang, self.plan)
        if words:
            return IDLE, f"only when {words}" if self._en else f"用于{words}时", ""
        if key_of(rule.on, "stage"):
            return IDLE, "not there yet" if self._en else "还没有走到这一步", ""
        return IDLE, "no such entry yet" if self._en else "还没有这种记录", ""

    def _judged(self, rule: Rule, standing: list[_Asked]) -> Verdict:
        """The last entry the rule was asked of decides; what was mended since counts as met."""
        broke = [each for each in standing if self._broke(rule, each.act)]
        last, bound = (broke or standing)[-1]
        acts = [act for act, _ in broke or standing]
        gate = evaluate(bound, self.ground.subjects[last.entry.number], self.ground)
        met = gate is None or gate.met
        if broke and not met:
            return OPEN, self._entries(acts, "缺", "lacking"), self._fix(rule, last)
        if broke:
            return MET, self._entries(acts, "当时缺，后已补", "lacking then, made up since"), ""
        if gate is not None and rests_on_unratified(gate, self.ground):
            named = self._entries(
                [self.ground.acts[n] for n in gate.rests_on], "待补签", "unsigned"
            )
            return UNSIGNED, named, f"taizhang approve {self.id}"
        return MET, self._entries(acts), ""

    def _to_come(self, rule: Rule) -> Verdict:
        gate, to = self.ahead[rule.code]
        at = f"for “{to}”" if self._en else f"进入“{to}”时用"
        if not gate.met:
            comma, colon = (", ", ": ") if self._en else ("、", "：")
            lacking = comma.join(gate.lacking)
            return OPEN, at + (colon + lacking if lacking else ""), self._fix(rule)
        unsigned = rests_on_unratified(gate, self.ground)
        return (
            (UNSIGNED if unsigned else MET),
            at,
            f"taizhang approve {self.id}" if unsigned else "",
        )

    def _broke(self, rule: Rule, act: Act) -> bool:
        return rule.code in [each.code for each in self.ground.broken.get(act.entry.number, ())]

    def _fix(self, rule: Rule, act: Act | None = None) -> str:
        if act is None:
            return all_ways(rule.need, self.id)
        return remedy(rule, self.ground.subjects[act.entry.number], self.ground, self.id)

    def _approval(self, code: str) -> Verdict:
        own = self.lines.get(code, [])
        waiting = [act for act in own if act.effect is Effect.WAITING]
        unsigned = [act for act in own if act.effect is Effect.UNRATIFIED]
        if waiting:
            named = self._entries(waiting, "待审批", "waiting")
            return OPEN, named, f"taizhang approve {self.id}"
        if unsigned:
            named = self._entries(unsigned, "待补签", "to be signed")
            return UNSIGNED, named, f"taizhang approve {self.id}"
        if own:
            return MET, self._entries(own), ""
        return IDLE, "no such entry yet" if self._en else "还没有这种记录", ""

    def _clock(self, code: str) -> Verdict:
        dues = self.dues.get(code, ())
        running = [each for each in dues if each.clock in _RUNNING]
        late = [each for each in dues if each.clock is Clock.LATE]
        done = [each for each in dues if each.clock in (Clock.MET, Clock.DONE)]
        if running:
            due = running[0]
            state = UNSIGNED if code.startswith("ratify-") else OPEN
            by = ", by {}" if self._en else "，应于 {} 前"
            until = by.format(moment(due.due, self.plan.zone).text) if due.due else ""
            command = command_for(due, self.id) if due.open else ""
            return state, f"{heading(standing(due), self.lang)}{until}", command
        if late:
            due = late[0]
            parts = (heading(each, self.lang) for each in (standing(due), elapsed_words(due.over)))
            return OPEN, " ".join(parts), ""
        if done:
            return MET, heading(standing(done[-1]), self.lang), ""
        return IDLE, "not running" if self._en else "没有起算", ""

    @property
    def _en(self) -> bool:
        return self.lang == "en"

    def _entries(self, acts: list[Act], zh: str = "", en: str = "") -> str:
        """``第 3、8 条：缺``, numbers as people count."""
        numbers = [str(act.entry.number + 1) for act in acts]
        if self._en:
            return f"entry {', '.join(numbers)}" + (f": {en}" if en else "")
        return f"第 {'、'.join(numbers)} 条" + (f"：{zh}" if zh else "")
