"""Information control by consent, and acts put in force by telephone and signed later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.actions.demo import acts, flows
from taizhang.actions.demo.script import HEAD, OFFICE

if TYPE_CHECKING:
    from taizhang.actions.demo.script import Script
    from taizhang.store.emit import TreeValue

_ARTICLE = "互联网信息服务管理办法第十五条"


def control(s: Script, necessity: str, limits: str, days: int = 30) -> dict[str, TreeValue]:
    """A request to the cyberspace office, as narrow as the plan wants it."""
    return {
        "id": s.name("管控"),
        "form": "商请处置",
        "items": [acts.ITEM],
        "to": acts.CAC,
        "ground": "经查证不属实",
        "article": _ARTICLE,
        "necessity": necessity,
        "limits": limits,
        "expires": s.stamp(s.at + timedelta(days=days))[:10],
        "doc_no": acts.doc_no(s),
    }


def control_answer(s: Script, form: str, about: str = "管控1") -> None:
    """What the cyberspace office writes back."""
    fields: dict[str, TreeValue] = {"from": acts.CAC, "about": about, "form": form}
    if form == "同意管控":
        fields["doc_no"] = acts.doc_no(s, "南网信函")
    s.do(s.monitor, "来文", fields)


def controlled(s: Script) -> None:
    """A forged document: denied, its copies restricted by consent, passed to the police, lifted."""
    flows.opening(s)
    flows.activated(s)
    s.office_hours()
    s.wait(20, 40)
    acts.verify(s)
    s.wait(10, 30)
    acts.consult(s)
    s.wait(4, 12)
    acts.hear_cac(s, "同意公开辟谣，管控从严从窄")
    s.wait(8, 20)
    due = s.stamp(s.at + timedelta(days=3))[:10] + " 18:00"
    s.signed(OFFICE, "决定", acts.handling(s, due, ["信息管控"]), by_whom=acts.signers(s))
    s.wait(15, 30)
    flows.release(s)
    s.wait(15, 30)
    asked = control(s, "伪造件在辟谣后仍在转发", "仅限伪造件的截图，不及于评论")
    s.signed(OFFICE, "管控", asked, by_whom=(HEAD,))
    s.wait(60, 100)
    control_answer(s, "同意管控")
    s.wait(20, 50)
    control_answer(s, "管控已执行")
    s.wait(20, 40)
    police: dict[str, TreeValue] = {
        "id": s.name("移送"),
        "items": [acts.ITEM],
        "to": "公安机关",
        "ground": "伪造公文，扰乱秩序",
        "article": "治安管理处罚法关于散布谣言的条款",
        "doc_no": acts.doc_no(s),
    }
    s.signed(OFFICE, "移送", police, by_whom=(HEAD,))
    s.morning(1, "10:20")
    acts.fulfil(s)
    flows.followed(s)
    s.morning(4, "09:40")
    control_answer(s, "管控已解除")
    flows.closed(s)


def signed_later(s: Script) -> None:
    """Put in force by telephone at night, signed the next morning; one slip voided."""
    acts.discover(s)
    s.wait(4, 8)
    acts.report(s)
    s.wait(8, 14)
    acts.tell_cac(s)
    s.wait(5, 10)
    urgent = {**acts.activation(s), "urgent": "组长电话同意，先办后签"}
    act = s.do(OFFICE, "决定", urgent)
    s.wait(30, 50)
    slip = s.do(s.monitor, "监看", acts.watch(s, "上升"))
    s.office_hours()
    s.sign(act, HEAD)
    s.wait(8, 15)
    void: dict[str, TreeValue] = {
        "entry": f"{s.stamp(slip.at)} 监看",
        "void": "是",
        "reason": "误记，数据属另一话题",
    }
    s.signed(slip.by, "更正", void)
    flows.consulted(s)
    flows.handled(s)
    flows.answered(s)
    flows.followed(s)
    flows.closed(s)
