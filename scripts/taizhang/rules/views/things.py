"""Items, tasks, releases, requests and the review, each with what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part, parts
from taizhang.model.pageviews import ItemView
from taizhang.model.views import ReviewView, ThingView
from taizhang.rules.views.lessons import problem_view
from taizhang.rules.views.words import moment

if TYPE_CHECKING:
    from taizhang.model.state import Act, State, Thing
    from taizhang.rules.judge import Judged

_SHOWN = ("任务", "发布", "移送", "管控", "来访")
_TITLE = {"任务": "do", "发布": "form", "移送": "to", "管控": "ground", "来访": "topic"}


def natures_of(state: State) -> tuple[str, ...]:
    """Natures of the items that count, each once."""
    named = (part(thing.fields, "nature") for thing in state.things_of("事项"))
    return tuple(dict.fromkeys(each for each in named if each))


def platforms_of(state: State) -> tuple[str, ...]:
    """Platforms of the sources that count, each once."""
    named = (
        part(source, "platform")
        for act in state.acts
        if act.counts
        for source in act.entry.records("sources")
    )
    return tuple(dict.fromkeys(named))


def item_views(judged: Judged) -> tuple[ItemView, ...]:
    """Every item that counts, with its answer."""
    return tuple(
        ItemView(
            name=thing.name,
            nature=part(thing.fields, "nature"),
            summary=part(thing.fields, "summary"),
            answer=_answer(thing, judged),
        )
        for thing in judged.state.things_of("事项")
    )


def _answer(item: Thing, judged: Judged) -> str:
    """The last thing done about an item, in a few words; ``""`` when nothing was."""
    for act in reversed(judged.state.acts):
        entry = act.entry
        if not act.counts or item.name not in judged.ground.subjects[entry.number].items:
            continue
        if entry.kind == "发布":
            return f"{entry.at_text} 已发布（{entry.word('channel')}）"
        if entry.kind == "办理" and entry.word("outcome"):
            return f"{entry.at_text} {entry.word('outcome')}"
    return ""


def thing_views(state: State) -> tuple[ThingView, ...]:
    """Tasks, releases, referrals, control requests and media contacts, in the file's order."""
    return tuple(_thing(thing, state) for thing in state.things if thing.sort in _SHOWN)


def _thing(thing: Thing, state: State) -> ThingView:
    made = state.acts[thing.number]
    about = [
        act
        for act in state.acts
        if act.counts and act.entry.word("about") == thing.name and act is not made
    ]
    return ThingView(
        name=thing.name,
        sort=thing.sort,
        title=part(thing.fields, _TITLE[thing.sort]),
        state=_state(thing, made, about),
        lines=tuple(_about(thing, about)),
    )


def _state(thing: Thing, made: Act, about: list[Act]) -> str:
    if not made.counts:
        return made.effect.value
    last = about[-1].entry if about else None
    if last is not None and last.kind == "发布":
        return "已发布"
    if last is not None:
        return last.word("outcome") or last.word("form") or "已办理"
    if thing.sort == "发布":
        return "已审定，未发布" if made.effect.value == "生效" else made.effect.value
    return "办理中"


def _about(thing: Thing, about: list[Act]) -> list[str]:
    lines = []
    unit = part(thing.fields, "unit")
    if unit:
        lines.append(f"责任单位：{unit}")
    items = parts(thing.fields, "items")
    if items:
        lines.append("事项：" + "、".join(items))
    for key, title in (("due", "时限"), ("expires", "到期"), ("channel", "渠道"), ("text", "内容")):
        value = part(thing.fields, key)
        if value:
            lines.append(f"{title}：{value}")
    for act in about:
        entry = act.entry
        words = (entry.word("outcome"), entry.word("form"), entry.word("result"))
        lines.append(f"{entry.at_text} {entry.kind} " + " ".join(filter(None, words)))
    return lines


def review_view(state: State, judged: Judged) -> ReviewView | None:
    """The last review that was not returned, None when there is none."""
    acts = [
        act
        for act in state.acts
        if act.entry.kind == "总结" and (act.counts or act.effect.value == "待审批")
    ]
    if not acts:
        return None
    act = acts[-1]
    return ReviewView(
        at=moment(act.entry.at, judged.plan.zone),
        units=act.entry.words("units"),
        good=act.entry.words("good"),
        problems=tuple(problem_view(each, state) for each in act.entry.records("problems")),
        effect=act.effect.value,
    )
