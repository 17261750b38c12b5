"""Views made by hand: an ordinary site, and one with hostile text in every field."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from tests.rules.builders import shipped

from taizhang.model.boardview import BoardView
from taizhang.model.cardviews import CardLine, CardView, PersonView
from taizhang.model.incidentfacts import (
    DutyFact,
    EntryFact,
    IncidentFacts,
    ItemFact,
    Length,
    LessonFact,
)
from taizhang.model.lessonviews import LessonView
from taizhang.model.pageviews import (
    ChangeView,
    DocumentView,
    FindingView,
    ItemView,
    LimitView,
    LinkView,
    RefView,
)
from taizhang.model.site import PlanPages, SiteViews, Table
from taizhang.model.spreadview import Event, Reading, SpreadView
from taizhang.model.views import (
    NONE,
    ApprovalView,
    DueView,
    EntryView,
    FieldView,
    IncidentView,
    LevelView,
    Moment,
    NextView,
    ProblemView,
    RequirementView,
    ReviewView,
    RowView,
    StageCell,
    ThingView,
    WaitingView,
)
from taizhang.rules.views.statistics import statistics_view

if TYPE_CHECKING:
    from taizhang.model.statisticsviews import StatisticsView

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 9, 13, 30, tzinfo=UTC).astimezone(ZONE)
STAGES = (
    ("监测舆情", "monitor"),
    ("快报事实", "report"),
    ("会商研判", "consult"),
    ("应急处置", "handle"),
    ("后期处置", "follow_up"),
    ("总结评估", "review"),
    ("归档", "archived"),
)
LEVELS = {
    "L1": ("特别重大", "◆", "红"),
    "L2": ("重大", "▲", "橙"),
    "L3": ("较大", "●", "黄"),
    "L4": ("一般", "■", "蓝"),
}


def moment(when: datetime) -> Moment:
    return Moment(when.isoformat(), when.strftime("%Y-%m-%d %H:%M"))


def ago(**span: float) -> Moment:
    return moment(NOW - timedelta(**span))


LIMITS = (
    LimitView(name="首报", limit="10 分钟", taken="13 分钟", state="late", state_zh="超时完成"),
    LimitView(name="首次回应", limit="48 小时", taken="7 小时", state="met", state_zh="按时"),
)


def level(key: str = "L3", *, confirmed: bool = True) -> LevelView:
    name, shape, colour = LEVELS[key]
    return LevelView(
        name=name, key=key, shape=shape, confirmed=confirmed, colour=colour, rank=int(key[1]) - 1
    )


def strip(now: int) -> tuple[StageCell, ...]:
    cells = []
    for index, (name, key) in enumerate(STAGES):
        state = "done" if index < now else "now" if index == now else "todo"
        since = ago(hours=30 - 4 * index) if index <= now else NONE
        until = ago(hours=26 - 4 * index) if index < now else NONE
        cells.append(
            StageCell(
                name=name,
                key=key,
                state=state,
                since=since,
                until=until,
                taken="4 小时" if index < now else "",
                limits=LIMITS if index == 0 else (),
            )
        )
    return tuple(cells)


def due(
    name: str = "首报", state: str = "soon", due_at: datetime | None = None, **extra
) -> DueView:
    words = {
        "met": "按时",
        "late": "超时完成",
        "open": "进行中",
        "soon": "将到期",
        "overdue": "已超时",
        "done": "已办",
        "pending": "待办",
    }
    default = NOW + timedelta(minutes=-12 if state == "overdue" else 6)
    at = due_at or default
    given: dict[str, Any] = {
        "code": "first-report",
        "name": name,
        "state": state,
        "state_zh": words[state],
        "start": ago(minutes=20),
        "due": moment(at) if state not in ("pending", "done") else NONE,
        "done": ago(minutes=14) if state in ("met", "late", "done") else NONE,
        "remind": moment(at - timedelta(minutes=10)),
        "soon": moment(at - timedelta(minutes=10)),
        "reminders": (moment(at - timedelta(minutes=10)), moment(at + timedelta(minutes=30))),
        "over": "12 分钟" if state in ("overdue", "late") else "",
        "taken": "7 分钟" if state in ("met", "late", "done") else "",
        "limit": "10 分钟" if state not in ("pending", "done") else "",
        "force": "",
        "basis": "本预案",
        "clause": "三(二)",
        "anchor": "c3-2",
        "who": "监控员",
        "command": "taizhang add 20261109-4mq2 报告 --to 应急管理小组",
        "kind": "报告",
    }
    return DueView(**(given | extra))


def row(number: int = 1, *, key: str = "L3", now: int = 1, **extra) -> RowView:
    titles = (
        "网传停车条例将按户收取年费",
        "网民质疑某河段水质监测数据",
        "代表建议办理进度被指迟缓",
        "论坛讨论养犬管理条例处罚条款",
        "短视频称旁听席位须预先付费",
        "咨询物业管理条例征求意见渠道",
    )
    given: dict[str, Any] = {
        "id": f"202611{number:02d}-4mq{number % 10}",
        "title": titles[number % len(titles)],
        "level": level(key),
        "stage": STAGES[now][0],
        "stage_key": STAGES[now][1],
        "strip": strip(now),
        "natures": ("虚假信息", "法规误读"),
        "platforms": ("微博", "微信"),
        "opened": ago(hours=30),
        "updated": ago(minutes=18),
        "closed": NONE,
        "next": due(state="open", due_at=NOW + timedelta(hours=3)),
        "waiting": 0,
        "late": 0,
        "drill": False,
    }
    return RowView(**(given | extra))


def closed(number: int, when: datetime) -> RowView:
    return row(
        number,
        now=6,
        key="L4",
        closed=moment(when),
        next=None,
        outcome="公开辟谣，已平息",
        lessons=("夜间首报迟三分钟，没有备岗", "条例审议期未列入敏感时段"),
    )


def waiting(view: RowView, sort: str = "待审批") -> WaitingView:
    return WaitingView(
        incident=view.id,
        title=view.title,
        level=view.level,
        entry="2026-11-09 20:50 决定",
        sort=sort,
        by="李娜",
        roles=("组长", "小组成员"),
        since=ago(minutes=40),
        command=f"taizhang approve {view.id}",
    )


def entry(number: int, **extra) -> EntryView:
    given: dict[str, Any] = {
        "number": number,
        "anchor": f"e{number}",
        "kind": "报告",
        "kind_key": "report",
        "at": ago(hours=30 - number),
        "recorded": ago(hours=29 - number),
        "lag": "",
        "by": "张伟",
        "recorder": "",
        "stage": "",
        "move": "",
        "effect": "生效",
        "labels": (),
        "late": "",
        "urgent": "",
        "fields": (
            FieldView(name="form", title="形式", lines=("首报",)),
            FieldView(name="to", title="报送", lines=("应急管理小组",)),
        ),
        "approvals": (),
        "missing": (),
        "commit": "4f0c2a9be1d7",
    }
    return EntryView(**(given | extra))


def approval(verdict: str = "同意", **extra) -> ApprovalView:
    given: dict[str, Any] = {
        "person": "陈立",
        "role": "组长",
        "verdict": verdict,
        "at": ago(hours=20),
        "reason": "",
        "verification": "未验签",
        "counts": True,
    }
    return ApprovalView(**(given | extra))


def entries() -> tuple[EntryView, ...]:
    return (
        entry(
            1,
            kind="发现",
            kind_key="discovery",
            fields=(
                FieldView(name="reason", title="定级依据", lines=("本地微信群、微博大量转发",)),
                FieldView(
                    name="items",
                    title="事项",
                    lines=("事项1 虚假信息：称条例规定每户每年收费三千元",),
                ),
            ),
        ),
        entry(
            2,
            stage="快报事实",
            move="前进",
            labels=("补录", "代录", "已更正"),
            recorder="李娜",
            lag="3 小时",
            late="当时正在核对是否涉及本机关",
            fields=(
                FieldView(name="form", title="形式", lines=("首报",)),
                FieldView(name="at", title="时间", lines=("22:27",), corrected="22:21"),
            ),
        ),
        entry(3, kind="送审", effect="待追认", labels=("待追认",), urgent="组长电话同意，先发后签"),
        entry(
            4,
            kind="决定",
            kind_key="decision",
            by="李娜",
            stage="会商研判",
            move="前进",
            approvals=(approval(), approval(role="小组成员", person="王强", verification="已验签")),
        ),
        entry(
            5,
            kind="调级",
            kind_key="regrade",
            effect="已退回",
            approvals=(approval("退回", reason="依据不足", counts=False, why="本人提出，不计入"),),
        ),
        entry(6, kind="决定", effect="待审批", labels=("待审批",), missing=("组长", "小组成员")),
    )


def needs() -> tuple[RequirementView, ...]:
    def need(code: str, text: str, state: str, fix: str = "") -> RequirementView:
        return RequirementView(
            code=code,
            text=text,
            state=state,
            strength="应当" if code == "offline" else "必须",
            clause="三(三)",
            anchor="c3-3",
            fix=fix,
        )

    return (
        need("consult", "已会商", "已满足"),
        need("decide", "有生效的决定", "未满足", "taizhang add 20261101-4mq1 决定"),
        need("hear", "已听取市网信办意见", "未满足", "请先取得意见并登记来文。"),
        need("offline", "已有线下办理", "未满足", "taizhang add a 办理；taizhang add b 发布"),
        need("ratify", "先行发布已追认", "待追认"),
    )


def incident(view: RowView | None = None, **extra) -> IncidentView:
    base = view or row(1, now=2, waiting=1, late=1)
    over = base.closed.text != ""
    given: dict[str, Any] = {
        "row": base,
        "plan": "2022-08-05",
        "reasons": ("转发量大，条例确在审议",),
        "scope": ("公众关注", "损害机关形象"),
        "marks": (("状态", "已发布"), ("广泛关注且情况复杂", "否")),
        "sources": ("微博，2026-11-08 20:50 发布", "https://example.invalid/a"),
        "items": (
            ItemView(
                name="事项1", nature="虚假信息", summary="称每户每年收费三千元", answer="发布2"
            ),
            ItemView(name="事项2", nature="法规误读", summary="差别化收费即新增收费", answer=""),
        ),
        "things": (
            ThingView(
                name="任务1",
                sort="任务",
                title="法工委：起草条文解释",
                state="办理中",
                lines=("限 2026-11-10 11:00",),
            ),
            ThingView(
                name="发布1", sort="发布", title="声明（表态性）", state="已发布", lines=("微信",)
            ),
        ),
        "next": ()
        if over
        else (
            NextView(
                stage="应急处置",
                move="前进",
                ready=False,
                requirements=needs(),
                approvers=("组长", "小组成员"),
                command=f"taizhang advance {base.id} 应急处置",
            ),
        ),
        "waiting": () if over else (waiting(base),),
        "dues": (
            due(state="late"),
            due("首次回应", "met" if over else "soon", code="first-answer"),
            due("会商", "done" if over else "pending", code="consult"),
        ),
        "entries": entries()[::-1],
        "spread": None if over else spread(),
        "review": ReviewView(
            at=ago(hours=2),
            units=("办公室", "法工委"),
            good=("十小时内公开辟谣",),
            problems=(
                ProblemView(name="问题1", text="夜间首报迟三分钟", outcome="已排备岗"),
                ProblemView(name="问题2", text="未列入敏感时段", outcome=""),
                ProblemView(
                    name="问题3",
                    text="没有监看间隔",
                    outcome="预案 2026-11-18 修订 三(一)",
                    plan="2026-11-18",
                    clause="三(一)",
                    anchor="s3-1",
                    reason="先行试用",
                ),
            ),
            effect="生效",
        )
        if over
        else None,
        "changes": (
            ChangeView(
                commit="4f0c2a9be1d7",
                author="张伟",
                at=ago(hours=29),
                subject=f"{base.id}: 发现 张伟",
                added=("id: 20261101-4mq1", "timeline:", "- at: 2026-11-08 22:14"),
                entries=tuple(
                    RefView(anchor=f"e{each}", text=f"2026-11-08 22:14 报告{each}")
                    for each in range(1, 6)
                ),
            ),
        ),
        "findings": (
            FindingView(
                code="report-late",
                severity="late",
                line=12,
                message="首报迟 3 分钟。",
                fix="请在下一条记录中说明原因。",
            ),
        ),
        "merged_into": "",
        "history": True,
        "reference_only": False,
        "path": f"ledger/2026/11/{base.id}.yml",
        "reported": ago(hours=29),
        "units": ("法工委", "办公室"),
        "opinions": (
            RefView(anchor="e4", text="2026-11-08 23:10　市网信办　同意　网信〔2026〕70号"),
        ),
        "documents": (
            DocumentView(
                sort="文号",
                name="网信〔2026〕70号（来文）",
                at=ago(hours=28),
                by="李娜",
                anchor="e4",
            ),
            DocumentView(
                sort="附件", name="截图.png　0e9e280434e7", at=ago(hours=29), by="张伟", anchor="e1"
            ),
        ),
        "related": (LinkView(id="20261107-4mq7", title="此前的同类事件", how="相关"),),
        "before": LinkView(id="20261107-4mq7", title="此前的同类事件"),
        "after": LinkView(id="20261108-4mq8", title="后来的事件"),
    }
    return IncidentView(**(given | extra))


PLAN_PAGE = """# 网络舆情应急处置预案

