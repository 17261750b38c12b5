"""Incidents still open at ``now``: one in every stage, with something left to do for somebody.

The last acts stand at fixed distances from now, so that the board shows the same picture whenever
the drill ledger is made.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.actions.demo import acts, flows
from taizhang.actions.demo.flows_control import control
from taizhang.actions.demo.script import DEPUTY, HEAD, MEMBERS, OFFICE

if TYPE_CHECKING:
    from taizhang.actions.demo.script import Script
    from taizhang.store.emit import TreeValue

CHIEF, SECOND, THIRD = MEMBERS


def just_found(s: Script) -> None:
    """Within its ten minutes: the first report is due in a moment."""
    acts.discover(s, lag=1)


def unreported(s: Script) -> None:
    """The first report is overdue."""
    acts.discover(s, lag=3)


def reported(s: Script) -> None:
    """快报事实, raised before the cyberspace office was told: that clock starts anew."""
    acts.discover(s)
    s.wait(6)
    acts.report(s)
    s.ago(minutes=70)
    s.do(s.monitor, "监看", acts.watch(s, "上升"))
    s.ago(minutes=52)
    raised: dict[str, TreeValue] = {"level": "重大", "reason": "登上本地热榜，省级媒体转载"}
    s.signed(OFFICE, "调级", raised, by_whom=(HEAD,), within=(4, 7))
    s.ago(minutes=35)
    s.do(s.monitor, "说明", {"text": "已与责任单位联系，正在核对草案各稿。"})


def activation_waits(s: Script) -> None:
    """快报事实: the decision to put the plan in force waits for its signature."""
    acts.discover(s)
    s.wait(5)
    acts.report(s)
    s.ago(hours=2, minutes=20)
    s.do(OFFICE, "决定", acts.activation(s))


def decision_returned(s: Script) -> None:
    """会商研判: the first decision came back, the second waits."""
    acts.discover(s)
    s.wait(7)
    acts.report(s)
    s.wait(22)
    s.signed(OFFICE, "决定", acts.activation(s), by_whom=(CHIEF,))
    s.ago(hours=6)
    acts.consult(s)
    s.wait(20)
    tomorrow = s.stamp(s.now + timedelta(days=1))[:10] + " 18:00"
    first = s.do(OFFICE, "决定", acts.handling(s, tomorrow))
    s.wait(35)
    s.sign(first, SECOND, back="任务没有写明由谁到场核实")
    s.ago(minutes=50)
    decision = acts.handling(s, tomorrow)
    s.do(OFFICE, "决定", {**decision, "reason": "已补明到场核实的单位和内容"})


def opinion_awaited(s: Script) -> None:
    """会商研判 over a major emergency: authoritative word is overdue, the press meeting near."""
    acts.discover(s, marks={"突发事件级别": "重大"})
    s.wait(6)
    acts.report(s)
    s.wait(9)
    acts.tell_cac(s)
    s.wait(6)
    urgent = {**acts.activation(s), "urgent": "组长电话同意，先办后签"}
    act = s.do(OFFICE, "决定", urgent)
    s.ago(hours=12)
    s.sign(act, HEAD)
    s.ago(hours=11)
    acts.verify(s)
    s.ago(hours=10)
    acts.consult(s, "供水中断与条例无关，须尽快公布事实")
    s.ago(hours=2)
    call: dict[str, TreeValue] = {
        "id": s.name("来访"),
        "outlet": "省级新闻网站",
        "topic": "询问是否召开新闻发布会",
        "handled_by": DEPUTY,
    }
    s.do(DEPUTY, "来访", call)
    s.wait(20)
    s.do(DEPUTY, "办理", {"about": call["id"], "result": "已告知会商后统一答复"})
    s.ago(minutes=80)
    s.do(s.monitor, "监看", acts.watch(s, "上升"))


def task_overdue(s: Script) -> None:
    """应急处置: the unit's task is over its limit, an extension waits; an answer is due soon."""
    acts.discover(s)
    s.wait(8)
    acts.report(s)
    s.wait(30)
    s.signed(OFFICE, "决定", acts.activation(s), by_whom=(THIRD,))
    s.wait(60)
    acts.consult(s)
    s.wait(15)
    due = s.limit(s.now - timedelta(hours=3))
    s.signed(OFFICE, "决定", acts.handling(s, due), by_whom=(CHIEF,))
    s.ago(hours=26)
    s.do(s.unit_person, "办理", {"about": "任务1", "lane": "线下", "result": "已到场，尚待复核"})
    s.ago(hours=2)
    later: dict[str, TreeValue] = {
        "about": "任务1",
        "until": s.limit(s.now + timedelta(hours=20)),
        "reason": "须会同承办单位复核一次",
    }
    s.do(OFFICE, "延期", later)


