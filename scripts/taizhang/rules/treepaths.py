"""Which files a ledger's tree may hold: where, under which names, of which kind and size.

An allow-list: what is not known below ``ledger/`` or ``plan/`` is refused, and so is, anywhere,
a name that another system reads as something else. Source: security.md 2; design.md 3.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING
from unicodedata import normalize

from taizhang.model.findings import Finding
from taizhang.model.journal import JOURNAL_PATH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILE, PROGRAM = "100644", "100755"
"""The kinds of files there are; a symbolic link or another repository's module is none."""

LARGEST_RECORD = 256 * 1024
LARGEST = 10 * 1024 * 1024
"""Bytes of a record or setting, and of any other file."""

INCIDENT = re.compile(r"ledger/(\d{4})/(\d\d)/(\1\2\d\d-[0-9a-hjkmnp-tv-z]{4})\.yml", re.ASCII)
SEAL = re.compile(r"ledger/seals/(\d{4})\.yml", re.ASCII)
ROSTER = re.compile(r"plan/roster/(\d{4})\.yml", re.ASCII)
VERSION = re.compile(
    r"plan/(?!(?:roster|office|approvals)/)([0-9A-Za-z][0-9A-Za-z-]*)/.+", re.ASCII
)
OFFICE = re.compile(r"plan/office/[a-z][a-z0-9-]*\.yml", re.ASCII)
APPROVALS = re.compile(r"plan/approvals/(roster|plan)-([0-9A-Za-z][0-9A-Za-z-]*)\.yml", re.ASCII)
KEEP = ".gitkeep"

_LEDGER = (INCIDENT, JOURNAL_PATH, SEAL)
_PLAN = (ROSTER, OFFICE, APPROVALS, VERSION)
_PLACES = ("ledger", "plan")
_BELOW = ("ledger/", "plan/")
_LONGEST = 240
# Compiled when first asked for: the name of a record is known to be good without them.
_ODD = (
    r'[\x00-\x1f\x7f-\xa0\xad\\:*?"<>|\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f'
    r"\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    r"\ud800-\udfff\U000e0000-\U000e0fff]"
)
_DEVICE = r"(?ai)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?"
_GITS_OWN = r"(?ai)\.git|git~\d|\.gitmodules"


class Area(Enum):
    """What a file is to verdicts: a record, what judges it, or only something to be read."""

    LEDGER = "ledger"
    GOVERNANCE = "governance"
    PAGES = "pages"


def area(path: str) -> Area:
    """To which part a path belongs; whatever is neither record nor page governs."""
    if path.startswith("ledger/"):
        return Area.LEDGER
    return Area.PAGES if path.startswith("site/pages/") else Area.GOVERNANCE


def is_record(path: str) -> bool:
    """True for an incident's file and for a month of the journal, whose names are always good."""
    return bool(INCIDENT.fullmatch(path) or JOURNAL_PATH.fullmatch(path))


def place_faults(path: str, mode: str) -> Iterator[Finding]:
    """Why a file may not stand at ``path``, or not as what it is; nothing when it may."""
    known = is_record(path)
    if not known and _misnamed(path):
        yield Finding(code="path-name", path=path, values={"path": plain(path)})
    elif not known and not _known(path):
        yield Finding(code="path-unknown", path=path, values={"path": path})
    allowed = (FILE,) if path.startswith(_BELOW) else (FILE, PROGRAM)
    if mode not in allowed:
        code = "mode-program" if mode == PROGRAM else "mode-not-plain"
        yield Finding(code=code, path=path, values={"path": plain(path)})


def size_fault(path: str, size: int) -> Finding | None:
    """Why a file of ``size`` bytes is too large; None when it is not."""
    record = path.endswith((".yml", ".yaml")) and path.startswith(_BELOW)
    most = LARGEST_RECORD if record else LARGEST
    if size <= most:
        return None
    values = {"path": plain(path), "size": f"{size:,}", "most": f"{most:,}"}
    return Finding(code="file-oversize", path=path, values=values)


def twins(added: Iterable[str], present: Iterable[str]) -> Iterator[Finding]:
    """Paths added that, or a folder of which, differ from others only in case or composition."""
    names: dict[str, str] = {}
    for path in present:
        for name in _ways(path):
            names.setdefault(folded(name), name)
    for path in added:
        pairs = ((name, names.setdefault(folded(name), name)) for name in _ways(path))
        other = next((other for name, other in pairs if other != name), "")
        if other:
            values = {"path": plain(path), "other": plain(other)}
            yield Finding(code="path-twin", path=path, values=values)


def _ways(path: str) -> Iterator[str]:
    """The folders on the way to ``path``, then itself."""
    parts = path.split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts) + 1))


def folded(path: str) -> str:
    """The name under which a careless system would take two files for one."""
    return normalize("NFC", normalize("NFC", path).casefold())


def plain(path: str) -> str:
    """``path`` fit to be printed: what a terminal would act on is escaped."""
    return re.sub(_ODD, lambda found: found[0].encode("unicode_escape", "replace").decode(), path)


def _misnamed(path: str) -> bool:
    return (
        len(path.encode("utf-8", "surrogateescape")) > _LONGEST
        or re.search(_ODD, path) is not None
        or normalize("NFC", path) != path
        or any(map(_bad_part, path.split("/")))
    )


def _bad_part(part: str) -> bool:
    return (
        part in ("", ".", "..")
        or part.startswith(("-", " "))
        or part.endswith((".", " "))
        or re.fullmatch(_DEVICE, part) is not None
        or re.fullmatch(_GITS_OWN, part) is not None
    )


def _known(path: str) -> bool:
    top, _, rest = path.partition("/")
    if top.casefold() not in _PLACES:
        return True
    if top not in _PLACES or not rest:
        return False
    if path.rpartition("/")[2] == KEEP:
        return True
    return any(each.fullmatch(path) for each in (_LEDGER if top == "ledger" else _PLAN))
