"""Name an entry, and compose the correction of one of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.errors import UsageProblem
from taizhang.model.kinds import KINDS

if TYPE_CHECKING:
    from taizhang.model.state import Act, State
    from taizhang.store.emit import TreeValue


def find_act(state: State, text: str) -> Act:
    """The act a person means: ``2026-10-12 22:21 报告``, an ending of that, or its number.

    Raises:
        UsageProblem: none fits, or several do.
    """
    wanted = text.strip()
    if wanted.isdecimal() and 0 < int(wanted) <= len(state.acts):
        return state.acts[int(wanted) - 1]
    exact = [act for act in state.acts if act.written.name == wanted]
    fitting = exact or [
        act for act in state.acts if wanted and act.written.name.endswith(f" {wanted}")
    ]
    if len(fitting) == 1:
        return fitting[0]
    listed = "；".join(act.written.name for act in fitting or state.acts[-8:])
    code = "entry-several" if fitting else "entry-not-there"
    raise UsageProblem(code, value=text, listed=listed)


def correction(act: Act, field: str, now: str, reason: str) -> dict[str, TreeValue]:
    """The fields of a 更正 that puts ``now`` in the place of what the file says.

    Raises:
        UsageProblem: the entry has no such field, or it is not a single text.
    """
    written = act.written
    name = _field_name(written.kind, field)
    was = written.at_text if name == "at" else written.word(name)
    if not was:
        known = "、".join(["at", *(key for key in written.fields if written.word(key))])
        raise UsageProblem("correct-field", field=field, entry=written.name, known=known)
    return {
        "entry": written.name,
        "field": name,
        "was": was,
        "now": now,
        "reason": reason,
    }


def voiding(act: Act, reason: str) -> dict[str, TreeValue]:
    """The fields of a 更正 that voids an entry."""
    return {"entry": act.written.name, "void": "是", "reason": reason}


def _field_name(kind: str, text: str) -> str:
    """A field by its name or its Chinese title."""
    if text in ("时间", "at"):
        return "at"
    wanted = text.replace("-", "_")
    kinds = KINDS[kind]
    fields = [field for name in kinds.names[3:] if (field := kinds.field(name))]
    return next((field.name for field in fields if text == field.zh), wanted)
