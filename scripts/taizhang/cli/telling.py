"""Say what was recorded, what it waits for, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.cli.edge import session
from taizhang.cli.output import finding_lines, say
from taizhang.model.findings import Phrase
from taizhang.model.state import Verification

if TYPE_CHECKING:
    from datetime import datetime

    from taizhang.actions.filing import Filed
    from taizhang.actions.rebuilding import Rebuilt
    from taizhang.actions.workspace import Case
    from taizhang.model.state import Act

VERIFICATIONS = {
    Verification.UNSIGNED: Phrase("未验签", "Signature not verified"),
    Verification.VERIFIED: Phrase("已验签", "Signature verified"),
    Verification.BAD: Phrase("签名不符", "Signature does not fit"),
}


def filed(done: Filed, now: datetime) -> None:
    """What was recorded, what it waits for, warnings and lateness, and what comes next."""
    lang = session().lang
    judged = done.case.judged
    for each in done.entries:
        act = judged.state.acts[each.number]
        into = f" → {each.stage}" if each.stage else ""
        say("filed", lang, id=done.case.id, entry=f"{each.name}{into}", by=each.by)
        if act.effect.value == "待审批":
            say("filed-waits", lang, roles="、".join(act.missing))
        elif act.missing:
            say("filed-unratified", lang, roles="、".join(act.missing))
    for finding in done.findings:
        finding_lines(finding.at(""), lang)
    _tell_next(done.case, now, lang)


def _tell_next(case: Case, now: datetime, lang: str) -> None:
    """The first thing to do: sign what waits, else the next move, else what it lacks."""
    from taizhang.rules.views.nexts import next_views

    if case.judged.state.waiting:
        say("next", lang, command=f"taizhang approve {case.id}")
        return
    forward = [each for each in next_views(case.judged, now, lang) if each.move == "前进"]
    for each in forward[:1]:
        lacking = [r for r in each.requirements if r.state == "未满足" and r.strength == "必须"]
        if each.ready or not lacking:
            say("next", lang, command=each.command)
        for requirement in lacking:
            say("next-lacks", lang, stage=each.stage, text=requirement.text, fix=requirement.fix)


def opened(done: Filed, now: datetime) -> None:
    """The new id and the duties that run from now on, then as for any entry."""
    lang = session().lang
    state = done.case.judged.state
    say("opened", lang, id=done.case.id, title=state.incident.title)
    for due in done.case.judged.dues:
        if due.open and due.due is not None:
            until = due.due.astimezone(done.case.judged.plan.zone).strftime("%m-%d %H:%M")
            say("opened-due", lang, name=due.name, until=until)
    filed(done, now)


def approved(done: Filed, act: Act, now: datetime) -> None:
    """What was approved or returned, in which role, and whether it is in effect now."""
    lang = session().lang
    entry = done.entries[-1]
    target = done.case.judged.state.acts[act.entry.number]
    verdict = entry.word("verdict")
    given = next(each for each in target.approvals if each.number == entry.number)
    values = {
        "person": entry.by,
        "role": entry.word("as"),
        "entry": target.written.name,
        "verified": VERIFICATIONS[given.verification],
    }
    say("approved" if verdict == "同意" else "returned", lang, content=content(target), **values)
    if target.missing:
        say("approved-lacks", lang, roles="、".join(target.missing))
    elif verdict == "同意":
        stage = target.entry.stage
        say("approved-in-effect", lang, stage=f"，{stage}" if stage else "")
    for finding in done.findings:
        finding_lines(finding.at(""), lang)
    _tell_next(done.case, now, lang)


def content(act: Act) -> str:
    """What an entry says, on one line."""
    from taizhang.model.entry import part

    entry = act.entry
    shown = [*entry.words("measures"), *entry.words("level"), *entry.words("id")]
    shown += [part(record, "do") for record in entry.records("tasks")]
    shown += [entry.word(key) for key in ("reason", "text", "trend") if entry.has(key)]
    if entry.stage:
        shown.append(f"→ {entry.stage}")
    return "；".join(filter(None, shown)) or entry.kind


def rejoined(rebuilt: Rebuilt) -> None:
    """Say which own entries gave way and which approvals must be given anew."""
    for clash in rebuilt.gave_way:
        names = "、".join(entry.name for entry in clash.ours)
        say("sync-gave-way", session().lang, id=clash.id, names=names)
    for each in rebuilt.overtaken:
        values = {"id": each.id, "person": each.person, "entry": each.entry}
        say("sync-overtaken", session().lang, **values)
    for path, old, new in rebuilt.retimed:
        say("sync-retimed", session().lang, path=path, old=old, new=new)
