"""Ledgers of any size for benchmarks: incidents of a drill, moved to other days under other ids.

Every incident passes the same check as the one it was made from; approvals are unsigned, the
roster has no keys. Made by one ``git fast-import``. Nothing here is part of the product.

    python benchmarks/ledgers.py FOLDER --incidents 10000 [--commits 6]
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from taizhang.actions.demo import make_demo
from taizhang.actions.ledgercheck import check_ledger
from taizhang.actions.workspace import incident_paths, judge_file, open_workspace, read_file
from taizhang.model.findings import Severity
from taizhang.rules.settled import settled
from taizhang.store.emit import blocks
from taizhang.store.git.fastimport import Commit, import_commits, new_repository
from taizhang.store.git.repository import Identity
from taizhang.store.worktree import WorkTree

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))
YEARS = 20
"""Years that a ledger is spread over: a month's folder of 100 000 incidents holds some 420."""

_DATE = re.compile(rb"20\d\d-\d\d-\d\d")
_AT = re.compile(rb"^- at: (\S+ \S+)$", re.MULTILINE)
_SIGNATURE = re.compile(rb"^  sig: .*\n", re.MULTILINE)
_LINKS = (b"related:", b"into:")
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_WHO = Identity(name="李娜", email="li.na@taizhang.invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """An incident cut at its dates. ``steps``: pieces of each; a number is days from opening.

    ``ends``: minutes from the day of opening to when each step is recorded.
    """

    length: int
    steps: tuple[tuple[bytes | int, ...], ...]
    ends: tuple[int, ...]


def make(folder: Path, incidents: int, commits: int = 6, seed: int = 7) -> Path:
    """A ledger of ``incidents``, each recorded in ``commits`` commits, at ``folder`` (new)."""
    folder.mkdir(parents=True)
    repo = new_repository(folder, _WHO)
    import_commits(repo, _commits(incidents, commits, Random(seed)))  # noqa: S311 - no secret
    return folder


def _commits(incidents: int, commits: int, chance: Random) -> Iterator[Commit]:
    start = NOW - timedelta(days=365 * YEARS)
    yield Commit(
        number=1, parents=(), author=_WHO, committer=_WHO, when=start - timedelta(days=30),
        message="plan", files=_governance(),
    )  # fmt: skip
    known = patterns(commits)
    steps = sorted(_steps(incidents, known, start.date(), chance))
    grown: dict[str, bytes] = {}
    for number, (when, _, identity, opened, pattern, step) in enumerate(steps, 2):
        more = _text(known[pattern].steps[step], opened, identity)
        grown[identity] = grown.pop(identity, b"") + more
        path = f"ledger/{identity[:4]}/{identity[4:6]}/{identity}.yml"
        yield Commit(
            number=number, parents=(number - 1,), author=_WHO, committer=_WHO,
            when=datetime.fromtimestamp(when, UTC), message=f"{identity}: {step}",
            files={path: grown[identity]},
        )  # fmt: skip
        if step == len(known[pattern].steps) - 1:
            del grown[identity]


def _steps(
    incidents: int, known: list[Pattern], first: date, chance: Random
) -> Iterator[tuple[int, int, str, date, int, int]]:
    """When, order, id, day of opening, pattern and step of every commit."""
    longest = max(pattern.length for pattern in known)
    span = (NOW.date() - first).days - longest - 7
    taken: set[str] = set()
    for order in range(incidents):
        pattern = chance.randrange(len(known))
        opened = first + timedelta(days=order * span // incidents)
        identity = _identity(opened, taken, chance)
        midnight = datetime(opened.year, opened.month, opened.day, tzinfo=NOW.tzinfo).timestamp()
        for step, minutes in enumerate(known[pattern].ends):
            yield int(midnight) + 60 * minutes, order, identity, opened, pattern, step


def _identity(opened: date, taken: set[str], chance: Random) -> str:
    while True:
        identity = f"{opened:%Y%m%d}-{''.join(chance.choices(_ALPHABET, k=4))}"
        if identity not in taken:
            taken.add(identity)
            return identity


def _text(pieces: tuple[bytes | int, ...], opened: date, identity: str) -> bytes:
    return b"".join(
        (opened + timedelta(days=piece)).isoformat().encode() if isinstance(piece, int) else piece
        for piece in pieces
    ).replace(b"@ID@", identity.encode())


def patterns(commits: int) -> list[Pattern]:
    """Closed incidents of a drill, cut into at most ``commits`` steps each."""
    with tempfile.TemporaryDirectory() as place:
        drill = Path(place) / "demo"
        make_demo(drill, incidents=160, seed=11, now=NOW, made=NOW)
        workspace = open_workspace(WorkTree(drill))
        found = []
        for path in incident_paths(workspace):
            data = (drill / path).read_bytes()
            case = judge_file(workspace, read_file(workspace, path, data), NOW)
            if case and settled(case.judged, NOW) and not any(link in data for link in _LINKS):
                found.append(_pattern(data, case.id, commits))
    return found


def _pattern(data: bytes, identity: str, commits: int) -> Pattern:
    data = _SIGNATURE.sub(b"", data).replace(identity.encode(), b"@ID@")
    opened = date.fromisoformat(f"{identity[:4]}-{identity[4:6]}-{identity[6:8]}")
    head, *entries = blocks(data)
    count = min(commits, len(entries))
    bounds = [len(entries) * number // count for number in range(count + 1)]
    parts = [b"".join(entries[a:b]) for a, b in pairwise(bounds)]
    parts[0] = head + parts[0]
    steps = tuple(tuple(_pieces(part, opened)) for part in parts)
    days = [piece for step in steps for piece in step if isinstance(piece, int)]
    ends = accumulate((_recorded(part, opened) for part in parts), lambda a, b: max(a + 1, b))
    return Pattern(length=max(days), steps=steps, ends=tuple(ends))


def _recorded(part: bytes, opened: date) -> int:
    """Minutes from the day ``opened`` to one after the last entry of ``part``."""
    last = max(datetime.fromisoformat(at.decode()) for at in _AT.findall(part))
    return int((last - datetime.fromisoformat(opened.isoformat())).total_seconds()) // 60 + 1


def _pieces(text: bytes, opened: date) -> Iterator[bytes | int]:
    at = 0
    for found in _DATE.finditer(text):
        before = text[at : found.start()]
        # The header's plan version is a name, not a day.
        fixed = before.endswith(b"plan: ")
        yield before + found[0] if fixed else before
        if not fixed:
            yield (date.fromisoformat(found[0].decode()) - opened).days
        at = found.end()
    yield text[at:]


def _governance() -> dict[str, bytes]:
    """The project's own plan and office, with persons and a calendar for every year."""
    files = {}
    for part in ("2022-08-05", "2026-11-18", "roster", "office"):
        for path in sorted((ROOT / "plan" / part).rglob("*")):
            if path.is_file():
                files[path.relative_to(ROOT).as_posix()] = path.read_bytes()
    roster = files["plan/roster/0001.yml"]
    files["plan/roster/0001.yml"] = roster.replace(b"from: 2022-08-05", b"from: 2000-01-01")
    accounts = files["plan/office/accounts.yml"]
    files["plan/office/accounts.yml"] = _DATE.sub(b"2000-01-01", accounts)
    years = range(NOW.year - YEARS - 1, 2025)
    calendar = files["plan/office/workdays.yml"].decode()
    records = "".join(
        f"- from: {year}-01-01\n  until: {year}-12-31\n  source: 测试\n  checked_on: 2026-11-01\n"
        f"  holidays:\n  - name: 元旦\n    from: {year}-01-01\n    until: {year}-01-01\n"
        for year in years
    )
    files["plan/office/workdays.yml"] = calendar.replace(
        "records:\n", f"records:\n{records}"
    ).encode()
    files["ledger/.gitkeep"] = b""
    files["mkdocs.yml"] = (ROOT / "site/ledger-template/mkdocs.yml").read_bytes()
    return files


def main() -> int:
    """Make one and say what a check finds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--incidents", type=int, default=1000)
    parser.add_argument("--commits", type=int, default=6)
    parser.add_argument("--check", action="store_true", help="check the result, too")
    asked = parser.parse_args()
    if asked.folder.exists():
        shutil.rmtree(asked.folder)
    make(asked.folder, asked.incidents, asked.commits)
    if asked.check:
        report = check_ledger(asked.folder, NOW)
        for finding in report.findings[:20]:
            if finding.severity is not Severity.LATE:
                print(finding.path, finding.line, finding.code)
        print(report.incidents, {each.value: report.count(each) for each in Severity})
    return 0


if __name__ == "__main__":
    sys.exit(main())
