"""Who plays: the fixed two dozen that show everything, and any number of others.

One table, in the order of what a small drill ledger can least do without.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from taizhang.actions.demo import flows, flows_control, flows_grave, flows_open, flows_short
from taizhang.actions.demo.script import Script
from taizhang.actions.demo.subject import AREAS, Subject
from taizhang.actions.demo.subjects import SUBJECTS
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import timezone

    from taizhang.actions.demo.script import Revision

    Flow = Callable[[Script], None]

PARKING = Subject(
    title="网传停车条例将按户收取年费",
    nature="虚假信息",
    platform="微信",
    summary="称条例规定每户每年收取停车费",
    unit="法工委",
    findings="属虚假信息，另有误读",
    task="起草条文解释",
    result="条文解释已印送各社区",
    reply="条例草案没有按户收费的内容。",
    problem="夜间首报迟三分钟",
    mend="已补设备岗",
    fact="草案二审稿及各次修改稿均无按户收费条款",
)
WATER = Subject(
    title="供水中断期间网传与执法检查有关",
    nature="求证",
    platform="微博",
    summary="求证{area}供水中断是否因执法检查关停水厂",
    unit="城环资委",
    findings="供水中断与执法检查无关",
    task="与供水单位核对停水原因",
    result="停水原因已核对",
    reply="供水中断系管道破裂所致，与执法检查无关，抢修进度随时公布。",
    problem="没有与供水单位的夜间联系办法",
    mend="联络表已补充，不需修改预案",
    fact="停水系主管道破裂，检查组当日不在该厂",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One fixed incident of the drill.

    Attributes:
        subject: a nature and its place in the table, or the matter itself.
        days: begun so many days ago, at ``clock``; or else ``ago``: minutes before now.
        first: name of the part it is merged into.
        area: where it plays; any place otherwise.
    """

    name: str
    flow: Flow
    subject: tuple[str, int] | Subject
    level: str = "一般"
    days: int = 0
    clock: str = "09:12"
    ago: int = 0
    first: str = ""
    area: str = ""


CAST: tuple[Part, ...] = (
    Part(name="现场1", flow=flows_open.just_found, subject=("咨询", 2), ago=6),
    Part(name="处置1", flow=flows_open.unratified, subject=("虚假信息", 1), level="较大", ago=1800),
    Part(name="升级1", flow=flows_grave.gravest, subject=PARKING, level="较大", days=121,
         clock="22:14"),
    Part(name="普通1", flow=flows.praised, subject=("诉求", 0), days=288, clock="09:12"),
    Part(name="研判1", flow=flows_open.decision_returned, subject=("诉求", 5), ago=540),
    Part(name="处置2", flow=flows_open.draft_waits, subject=("虚假信息", 4), level="较大",
         ago=4560),
    Part(name="举报1", flow=flows_short.referred, subject=("质疑", 0), days=216, clock="16:05"),
    Part(name="后期1", flow=flows_open.quiet_waits, subject=("法规误读", 1), level="较大", days=19,
         clock="10:25"),
    Part(name="总结1", flow=flows_open.archive_waits, subject=("质疑", 3), days=26, clock="14:20"),
    Part(name="快报1", flow=flows_open.reported, subject=("揣测", 0), level="较大", ago=115),
    Part(name="迟报1", flow=flows_open.unreported, subject=("诉求", 4), ago=27),
    Part(name="快报2", flow=flows_open.activation_waits, subject=("质疑", 1), ago=185),
    Part(name="研判2", flow=flows_open.opinion_awaited, subject=WATER, level="重大", ago=1215),
    Part(name="处置3", flow=flows_open.task_overdue, subject=("诉求", 2), ago=2760),
    Part(name="并案1", flow=flows.returned, subject=("求证", 2), days=82, clock="10:02",
         area="江岸"),
    Part(name="并案2", flow=flows_short.merged, subject=("求证", 2), days=82, clock="10:41",
         first="并案1", area="江岸"),
    Part(name="重开1", flow=flows.reopened, subject=("质疑", 2), days=151, clock="11:35"),
    Part(name="管控1", flow=flows_control.controlled, subject=("虚假信息", 4), level="较大",
         days=244, clock="13:50"),
    Part(name="补签1", flow=flows_control.signed_later, subject=("揣测", 2), level="重大", days=62,
         clock="21:05"),
    Part(name="降级1", flow=flows.downgraded, subject=("法规误读", 0), level="较大", days=173,
         clock="08:55"),
    Part(name="迟办1", flow=flows.slow, subject=("诉求", 3), days=47, clock="15:18"),
    Part(name="夜间1", flow=flows.by_night, subject=("意见建议", 0), days=194, clock="22:37"),
    Part(name="转办1", flow=flows_short.dismissed, subject=("诉求", 1), days=97, clock="17:10"),
    Part(name="举报2", flow=flows_short.whistle, subject=("质疑", 0), days=5, clock="11:20"),
)  # fmt: skip
"""The fixed incidents; the first ones make the smallest ledger worth looking at."""

