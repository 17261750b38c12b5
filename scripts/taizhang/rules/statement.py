"""The statement an approver signs: short, in Chinese, and the same bytes for everybody.

UTF-8, NFC, one fact a line, every line ended by LF. Built from the file, the plan and the roster
version the 审批 names, so that it can be built again at any time; nothing in it comes from what
may change later. A value can never make a line of its own. Source: trust.md 4; format.md 7.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from taizhang.model.digest import tree_digest
from taizhang.model.entry import part
from taizhang.model.fields import COMMON
from taizhang.model.once import once
from taizhang.model.record import dataclass
from taizhang.rules.heads import entry_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import timezone

    from taizhang.model.entry import Entry, Incident
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Person
    from taizhang.model.state import Act
    from taizhang.rules.chain import Chain
    from taizhang.rules.ground import Ground

TITLE = "舆情台账审批声明 v1"
LONGEST = 60
"""Characters of a value of the entry; what is longer is cut, and held by the digest."""

_SHOWN = {
    "发现": "reason 理由",
    "说明": "text 说明",
    "报告": "form 报别, to 报给, channel 渠道",
    "会商": "present 参加",
    "来文": "from 来自, form 类别, about 针对",
    "决定": "measures 措施, tasks 任务, marks 情况标记, reason 理由",
    "调级": "reason 理由",
    "核查": "items 事项",
    "办理": "about 针对, outcome 结果, reason 理由",
    "送审": (
        "id 发布名, form 形式, channel 渠道, account 账号, audience 对象范围, items 事项, "
        "text 发布内容"
    ),
    "发布": "about 发布哪一稿, channel 渠道, account 账号, reason 理由",
    "移送": "id 移送名, to 移送给, items 事项",
    "管控": "id 管控名, form 形式, to 商请, ground 情形, items 事项, expires 到期",
    "来访": "id 来访名, outlet 媒体, handled_by 接待人",
    "监看": "trend 态势",
    "总结": "units 参加单位",
    "建议": "form 类别, target 对象, to 提给",
    "改进": "about 针对问题, plan 修订后的预案版本, clause 条款",
    "推进": "into 并入事件, reason 理由",
    "延期": "about 针对, until 延至, reason 理由",
    "更正": "entry 更正哪一条, field 更正哪一项, was 原写, now 应为, void 作废, reason 理由",
    "销毁": "annex_name 附件名称, assessment 评估",
}
"""What the statement tells of an entry beside stage and level, kind by kind: field and title.

Part of what is signed: never changed under the same title line.
"""

_FIELDS = {
    kind: [tuple(each.split(" ")) for each in shown.split(", ")] for kind, shown in _SHOWN.items()
}

# Written out, not asked of Python: the bytes must be the same under every version of it.
_BLANK = re.compile(
    "[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff]+"
)

_BESIDE = {
    "text": "说明",
    "annex": "附件",
    "confirmed": "核对说明",
    "stage": "进入环节",
    "late": "补录原因",
    "urgent": "先办后签原因",
}
"""Titles of what an 审批 carries beside its verdict; a digest holds all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where the entry stands.

    Attributes:
        ledger: id of the ledger.
        base: head of the chain at the last change of stage or level before the approval.
        stage: the incident's stage before the entry; ``level`` likewise. See ``before``.
        digest: of an entry of the file; a chain knows those it asked for before.
    """

    ledger: str
    incident: Incident
    plan: Plan
    base: str
    stage: str
    level: str
    digest: Callable[[Entry], str] = entry_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who says what: the 审批 without its signature.

    Attributes:
        person: as the roster version ``roster`` has them.
        at: time of the 审批 as written, in the plan's zone.
        beside: what the 审批 carries of the fields common to all kinds, as written.
    """

    person: Person
    role: str
    roster: str
    verdict: str
    at: str
    reason: str = ""
    beside: tuple[tuple[str, object], ...] = ()


def signing_of(approval: Entry, person: Person) -> Signing:
    """What an 审批 entry says; ``person`` is its ``by`` in the roster version it names."""
    fields = approval.fields
    return Signing(
        beside=tuple([(each.name, fields[each.name]) for each in COMMON if each.name in fields]),
        person=person,
        role=approval.word("as"),
        roster=approval.word("roster"),
        verdict=approval.word("verdict"),
        at=approval.at_text,
        reason=approval.word("reason"),
    )


