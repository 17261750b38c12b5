"""From the strict reader's tree to a typed incident; every fault of form as a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.entry import Entry, Incident
from taizhang.model.times import parse_time
from taizhang.rules.rightvalues import INCIDENT_ID
from taizhang.rules.values import Values, close

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from taizhang.model.fields import Kind
    from taizhang.model.findings import Finding, Where
    from taizhang.model.plan import Plan

HEADER = ("id", "title", "plan", "drill", "timeline")


def plan_of(tree: object) -> str:
    """The plan version an incident was opened under, ``""`` when the header does not say."""
    plan = tree.get("plan") if isinstance(tree, dict) else None
    return plan if isinstance(plan, str) else ""


def read_incident(
    tree: object, plan: Plan, persons: frozenset[str]
) -> tuple[Incident | None, tuple[Finding, ...]]:
    """The incident in ``tree``, or None with one finding a fault, all at once.

    Args:
        tree: what ``store.strict.read`` returned.
        plan: the version the header names; gives zone and names.
        persons: every name any version of the roster knows.
    """
    values = Values(plan, persons)
    if not isinstance(tree, dict):
        values.fault("file-not-incident", ())
        return None, tuple(values.findings)
    _header(values, tree)
    entries = read_timeline(values, tree)
    if values.findings:
        return None, tuple(values.findings)
    incident = Incident(
        id=tree["id"],
        title=tree["title"],
        plan=tree["plan"],
        drill=tree.get("drill") == "是",
        entries=tuple(entries),
    )
    return incident, ()


def _header(values: Values, tree: dict[str, object]) -> None:
    for key in tree:
        if key not in HEADER:
            values.unknown_key(key, HEADER, (key,))
    for key in ("id", "title", "plan"):
        value = tree.get(key)
        if not isinstance(value, str) or not value.strip():
            values.fault("header-missing", (), field=key)
    identity = tree.get("id")
    if isinstance(identity, str) and not INCIDENT_ID.fullmatch(identity):
        values.fault("id-malformed", ("id",), value=identity)
    title = tree.get("title")
    if isinstance(title, str) and any(each in title for each in "<>&\n"):
        values.fault("title-characters", ("title",))
    if tree.get("drill", "是") not in ("是", "否"):
        values.fault("value-not-yes", ("drill",), field="drill", title="演练", value="drill")
    if "timeline" in tree and list(tree)[-1] != "timeline":
        values.fault("timeline-not-last", ("timeline",), on_key=True)


def read_timeline(
    values: Values, tree: dict[str, object], missing: str = "timeline-missing"
) -> list[Entry]:
    """The entries of a file that are sound; what is wrong with the others is in ``values``."""
    timeline = tree.get("timeline")
    if not isinstance(timeline, list) or not timeline:
        values.fault(missing, ())
        return []
    read = [read_entry(values, raw, number) for number, raw in enumerate(timeline)]
    return [entry for entry in read if entry is not None]


def read_entry(values: Values, raw: object, number: int) -> Entry | None:
    """The typed entry at ``number`` of the timeline, or None after findings."""
    where: Where = ("timeline", number)
    if not isinstance(raw, dict):
        values.fault("entry-not-record", where)
        return None
    before = len(values.findings)
    name = raw.get("kind")
    kind = values.kinds.get(name) if isinstance(name, str) else None
    if kind is None:
        _no_kind(values, name, where)
        return None
    at = _at(values, raw, where)
    by = raw.get("by")
    if not isinstance(by, str):
        values.fault("field-missing", where, field="by", title="办理人")
    elif by not in values.persons:
        values.fault("person-unknown", (*where, "by"), value=by, near=_near(by, values.persons))
    fields = _fields(values, raw, kind, where)
    if len(values.findings) > before or at is None:
        return None
    return Entry(
        number=number,
        at=at,
        at_text=str(raw["at"]),
        by=str(by),
        kind=kind.name,
        fields=fields,
    )


def _near(word: str, known: Iterable[str]) -> str:
    return close(word, sorted(known))


def _no_kind(values: Values, name: object, where: Where) -> None:
    if not isinstance(name, str):
        values.fault("field-missing", where, field="kind", title="种类")
        return
    keys = {kind.key: kind.name for kind in values.kinds.values()}
    near = keys.get(name) or _near(name, values.kinds)
    values.fault("kind-unknown", (*where, "kind"), value=name, near=near)


def _at(values: Values, raw: dict[str, object], where: Where) -> datetime | None:
    at = raw.get("at")
    if not isinstance(at, str):
        values.fault("field-missing", where, field="at", title="时间")
        return None
    try:
        return parse_time(at, values.plan.zone)
    except ValueError:
        values.fault("value-not-time", (*where, "at"), field="at", title="时间", value=at)
        return None


def _fields(values: Values, raw: dict[str, object], kind: Kind, where: Where) -> dict[str, object]:
    form = values.form(kind)
    read = values.fields(form, raw, where)
    for field in form.needed:
        if field.name not in raw:
            values.fault("field-missing", where, field=field.name, title=field.zh)
    for group in kind.any_of:
        if raw.keys().isdisjoint(group):
            values.fault("field-missing-one-of", where, fields="、".join(group))
    return read