_EXTRA: tuple[tuple[Flow, int, tuple[str, ...]], ...] = (
    (flows.ordinary, 8, ("咨询", "质疑", "诉求", "意见建议", "求证", "法规误读")),
    (flows.returned, 3, ("质疑", "诉求", "意见建议", "揣测", "虚假信息")),
    (flows.by_night, 2, ("诉求", "咨询", "意见建议")),
    (flows.slow, 2, ("诉求", "咨询", "质疑")),
    (flows.downgraded, 1, ("法规误读", "虚假信息", "揣测")),
    (flows_short.referred, 2, ("诉求",)),
    (flows_short.dismissed, 1, ("诉求", "咨询")),
    (flows.reopened, 1, ("诉求", "质疑")),
    (flows_control.controlled, 1, ("虚假信息",)),
    (flows_control.signed_later, 1, ("揣测", "虚假信息")),
)
"""Flow, how often, and the natures it suits."""

_LEVELS: dict[Flow, str] = {
    flows.downgraded: "较大",
    flows_control.controlled: "较大",
    flows_control.signed_later: "重大",
}
SPAN = 300
"""Days back to the oldest incident; of many incidents it is more."""
_NEWEST = 30  # days before now: whoever begins between the two is closed by now
_A_DAY = 10  # incidents; more than that are spread over more days
_REOPENED = 60  # the same for one that runs twice
_DAY, _NIGHT = (8, 9, 10, 11, 14, 15, 16), (22, 23)
_ID = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """A part with its moment."""

    start: datetime
    order: int
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """All incidents of a drill before they are written.

    Attributes:
        calls: who plays, the oldest first.
        now: aware; nothing happens later.
        revision: made before ``now``.
    """

    calls: tuple[_Call, ...]
    seed: int
    now: datetime
    zone: timezone
    revision: Revision | None


def days_back(count: int, most: int) -> int:
    """How many days ago the first of ``count`` incidents may begin; ``most`` where they are many.

    A month of some hundreds of files is what an office has, and what git is quick with.
    """
    return max(SPAN, min(count // _A_DAY, most))


def play_of(
    count: int, seed: int, now: datetime, zone: timezone, revision: Revision | None = None,
    *, oldest: int = SPAN,
) -> Play:  # fmt: skip
    """``count`` incidents; the same ``seed`` and ``now`` give the same.

    ``oldest``: how many days before ``now`` the first may begin.
    """
    calls = sorted(
        _calls(count, seed, now, zone, oldest), key=lambda call: (call.start, call.order)
    )
    return Play(calls=tuple(calls), seed=seed, now=now, zone=zone, revision=revision)


def by_days(play: Play, least: int) -> Iterator[slice]:
    """The calls of ``play`` in pieces of whole days, each of ``least`` calls or more.

    Incidents of one day know of each other: no two have the same id, and one is merged into
    another. Of those of other days they know nothing.
    """
    start, calls = 0, play.calls
    for number in range(1, len(calls)):
        if number - start >= least and calls[number].start.date() != calls[number - 1].start.date():
            yield slice(start, number)
            start = number
    yield slice(start, len(calls))


def scripts(play: Play, piece: slice = slice(None)) -> Iterator[Script]:
    """The incidents of ``piece``, of whole days, written to the end; one at a time."""
    taken: set[str] = set()
    day = ""
    known: dict[str, str] = {}
    for call in play.calls[piece]:
        date = call.start.strftime("%Y%m%d")
        if date != day:
            day, taken = date, set()
        # A drill needs no secret: it must come out the same every time.
        rng = Random(f"{play.seed}:{call.order}")  # noqa: S311
        identity = _identity(date, taken, rng)
        if call.part.name:
            known[call.part.name] = identity
        script = Script(
            identity=identity,
            subject=_subject(call.part, rng),
            level=call.part.level,
            start=call.start,
            now=play.now,
            zone=play.zone,
            rng=rng,
        )
        script.others = {"first": known.get(call.part.first, "")}
        script.revision = play.revision
        call.part.flow(script)
        yield script


def _calls(count: int, seed: int, now: datetime, zone: timezone, oldest: int) -> Iterator[_Call]:
    local = now.astimezone(zone)
    rng = Random(f"{seed}")  # noqa: S311  as below
    for order in range(count):
        part = CAST[order] if order < len(CAST) else _extra(rng, oldest)
        yield _Call(start=_start(part, local, zone), order=order, part=part)


def _start(part: Part, now: datetime, zone: timezone) -> datetime:
    if part.ago:
        return now - timedelta(minutes=part.ago)
    day = now.date() - timedelta(days=part.days)
    hour, minute = map(int, part.clock.split(":"))
    return datetime.combine(day, time(hour, minute), zone)


def _extra(rng: Random, oldest: int) -> Part:
    flow, _, natures = rng.choices(_EXTRA, weights=[weight for _, weight, _ in _EXTRA])[0]
    nature = rng.choice(natures)
    hour = rng.choice(_NIGHT if flow is flows.by_night else _DAY)
    return Part(
        name="",
        flow=flow,
        subject=(nature, rng.randrange(len(SUBJECTS[nature]))),
        level=_LEVELS.get(flow, "一般"),
        days=rng.randint(_REOPENED if flow is flows.reopened else _NEWEST, oldest),
        clock=f"{hour}:{rng.randint(0, 59)}",
    )


def _identity(date: str, taken: set[str], rng: Random) -> str:
    while True:
        identity = f"{date}-{''.join(rng.choices(_ID, k=4))}"
        if identity not in taken:
            taken.add(identity)
            return identity


def _subject(part: Part, rng: Random) -> Subject:
    subject = part.subject
    if isinstance(subject, tuple):
        nature, number = subject
        subject = SUBJECTS[nature][number]
    return subject.placed(part.area or rng.choice(AREAS))
