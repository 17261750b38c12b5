"""The acts every flow is made of, each as the plan asks for it, in office prose."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from taizhang.actions.demo.script import OFFICE, UNITS
from taizhang.actions.demo.subjects import MISREAD, REFUTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from taizhang.actions.demo.script import Script, Step
    from taizhang.store.emit import TreeValue

HIGHEST = "特别重大"
CAC = "市网信办"
GROUP = "应急管理小组"
ITEM = "事项1"

_REASONS = {
    "一般": ("浏览约四百，评论十余条", "跟帖不多，仅见于一个版块", "浏览不足一千，无转发"),
    "较大": ("本地微信群、微博大量转发", "一小时内转发过千，本地媒体已关注"),
    "重大": ("多个平台同时扩散，省级媒体询问", "登上本地热榜，线下有人聚集询问"),
    "特别重大": ("登上全国热搜，多地跟帖",),
}
_SPREAD = {"一般": 1, "较大": 40, "重大": 400, "特别重大": 4000}
_ACCOUNTS = {
    "论坛": ("论坛", "南充人大网"),
    "门户网站": ("门户网站", "南充人大网"),
    "微博": ("微博", "南充人大微博"),
}
_WECHAT = ("微信", "南充人大微信公众号")
_SUMMARIES = (
    "当日会商，次日答复",
    "答复前先核实，口径一致",
    "线上答复与线下整改同步",
    "责任单位到场核实，未推诿",
    "发布前由两个委室共同核稿",
)


def upper(s: Script) -> bool:
    """True from 较大 on."""
    return s.level != "一般"


def doc_no(s: Script, organ: str = "南人办函") -> str:
    """A made-up serial number of a letter."""
    return f"{organ}〔{s.at.year}〕{s.rng.randint(11, 96)}号"


def place(s: Script) -> tuple[str, str]:
    """Channel and official account for an answer where the post stood."""
    return _ACCOUNTS.get(s.subject.platform, _WECHAT)


def measures(s: Script) -> tuple[str, ...]:
    """What fits the subject's nature."""
    first = "公开辟谣" if s.subject.nature in REFUTED else "正面回应"
    return first, "线下处置"


def discover(
    s: Script,
    *,
    more: Sequence[Mapping[str, TreeValue]] = (),
    marks: Mapping[str, str] | None = None,
    related: str = "",
    lag: int | None = None,
) -> Step:
    """Somebody on watch finds it."""
    scope = ["公众关注", "损害机关形象"] if upper(s) else ["公众关注"]
    fields: dict[str, TreeValue] = {
        "level": s.level,
        "reason": s.rng.choice(_REASONS[s.level]),
        "scope": scope,
        "marks": {"状态": "已发布", **(marks or {})},
        "items": [
            {"id": s.name("事项"), "nature": s.subject.nature, "summary": s.subject.summary},
            *({"id": s.name("事项"), **item} for item in more),
        ],
        "sources": [
            {
                "platform": s.subject.platform,
                "posted_at": s.stamp(s.at - timedelta(minutes=25 + 4 * len(s.subject.summary))),
                "sha256": f"{s.rng.getrandbits(256):064x}",
            }
        ],
    }
    if related:
        fields["related"] = [related]
    return s.do(s.monitor, "发现", fields, lag=lag)


def report(s: Script, *, late: str = "", lag: int | None = None) -> Step:
    """The first report to the group, by telephone."""
    fields: dict[str, TreeValue] = {
        "form": "首报",
        "to": GROUP,
        "channel": "电话",
        "stage": "快报事实",
    }
    if late:
        fields["late"] = late
    return s.do(s.monitor, "报告", fields, lag=lag)


def tell_cac(s: Script, form: str = "首报", *, letter: bool = False) -> Step:
    """A report to the cyberspace office."""
    fields: dict[str, TreeValue] = {"form": form, "to": CAC, "channel": "电话"}
    if letter:
        fields |= {"via": ["市委宣传部"], "channel": "传真", "doc_no": doc_no(s)}
    return s.do(OFFICE, "报告", fields)


def hear_cac(s: Script, gist: str = "同意所提措施，注意时度效", channel: str = "电话") -> Step:
    """The opinion of the cyberspace office."""
    fields = {"from": CAC, "form": "意见", "channel": channel, "gist": gist}
    return s.do(s.monitor, "来文", fields)


def signers(s: Script) -> tuple[str, ...]:
    """Whose signatures a decision needs at this level."""
    return s.two() if s.level == HIGHEST else (s.member(),)


def activation(s: Script) -> dict[str, TreeValue]:
    """The decision that puts the plan in force."""
    reason = "转发仍在加快" if upper(s) else "情况简单，先核实再答复"
    return {"measures": ["启动预案"], "reason": reason, "stage": "会商研判"}


def consult(s: Script, findings: str = "", *, with_cac: bool = False) -> Step:
    """The meeting that looks into it."""
    present = ["组长", "办公室", s.subject.unit]
    if s.subject.nature == MISREAD:
        present = ["组长", "办公室", "法工委", "法制委"]
    if with_cac:
        present.append(CAC)
    fields: dict[str, TreeValue] = {
        "present": present,
        "findings": findings or s.subject.findings,
        "level": s.level,
    }
    return s.do(OFFICE, "会商", fields)


