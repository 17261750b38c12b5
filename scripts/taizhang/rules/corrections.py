"""更正: the value that counts in the old place; the file itself never changes.

A correction works from the place where it takes effect: the entries before it are laid out
anew with the corrected values, statuses already reached stay, and what no longer fits is
recorded as late. Source: format.md 11; plan 三(二); decision 0001.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.fields import LISTS, Field, Type
from taizhang.model.findings import Severity
from taizhang.model.kinds import KINDS
from taizhang.model.record import replace
from taizhang.model.state import Correction, Effect
from taizhang.model.times import parse_time
from taizhang.rules.checks import found, things_known
from taizhang.rules.gatewords import gate_findings
from taizhang.rules.moving import allowed_move
from taizhang.rules.values import Values, close

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.entry import Entry
    from taizhang.model.findings import Finding
    from taizhang.model.state import Act
    from taizhang.rules.ground import Ground
    from taizhang.rules.subject import Subject

FIXED = ("id", "urgent")
"""Fields of its own that no correction may touch, beside ``by`` and ``kind``: what others refer to,
and what let the act take effect early."""

_FIXED_TYPES = (Type.RECORD, Type.RECORDS, Type.MARKS)
_AT = Field("at", Type.TIME, "时间")


def correction_fits(subject: Subject, ground: Ground) -> Iterator[Finding]:
    """A 更正 names an earlier entry that counts, quotes it rightly and puts a sound value."""
    entry = subject.entry
    number = named_by(entry, ground)
    if number < 0:
        yield found("correction-of-nothing", subject, "entry", entry=entry.word("entry"))
        return
    target = ground.acts[number]
    named = target.written.name
    if target.effect is Effect.WAITING:
        yield found("correction-of-waiting", subject, "entry", entry=named)
    elif _beyond(target, void=_voids(entry)):
        yield found("correction-of-record", subject, "entry", entry=named)
    elif not _voids(entry):
        yield from _field_fits(subject, target, ground)


def named_by(entry: Entry, ground: Ground) -> int:
    """Number of the entry that a 更正 names when it is filed; -1 when there is none.

    Of several of one name only the first counts; what is voided is a later one first.
    """
    name = entry.word("entry")
    if _voids(entry):
        for number in range(len(ground.acts) - 1, -1, -1):
            act = ground.acts[number]
            if act.written.name == name and act.effect is Effect.REFUSED:
                return number
    return ground.names.get(name, -1)


def _voids(entry: Entry) -> bool:
    return entry.word("void") == "是"


def _beyond(target: Act, *, void: bool) -> bool:
    """True for what is never corrected: the opening voided, a signature, a correction itself.

    A refused approval or correction can be voided: its finding stands until then.
    """
    if target.entry.number == 0:
        return void
    return target.entry.kind in ("审批", "更正") and not (void and target.effect is Effect.REFUSED)


def _field_fits(subject: Subject, target: Act, ground: Ground) -> Iterator[Finding]:
    entry = subject.entry
    name = entry.word("field")
    for key, title in (("field", "更正哪一项"), ("now", "应为")):
        if not entry.has(key):
            yield found("field-missing", subject, field=key, title=title)
            return
    kind = KINDS[target.entry.kind]
    field = _AT if name == "at" else kind.field(name)
    if name not in kind.names:
        yield found("field-unknown", subject, "field", field=name, near=close(name, kind.names))
    elif name in FIXED or field is None or field.type in _FIXED_TYPES:
        yield found("correction-of-fixed", subject, "field", field=name)
    elif standing(name, target) != entry.words("was"):
        yield found(
            "correction-was-differs",
            subject,
            "was" if entry.has("was") else "field",
            was="、".join(entry.words("was")) or "无",
            stands="、".join(standing(name, target)) or "无",
        )
    else:
        yield from _value_fits(subject, field, target, ground)


def _value_fits(subject: Subject, field: Field, target: Act, ground: Ground) -> Iterator[Finding]:
    """The value as the field's own type wants it, and as good as if filed with the entry."""
    entry = subject.entry
    people = {person.name for roster in ground.rosters.versions for person in roster.persons}
    values = Values(ground.plan, frozenset(people))
    where = ("timeline", entry.number, "now")
    now = list(entry.words("now")) if field.type in LISTS else entry.fields["now"]
    values.read(field, now, where, target.entry.kind)
    yield from values.findings
    if values.findings:
        return
    mended = _mended(target.entry, field.name, entry.words("now"), ground)
    for each in things_known(ground.subject(mended), ground):
        if each.where[2:3] == (field.name,):
            yield replace(each, where=where)
    if field.name == "stage":
        yield from _stage_fits(mended, target, ground, where)


def _stage_fits(
    mended: Entry, target: Act, ground: Ground, where: tuple[str | int, ...]
) -> Iterator[Finding]:
    """Another stage is entered under the same rules as if it had been entered in the first place.

    Times of facts are what they are; a stage is a decision, and a correction no way around it.
    """
    then = ground.in_stage(target.stage_before)
    subject = then.subject(mended)
    for each in (*allowed_move(subject, then), *gate_findings(subject, then, 0)):
        if each.severity is Severity.ERROR:
            yield replace(each, where=where)


def standing(field: str, target: Act) -> tuple[str, ...]:
    """The value of a field as the file says it; empty when it is not there."""
    return (target.written.at_text,) if field == "at" else target.written.words(field)


def corrected(ground: Ground, entry: Entry, number: int) -> tuple[Ground, tuple[Finding, ...]]:
    """The ground laid out anew with the 更正 ``entry`` applied to act ``number``.

    Returns:
        The new ground and what it shows to be late: gates that held before and no longer do.
    """
    from taizhang.rules.relay import laid_out  # few files hold a correction

    void = _voids(entry)
    field = "" if void else entry.word("field")
    mark = Correction(
        number=entry.number,
        field=field,
        was="、".join(entry.words("was")),
        now="、".join(entry.words("now")),
    )
    acts = list(ground.acts)
    target = acts[number]
    acts[number] = replace(
        target,
        entry=target.entry if void else _mended(target.entry, field, entry.words("now"), ground),
        effect=Effect.VOID if void else target.effect,
        corrections=(*target.corrections, mark),
    )
    return laid_out(ground, acts)


def shakes(entry: Entry, target: Act) -> bool:
    """True when the 更正 ``entry`` is itself a stage or level change.

    Source: decision 0001, 4.
    """
    if _voids(entry):
        return bool(target.counts and (target.move or target.change))
    return entry.word("field") in ("stage", "level")


def _mended(entry: Entry, field: str, now: tuple[str, ...], ground: Ground) -> Entry:
    if field == "at":
        return replace(entry, at=parse_time(now[0], ground.plan.zone), at_text=now[0])
    wanted = KINDS[entry.kind].field(field)
    many = wanted is not None and wanted.type in LISTS
    return replace(entry, fields={**entry.fields, field: now if many else now[0]})
