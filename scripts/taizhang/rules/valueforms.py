"""The forms of values, for whoever tells them or writes them down; the reader checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.fields import Type
from taizhang.rules.rightvalues import DIGEST, ENTRY, INCIDENT_ID, NUMBER, THING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from taizhang.rules.values import Values

PATTERNS: dict[Type, tuple[str, str]] = {
    Type.TIME: (r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?", "value-not-time"),
    Type.DAY: (r"\d{4}-\d\d-\d\d", "value-not-day"),
    Type.DIGEST: (DIGEST.pattern, "value-not-digest"),
    Type.NUMBER: (NUMBER.pattern, "value-not-number"),
    Type.NEW: (THING.pattern, "value-not-new"),
    Type.ENTRY: (ENTRY.pattern, "value-not-entry"),
    Type.INCIDENT: (INCIDENT_ID.pattern, "value-not-incident"),
    Type.INCIDENTS: (INCIDENT_ID.pattern, "value-not-incident"),
}
"""The form of a value as a pattern and what is said where it is another, for schema and forms.

Wider than the reader, which knows that there is no 30 February.
"""

FORMS: dict[Type, str] = {
    Type.TIME: "value-not-time",
    Type.DAY: "value-not-day",
    Type.DIGEST: "value-not-digest",
    Type.NUMBER: "value-not-number",
    Type.YES: "value-not-yes",
    Type.NEW: "value-not-new",
    Type.ENTRY: "value-not-entry",
    Type.INCIDENT: "value-not-incident",
    Type.INCIDENTS: "value-not-incident",
    Type.FOUND: "value-not-look",
}
"""What is said of a value that has not the form of its type."""

NAMES: dict[Type, Callable[[Values], Iterable[str]]] = {
    Type.PERSON: lambda values: sorted(values.persons),
    Type.PERSONS: lambda values: sorted(values.persons),
    Type.BODY: lambda values: [each.name for each in values.plan.bodies],
    Type.BODIES: lambda values: [each.name for each in values.plan.bodies],
    Type.LEVEL: lambda values: [each.name for each in values.plan.levels],
    Type.STAGE: lambda values: [each.name for each in values.plan.stages],
    Type.ROLE: lambda values: [each.name for each in values.plan.roles],
}
"""The words there are for a type whose words are listed somewhere, to name one that is near."""