def task(s: Script, due: str, *, unit: str = "", do: str = "") -> dict[str, TreeValue]:
    """A task as a decision writes it."""
    return {
        "id": s.name("任务"),
        "unit": unit or s.subject.unit,
        "items": [ITEM],
        "do": do or s.subject.task,
        "due": due,
    }


def handling(s: Script, due: str, extra: Sequence[str] = ()) -> dict[str, TreeValue]:
    """The decision that starts the handling."""
    return {
        "measures": [*measures(s), *extra],
        "tasks": [task(s, due)],
        "stage": "应急处置",
    }


def verify(s: Script, *, status: str = "不实", items: Sequence[str] = (ITEM,)) -> Step:
    """What the unit found to be the fact."""
    fact: TreeValue = {"text": s.subject.fact, "status": status}
    return s.do(s.unit_person, "核查", {"items": [*items], "facts": [fact]})


def fulfil(s: Script, about: str = "任务1", *, late: str = "", result: str = "") -> Step:
    """The unit reports a task done; the office often files it for the unit."""
    fields: dict[str, TreeValue] = {
        "about": about,
        "lane": "线下",
        "outcome": "办结",
        "result": result or s.subject.result,
    }
    if late:
        fields["late"] = late
    recorder = OFFICE if s.rng.random() < 0.3 else ""  # noqa: PLR2004  now and then
    return s.do(s.unit_person, "办理", fields, recorder=recorder)


def draft(s: Script, text: str = "", **more: TreeValue) -> dict[str, TreeValue]:
    """What is to be published, with all an approver has to see."""
    channel, account = place(s)
    nature = s.subject.nature
    form = "辟谣" if nature in REFUTED else "释义" if nature == MISREAD else "答复"
    drafters = ["周敏", "吴静"] if nature == MISREAD else [s.unit_person]
    return {
        "id": s.name("发布"),
        "items": [ITEM],
        "form": form,
        "drafted_by": drafters,
        "channel": channel,
        "account": account,
        "text": text or s.subject.reply,
        **more,
    }


def publish(s: Script, release: Mapping[str, TreeValue], *, late: str = "") -> Step:
    """The approved text goes out."""
    fields = {"about": release["id"], "channel": release["channel"]}
    if "account" in release:
        fields["account"] = release["account"]
    if late:
        fields["late"] = late
    return s.do(s.monitor, "发布", fields)


def watch(s: Script, trend: str, basis: str = "") -> dict[str, TreeValue]:
    """What the spread looks like."""
    scale = _SPREAD[s.level]
    share = {"上升": 3, "平稳": 2, "回落": 1}.get(trend, 0)
    posts = s.rng.randint(3, 9) * scale * share + s.rng.randint(1, 9)
    fields: dict[str, TreeValue] = {
        "trend": trend,
        "spread": {
            "posts": str(posts),
            "reads": str(posts * s.rng.randint(60, 90)),
            "comments": str(posts * s.rng.randint(2, 6)),
        },
    }
    if basis:
        fields["basis"] = basis
    return fields


def follow_up(s: Script) -> Step:
    """The handling is over; what follows is watching."""
    return s.do(OFFICE, "推进", {"stage": "后期处置"})


def subsided(s: Script) -> Step:
    """The watch finds it quiet, and the group agrees."""
    fields = watch(s, "平息", "连续三日无新增讨论")
    return s.signed(s.monitor, "监看", fields, within=(20, 70))


_CAUSES = {
    "诉求": "办理安排不够周全",
    "质疑": "说明不够完整",
    "法规误读": "说明不够完整",
    "虚假信息": "说明不够完整",
}
"""Why a review found a problem, by what the matter was."""


def review(s: Script, problems: Sequence[str] = (), good: Sequence[str] = ()) -> Step:
    """What went well and what did not."""
    invited: dict[str, TreeValue] = {"invitees": [CAC]} if upper(s) else {}
    units = ["办公室", s.subject.unit]
    cause = _CAUSES.get(s.subject.nature, "公开不够及时")
    fields: dict[str, TreeValue] = {
        "units": units,
        **invited,
        "good": [*(good or (s.rng.choice(_SUMMARIES),))],
        "problems": [
            {"id": s.name("问题"), "text": text, "cause": cause}
            for text in problems or (s.subject.problem,)
        ],
        "stage": "总结评估",
    }
    return s.signed(OFFICE, "总结", fields, within=(15, 60))


def improve(s: Script, about: str = "问题1", reason: str = "") -> Step:
    """What became of a problem."""
    return s.do(OFFICE, "改进", {"about": about, "reason": reason or s.subject.mend})


def revise(s: Script, about: str, clause: str) -> Step | None:
    """What a proposed plan version made of a problem; nothing when there is none yet."""
    if s.revision is None:
        return None
    s.at = max(s.at, s.revision.at)
    s.wait(20, 40)
    return s.do(OFFICE, "改进", {"about": about, "plan": s.revision.version, "clause": clause})


def archive(s: Script) -> Step:
    """The file is closed."""
    return s.signed(OFFICE, "推进", {"stage": "归档"}, within=(10, 45))


def drafter_of(unit: str) -> str:
    """Who drafts for a unit."""
    return UNITS[unit]
