"""The root of trust: one line to be kept outside the repository, by which it can be told apart.

It names the roster version from which on every other must be approved, by the SHA-256 of its
file, and the first commit of the history. Whoever replaces the whole repository has another.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.actions.governance import roster_path
from taizhang.actions.governing import chain_findings
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.findings import Finding
from taizhang.model.record import dataclass
from taizhang.rules.mandate import keyed
from taizhang.store.git.steps import first_commit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from taizhang.actions.regime import Regime
    from taizhang.store.git.repository import Repository

_FORM = re.compile(r"(\d{1,4})-([0-9a-f]{64})-([0-9a-f]{40})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """The root of trust.

    Attributes:
        version: of the roster that is taken as given.
        digest: SHA-256 of its file.
        genesis: the first commit of the branch.
        signed: False while nobody has a key in that roster: it then proves nothing yet.
    """

    version: int
    digest: str
    genesis: str
    signed: bool = True

    @property
    def text(self) -> str:
        """As it is written down and handed to ``--pin``."""
        return f"{self.version}-{self.digest}-{self.genesis}"


def read_pin(text: str) -> Pin:
    """The root of trust in ``text``.

    Raises:
        UsageProblem: it is none.
    """
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise UsageProblem("pin-form", value=text)
    return Pin(version=int(found[1]), digest=found[2], genesis=found[3])


def root_of(repo: Repository, commit: str, regime: Regime) -> Pin:
    """The root of trust of ``commit``: the first roster in which anybody has a key.

    Raises:
        EnvironmentProblem: there is no roster.
    """
    versions = regime.governance.rosters.versions
    if not versions:
        raise EnvironmentProblem("governance-unreadable", count=len(regime.governance.findings))
    roster = next((each for each in versions if keyed(each)), versions[0])
    data = regime.source.read(roster_path(roster.version)) or b""
    return Pin(
        version=roster.version,
        digest=sha256(data).hexdigest(),
        genesis=first_commit(repo, commit),
        signed=keyed(roster),
    )


def pin_findings(genesis: str, regime: Regime, pin: Pin, now: datetime) -> Iterator[Finding]:
    """What of a history that begins at ``genesis`` does not rest on the root of trust."""
    path = roster_path(pin.version)
    data = regime.source.read(path)
    if data is None or sha256(data).hexdigest() != pin.digest:
        values = {"version": str(pin.version)}
        yield Finding(code="pin-roster-differs", path=path, values=values)
    if genesis != pin.genesis:
        values = {"pinned": pin.genesis[:10], "found": genesis[:10]}
        yield Finding(code="pin-genesis-differs", values=values)
    yield from chain_findings(regime, now, pin.version)
