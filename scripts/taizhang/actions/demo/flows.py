"""How incidents run from discovery to archive when nothing much goes wrong, and small mishaps."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.actions.demo import acts
from taizhang.actions.demo.script import DEPUTY, HEAD, MEMBERS, OFFICE
from taizhang.actions.demo.subjects import MISREAD, REFUTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taizhang.actions.demo.script import Script
    from taizhang.store.emit import TreeValue

_TWO_DAYS = timedelta(hours=48)
NEEDS_FACT = (*REFUTED, MISREAD)


def opening(s: Script, *, marks: Mapping[str, str] | None = None) -> None:
    """Discovery, first report, and what the upper levels add; up to 快报事实."""
    acts.discover(s, marks=marks)
    s.wait(3, 9)
    acts.report(s)
    if acts.upper(s):
        s.wait(6, 18)
        acts.tell_cac(s)


def activated(s: Script) -> None:
    """The plan is put in force; at the lowest level this waits for the morning."""
    if not acts.upper(s):
        s.office_hours()
    s.wait(8, 35)
    s.signed(OFFICE, "决定", acts.activation(s), by_whom=acts.signers(s), within=(3, 12))


def consulted(s: Script) -> None:
    """The meeting, and the opinion the upper levels must hear first."""
    s.office_hours()
    s.wait(25, 80)
    acts.consult(s)
    if acts.upper(s):
        s.wait(4, 15)
        acts.hear_cac(s)


def handled(s: Script, due: str = "") -> None:
    """The decision on measures; ``due`` is the task's limit, else the next weekday's evening."""
    s.wait(8, 25)
    limit = due or s.stamp(s.at + timedelta(days=3))[:10] + " 18:00"
    s.signed(OFFICE, "决定", acts.handling(s, limit), by_whom=acts.signers(s), within=(4, 16))


def answered(s: Script) -> None:
    """The unit finds out, does its task, and the answer goes out."""
    s.morning(1, "09:30")
    if s.subject.nature in NEEDS_FACT:
        acts.verify(s)
        s.wait(20, 60)
    acts.fulfil(s)
    s.wait(30, 120)
    release(s)


def release(s: Script, text: str = "") -> None:
    """One text drafted, signed and published."""
    draft = acts.draft(s, text)
    s.signed(OFFICE, "送审", draft, within=(10, 40))
    s.wait(4, 15)
    slow = s.since_start() > _TWO_DAYS and s.rng.random() < 0.6  # noqa: PLR2004  most say why
    acts.publish(s, draft, late="责任单位核实后于工作日答复" if slow else "")


def followed(s: Script, days: int = 3) -> None:
    """Into 后期处置, watched for ``days`` weekdays until it is quiet."""
    if acts.upper(s):
        s.wait(5, 30)
        acts.tell_cac(s, "终报", letter=True)
    s.wait(5, 30)
    acts.follow_up(s)
    s.morning(1)
    s.do(s.monitor, "监看", acts.watch(s, "回落"))
    s.morning(days - 1)
    acts.subsided(s)


def closed(s: Script, problem: str = "问题1") -> None:
    """Review, what became of its problems, archive."""
    s.morning(2, "10:00")
    acts.review(s)
    s.morning(1, "11:00")
    acts.improve(s, problem)
    s.wait(5, 20)
    acts.archive(s)


def ordinary(s: Script) -> None:
    """All stages in order."""
    opening(s)
    activated(s)
    consulted(s)
    handled(s)
    answered(s)
    followed(s)
    closed(s)


def praised(s: Script) -> None:
    """As ordinary, and the unit is commended before the file is closed."""
    opening(s)
    activated(s)
    consulted(s)
    handled(s)
    answered(s)
    followed(s)
    s.morning(2, "10:00")
    acts.review(s)
    s.wait(20, 40)
    praise = {"form": "表扬", "target": s.subject.unit, "to": "机关党组"}
    s.signed(OFFICE, "建议", praise, by_whom=(HEAD,))
    s.morning(1, "11:00")
    acts.improve(s)
    s.wait(5, 20)
    acts.archive(s)


def by_night(s: Script) -> None:
    """Found at night and telephoned; put on record the next morning, with the reason."""
    acts.discover(s, lag=10 * 60 + 5)
    s.wait(5, 8)
    acts.report(s, late="夜间电话报告，次日上班补录", lag=10 * 60)
    note: dict[str, TreeValue] = {
        "text": "夜间值班电话记录已核对。",
        "late": "随首报一并补录",
    }
    s.do(s.monitor, "说明", note, at=s.at - timedelta(minutes=2), lag=10 * 60 + 6)
    activated(s)
    consulted(s)
    handled(s)
    answered(s)
    followed(s)
    closed(s)


def slow(s: Script) -> None:
    """First report after ten minutes, task and answer late, an earlier note without a reason."""
    acts.discover(s)
    s.wait(17, 21)
    acts.report(s)
    s.office_hours()
    s.wait(20, 40)
    s.signed(OFFICE, "决定", acts.activation(s))
    filed_later = s.at - timedelta(minutes=s.rng.randint(20, 30))
    s.do(s.monitor, "说明", {"text": "论坛管理员来电核对过该帖版块。"}, at=filed_later, lag=45)
    consulted(s)
    handled(s, s.stamp(s.at)[:10] + " 18:00")
    s.morning(2, "15:30")
    acts.fulfil(s)
    s.wait(60, 120)
    draft = acts.draft(s)
    s.signed(DEPUTY, "送审", draft, within=(60, 150))
    s.morning(1, "08:50")
    acts.publish(s, draft)
    followed(s)
    closed(s)


def returned(s: Script) -> None:
    """The first draft is sent back with a reason; a better one follows."""
    opening(s)
    activated(s)
    consulted(s)
    handled(s)
    s.morning(1, "09:30")
    if s.subject.nature in NEEDS_FACT:
        acts.verify(s)
    acts.fulfil(s)
    s.wait(30, 60)
    first = s.do(OFFICE, "送审", acts.draft(s, s.subject.reply.split("。", maxsplit=1)[0] + "。"))
    s.wait(10, 30)
    s.sign(first, s.rng.choice(MEMBERS), back="未写明后续办法，请补充后再送")
    s.wait(15, 40)
    release(s)
    followed(s)
    closed(s)


def downgraded(s: Script) -> None:
    """Judged higher than it was: lowered in the course of the handling."""
    opening(s)
    activated(s)
    consulted(s)
    handled(s)
    s.morning(1, "09:10")
    acts.verify(s, status="不实")
    s.wait(10, 30)
    lower: dict[str, TreeValue] = {"level": "一般", "reason": "转发停滞，讨论限于一个版块"}
    s.signed(OFFICE, "调级", lower)
    s.level = "一般"
    s.wait(20, 50)
    acts.fulfil(s)
    s.wait(20, 60)
    release(s)
    followed(s)
    closed(s)


def reopened(s: Script) -> None:
    """Archived, then taken up again with two signatures, and archived once more."""
    ordinary(s)
    s.morning(6, "09:20")
    s.do(s.monitor, "说明", {"text": "同一话题再次出现，网民贴出新的照片。"})
    s.wait(20, 40)
    again: dict[str, TreeValue] = {"stage": "应急处置", "reason": "原答复所述情况有反复"}
    s.signed(OFFICE, "推进", again, by_whom=s.two())
    s.wait(40, 80)
    acts.consult(s, "前次整改没有坚持，应再次到场核实")
    s.wait(10, 20)
    due = s.stamp(s.at + timedelta(days=4))[:10] + " 18:00"
    more = acts.task(s, due, do="再次到场核实并写明责任人")
    s.signed(OFFICE, "决定", {"measures": ["正面回应", "线下处置"], "tasks": [more]})
    s.morning(1, "10:10")
    acts.fulfil(s, "任务2", result="已再次到场核实，责任人和时限已公示")
    s.wait(30, 60)
    release(s, "您好。经再次核实，责任人和时限已经公示，感谢您的持续监督。")
    followed(s)
    s.morning(2, "10:00")
    acts.review(s, ("整改后没有回访",))
    s.morning(1, "11:00")
    acts.improve(s, "问题2", "已明确整改满一月回访一次，不需修改预案")
    s.wait(5, 20)
    acts.archive(s)
