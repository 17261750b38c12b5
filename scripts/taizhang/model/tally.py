"""What a check remembers of files it has judged: small, plain, and never proof of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.findings import Severity
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from taizhang.model.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An incident that a file names. ``finding``: what to say where it is not there, placed."""

    target: str
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One incident file as it was judged.

    Attributes:
        sound: False when its form is not.
        settled: True when no later ``now`` changes the verdict; nothing else is remembered.
        latest: the latest claimed time in it, aware; None when it could not be read.
    """

    sound: bool
    settled: bool
    latest: datetime | None
    findings: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The settled files of one month together, and which are still open.

    Attributes:
        files: incident files of the month; ``incidents``: those of sound form, open ones left out.
        latest: no verdict below holds before this moment.
        findings: errors and warnings.
        late: how many findings of lateness there are besides; ``told``: those findings, where
            nothing else remembers them.
        open: paths that must be judged at every check.
    """

    files: int
    incidents: int
    latest: datetime | None
    findings: tuple[Finding, ...]
    late: int
    open: tuple[str, ...]
    links: tuple[Link, ...]
    told: tuple[Finding, ...] = ()


def tally_of(verdicts: Mapping[str, Verdict], *, files: int, tell_late: bool) -> Tally:
    """The verdicts of one month, by path, as one."""
    settled = [each for each in verdicts.values() if each.settled]
    found = [finding for each in settled for finding in each.findings]
    late = tuple(each for each in found if each.severity is Severity.LATE)
    return Tally(
        files=files,
        incidents=sum(each.sound for each in settled),
        latest=max((each.latest for each in settled if each.latest), default=None),
        findings=tuple(each for each in found if each.severity is not Severity.LATE),
        late=len(late),
        open=tuple(path for path, each in verdicts.items() if not each.settled),
        links=tuple(link for each in settled for link in each.links),
        told=late if tell_late else (),
    )
