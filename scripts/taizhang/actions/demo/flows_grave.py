"""The highest level: one incident with every phase, every channel and every kind of paper."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.actions.demo import acts
from taizhang.actions.demo.flows_control import control, control_answer
from taizhang.actions.demo.script import HEAD, MEMBERS, OFFICE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from taizhang.actions.demo.script import Script
    from taizhang.store.emit import TreeValue

_TWO = ("事项1", "事项2")


def gravest(s: Script) -> None:
    """From 较大 to 特别重大: every phase, every channel, every kind of paper."""
    _first_night(s)
    _first_decision(s)
    _upgraded(s)
    _second_decision(s)
    _afternoon(s)
    _conclusion(s)
    _review(s)


def _release(
    s: Script, text: str, by_whom: Sequence[str], phase: str, **more: TreeValue
) -> Mapping[str, TreeValue]:
    """A draft about both items, signed by ``by_whom``."""
    draft = acts.draft(s, text, phase=phase, items=[*_TWO], drafted_by=["周敏", "吴静"], **more)
    s.signed(OFFICE, "送审", draft, by_whom=by_whom, within=(8, 14))
    s.wait(4, 8)
    return draft


def _first_night(s: Script) -> None:
    second: dict[str, TreeValue] = {
        "nature": "法规误读",
        "summary": "把差别化收费理解为新增收费",
    }
    acts.discover(s, more=(second,))
    s.wait(7)
    acts.report(s)
    s.wait(10, 14)
    acts.tell_cac(s)
    s.wait(5)
    s.signed(OFFICE, "决定", acts.activation(s), by_whom=(HEAD,), within=(4, 7))
    s.wait(10, 15)
    first = acts.draft(
        s,
        "注意到有关停车条例的传言，正在核实，将及时公布。",
        phase="表态性",
        form="声明",
        items=[*_TWO],
        drafted_by=["周敏", "吴静"],
        urgent="组长电话同意，先发后签",
    )
    act = s.do(OFFICE, "送审", first)
    s.wait(6)
    acts.publish(s, first)
    s.office_hours()
    acts.verify(s, items=_TWO)
    s.wait(5)
    s.sign(act, HEAD)


def _first_decision(s: Script) -> None:
    s.wait(10)
    acts.consult(s, "一项属虚假，一项属误读，分别辟谣和释义")
    s.wait(8)
    acts.hear_cac(s, "尽快公开辟谣，同步解释条文")
    s.wait(8)
    decision = acts.handling(s, s.limit(s.at + timedelta(hours=2)))
    decision["marks"] = {"广泛关注且情况复杂": "是"}
    s.signed(OFFICE, "决定", decision, by_whom=(HEAD,))
    s.wait(15)
    s.do(s.monitor, "监看", acts.watch(s, "上升"))


def _upgraded(s: Script) -> None:
    """Raised in the middle of the handling: back to 会商研判, the gates are asked anew."""
    s.wait(10)
    raised: dict[str, TreeValue] = {
        "level": acts.HIGHEST,
        "reason": "登上全国热搜，多地跟帖",
        "stage": "会商研判",
    }
    s.signed(OFFICE, "调级", raised, by_whom=(HEAD,), within=(4, 6))
    s.level = acts.HIGHEST
    s.wait(5)
    acts.tell_cac(s, "续报", letter=True)
    s.wait(15)
    acts.consult(s, "同意升级，上午辟谣，下午开发布会", with_cac=True)
    s.wait(3)
    acts.hear_cac(s, "同意辟谣和发布会安排", "参会")


def _second_decision(s: Script) -> None:
    s.wait(8)
    decision: dict[str, TreeValue] = {
        "measures": ["公开辟谣", "正面回应", "新闻发布会", "信息管控", "线下处置"],
        "reason": "升级后调整",
        "stage": "应急处置",
    }
    s.signed(OFFICE, "决定", decision, by_whom=(HEAD, MEMBERS[0]), within=(4, 6))
    s.wait(8)
    text = "条例草案没有按户收费的内容。关于差别化收费的条文，说明如下。"
    denial = _release(s, text, (HEAD,), "动态性", form="辟谣")
    acts.publish(s, denial)
    s.wait(6)
    s.do(s.monitor, "监看", acts.watch(s, "上升"))
    asked = control(s, "伪造的条例文本仍在传播，辟谣后未减", "仅限伪造文本的截图")
    s.signed(OFFICE, "管控", asked, by_whom=(HEAD,))
    s.wait(5)
    later: dict[str, TreeValue] = {
        "about": "任务1",
        "until": s.limit(s.at + timedelta(hours=4)),
        "reason": "升级后解释稿须两个委室共同定稿",
    }
    s.signed(OFFICE, "延期", later)


def _afternoon(s: Script) -> None:
    s.wait(30)
    control_answer(s, "同意管控")
    s.wait(25)
    control_answer(s, "管控已执行")
    s.wait(10)
    call: dict[str, TreeValue] = {
        "id": s.name("来访"),
        "outlet": "本地晚报",
        "topic": "询问条例审议进程和发布会时间",
        "handled_by": OFFICE,
    }
    s.do(OFFICE, "来访", call)
    s.wait(15)
    s.do(OFFICE, "办理", {"about": call["id"], "result": "已告知新闻发布会的时间和地点"})
    s.wait(5)
    text = "发布词要点：审议进程、条文原意、意见征集渠道。"
    press = {**acts.draft(s, text, phase="动态性", form="新闻发布会", items=[*_TWO])}
    press |= {"drafted_by": ["周敏", "吴静"], "channel": "现场", "audience": "中央、省、市媒体"}
    del press["account"]
    s.signed(OFFICE, "送审", press, by_whom=(HEAD,))
    s.wait(100)
    acts.publish(s, press)
    s.wait(90, 130)
    s.do(s.monitor, "监看", acts.watch(s, "平稳"))
    acts.fulfil(s, late="随升级调整，傍晚定稿")


def _conclusion(s: Script) -> None:
    s.morning(1, "09:00")
    slip = s.steps[1]
    truth: dict[str, TreeValue] = {
        "entry": f"{s.stamp(slip.at)} 报告",
        "field": "at",
        "was": s.stamp(slip.at),
        "now": s.stamp(slip.at + timedelta(minutes=6)),
        "reason": "以通话记录为准",
        "late": "当时正在核对是否涉及本机关",
    }
    s.signed(OFFICE, "更正", truth, by_whom=(MEMBERS[0],))
    s.do(s.monitor, "监看", acts.watch(s, "回落"))
    s.morning(2, "09:10")
    text = "传言已查明不实，条例草案全文和说明已经公布。"
    last = _release(s, text, (HEAD,), "结论性", form="声明")
    acts.publish(s, last)
    s.wait(10)
    s.do(OFFICE, "说明", _minutes(s))
    acts.tell_cac(s, "终报", letter=True)
    s.wait(5)
    acts.follow_up(s)
    s.morning(4)
    acts.subsided(s)
    s.morning(8, "10:00")
    control_answer(s, "管控已解除")


def _minutes(s: Script) -> dict[str, TreeValue]:
    """A note with an annex that is destroyed in the end."""
    digest = f"{s.rng.getrandbits(256):064x}"
    return {
        "text": "截图仅用于核对传播范围，密封保存，归档后销毁。",
        "annex": [{"name": "传播截图", "sha256": digest}],
    }


def _review(s: Script) -> None:
    s.morning(2, "09:00")
    problems = ("夜间首报迟三分钟，没有备岗", "条例审议期未列入敏感时段")
    acts.review(s, problems, ("十二小时内公开辟谣", "发布会口径统一"))
    s.wait(20)
    praise: dict[str, TreeValue] = {"form": "表扬", "target": "法工委", "to": "机关党组"}
    s.signed(OFFICE, "建议", praise, by_whom=(HEAD,))
    blame: dict[str, TreeValue] = {
        "form": "责任追究",
        "target": "宣传信息科",
        "to": "机关党组",
        "cause": "夜班交接没有写明备岗",
        "consequence": "首报超过十分钟",
    }
    s.wait(10)
    s.signed(OFFICE, "建议", blame, by_whom=(HEAD,))
    s.morning(3, "09:00")
    acts.improve(s, "问题1", "夜班已先设备岗，并列入预案修订建议")
    s.wait(5)
    acts.improve(s, "问题2", "已补入敏感时段日历，并列入预案修订建议")
    s.morning(1, "09:00")
    acts.archive(s)
    s.morning(5, "15:00")
    gone: dict[str, TreeValue] = {
        "annex_name": "传播截图",
        "assessment": "处置已结束，无继续保存的必要",
    }
    s.signed(OFFICE, "销毁", gone)
    acts.revise(s, "问题1", "四(二)")
    acts.revise(s, "问题2", "三(一)")
