"""What ``taizhang new`` was told, made into an incident; the nature decides what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.cli import recording, wizard
from taizhang.errors import UsageProblem
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from taizhang.actions.acting import Desk
    from taizhang.actions.composing import Scene, Typed
    from taizhang.actions.opening import Opening, Report
    from taizhang.model.plan import Plan

PHONE = "电话"
"""How a report already made was made, unless said: the form exists for telephone reports."""

_TITLES = {
    "nature": ("性质", "nature"),
    "title": ("标题", "title"),
    "summary": ("概述（只写事实，不写网民姓名、账号、电话）", "summary (facts only, no names)"),
    "level": ("等级", "level"),
    "reason": ("定级理由", "why this level"),
    "scope": ("适用情形", "why the plan applies"),
    "platform": ("出处平台", "platforms it was seen on"),
}
_MANY = ("nature", "scope", "platform")


def as_typed(options: Mapping[str, str | tuple[str, ...]]) -> Typed:
    """Options of ``new``, each as a tuple; those not given are left out."""
    tuples = {
        name: (value,) if isinstance(value, str) and value else value or ()
        for name, value in options.items()
    }
    return {name: tuple(value) for name, value in tuples.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed, and the desk it was typed at."""

    desk: Desk
    now: datetime
    typed: Typed
    at: str
    by: str

    def opening(self, *, drill: bool) -> Opening:
        """The incident to be opened; on a terminal what is missing is asked for.

        Raises:
            UsageProblem: something is missing and nobody is there to ask.
            EnvironmentProblem: no plan can be read.
        """
        from taizhang.actions.composing import compose, when
        from taizhang.actions.opening import Opening
        from taizhang.model.kinds import KINDS

        plan = self._plan
        scene = recording.scene_of(self.desk, plan, None, self.now)
        typed, at = self._completed(plan)
        fields = compose(KINDS["发现"], _discovery(typed), scene)
        return Opening(
            plan=plan,
            title=(typed.get("title") or typed["nature"])[-1],
            fields=fields,
            at=when(at, scene) if at else "",
            by=recording.person(self.desk, self.by),
            drill=drill,
            report=self._report(typed, scene),
        )

    @property
    def _plan(self) -> Plan:
        from taizhang.actions.governance import plan_in_force

        return plan_in_force(self.desk.workspace.governance)

    def _completed(self, plan: Plan) -> tuple[Typed, str]:
        typed, at = dict(self.typed), self.at
        if wizard.interactive():
            if "nature" not in typed:
                typed["nature"] = _ask("nature", plan)
            for name in _missing(typed, plan):
                typed[name] = _ask(name, plan)
            if not self.typed and not at:
                times, at = _ask_times()
                typed |= times
        missing = [f"--{name}" for name in _missing(typed, plan)]
        if typed.get("reported_at"):
            missing += ["--at"] if not at else []
            missing += ["--reported-to"] if not _reported_to(typed, plan) else []
            missing += ["--channel"] if not _channel(typed, plan) else []
        if missing:
            raise UsageProblem("options-missing", kind="发现", options="、".join(missing))
        return _named(typed, plan), at

    def _report(self, typed: Typed, scene: Scene) -> Report | None:
        from taizhang.actions.composing import compose, when
        from taizhang.actions.opening import Report, asked_report, entered_by_alone
        from taizhang.model.kinds import KINDS

        if "reported_at" not in typed:
            return None
        plan, first = scene.plan, scene.plan.stages[0].name
        stage = entered_by_alone(plan, first, "报告")
        words = {"to": _reported_to(typed, plan), "channel": _channel(typed, plan)}
        fields = compose(KINDS["报告"], words, scene)
        if stage and fields.get("to") in ("", asked_report(plan, first)):
            fields = compose(KINDS["报告"], {**words, "stage": (stage,)}, scene)
        return Report(at=when(typed["reported_at"][-1], scene), fields=fields)


def _reported_to(typed: Typed, plan: Plan) -> tuple[str, ...]:
    """To whom the report went: as typed, else to whom the plan wants the first one."""
    from taizhang.actions.opening import asked_report

    asked = asked_report(plan, plan.stages[0].name)
    return typed.get("reported_to") or ((asked,) if asked else ())


def _channel(typed: Typed, plan: Plan) -> tuple[str, ...]:
    """How the report was made: as typed, else by telephone where the plan knows that."""
    known = plan.options("channels")
    return typed.get("channel") or ((PHONE,) if PHONE in known or not known else ())


def _missing(typed: Typed, plan: Plan) -> list[str]:
    """Options that must still be given, in the order they are asked for."""
    needed = ["nature", "level", "scope"]
    if not _reference_only(typed, plan):
        needed = ["nature", "title", "summary", "level", "reason", "scope"]
        needed += [] if typed.get("source") else ["platform"]
    if not plan.levels:
        needed = [name for name in needed if name not in ("level", "reason")]
    return [name for name in needed if not typed.get(name)]


def _named(typed: Typed, plan: Plan) -> Typed:
    """Natures by their names; a file that keeps reference data alone is titled by its nature."""
    natures = tuple(
        nature.name if (nature := plan.nature(each)) else each for each in typed["nature"]
    )
    typed = {**typed, "nature": natures}
    return {**typed, "title": natures[:1]} if _reference_only(typed, plan) else typed


def _discovery(typed: Typed) -> Typed:
    """The options as fields of a 发现."""
    summaries = typed.get("summary", ())
    items = []
    for number, nature in enumerate(typed["nature"]):
        summary = summaries[min(number, len(summaries) - 1)] if summaries else ""
        items.append(f"nature={nature}" + (f";summary={summary}" if summary else ""))
    sources = (
        *(f"platform={each}" for each in typed.get("platform", ())),
        *typed.get("source", ()),
    )
    fields = {
        "items": tuple(items),
        "sources": sources,
        "marks": typed.get("mark", ()),
        **{name: typed.get(name, ()) for name in ("level", "reason", "scope", "related")},
        **{name: typed.get(name, ()) for name in ("text", "late")},
    }
    return {name: values for name, values in fields.items() if values}


def _reference_only(typed: Typed, plan: Plan) -> bool:
    natures = [plan.nature(each) for each in typed.get("nature", ())]
    return bool(natures) and all(each and each.reference_only for each in natures)


def _ask(name: str, plan: Plan) -> tuple[str, ...]:
    """One question of the wizard."""
    options = {
        "nature": tuple(each.name for each in plan.natures),
        "level": tuple(each.name for each in plan.levels),
        "scope": plan.options("scope"),
        "platform": plan.options("platforms"),
    }.get(name, ())
    zh, en = _TITLES[name]
    if options:
        return wizard.ask_choice(zh, en, options, many=name in _MANY)
    return (wizard.ask_text(zh, en, needed=True),)


def _ask_times() -> tuple[Typed, str]:
    """When it was seen, and when it was reported if it has been."""
    at = wizard.ask_text("发现时间，如 09:12（留空为现在）", "first seen, 09:12 (empty: now)")
    reported = wizard.ask_text(
        "已报告的，写报告时间（没有则留空）", "reported already at (empty: not yet)"
    )
    if not reported:
        return {}, at
    at = at or wizard.ask_text("发现时间，如 09:12", "first seen, 09:12", needed=True)
    return {"reported_at": (reported,)}, at