def unratified(s: Script) -> None:
    """应急处置: a denial went out on a telephoned consent and is still to be signed."""
    flows.opening(s)
    s.wait(12)
    s.signed(OFFICE, "决定", acts.activation(s), by_whom=(HEAD,), within=(3, 6))
    s.ago(hours=9)
    acts.verify(s)
    s.ago(hours=8)
    acts.consult(s)
    s.wait(9)
    acts.hear_cac(s)
    s.wait(11)
    due = s.limit(s.now + timedelta(hours=26))
    s.signed(OFFICE, "决定", acts.handling(s, due), by_whom=(CHIEF,), within=(4, 9))
    s.ago(hours=5)
    draft = acts.draft(s, urgent="转发加快，组长电话同意，先发后签")
    s.do(OFFICE, "送审", draft)
    s.wait(7)
    acts.publish(s, draft)
    s.ago(hours=1)
    s.do(s.monitor, "监看", acts.watch(s, "平稳"))


def draft_waits(s: Script) -> None:
    """应急处置 at the highest level: raised yesterday, the next release waits for the head."""
    flows.opening(s)
    s.wait(15)
    s.signed(OFFICE, "决定", acts.activation(s), by_whom=(HEAD,), within=(3, 6))
    s.ago(hours=70)
    _first_measures(s)
    s.ago(hours=27)
    _raised(s)
    s.ago(hours=3, minutes=10)
    asked = control(s, "伪造件在辟谣后仍在转发", "仅限伪造件的截图")
    s.signed(OFFICE, "管控", asked, by_whom=(HEAD,))
    s.ago(minutes=95)
    acts.fulfil(s)
    s.ago(minutes=38)
    text = f"有关情况已经核实：{s.subject.reply}"
    s.do(OFFICE, "送审", acts.draft(s, text, phase="动态性"))


def _first_measures(s: Script) -> None:
    acts.verify(s)
    s.wait(30)
    acts.consult(s)
    s.wait(10)
    acts.hear_cac(s)
    s.wait(12)
    decision = acts.handling(s, s.limit(s.now + timedelta(hours=8)))
    decision["marks"] = {"广泛关注且情况复杂": "是"}
    s.signed(OFFICE, "决定", decision, by_whom=(CHIEF,), within=(5, 9))
    s.wait(25)
    text = "注意到有关传言，正在核实，将及时公布。"
    first = acts.draft(s, text, phase="表态性", form="声明")
    s.signed(OFFICE, "送审", first, by_whom=(HEAD,), within=(8, 14))
    s.wait(6)
    acts.publish(s, first)


def _raised(s: Script) -> None:
    raised: dict[str, TreeValue] = {
        "level": acts.HIGHEST,
        "reason": "登上全国热搜，外地媒体转载",
        "stage": "会商研判",
    }
    s.signed(OFFICE, "调级", raised, by_whom=(HEAD,), within=(4, 7))
    s.level = acts.HIGHEST
    s.wait(9)
    acts.tell_cac(s, "续报", letter=True)
    s.wait(40)
    acts.consult(s, "同意升级，继续辟谣并商请管控", with_cac=True)
    s.wait(4)
    acts.hear_cac(s, "同意，管控从严从窄", "参会")
    s.wait(12)
    decision: dict[str, TreeValue] = {
        "measures": ["公开辟谣", "信息管控", "线下处置"],
        "reason": "升级后调整",
        "stage": "应急处置",
    }
    s.signed(OFFICE, "决定", decision, by_whom=(HEAD, SECOND), within=(4, 8))


def watched(s: Script) -> None:
    """后期处置: answered, being watched."""
    _answered(s)
    acts.follow_up(s)
    s.morning(1)
    s.do(s.monitor, "监看", acts.watch(s, "回落"))


def quiet_waits(s: Script) -> None:
    """后期处置: the watch calls it quiet, the group has not agreed yet."""
    watched(s)
    s.ago(hours=4)
    s.do(s.monitor, "监看", acts.watch(s, "平息", "连续五日日均不足十条"))


def archive_waits(s: Script) -> None:
    """总结评估: reviewed and improved, the archiving waits for its signature."""
    _answered(s)
    flows.followed(s)
    s.morning(2, "10:00")
    acts.review(s)
    s.ago(hours=27)
    acts.improve(s)
    s.ago(minutes=100)
    s.do(OFFICE, "推进", {"stage": "归档"})


def _answered(s: Script) -> None:
    flows.opening(s)
    flows.activated(s)
    flows.consulted(s)
    flows.handled(s)
    flows.answered(s)
    if acts.upper(s):
        s.wait(10, 30)
        acts.tell_cac(s, "续报")
