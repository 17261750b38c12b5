"""What the scripts of the forms know: names, patterns and messages, as one small script.

Rules stand once, in ``rules`` and in the catalogue; here their patterns are only written the way
a browser reads them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.model.messages import catalogue
from taizhang.rules.personal import separators, sought
from taizhang.rules.valueforms import PATTERNS
from taizhang.store.characters import HIDDEN
from taizhang.store.resources import resource_dir

if TYPE_CHECKING:
    from taizhang.model.formviews import Forge, FormsView

_SAID = (
    "form-missing",
    "form-missing-one-of",
    "form-hidden",
    "form-too-long",
    "form-thing-taken",
    "form-future",
    "form-late",
    "form-title",
    "form-malformed",
    "form-number-first",
    "form-return-reason",
    "form-role",
    "form-own",
    "form-key",
)
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@cache
def version() -> str:
    """Changes with the scripts of the forms, so that no browser keeps an old one."""
    found = sha256()
    for path in sorted((resource_dir("assets") / "forms").glob("*.js")):
        found.update(path.read_bytes())
    return found.hexdigest()[:8]


def forms_data(forms: FormsView, ledger: str, forge: Forge | None) -> str:
    """The script that hands everything over, safe inside or outside of HTML."""
    plan = forms.plan
    offset = plan.zone.utcoffset(None)
    data = {
        "ledger": ledger,
        "plan": plan.id,
        "offset": int(offset.total_seconds()) // 60,
        "drill": forms.drill,
        "roster": str(forms.roster),
        "persons": [
            {
                "name": each.name,
                "key": each.key,
                "roles": [*each.roles],
                "keys": [key.text for key in each.keys if key.until is None],
            }
            for each in forms.persons
        ],
        "roles": {each.name: [*each.includes] for each in plan.roles},
        "reference": [each.name for each in plan.natures if each.reference_only],
        "hidden": _escaped(HIDDEN),
        "separators": in_browser(separators()),
        "personal": [
            {
                "code": code,
                "severity": severity.value,
                "source": in_browser(pattern),
                "flags": "giu" if pattern.flags & re.IGNORECASE else "gu",
            }
            for code, severity, pattern in sought()
        ],
        "patterns": {kind.value: source for kind, (source, _) in PATTERNS.items()},
        "messages": _messages(),
        "forge": {"kind": forge.kind, "url": forge.url, "branch": forge.branch} if forge else None,
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for mark, escaped in _UNSAFE.items():
        text = text.replace(mark, escaped)
    return f"globalThis.taizhang = {{ data: {text} }};\n"


def _messages() -> dict[str, list[str]]:
    """Message and next step, in Chinese: the site speaks no other language."""
    codes = [*_SAID, *(code for code, _, _ in sought()), *(code for _, code in PATTERNS.values())]
    table = catalogue()
    return {code: [table[code].zh, table[code].fix_zh] for code in codes}


def in_browser(pattern: re.Pattern[str]) -> str:
    """The source of a pattern for a browser's flag ``u``, where words are of ASCII alone."""
    word = "0-9A-Za-z_" if pattern.flags & re.ASCII else r"\p{L}\p{N}_"
    made, inside = [], False
    for piece in re.findall(r"\\.|.", pattern.pattern, re.DOTALL):
        inside = piece == "[" or (inside and piece != "]")
        made.append((word if inside else f"[{word}]") if piece == r"\w" else piece)
    return "".join(made)


def _escaped(source: str) -> str:
    """A class of characters with every one of them that is not ASCII's own written out."""
    return "".join(each if " " <= each <= "~" else f"\\u{{{ord(each):x}}}" for each in source)