def scene_of(act: Act, ground: Ground, chain: Chain) -> Scene:
    """Where ``act`` stands for an approval given on ``ground``."""
    stage, level = before(act, ground.stage, ground.level)
    return Scene(
        ledger=ground.office.id,
        incident=ground.incident,
        plan=ground.plan,
        base=chain.base,
        stage=stage,
        level=level,
        digest=chain.digest,
    )


def before(act: Act, stage: str, level: str) -> tuple[str, str]:
    """Stage and level before ``act``, where ``stage`` and ``level`` stand at its approval.

    An urgent act had its effect when it was filed; one that waits will have it from here.
    """
    return (act.stage_before, act.level_before) if act.counts else (stage, level)


def statement(scene: Scene, entry: Entry, signing: Signing) -> str:
    """The text to be signed for approving or returning ``entry`` (as written) on ``scene``."""
    person = signing.person
    facts = [
        ("审批人", f"{_one_line(person.name)} {person.key}"),
        ("角色", _one_line(signing.role)),
        ("名册", signing.roster),
        ("结论", signing.verdict),
        ("理由", _blanks(signing.reason)),
        ("附带", "；".join(_beside(dict(signing.beside))) if signing.beside else ""),
        ("时间", f"{signing.at} {_offset(scene.plan.zone)}"),
    ]
    return beginning(scene, entry) + _lines(facts)


def beginning(scene: Scene, entry: Entry) -> str:
    """The part of the statement that is the same whoever signs it, with whatever verdict."""
    incident, plan = scene.incident, scene.plan
    facts = [
        ("台账", _one_line(scene.ledger)),
        ("事件", f"{incident.id} {_one_line(incident.title)}"),
        ("记录", f"{entry.at_text} {entry.kind} {_one_line(entry.by)}"),
        ("环节", _change(scene.stage, entry.stage)),
        ("等级", _change(scene.level, entry.word("level"))),
        ("内容", _content(entry)),
        ("先办后签", _one_line(entry.word("urgent"))),
        ("预案", f"{_one_line(plan.id)} {plan.digest}"),
        ("前序", scene.base),
        ("条目", scene.digest(entry)),
    ]
    return f"{TITLE}\n" + _lines(facts)


def _lines(facts: list[tuple[str, str]]) -> str:
    """A line a fact. Each line is normalised by itself: nothing composes across its end."""
    text = "".join([f"{title}：{value}\n" for title, value in facts if value])
    return normalize("NFC", text)


def _change(old: str, new: str) -> str:
    if not new or new == old:
        return _one_line(old)
    return f"{_one_line(old)} → {_one_line(new)}" if old else _one_line(new)


def _content(entry: Entry) -> str:
    """``渠道 微信；账号 某号``: what is worth telling, field by field."""
    told = [
        f"{title} {value}"
        for name, title in _FIELDS.get(entry.kind, ())
        if entry.has(name) and (value := _one_line(_told(entry, name)))
    ]
    return "；".join(told)


def _beside(fields: Mapping[str, object]) -> Iterator[str]:
    """``说明 电话核实过`` for each field, then the digest of all."""
    for name, title in _BESIDE.items():
        value = fields.get(name)
        if isinstance(value, str):
            yield f"{title} {_one_line(value)}"
        elif isinstance(value, tuple):
            yield f"{title} {_one_line('、'.join(part(each, 'name') for each in value))}"
    yield tree_digest(fields)


def _told(entry: Entry, name: str) -> str:
    if name == "marks":
        pairs = (pair for record in entry.records(name) for pair in record.items())
        return "、".join(f"{key} {value}" for key, value in sorted(pairs))
    records = entry.records(name)
    if records:
        return "、".join(f"{part(each, 'id')} {part(each, 'unit')}" for each in records)
    return "、".join(entry.words(name))


def _one_line(value: str) -> str:
    """``value`` on one line, cut where it is long."""
    text = _blanks(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _blanks(value: str) -> str:
    """``value`` without breaks and unseen characters; the whole of it."""
    # None of them can be printed but the space bar's; those take a fifth of the time to look for.
    plain = value.isprintable() and "  " not in value
    return (value if plain else _BLANK.sub(" ", value)).strip(" ")


@once
def _offset(zone: timezone) -> str:
    """``+08:00``."""
    seconds = int(zone.utcoffset(None).total_seconds())
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
