"""Named checks: what the plan's one rule shape cannot say, code -> pure function.

Each takes an entry on its ground and yields findings; the table at the end is the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import part, parts
from taizhang.model.findings import Finding, Severity
from taizhang.rules.accounts import ENTRY_CHECKS
from taizhang.rules.personal import no_personal_data
from taizhang.rules.values import close

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from taizhang.model.entry import Entry
    from taizhang.model.findings import Value, Where
    from taizhang.rules.ground import Ground, Subject

    Check = Callable[[Subject, Ground], Iterable[Finding]]

REFERENCE_FIELDS = frozenset(
    {
        "level",
        "scope",
        "items",
        "stage",
        "form",
        "to",
        "channel",
        "doc_no",
        "id",
        "about",
        "outcome",
        "late",
        "entry",
        "as",
        "roster",
        "verdict",
        "sig",
        "field",
        "was",
        "now",
        "void",
        "measures",
        "via",
        "from",
    }
)

_REASONED = ("审批", "更正")
"""Kinds that must say why, in any file: the reason is about the record, not about the report."""


def found(
    code: str,
    subject: Subject,
    *where: str | int,
    severity: Severity = Severity.ERROR,
    clause: str = "",
    **values: Value,
) -> Finding:
    """A finding at the entry, or at a field of it."""
    return Finding(
        code=code,
        severity=severity,
        where=("timeline", subject.entry.number, *where),
        values=values,
        clause=clause,
    )


def reference_only(subject: Subject, ground: Ground) -> bool:
    """True when the file keeps reference data alone: all its items are whistle-blowing."""
    natures = (*ground.natures(), *subject.natures)
    listed = [ground.plan.nature(each) for each in natures]
    return bool(listed) and all(each and each.reference_only for each in listed)


def discovery_complete(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """A discovery gives the reason of its level, its sources and what each item is about.

    Waived where only reference data may be kept. Source: plan 三(一).
    """
    entry = subject.entry
    if entry.kind != "发现" or reference_only(subject, ground):
        return
    for name, title in (("reason", "定级理由"), ("sources", "出处")):
        if not entry.has(name) and (name != "reason" or ground.plan.levels):
            yield found("field-missing", subject, field=name, title=title, clause="三(一)")
    for number, item in enumerate(entry.records("items")):
        nature = ground.plan.nature(part(item, "nature"))
        if "summary" not in item and not (nature and nature.reference_only):
            yield found("field-missing", subject, "items", number, field="summary", title="概述")


def only_reference_data(subject: Subject, ground: Ground) -> Iterable[Finding]:
    """Whistle-blowing keeps reference number, body, dates and outcome; no allegation, no name.

    Source: 信访工作条例 art. 30; plan 三(四)1.
    """
    reference = ground.lookup.reference
    if reference.isdisjoint(ground.named) and reference.isdisjoint(subject.natures):
        return ()
    return _beyond_reference(subject, ground)


def _beyond_reference(subject: Subject, ground: Ground) -> Iterator[Finding]:
    kept = [
        name
        for name in dict.fromkeys((*ground.natures(), *subject.natures))
        if (nature := ground.plan.nature(name)) and nature.reference_only
    ]
    if not kept:
        return
    if not reference_only(subject, ground):
        yield found("reference-own-file", subject, "items", nature=kept[0])
        return
    if subject.entry.number == 0 and ground.incident.title != kept[0]:
        yield Finding(code="reference-title", where=("title",), values={"title": kept[0]})
    for name in subject.entry.fields:
        if name == "reason" and subject.entry.kind in _REASONED:
            continue
        if name not in REFERENCE_FIELDS:
            yield found("reference-field", subject, name, field=name, nature=kept[0])
    for number, item in enumerate(subject.entry.records("items")):
        if "summary" in item:
            yield found(
                "reference-field",
                subject,
                "items",
                number,
                "summary",
                field="summary",
                nature=kept[0],
            )


def no_control_of_criticism(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """Criticism, inquiry, claim, suggestion alone never carry a restrictive measure.

    Such a measure is a control request, or a referral to a body that can act against people.
    Source: 宪法 art. 41; plan 三(四)4, 三(五).
    """
    if not subject.natures or not _restricts(subject.entry, ground):
        return
    listed = [ground.plan.nature(each) for each in subject.natures]
    if all(each and each.no_control for each in listed):
        yield found(
            "control-of-criticism",
            subject,
            "items",
            natures="、".join(subject.natures),
            measure=subject.entry.kind,
            clause="三(五)" if subject.entry.kind == "管控" else "三(四)4",
        )


def _restricts(entry: Entry, ground: Ground) -> bool:
    body = ground.plan.body(entry.word("to"))
    return entry.kind == "管控" or (entry.kind == "移送" and body is not None and body.enforces)


def not_own_draft(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """A draft is submitted by another than those who wrote it; a small office may have no other.

    Source: plan 三(四)1.
    """
    del ground
    entry = subject.entry
    if entry.kind == "送审" and entry.by in entry.words("drafted_by"):
        yield found(
            "drafter-submits",
            subject,
            "drafted_by",
            severity=Severity.WARNING,
            person=entry.by,
            clause="三(四)1",
        )


def release_as_approved(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """What is published goes out by the channel and account that were approved.

    Source: plan 二(三)2.
    """
    del ground
    entry = subject.entry
    if entry.kind != "发布" or subject.draft is None:
        return
    for name, title in (("channel", "渠道"), ("account", "账号")):
        approved, used = subject.draft.word(name), entry.word(name)
        if used and used != approved:
            yield found(
                "release-differs",
                subject,
                name,
                title=title,
                approved=approved or "无",
                used=used,
                clause="二(三)2",
            )


def account_of_channel(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """An official account speaks on its own channel only. Source: plan 三(四)1."""
    name = subject.entry.word("account")
    account = next((each for each in ground.office.accounts if each.name == name), None)
    channel = subject.entry.word("channel")
    if (
        account
        and channel
        and account.channel != channel
        and channel in {each.channel for each in ground.office.accounts}
    ):
        yield found(
            "account-other-channel",
            subject,
            "account",
            account=name,
            channel=account.channel,
            used=channel,
        )


def things_known(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """Names of things are unique in the file, and whatever is named exists."""
    entry = subject.entry
    own: dict[str, object] = {}
    for thing in subject.makes:
        taken = ground.things.get(thing.name)
        if thing.name in own or (taken is not None and taken.number != entry.number):
            other = taken.number if taken else entry.number
            yield found("thing-taken", subject, name=thing.name, other=other + 1)
        own[thing.name] = thing
    for where, name in _named(entry):
        if name not in ground.things and name not in own:
            near = close(name, {**ground.things, **own})
            yield found("thing-unknown", subject, *where, name=name, near=near)


def _named(entry: Entry) -> list[tuple[Where, str]]:
    """Every thing that an entry names, and where."""
    named: list[tuple[Where, str]] = [
        ((key,) if entry.word(key) else (key, number), name)
        for key in ("about", "items")
        if key in entry.fields
        for number, name in enumerate(entry.words(key))
    ]
    for number, task in enumerate(entry.records("tasks")):
        named += [(("tasks", number, "items"), name) for name in parts(task, "items")]
    return named


def level_differs(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """A consultation that judges otherwise than the confirmed level calls for a 调级."""
    entry = subject.entry
    level = entry.word("level")
    if entry.kind == "会商" and ground.confirmed and level and level != ground.level:
        yield found(
            "level-differs",
            subject,
            "level",
            severity=Severity.WARNING,
            level=level,
            standing=ground.level,
        )


CHECKS: tuple[Check, ...] = (
    things_known,
    discovery_complete,
    only_reference_data,
    no_control_of_criticism,
    not_own_draft,
    release_as_approved,
    account_of_channel,
    level_differs,
    no_personal_data,
    *(check.find for check in ENTRY_CHECKS),
)
"""Every named check, in the order they are run."""
