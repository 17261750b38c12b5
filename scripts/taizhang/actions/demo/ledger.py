"""What a drill ledger holds before its first incident: plan, roster, office facts, site settings.

All of it comes with the program; only the ledger's own name and the duty roster are written anew,
the one to mark it as a drill, the other because it has to name the days around now.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, cast

from taizhang.actions.acting import author_of
from taizhang.actions.demo.script import DAY_WATCH, NIGHT_WATCH, Revision
from taizhang.actions.governance import is_proposal
from taizhang.model.source import names_in
from taizhang.model.times import parse_day, parse_offset
from taizhang.rules.rosterread import read_roster
from taizhang.store.emit import entry_block
from taizhang.store.resources import resource_dir
from taizhang.store.strict import Profile, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, timezone
    from pathlib import Path

    from taizhang.model.roster import Roster
    from taizhang.store.git.repository import Identity

DRILL_NAME = "演练台账"
DRILL_ID = "drill-ledger"
OFFICE_FILE = "plan/office/ledger.yml"
ROSTER_FILE = "plan/roster/0001.yml"
PROPOSED_AT = time(10, 0)
_DUTY_FILE = "plan/office/duty.yml"
_SITE_FILE = "mkdocs.yml"
_RECORDS = re.compile(rb"^records:\n", re.MULTILINE)
_SITE_NAME = re.compile(rb"^site_name:.*$", re.MULTILINE)
_MARK = f"""# 演练台账：其中的人和事均为虚构，可以放心试用。代号启用后不改。
name: {DRILL_NAME}
id: {DRILL_ID}
drill: 是
""".encode()


def governance_files(now: datetime) -> dict[str, bytes]:
    """Everything below ``plan/`` of a new drill ledger, by path."""
    files = _files(resource_dir("plan"), "plan/")
    files[OFFICE_FILE] = _MARK
    if _DUTY_FILE in files:
        files[_DUTY_FILE] = _duty(files[_DUTY_FILE], now)
    return files


def site_files() -> dict[str, bytes]:
    """The settings of its site and repository, by path."""
    files = _files(resource_dir("ledger-template"), "")
    files[_SITE_FILE] = _SITE_NAME.sub(f"site_name: {DRILL_NAME}".encode(), files[_SITE_FILE])
    return files


def plan_version(files: Mapping[str, bytes]) -> tuple[str, timezone, date]:
    """The plan version in force among ``files``, the zone of its times, its day."""
    paths = [path for path in files if re.fullmatch(r"plan/[^/]+/plan\.yml", path)]
    path = max(path for path in paths if not is_proposal(files[path]))
    tree = cast("dict[str, str]", _settings(files[path]))
    zone, published = parse_offset(tree["utc_offset"]), parse_day(tree["published_on"])
    return path.split("/")[1], zone, published


def revision_of(files: Mapping[str, bytes], zone: timezone) -> Revision | None:
    """The last plan version among ``files`` that is proposed only, on the day it was proposed."""
    paths = [path for path in files if re.fullmatch(r"plan/[^/]+/plan\.yml", path)]
    path = max((path for path in paths if is_proposal(files[path])), default="")
    if not path:
        return None
    tree = cast("dict[str, str]", _settings(files[path]))
    at = datetime.combine(parse_day(tree["published_on"]), PROPOSED_AT, zone)
    return Revision(version=path.split("/")[1], at=at)


class FileSet:
    """Files that lie nowhere yet, as a source to read governance from."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None when there is none."""
        return self._files.get(path)

    def list(self, prefix: str) -> tuple[str, ...]:
        """The paths of all files below the folder ``prefix``, sorted."""
        folder = f"{prefix.rstrip('/')}/"
        return tuple(sorted(path for path in self._files if path.startswith(folder)))

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of what lies directly in a folder, sorted."""
        return names_in(folder, self._files)


def roster_of(files: Mapping[str, bytes]) -> Roster:
    """The first version of the roster among ``files``.

    Raises:
        ValueError: it cannot be read.
    """
    roster, findings = read_roster(_settings(files[ROSTER_FILE]))
    if roster is None:
        raise ValueError(findings)
    return roster


def people(files: Mapping[str, bytes]) -> dict[str, Identity]:
    """Every person of the roster as git is to know them, by name."""
    return {person.name: author_of(person) for person in roster_of(files).persons}


def is_drill(folder: Path) -> bool:
    """True when ``folder`` is marked as a drill ledger that ``demo`` made."""
    try:
        return (folder / OFFICE_FILE).read_bytes().split() == _MARK.split()
    except OSError:
        return False


def _files(folder: Path, prefix: str) -> dict[str, bytes]:
    return {
        prefix + path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _settings(data: bytes) -> object:
    return read(data, profile=Profile.SETTINGS)


def _duty(model: bytes, now: datetime) -> bytes:
    """The duty roster's own head with four weeks of shifts around ``now``."""
    head = model[: match.end()] if (match := _RECORDS.search(model)) else b"records:\n"
    monday = now.date() - timedelta(days=now.weekday() + 14)
    text = ""
    for week in range(4):
        first = monday + timedelta(weeks=week)
        turn = first.toordinal() // 7 % 2
        for shift, persons in (("白班", DAY_WATCH), ("夜班", NIGHT_WATCH)):
            text += entry_block(
                [
                    ("from", first.isoformat()),
                    ("until", (first + timedelta(days=6)).isoformat()),
                    ("shift", shift),
                    ("person", persons[turn]),
                ]
            )
    return head + text.encode()
