"""Situations: how things stand, an act, and what the plan's text says of it.

Written from the rows of the plan and the clauses of the file format, before the program was
asked. Each names the rows (numbers) or clauses (``f6``: format 6; ``g5``: lawful by design 5) it
was written from. Verdicts:

``allowed`` it counts at once · ``waits`` for these roles, one person each · ``urgent`` it counts
and these roles sign later · ``refused`` with exactly these codes · ``form`` the reader refuses it.
After ``|``: ``warned`` and ``late`` with these codes among others, ``quiet`` without this code,
``stage``, ``level``, ``clock NAME=STATE``, ``effect NUMBER=STATE`` of an earlier entry.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.rules.builders import (
    consulted,
    corrected,
    decided,
    drafted,
    entry,
    found,
    handled,
    item,
    moved,
    noted,
    opinion,
    published,
    regraded,
    reported,
    returned,
    signed,
    until_archive,
    until_follow_up,
    until_handling,
    verified,
    voided,
)


@dataclass(frozen=True, slots=True)
class Situation:
    rows: str
    says: str
    given: list
    act: dict
    verdict: str
    now: str = ""
    title: str = "标题"


S = Situation


def upto(stage, level="一般", **fields):
    """The plainest way to a stage; ``会商后``: consulted, nothing decided yet."""
    if stage == "后期处置":
        return until_follow_up(level)
    if stage == "归档":
        return until_archive(level)
    done = until_handling(level, **fields)
    kinds = [each["kind"] for each in done]
    ends = {
        "发现": 1,
        "快报事实": kinds.index("决定"),
        "会商研判": kinds.index("会商"),
        "会商后": len(kinds) - 1 - kinds[::-1].index("决定"),
        "应急处置": len(done),
    }
    return done[: ends[stage]]


def of(nature, stage="应急处置", level="一般"):
    """The same with one item of that nature."""
    return upto(stage, level, items=[item(nature=nature)])


def complex_case():
    """In 应急处置, widely watched and complex."""
    return upto("应急处置", marks={"广泛关注且情况复杂": "是"})


def whistle(*more):
    """A report of wrongdoing: reference data only."""
    first = found(items=[item(nature="举报", summary=None)], reason=None, sources=None)
    return [first, reported(stage="快报事实"), *more]


def referred(at, to="机关纪委", thing="移送1", **fields):
    made = {"id": thing, "items": ["事项1"], "to": to, **fields}
    return entry(at, "李娜", "移送", **{k: v for k, v in made.items() if v is not None})


POLICE = {"to": "公安机关", "ground": "捏造并散布", "article": "治安管理处罚法第二十九条"}


def control(at, **fields):
    made = {
        "id": "管控1",
        "form": "商请处置",
        "items": ["事项1"],
        "to": "市网信办",
        "ground": "经查证不属实",
        "article": "互联网信息服务管理办法第十五条",
        "necessity": "辟谣后仍在传播",
        "limits": "仅限伪造的截图",
        "expires": "2026-11-20",
        **fields,
    }
    return entry(at, "李娜", "管控", **{k: v for k, v in made.items() if v is not None})


def letter(at, form, sender="市网信办", **fields):
    made = {"from": sender, "form": form, "about": "管控1", **fields}
    return entry(at, "张伟", "来文", **{k: v for k, v in made.items() if v is not None})


def watched(at, trend, **fields):
    return entry(at, "张伟", "监看", trend=trend, **fields)


def reviewed(at, **fields):
    made = {
        "units": ["办公室"],
        "good": ["答复及时"],
        "problems": [{"id": "问题1", "text": "无备岗"}],
        "stage": "总结评估",
        **fields,
    }
    return entry(at, "李娜", "总结", **{k: v for k, v in made.items() if v is not None})


def suggested(at, form="责任追究", **fields):
    return entry(at, "李娜", "建议", form=form, target="法工委", to="机关党组", **fields)


def extended(at, until, **fields):
    made = {"about": "任务1", "until": until, "reason": "须会同核对", **fields}
    return entry(at, "李娜", "延期", **made)


def both(of_entry, one="10:41", two="10:42"):
    """Signed by the head and a member."""
    return [signed(one, of_entry), signed(two, of_entry, by="王强")]


TASK = {
    "id": "任务1",
    "unit": "法工委",
    "items": ["事项1"],
    "do": "起草",
    "due": "2026-11-09 18:00",
}
GO = decided("10:00", "正面回应", stage="应急处置")
START = decided("09:20", "启动预案", stage="会商研判")
UNMET = voided("10:02", consulted())
LATER = corrected("10:30", opinion(), "at", "2026-11-09 09:35", "2026-11-09 10:02")
SETTLED = decided("09:50", "正面回应")
DRAFT = drafted("11:00")
RISEN = regraded("10:30", "特别重大", stage="会商研判")
CONTROLLED = decided("10:20", "信息管控")
LIE = [
    *of("虚假信息"),
    CONTROLLED,
    signed("10:21", CONTROLLED),
    verified("10:25"),
]
ASKED = control("10:30")
REQUEST = [*LIE, ASKED, signed("10:35", ASKED)]
CONSENT = letter("10:40", "同意管控", doc_no="函1号")
CALM = watched("+1 09:00", "平息")
REVIEW = reviewed("+1 10:00")
CALMED = [*upto("后期处置"), CALM, signed("+1 09:30", CALM)]
REVIEWED = [*CALMED, REVIEW, signed("+1 10:30", REVIEW)]
TASKED = [
    *upto("会商后"),
    decided("10:00", "正面回应", stage="应急处置", tasks=[TASK]),
    signed("10:05", GO),
]
URGENT = drafted("11:00", urgent="组长电话同意")
PHASES = drafted("11:00", phase="表态性")

OPENING = [
    S("1 4 25", "发现写明等级、理由、情形、出处，立即算数", [], found(), "allowed | stage 监测舆情 | level 一般（暂定）"),
    S("4", "没有写适用情形", [], found(scope=None), "form field-missing"),
    S("4", "适用情形不在预案所列", [], found(scope=["领导关注"]), "form value-unknown"),
    S("20", "平台不在清单、也不写其他", [], found(sources=[{"platform": "报纸"}]), "form value-unknown"),
    S("20", "清单之外的平台写其他，不说明是哪一家", [], found(sources=[{"platform": "其他"}]), "refused platform-unnamed"),
    S("20", "清单之外的平台写其他并说明", [], found(sources=[{"platform": "其他", "section": "本地问答"}]), "allowed"),
    S("22", "写了没列出的同期重点工作，提醒", [], found(work="没列出的工作"), "allowed | warned work-unknown"),
    S("45", "扩散、点赞没有地方可记", [], found(likes="50"), "form field-unknown"),
    S("24", "没有出处", [], found(sources=None), "refused field-missing"),
    S("24 34", "事项没有概述", [], found(items=[item(summary=None)]), "refused field-missing"),
    S("25", "定级没有理由", [], found(reason=None), "refused field-missing"),
    S("25", "等级不在预案所列", [], found(level="很大"), "form value-unknown"),
    S("24 g3", "概述里有十八位身份证号码", [], found(items=[item(summary="称11010519491231002X收钱")]), "refused identity-number"),
    S("24 g3", "概述里有手机号，提醒", [], found(items=[item(summary="电话13800138000")]), "allowed | warned mobile-number"),
    S("g10", "写了机密字样", [], found(reason="据机密★文件"), "refused secrecy-mark"),
    S("f5", "发现直接写进快报事实", [], found(stage="快报事实"), "refused first-report-made move-not-allowed"),
    S("f10", "发现的时间在将来", [], found("09:00"), "refused time-future", now="08:59"),
    S("f10", "第二条发现", upto("发现"), found("09:01", items=[item("事项2")]), "refused discovery-first"),
    S("f13 38", "举报混在别的事项里", [], found(items=[item(), item("事项2", "举报", summary=None)]), "refused reference-own-file"),
    S("f13 38", "举报写了内容", [], found(items=[item(nature="举报")], reason=None, sources=None), "refused reference-field", title="举报"),
    S("f13 38", "举报的标题另起", [], whistle()[0], "refused reference-title", title="某局受贿"),
    S("f13 38", "举报只记文号：理由、出处都免", [], whistle()[0], "allowed", title="举报"),
]  # fmt: skip

REPORTING = [
    S("27", "首报正好十分钟，按时", upto("发现"), reported("09:10", stage="快报事实"), "allowed | stage 快报事实 | quiet first-report | clock 首报=按时"),
    S("27 g1", "首报十一分钟，记迟，不拒收", upto("发现"), reported("09:11", stage="快报事实"), "allowed | late first-report | clock 首报=超时完成"),
    S("27", "首报早于发现", upto("发现"), reported("08:59", stage="快报事实"), "refused before-discovery"),
    S("27", "只报了市网信办，没报小组", upto("发现"), reported("09:05", to="市网信办", stage="快报事实"), "refused first-report-made"),
    S("27", "没有报告就想进快报事实", upto("发现"), moved("09:05", "快报事实"), "refused first-report-made kind-cannot-enter"),
    S("27", "还没首报，第十一分钟看板上已超时", upto("发现"), noted("09:05"), "allowed | clock 首报=已超时", now="09:11"),
    S("16 27", "报给没列出的单位", upto("发现"), reported(to="市委"), "form value-unknown"),
    S("29", "一般：不必报市网信办即可会商", upto("快报事实"), START, "waits 小组成员"),
    S("29", "较大：没报市网信办不得离开快报事实", [found(level="较大"), reported(stage="快报事实")], START, "refused cac-report-before-consult"),
    S("29", "重大：报过市网信办可以走", upto("快报事实", "重大"), START, "waits 小组成员"),
    S("2 29", "报市网信办没有时限：两天后报也不判迟", [found(level="较大"), reported()], reported("+2 09:00", to="市网信办"), "allowed | quiet cac-report | clock 报网信办=已办"),
    S("11", "没有启动预案的决定不得会商研判", upto("快报事实"), decided("09:20", "正面回应", stage="会商研判"), "refused activated-before-consult"),
    S("11 32", "启动预案须小组成员同意", upto("快报事实"), START, "waits 小组成员 | stage 快报事实"),
    S("11 32", "小组成员签了，进入会商研判", [*upto("快报事实"), START], signed("09:25", START, by="王强"), "allowed | stage 会商研判"),
    S("7", "组长也算小组成员", [*upto("快报事实"), START], signed("09:25", START), "allowed | stage 会商研判"),
    S("7", "监控员没有小组的角色，签了不算", [*upto("快报事实"), START], signed("09:25", START, by="张伟", as_="小组成员"), "refused approver-without-role | stage 快报事实"),
    S("7 f8", "名册里没有那一版", [*upto("快报事实"), START], signed("09:25", START, roster="7"), "refused roster-version-unknown"),
    S("9 f8", "自己提的自己签", [*upto("快报事实"), decided("09:20", "启动预案", stage="会商研判", by="王强")], signed("09:25", START, by="王强"), "refused approver-is-author"),
    S("f10", "签字的时间早于被签的记录", [*upto("快报事实"), START], signed("09:19", START), "refused approval-before-entry"),
    S("f6", "退回须写理由", [*upto("快报事实"), START], signed("09:25", START, verdict="退回"), "refused return-without-reason"),
    S("f6", "退回了就不算数", [*upto("快报事实"), START], returned("09:25", START), "allowed | effect -2=已退回 | stage 快报事实"),
    S("f6", "退回以后再签没有用", [*upto("快报事实"), START, returned("09:25", START)], signed("09:26", START), "refused approval-of-returned"),
    S("f6", "退回以后另提一条", [*upto("快报事实"), START, returned("09:25", START)], decided("09:30", "启动预案", stage="会商研判"), "waits 小组成员"),
    S("f6", "一个环节变化还在待审批，不得再提一个", [*upto("快报事实"), START], decided("09:22", "启动预案", stage="会商研判"), "refused second-pending-move"),
    S("f6", "待审批期间可以照常补记事实", [*upto("快报事实"), START], noted("09:22"), "allowed"),
    S("f6", "待审批期间不得提调级", [*upto("快报事实"), START], regraded("09:22", "较大"), "refused second-pending-move"),
    S("5", "不属本机关，写明理由跳到归档，须小组成员", upto("快报事实"), moved("09:20", "归档", reason="不属本机关"), "waits 小组成员"),
    S("5", "跳到归档没有理由、没有移送、没有并案", upto("快报事实"), moved("09:20", "归档"), "refused skip-has-reason"),
    S("5", "并入另一件", upto("快报事实"), moved("09:20", "归档", into="20261101-0000"), "waits 小组成员"),
    S("5", "移送不写给谁", upto("快报事实"), referred("09:20", to=None), "form field-missing"),
    S("5 f13", "移送了，还没有结果，不得归档", [*upto("快报事实"), referred("09:20", to="其他单位")], moved("09:30", "归档"), "refused referral-outcome"),
    S("f5 25 30", "跳过会商直接进应急处置", upto("快报事实"), decided("09:20", "正面回应", stage="应急处置"), "refused consult-before-handling level-confirmed move-not-allowed"),
]  # fmt: skip

HIGH = upto("会商后", "特别重大")
DECIDING = [
    S("30", "没有会商不得应急处置", upto("会商研判"), GO, "refused consult-before-handling"),
    S("30", "一般也要会商，会商过即可", upto("会商后"), GO, "waits 小组成员"),
    S("32", "决定里没有措施", upto("会商后"), decided("10:00", "启动预案", stage="应急处置"), "refused measures-before-handling"),
    S("31", "较大：未听取市网信办意见不得定措施", upto("会商后", "较大")[:-1], GO, "refused cac-opinion-before-measures"),
    S("31", "较大：意见在决定之后才到", [*upto("会商后", "较大")[:-1], opinion("10:01")], decided("10:00", "正面回应", late="先电话后补记"), "refused cac-opinion-before-measures"),
    S("31", "较大：意见先到，可以决定", upto("会商后", "较大"), GO, "waits 小组成员"),
    S("31", "一般：不必听取意见", upto("会商后"), decided("10:00", "正面回应"), "waits 小组成员"),
    S("31", "较大：别的单位的意见不能代替", [*upto("会商后", "较大")[:-1], opinion(**{"from": "市委宣传部"})], GO, "refused cac-opinion-before-measures"),
    S("32 f8", "特别重大：组长和一名小组成员", HIGH, GO, "waits 组长 小组成员"),
    S("32 f8", "特别重大：只有组长签，还缺一人", [*HIGH, GO], signed("10:05", GO), "allowed | effect -2=待审批 | stage 会商研判"),
    S("f8", "特别重大：一人不能顶两人", [*HIGH, GO, signed("10:05", GO)], signed("10:06", GO, as_="小组成员"), "refused approver-twice"),
    S("f8", "特别重大：两名小组成员不能代替组长", [*HIGH, GO, signed("10:05", GO, by="王强")], signed("10:06", GO, by="徐刚"), "refused approver-role-not-asked"),
    S("f8", "特别重大：两人都签了", [*HIGH, GO, signed("10:05", GO)], signed("10:06", GO, by="王强"), "allowed | stage 应急处置"),
    S("f8", "办公室的签字顶不了组长，也顶不了小组成员", [*HIGH, GO], signed("10:05", GO, by="黄燕", as_="办公室"), "refused approver-role-not-asked"),
    S("f6 30", "等签的时候会商作废了，签了也不生效", [*upto("会商后"), GO, UNMET, signed("10:03", UNMET, by="王强")], signed("10:05", GO), "refused consult-before-handling | effect 5=待审批 | stage 会商研判"),
    S("32", "决定不须的人再多签一个", upto("应急处置"), signed("10:20", GO, by="王强"), "refused approval-surplus"),
    S("33 f9", "任务针对没有的事项", upto("会商后"), decided("10:00", "正面回应", tasks=[{**TASK, "items": ["事项9"]}]), "refused thing-unknown"),
    S("33", "任务交给名册和预案都没有的单位", upto("会商后"), decided("10:00", "正面回应", tasks=[{**TASK, "unit": "某公司"}]), "form value-unknown"),
    S("12", "会商定了措施却没有分派任务，提醒", upto("会商后"), GO, "waits 小组成员 | warned tasks-assigned"),
    S("f6 f12", "紧急先办后签：决定立即算数，待追认", upto("会商后"), decided("10:00", "正面回应", stage="应急处置", urgent="组长电话同意"), "urgent 小组成员 | stage 应急处置"),
    S("f6", "预案没说可以先办后签的，不得先办", upto("应急处置"), regraded("10:30", "较大", stage="会商研判", urgent="来不及"), "refused urgent-not-allowed"),
    S("f12", "决定之前等级是暂定", upto("快报事实"), noted("09:20"), "allowed | level 一般（暂定）"),
    S("f12 25", "决定生效以后等级即为确认", upto("会商研判"), noted("09:27"), "allowed | level 一般"),
    S("f12", "会商可以改暂定的等级", upto("快报事实"), consulted("09:20", level="较大"), "allowed | level 较大（暂定）"),
    S("f12 25", "等级确认以后会商另有看法，只提醒，不改", upto("会商研判"), consulted("09:30", level="较大"), "allowed | warned level-differs | level 一般"),
    S("8 13", "会商没有写研判意见", upto("会商研判"), entry("09:30", "李娜", "会商", present=["办公室"]), "form field-missing"),
    S("f5", "办理不能带进应急处置", [*upto("会商后"), SETTLED, signed("09:55", SETTLED)], handled("10:00", stage="应急处置"), "refused kind-cannot-enter"),
]  # fmt: skip

REGRADING = [
    S("25", "调级不写理由", upto("应急处置"), entry("10:30", "李娜", "调级", level="较大"), "form field-missing"),
    S("25", "调到原来的等级", upto("会商研判"), regraded("10:30", "一般"), "refused level-same"),
    S("15 f12", "应急处置中升级须回到会商研判", upto("应急处置"), regraded("10:30", "较大"), "refused upgrade-returns"),
    S("15 f12", "升级并回到会商研判，须小组成员", upto("应急处置"), regraded("10:30", "较大", stage="会商研判"), "waits 小组成员"),
    S("15", "降级不必退回", upto("应急处置", "较大"), regraded("10:30", "一般"), "waits 小组成员"),
    S("29", "升级以后原来的会商不算，须重新会商", [*upto("应急处置", "较大"), RISEN, signed("10:40", RISEN)], decided("10:50", "正面回应", stage="应急处置"), "refused cac-opinion-before-measures cac-report-before-measures consult-before-handling"),
    S("29 31", "升级以后重新报告、会商、听取意见，可以再定", [*upto("应急处置", "较大"), RISEN, signed("10:40", RISEN), reported("10:41", to="市网信办", form="续报"), consulted("10:42"), opinion("10:43")], decided("10:50", "正面回应", stage="应急处置"), "waits 组长 小组成员"),
    S("29 f12", "升级签字期间打的电话，算在升级以后", [*upto("应急处置", "较大"), RISEN, reported("10:35", to="市网信办", form="续报"), signed("10:40", RISEN), consulted("10:42"), opinion("10:43")], decided("10:50", "正面回应", stage="应急处置"), "waits 组长 小组成员"),
    S("29 f14", "升到较大以上，报网信办的钟从调级起算", [*upto("应急处置"), regraded("10:30", "较大", stage="会商研判")], signed("10:40", regraded("10:30", "较大"), by="王强"), "allowed | level 较大 | stage 会商研判 | clock 报网信办=待办"),
    S("f8", "升到特别重大的调级，按高的等级定由谁签", upto("应急处置", "较大"), RISEN, "waits 小组成员"),
    S("f12 12", "升级期间发布照常", [*upto("应急处置", "较大"), DRAFT, signed("11:05", DRAFT), regraded("11:10", "特别重大", stage="会商研判")], published("11:15"), "allowed"),
    S("f8", "等签的发布稿遇到升级，改由组长签", [*upto("应急处置", "较大"), DRAFT, regraded("11:10", "特别重大", stage="会商研判"), signed("11:15", regraded("11:10", "特别重大"), by="王强")], signed("11:20", DRAFT, by="王强"), "refused approver-role-not-asked | effect 9=待审批"),
]  # fmt: skip

RELEASING = [
    S("34 12", "送审须小组成员审定", upto("应急处置"), DRAFT, "waits 小组成员"),
    S("12 f8", "特别重大的送审须组长", upto("应急处置", "特别重大"), DRAFT, "waits 组长"),
    S("12", "没审定不得发布", [*upto("应急处置"), DRAFT], published("11:20"), "refused release-approved"),
    S("12", "审定了可以发布", [*upto("应急处置"), DRAFT, signed("11:10", DRAFT)], published("11:20"), "allowed"),
    S("12", "发布早于审定", [*upto("应急处置"), DRAFT, signed("11:10", DRAFT)], published("11:05", late="补记"), "refused release-approved"),
    S("12 40", "换一个渠道发布", [*upto("应急处置"), DRAFT, signed("11:10", DRAFT)], published("11:20", channel="微博", account="南充人大微博"), "refused release-differs"),
    S("12 41", "没登记的账号", upto("应急处置"), drafted("11:00", channel="微博", account="张伟的微博"), "form value-unknown"),
    S("41 43", "网上发布不写账号", upto("应急处置"), drafted("11:00", channel="微信"), "refused account-named"),
    S("41", "用别的渠道的官方账号发微博", upto("应急处置"), drafted("11:00", channel="微博", account="南充人大网"), "refused account-other-channel"),
    S("43 g7", "跟帖说明不写官方账号", upto("应急处置"), drafted("11:00", form="跟帖说明"), "refused comment-account"),
    S("44", "对质疑跟帖，没有核查，提醒", of("质疑"), drafted("11:00", form="跟帖说明", channel="微博", account="南充人大微博"), "waits 小组成员 | warned comment-verified"),
    S("9 35", "拟稿人自己审定", [*upto("应急处置"), drafted("11:00", drafted_by=["陈立"])], signed("11:10", DRAFT), "refused approver-is-author"),
    S("35", "自己拟稿自己送审，提醒", upto("应急处置"), drafted("11:00", drafted_by=["李娜"]), "waits 小组成员 | warned drafter-submits"),
    S("35", "对诉求的答复没有办理在前，提醒", upto("应急处置"), drafted("11:00", form="答复"), "waits 小组成员 | warned handled-before-reply"),
    S("35", "办理过再答复，不提醒", [*upto("应急处置"), handled("10:30")], drafted("11:00", form="答复"), "waits 小组成员 | quiet handled-before-reply"),
    S("36", "法规误读只有法工委拟稿", of("法规误读"), drafted("11:00", form="释义", drafted_by=["周敏"]), "refused misread-drafters"),
    S("36", "法规误读由法工委和法制委一起拟稿", of("法规误读"), drafted("11:00", form="释义", drafted_by=["周敏", "吴静"]), "waits 小组成员"),
    S("37", "意见建议没有研究就答复", of("意见建议"), drafted("11:00", form="答复"), "refused suggestion-studied"),
    S("37", "意见建议研究了再答复", [*of("意见建议"), handled("10:30", outcome="已接收", result="拟纳入计划")], drafted("11:00", form="答复"), "waits 小组成员"),
    S("39", "没有核查不得辟谣", of("虚假信息"), drafted("11:00", form="辟谣"), "refused refutation-verified"),
    S("39", "查实属实的不得辟谣", [*of("虚假信息"), verified("10:30", status="属实")], drafted("11:00", form="辟谣"), "refused refutation-verified"),
    S("39", "核查的是另一事项", [*upto("应急处置", items=[item(nature="虚假信息"), item("事项2", "求证")]), verified("10:30", items=["事项2"])], drafted("11:00", form="辟谣"), "refused refutation-verified"),
    S("39", "查明不实可以辟谣", [*of("虚假信息"), verified("10:30")], drafted("11:00", form="辟谣"), "waits 小组成员"),
    S("28 39", "核查晚于送审的时间", [*of("虚假信息"), verified("11:30")], drafted("11:00", form="辟谣", late="先起草"), "refused refutation-verified"),
    S("f6 42", "先发后签的送审立即算数", upto("应急处置"), URGENT, "urgent 小组成员"),
    S("f6 42", "先发后签：不等签字即可发布", [*upto("应急处置"), URGENT], published("11:05"), "allowed"),
    S("f6", "追认过了二十四小时，记迟", [*upto("应急处置"), URGENT], signed("+1 12:00", DRAFT), "allowed | clock 追认=超时完成 | effect -2=生效"),
    S("f6", "没追认不得离开应急处置", [*upto("应急处置"), handled("10:50"), URGENT], moved("12:00", "后期处置"), "refused urgent-ratified"),
    S("42", "复杂的：没有表态性不得发动态性", [*complex_case(), drafted("11:00", phase="动态性"), signed("11:05", DRAFT)], published("11:10"), "refused statement-before-progress"),
    S("42", "复杂的：没有表态性不得发结论性", [*complex_case(), verified("10:30", status="不实"), drafted("11:00", phase="结论性"), signed("11:05", DRAFT)], published("11:10"), "refused statement-before-conclusion"),
    S("42", "不复杂的：可以直接发结论性", [*upto("应急处置"), verified("10:30", status="不实"), drafted("11:00", phase="结论性"), signed("11:05", DRAFT)], published("11:10"), "allowed"),
    S("42", "任务没办结不得发结论性", [*TASKED, verified("10:30"), drafted("11:00", phase="结论性"), signed("11:05", DRAFT)], published("11:10"), "refused tasks-before-conclusion"),
    S("28", "没有查实的事项不得发结论性", [*upto("应急处置"), drafted("11:00", phase="结论性"), signed("11:05", DRAFT)], published("11:10"), "refused facts-before-conclusion"),
    S("28", "未查实的核查撑不起结论性", [*upto("应急处置"), verified("10:30", status="未查实"), drafted("11:00", phase="结论性"), signed("11:05", DRAFT)], published("11:10"), "refused facts-before-conclusion"),
    S("42", "复杂的：没发结论性不得转入后期处置", [*complex_case(), PHASES, signed("11:05", PHASES), published("11:10")], moved("12:00", "后期处置"), "refused conclusion-published"),
    S("46", "一般的开新闻发布会，提醒，不拒", [*upto("应急处置"), drafted("11:00", form="新闻发布会", channel="现场", audience="本市媒体"), signed("11:05", DRAFT)], published("11:10", channel="现场"), "allowed | warned press-trigger"),
    S("46", "特别重大的开新闻发布会，不提醒", [*upto("应急处置", "特别重大"), drafted("11:00", form="新闻发布会", channel="现场", audience="本市媒体"), signed("11:05", DRAFT)], published("11:10", channel="现场"), "allowed | quiet press-trigger"),
    S("46", "舆情一般而突发事件重大，不提醒", [*upto("应急处置", marks={"突发事件级别": "重大"}), drafted("11:00", form="新闻发布会", channel="现场", audience="本市媒体"), signed("11:05", DRAFT)], published("11:10", channel="现场"), "allowed | quiet press-trigger"),
    S("47", "新闻发布会不写媒体范围", upto("应急处置"), drafted("11:00", form="新闻发布会", channel="现场"), "refused press-audience"),
    S("46", "重大突发事件二十四小时没有开发布会，记迟", upto("应急处置", marks={"突发事件级别": "重大"}), noted("10:30"), "allowed | clock 新闻发布会=已超时", now="+1 09:01"),
    S("46", "没有突发事件，没有开发布会的钟", upto("应急处置"), noted("10:30"), "allowed | quiet press-conference", now="+2 09:01"),
    S("34", "四十八小时没有回应，记迟", upto("应急处置"), noted("10:30"), "allowed | clock 首次回应=已超时", now="+2 09:01"),
    S("34", "正好四十八小时回应，按时", [*upto("应急处置"), DRAFT, signed("11:10", DRAFT)], published("+2 09:00"), "allowed | clock 首次回应=按时"),
    S("9", "发现、拟稿、发布都是一人，提醒", [*upto("应急处置"), drafted("11:00", drafted_by=["张伟"]), signed("11:10", DRAFT)], published("11:20"), "allowed | warned one-person-throughout"),
    S("14", "媒体来访记下就算", upto("应急处置"), entry("10:30", "李娜", "来访", id="来访1", outlet="某报", topic="进展", handled_by="李娜"), "allowed"),
]  # fmt: skip

MEASURES = [
    S("53", "管控须小组成员同意", LIE, ASKED, "waits 小组成员"),
    S("53", "决定里没有信息管控", [*of("虚假信息"), verified("10:25")], ASKED, "refused control-decided"),
    S("53", "情形不在预案所列三种", LIE, control("10:30", ground="影响不好"), "form value-unknown"),
    S("53 g5", "不写法律条款", LIE, control("10:30", article=None), "form field-missing"),
    S("53 g5", "不写必要性", LIE, control("10:30", necessity=None), "form field-missing"),
    S("53 g5", "不写到期日", LIE, control("10:30", expires=None), "form field-missing"),
    S("53", "说查证不属实而没有核查", [*LIE[:-1]], ASKED, "refused control-verified"),
    S("53", "核查晚于商请", [*LIE[:-1], verified("10:31")], control("10:30", late="先电话商请"), "refused control-verified"),
    S("53", "政治类有害信息没有核查，提醒", LIE[:-1], control("10:30", ground="政治类有害信息"), "waits 小组成员 | warned control-checked"),
    S("g5", "只有质疑的事项不得商请管控", [*of("质疑"), CONTROLLED, signed("10:21", CONTROLLED), verified("10:25")], ASKED, "refused control-of-criticism"),
    S("g5", "只有诉求的事项不得商请管控", [*upto("应急处置"), CONTROLLED, signed("10:21", CONTROLLED), verified("10:25")], ASKED, "refused control-of-criticism"),
    S("g5", "质疑和诉求合在一起也不得商请管控", [*upto("应急处置", items=[item(nature="质疑"), item("事项2")]), CONTROLLED, signed("10:21", CONTROLLED), verified("10:25", items=["事项1", "事项2"])], control("10:30", items=["事项1", "事项2"]), "refused control-of-criticism"),
    S("54", "任何等级，没有同意不得执行", REQUEST, letter("10:50", "管控已执行"), "refused consent-before-execution"),
    S("54", "不同意当然不得执行", [*REQUEST, letter("10:40", "不同意管控")], letter("10:50", "管控已执行"), "refused consent-before-execution"),
    S("54", "别的单位同意不算", [*REQUEST, letter("10:40", "同意管控", "市委宣传部", doc_no="函1号")], letter("10:50", "管控已执行"), "refused consent-before-execution"),
    S("54", "先执行后同意", [*REQUEST, CONSENT], letter("10:39", "管控已执行", late="补记"), "refused consent-before-execution"),
    S("54", "同意在先，可以执行", [*REQUEST, CONSENT], letter("10:50", "管控已执行"), "allowed"),
    S("54", "同意不写文号，提醒", REQUEST, letter("10:40", "同意管控"), "allowed | warned consent-doc-no"),
    S("53 54", "小组没签，同意了也不得执行", [*LIE, ASKED, CONSENT], letter("10:50", "管控已执行"), "refused request-before-execution"),
    S("55", "没有同意就请上级支持", REQUEST, letter("10:50", "支持", "省网信办"), "refused consent-before-support"),
    S("55", "同意以后上级支持", [*REQUEST, CONSENT], letter("10:50", "支持", "省网信办"), "allowed"),
    S("g5", "管控到期还没解除，记迟", [*REQUEST, CONSENT, letter("10:50", "管控已执行")], noted("11:00"), "allowed | clock 管控到期=已超时", now="+12 09:00"),
    S("52", "移送公安不写事由和条款", LIE, referred("10:30", to="公安机关"), "refused police-ground"),
    S("52", "移送公安没有核查", of("虚假信息"), referred("10:30", **POLICE), "refused police-verified"),
    S("52", "移送公安须小组成员同意", LIE, referred("10:30", **POLICE), "waits 小组成员"),
    S("52 g5", "只有意见建议的不得移送公安", [*of("意见建议"), verified("10:25")], referred("10:30", **POLICE), "refused control-of-criticism"),
    S("52 g3", "移送公安的事由里写身份证号", LIE, referred("10:30", **{**POLICE, "ground": "发帖人11010519491231002X"}), "refused identity-number"),
    S("38", "举报移送机关纪委不须审批", whistle(), referred("09:30", doc_no="函1号"), "allowed", title="举报"),
    S("38", "举报移送不写文号", whistle(), referred("09:30"), "refused whistleblow-doc-no", title="举报"),
    S("38 f13", "举报没有移送就归档", whistle(), moved("09:30", "归档"), "refused skip-has-reason whistleblow-referred", title="举报"),
    S("38 f13", "举报移送了，没有结果", whistle(referred("09:30", doc_no="函1号")), moved("09:40", "归档"), "refused referral-outcome", title="举报"),
    S("38 f13", "举报有了结果，可以归档", whistle(referred("09:30", doc_no="函1号"), entry("+9 09:00", "李娜", "办理", about="移送1", outcome="不属实")), moved("+9 10:00", "归档"), "waits 小组成员", title="举报"),
    S("38", "举报移送给宣传部不算移送", whistle(referred("09:30", to="市委宣传部", doc_no="函1号"), entry("+9 09:00", "李娜", "办理", about="移送1", outcome="已接收")), moved("+9 10:00", "归档"), "refused whistleblow-referred", title="举报"),
    S("38 f13", "举报的办理里写了说明文字", whistle(referred("09:30", doc_no="函1号")), entry("+9 09:00", "李娜", "办理", about="移送1", outcome="不属实", text="经查某人并未受贿"), "refused reference-field", title="举报"),
    S("38 f13", "举报的审批可以写理由，不得另写说明", whistle(START), signed("09:40", START, verdict="退回", reason="应先移送", text="某人受贿一事"), "refused reference-field", title="举报"),
    S("38 f13", "举报的审批写理由退回", whistle(START), returned("09:40", START), "allowed | effect 2=已退回", title="举报"),
    S("33", "任务过期没办，记迟", TASKED, noted("10:30"), "allowed | clock 任务=已超时", now="18:01"),
    S("33", "任务按期办结", TASKED, handled("18:00", "任务1", outcome="办结"), "allowed | clock 任务=按时"),
    S("R-11", "延期须小组成员同意", TASKED, extended("12:00", "2026-11-10 18:00"), "waits 小组成员"),
    S("R-11", "没签的延期不算", [*TASKED, extended("12:00", "2026-11-10 18:00")], noted("12:30"), "allowed | clock 任务=已超时", now="18:01"),
    S("48 49", "线下查实的要写整改", upto("应急处置"), handled("10:30", lane="线下", outcome="属实"), "refused rectified-if-true"),
    S("50", "暂不能解决、只作说明的要写理由", upto("应急处置"), handled("10:30", outcome="已说明"), "refused explained-reason"),
    S("34", "不予回应要写理由", upto("应急处置"), handled("10:30", outcome="不予回应"), "refused no-response-reason"),
]  # fmt: skip

ENDING = [
    S("34", "事项没有回应不得转入后期处置", upto("应急处置"), moved("12:00", "后期处置"), "refused items-answered"),
    S("34", "写明理由不予回应的可以转", [*upto("应急处置"), handled("10:30", outcome="不予回应", reason="已自行澄清")], moved("12:00", "后期处置"), "allowed | stage 后期处置"),
    S("34", "两件事项只答了一件", [*upto("应急处置", items=[item(), item("事项2")]), handled("10:30")], moved("12:00", "后期处置"), "refused items-answered"),
    S("48", "没有线下处置，提醒", [*upto("应急处置"), handled("10:30")], moved("12:00", "后期处置"), "allowed | warned offline-action"),
    S("16", "较大的没有续报终报，提醒", [*upto("应急处置", "较大"), handled("10:30")], moved("12:00", "后期处置"), "allowed | warned cac-result-reported"),
    S("26", "平息须小组成员同意", upto("后期处置"), CALM, "waits 小组成员"),
    S("26", "没有平息不得总结", [*upto("后期处置"), watched("+1 09:00", "回落")], REVIEW, "refused subsided-before-review"),
    S("26", "平息没签也不得总结", [*upto("后期处置"), CALM], REVIEW, "refused subsided-before-review trend-followed"),
    S("56", "平息在处置中记的，后期没有监看", [*upto("应急处置"), handled("10:30"), watched("11:00", "平息"), signed("11:10", watched("11:00", "平息")), moved("12:00", "后期处置")], REVIEW, "refused trend-followed"),
    S("57", "平息了，总结须小组成员同意", CALMED, REVIEW, "waits 小组成员"),
    S("58", "邀请的单位须是列出的", CALMED, reviewed("+1 10:00", invitees=["某公司"]), "form value-unknown"),
    S("58", "邀请别的单位参加总结", CALMED, reviewed("+1 10:00", invitees=["市网信办"]), "waits 小组成员"),
    S("59", "总结不写问题", CALMED, reviewed("+1 10:00", problems=None), "form field-missing"),
    S("59", "总结不写做法", CALMED, reviewed("+1 10:00", good=None), "form field-missing"),
    S("57", "总结没签不得归档", [*CALMED, REVIEW], moved("+1 11:00", "归档"), "refused move-not-allowed second-pending-move"),
    S("62", "有问题没有改进不得归档", REVIEWED, moved("+1 11:00", "归档"), "refused problems-improved"),
    S("62", "改进既无预案修订也无理由", REVIEWED, entry("+1 10:40", "李娜", "改进", about="问题1"), "form field-missing-one-of"),
    S("62", "改进写明不改预案的理由，可以归档", [*REVIEWED, entry("+1 10:40", "李娜", "改进", about="问题1", reason="已补岗")], moved("+1 11:00", "归档"), "waits 小组成员"),
    S("61", "责任追究只写原因不写后果", REVIEWED, suggested("+1 10:40", cause="失职"), "refused accountability-facts"),
    S("60 61", "追究建议写全了，须小组成员", REVIEWED, suggested("+1 10:40", cause="失职", consequence="误传扩大"), "waits 小组成员"),
    S("60", "总结以前提表扬，提醒", upto("后期处置"), suggested("+1 09:00", "表扬"), "waits 小组成员 | warned suggest-after-review"),
    S("26", "归档以后不得再办理", upto("归档"), handled("+1 12:00"), "refused incident-closed"),
    S("28 f11", "归档以后可以更正，须审批的照审批", upto("归档"), corrected("+1 12:00", reported(), "at", "2026-11-09 09:05", "2026-11-09 09:08"), "waits 小组成员"),
    S("g12", "归档以后重开须两名小组成员", upto("归档"), moved("+1 12:00", "应急处置", reason="又起波澜"), "waits 小组成员 小组成员"),
    S("g12", "重开以后原来的总结不再算", [*upto("归档"), moved("+1 12:00", "会商研判", reason="又起波澜")], signed("+1 12:10", f"{moved('+1 12:00', '会商研判')['at']} 推进"), "allowed | effect -2=待审批"),
]  # fmt: skip

MENDING = [
    S("28 f11", "更正引的原文与文件不符", upto("应急处置"), corrected("10:30", reported(), "at", "2026-11-09 09:06", "2026-11-09 09:07"), "refused correction-was-differs"),
    S("28 f11", "更正时间须小组成员同意", upto("应急处置"), corrected("10:30", reported(), "at", "2026-11-09 09:05", "2026-11-09 09:07"), "waits 小组成员"),
    S("f11 g1", "更正后首报超时：记迟，不拒", [*upto("应急处置"), corrected("10:30", reported(), "at", "2026-11-09 09:05", "2026-11-09 09:12")], signed("10:40", "2026-11-09 10:30 更正"), "allowed | clock 首报=超时完成 | stage 应急处置"),
    S("31 f11", "更正后意见晚于决定：记迟，不拒", [*upto("应急处置", "较大"), LATER], signed("10:40", LATER), "allowed | late cac-opinion-before-measures | stage 应急处置"),
    S("f11", "更正不影响规则的一项，不须审批", upto("应急处置"), corrected("10:30", consulted(), "findings", "属实", "基本属实"), "allowed"),
    S("f11", "更正不写应为什么", upto("应急处置"), corrected("10:30", consulted(), "findings", "属实", None), "refused field-missing"),
    S("f11", "更正不写哪一项", upto("应急处置"), corrected("10:30", consulted(), None, None, "属实", void="否"), "refused field-missing"),
    S("f11", "更正没有的一项", upto("应急处置"), corrected("10:30", consulted(), "finding", "属实", "不属实"), "refused field-unknown"),
    S("f9 f11", "事项、任务的名称不能更正", [*upto("应急处置"), DRAFT, signed("11:05", DRAFT)], corrected("11:10", DRAFT, "id", "发布1", "发布2"), "refused correction-of-fixed"),
    S("f11", "文件里有而更正没引原文", upto("应急处置"), corrected("10:30", consulted(), "findings", None, "不属实"), "refused correction-was-differs"),
    S("f11", "文件里没有，更正却引了原文", upto("应急处置"), corrected("10:30", consulted(), "text", "补记", "另记"), "refused correction-was-differs"),
    S("f11", "原来没有的一项，更正补上", upto("应急处置"), corrected("10:30", consulted(), "late", None, "当时在外"), "allowed"),
    S("f3 f11", "更正成不是时间的时间", upto("应急处置"), corrected("10:30", reported(), "at", "2026-11-09 09:05", "九点零七"), "refused value-not-time"),
    S("25 f11", "更正成预案没有的等级", upto("应急处置"), corrected("10:30", found(), "level", "一般", "很大"), "refused value-unknown"),
    S("f11", "更正成预案没有的报别", upto("应急处置"), corrected("10:30", reported(), "form", "首报", "快报"), "refused value-unknown"),
    S("f9 f11", "更正成没有的事项", [*upto("应急处置"), verified("10:20")], corrected("10:30", verified("10:20"), "items", ["事项1"], ["事项9"]), "refused thing-unknown"),
    S("32 f11", "更正措施须小组成员同意", upto("应急处置"), corrected("10:30", GO, "measures", ["正面回应"], ["正面回应", "线下处置"]), "waits 小组成员"),
    S("4 f11", "一次更正一项中的多个值，其中一个不在预案", upto("应急处置"), corrected("10:30", found(), "scope", ["公众关注"], ["公众关注", "领导关注"]), "refused value-unknown"),
    S("f11 30", "更正环节绕不过会商", [*upto("会商研判"), decided("09:40", "正面回应"), signed("09:41", decided("09:40", "正面回应"))], corrected("10:30", decided("09:40"), "stage", None, "应急处置"), "refused consult-before-handling"),
    S("f5 f11", "更正成预案不许的环节", upto("应急处置"), corrected("10:30", GO, "stage", "应急处置", "归档"), "refused move-not-allowed"),
    S("f7 f11", "审批不能更正", upto("应急处置"), corrected("10:30", signed("10:05", GO), "as", "组长", "小组成员"), "refused correction-of-record"),
    S("f11", "更正还在待审批的记录", [*upto("快报事实"), START], corrected("09:22", START, "reason", None, "补写"), "refused correction-of-waiting"),
    S("f11", "更正没有的记录", upto("应急处置"), corrected("10:30", consulted("08:00"), "findings", "属实", "不属实"), "refused correction-of-nothing"),
    S("f11", "作废须小组成员同意", [*upto("应急处置"), noted("10:20")], voided("10:30", noted("10:20")), "waits 小组成员"),
    S("f11", "发现不能作废", upto("应急处置"), voided("10:30", found()), "refused correction-of-record"),
    S("f10 g1", "时间早于上一条：补录，问原因，不拒", upto("应急处置"), noted("09:40"), "allowed | late late-without-reason"),
    S("f10", "写了补录原因就不再问", upto("应急处置"), noted("09:40", late="当时在开会"), "allowed | quiet late-without-reason"),
    S("f9", "用过的事项名再用", upto("应急处置"), entry("10:30", "张伟", "说明", items=[item()]), "refused thing-taken"),
    S("f9", "针对没有的任务", upto("应急处置"), handled("10:30", "任务9"), "refused thing-unknown"),
    S("f7", "同一分钟同一种类，后一条不计", upto("应急处置"), consulted("09:30"), "refused duplicate-entry"),
    S("f2", "没有的字段", upto("应急处置"), noted("10:30", 电话="12345"), "form field-unknown"),
    S("f3", "时间写了时区", upto("应急处置"), {**noted("10:30"), "at": "2026-11-09T10:30+08:00"}, "form value-not-time"),
    S("f4", "名册里没有的人", upto("应急处置"), noted("10:30", by="路人"), "form person-unknown"),
    S("f7", "审批不存在的记录", upto("应急处置"), signed("10:30", "2026-11-09 10:29 决定"), "refused approval-of-nothing"),
    S("f7", "审批不须审批的记录", upto("应急处置"), signed("10:30", consulted()), "refused approval-not-needed"),
]  # fmt: skip

SITUATIONS = (
    *OPENING, *REPORTING, *DECIDING, *REGRADING, *RELEASING, *MEASURES, *ENDING, *MENDING,
)  # fmt: skip