## 分级 {#c1}

<!-- taizhang:levels -->

## 快报事实 {#c3-2}

发现后十分钟内报应急管理小组。

## 会商研判 {#c3-3}

逐件会商。

<!-- taizhang:unknown -->
"""


def plan() -> PlanPages:
    return PlanPages(
        id="2022-08-05",
        title="网络舆情应急处置预案",
        pages=(("index.md", PLAN_PAGE), ("duties.md", "# 职责\n\n各单位职责。\n")),
        tables={
            "levels": Table(
                title="舆情分级",
                header=("级别", "颜色", "标准"),
                rows=(("特别重大", "红", "待定"), ("重大", "橙", "待定")),
            )
        },
    )


PROPOSAL = """# 网络舆情应急处置预案

## 监测 {#s3-1}

条例审议期列为敏感时段。

<!-- taizhang:diff -->
"""


def proposal() -> PlanPages:
    return PlanPages(
        id="2026-11-18",
        title="网络舆情应急处置预案",
        pages=(("index.md", PROPOSAL), ("changes.md", "# 改动一览\n\n逐项列出。\n")),
        tables={
            "diff": Table(
                title="差别",
                header=("条目", "原为", "现为"),
                rows=(("时限 会商", "及时", "2 小时"),),
            )
        },
        standing="proposed",
        revises="2022-08-05",
    )


def lesson(number: int = 1, **extra) -> LessonView:
    given: dict[str, Any] = {
        "incident": "20261107-4mq7",
        "title": "网民质疑某河段水质监测数据",
        "name": f"问题{number}",
        "text": f"条例审议期未列入敏感时段{number}",
        "at": ago(days=number),
    }
    return LessonView(**(given | extra))


def lessons() -> tuple[LessonView, ...]:
    return (
        lesson(1, plan="2026-11-18", clause="三(一)", anchor="s3-1"),
        lesson(2, plan="2026-11-18", clause="九(九)", anchor="s9-9", reason="另补备岗"),
        lesson(3, plan="2030-01-01", clause="三(一)", anchor="s3-1", known=False),
        lesson(4, reason="已设备岗，不需修改预案"),
        lesson(5, drill=True),
    )


def cards() -> tuple[CardView, ...]:
    line = CardLine(
        title="首报",
        text="从发现起 10 分钟内须有向应急管理小组的报告。",
        limit="10 分钟",
        clause="三(二)",
        anchor="c3-2",
        command="taizhang add ID 报告 --to 应急管理小组",
    )
    return (
        CardView(name="监控员", holders=("张伟", "刘洋"), duties=(line,), signs=()),
        CardView(name="组长", holders=(), duties=(), signs=(line,)),
    )


def people() -> tuple[PersonView, ...]:
    return (
        PersonView(name="张伟", roles=("监控员",), unit="办公室"),
        PersonView(name="陈立", roles=("组长",), unit=""),
        PersonView(name="无事", roles=("管理员",), unit=""),
    )


def board(**extra) -> BoardView:
    rows = (
        row(1, key="L1", now=1, next=due(state="overdue"), late=1),
        row(2, key="L2", now=2, next=due("首次回应", "soon"), waiting=1),
        row(3, key="L3", now=3),
        row(4, key="L4", now=4, next=due("会商", "pending")),
        row(5, key="L4", now=0, level=level("L4", confirmed=False), next=None),
    )
    first, second = rows[0].next, rows[1].next
    third = rows[2].next
    assert first
    assert second
    assert third
    given: dict[str, Any] = {
        "ledger": "某市人大常委会机关舆情台账",
        "drill": True,
        "built": moment(NOW),
        "commit": "4f0c2a9be1d74f0c2a9be1d7",
        "plan": "2022-08-05",
        "plan_title": "网络舆情应急处置预案",
        "duty": ("张伟", "李娜"),
        "periods": ("市两会（11-08 至 11-12）",),
        "overdue": ((rows[0], first),),
        "soon": ((rows[1], second),),
        "later": ((rows[2], third),),
        "waiting": (waiting(rows[1]), waiting(rows[2], "待追认")),
        "open": rows,
        "archived": (closed(7, NOW - timedelta(days=9)), closed(8, NOW - timedelta(days=40))),
        "total": 7,
        "ledger_id": "drill-1",
        "committed": ago(minutes=5),
    }
    return BoardView(**(given | extra))


def spread() -> SpreadView:
    def reading(hours: int, posts: int, trend: str = "上升") -> Reading:
        return Reading(
            at=ago(hours=30 - hours), seconds=hours * 3600, anchor="e2", trend=trend,
            posts=posts, reads=posts * 70, comments=None if hours > 20 else posts * 3,
        )  # fmt: skip

    marks = (("报告", 300), ("决定", 1500), ("决定", 1560), ("发布", 40000), ("调级", 41000))
    return SpreadView(
        readings=(reading(1, 12), reading(6, 9800), reading(24, 7, "回落")),
        events=tuple(
            Event(at=ago(hours=29), seconds=seconds, anchor="e3", kind=kind, text="首报")
            for kind, seconds in marks
        ),
    )


def facts(number: int = 1, **extra) -> IncidentFacts:
    """A record of an incident of the shipped plan, as statistics count it."""
    day = f"2026-{number:02d}-03"
    given: dict[str, Any] = {
        "id": f"2026{number:02d}03-4mq{number % 10}", "plan": "2022-08-05",
        "opened": f"{day}T09:00:00+08:00", "closed": f"{day}T19:00:00+08:00", "stage": "归档",
        "level": ("特别重大", "重大", "较大", "一般")[number % 4], "drill": False,
        "natures": ("诉求",), "platforms": ("微博",), "scope": ("公众关注",),
        "measures": ("正面回应",), "items": (ItemFact("诉求", answered=number % 3 > 0),),
        "entries": (EntryFact("发现", 1, 0), EntryFact("报告", 2, number % 2)),
        "lessons": (LessonFact("没有备岗", "plan", "2026-11-18"),),
        "stays": (Length("监测舆情", 300 * number), Length("快报事实", 4000 * number)),
        "intervals": (Length("found-report", 300 * number), Length("found-closed", 36000 * number)),
        "duties": (
            DutyFact("first-report", "met" if number % 3 else "late", "", 300 * number),
            DutyFact("consult", "done", "", 9000),
        ),
    }  # fmt: skip
    return IncidentFacts(**(given | extra))


def statistics(**changes) -> StatisticsView:
    law = shipped()
    overdue = (DutyFact("first-report", "running", "2026-11-09T20:00:00+08:00", 0),)
    records = [facts(number) for number in range(1, 12)]
    records += [facts(11, id="20261101-4mq1", closed="", duties=overdue), facts(4, drill=True)]
    records.append(facts(12, opened="2025-12-30T09:00:00+08:00", closed=""))
    view = statistics_view(records, (law.plan,), law.office, NOW, history=True)
    return replace(view, **changes)


def period(key: str = "all") -> Any:
    return statistics().period(key)


def site(**extra) -> SiteViews:
    given_board = extra.pop("board", None) or board()
    given: dict[str, Any] = {
        "board": given_board,
        "incidents": tuple(incident(view) for view in (*given_board.open, *given_board.archived)),
        "archive": given_board.archived,
        "plans": (plan(), proposal()),
        "lessons": lessons(),
        "cards": cards(),
        "people": people(),
        "statistics": statistics(),
    }
    return SiteViews(**(given | extra))


def empty_site() -> SiteViews:
    nothing = board(
        drill=False,
        overdue=(),
        soon=(),
        later=(),
        waiting=(),
        open=(),
        archived=(),
        total=0,
        duty=(),
        periods=(),
    )
    return SiteViews(board=nothing, incidents=(), archive=(), plans=())


KEPT = {
    "ledger_id",
    "id",
    "key",
    "anchor",
    "state",
    "incident",
    "severity",
    "path",
    "standing",
    "form",
}
"""Fields that are never free text: ids, words of the program."""


def hostile(value: Any, text: str) -> Any:
    """A copy of views in which every free text ends in ``text``."""
    if isinstance(value, str):
        return value + text
    if isinstance(value, tuple) and (names := getattr(value, "_fields", ())):
        pairs = zip(names, value, strict=True)
        return type(value)(*(each if name in KEPT else hostile(each, text) for name, each in pairs))
    if isinstance(value, tuple):
        return tuple(hostile(member, text) for member in value)
    if is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Moment):
            return replace(value, text=value.text + text if value.text else "")
        changed = {
            field.name: hostile(getattr(value, field.name), text)
            for field in fields(value)
            if field.name not in KEPT and getattr(value, field.name) not in ("", None)
        }
        return replace(value, **changed)
    return value
