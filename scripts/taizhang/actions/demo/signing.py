"""The signatures of a drill ledger: throw-away keys out of the seed, approvals signed with them.

Whoever knows the seed has the keys; they are for drills alone.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from taizhang.actions.demo.ledger import ROSTER_FILE, FileSet, roster_of
from taizhang.actions.governance import load_governance
from taizhang.actions.keys import drill_key_file
from taizhang.model.entry import Incident
from taizhang.model.record import replace
from taizhang.rules.fold import Folding
from taizhang.rules.ground import Ground
from taizhang.rules.reading import read_entry
from taizhang.rules.signatures import statement_for
from taizhang.rules.values import Values
from taizhang.store.keys import FileSigner, write_plain
from taizhang.store.rostertext import with_keys
from taizhang.store.sshsig import sign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from taizhang.model.entry import Entry
    from taizhang.model.office import Office
    from taizhang.model.plan import Plan
    from taizhang.model.roster import Rosters
    from taizhang.rules.signatures import Verify
    from taizhang.store.emit import TreeValue
    from taizhang.store.sshsig import Signer


_EVER = "2000-01-01"
"""From when on a key is open whose person has no first day."""


@lru_cache(maxsize=256)
def drill_signer(seed: int, person: str) -> FileSigner:
    """The key of the person with the roster's ``key`` in drills of ``seed``."""
    return FileSigner(hashlib.sha256(f"taizhang drill {seed} {person}".encode()).digest())


def keyed_files(files: Mapping[str, bytes], seed: int) -> dict[str, bytes]:
    """The files of a drill ledger with a key for everybody of its roster."""
    keys = [
        (row, drill_signer(seed, person.key).key, str(person.since or _EVER))
        for row, person in enumerate(roster_of(files).persons)
    ]
    return {**files, ROSTER_FILE: with_keys(files[ROSTER_FILE], keys)}


def write_keys(git_dir: Path, files: Mapping[str, bytes], seed: int) -> None:
    """Put the private keys where ``approve`` finds them in a drill, and git never does."""
    for person in roster_of(files).persons:
        write_plain(drill_key_file(git_dir, person), drill_signer(seed, person.key))


def notary_of(files: Mapping[str, bytes], version: str, seed: int) -> Notary:
    """Who signs for everybody of the roster among ``files``, under plan ``version``.

    Of a roster without keys no signature is looked at again: what is signed names none of them.
    """
    governance = load_governance(FileSet(files), few=True)
    persons = governance.rosters.current.persons
    signers = {person.key: drill_signer(seed, person.key) for person in persons}
    plan = governance.plans[version]
    return Notary(plan, governance.rosters, governance.office, signers)


def trusted(text: str, sig: str, keys: Collection[str]) -> str:  # noqa: ARG001  the port
    """The port for a file all of whose signatures were made here."""
    return ""


class Notary:
    """Signs the approvals of one ledger.

    ``signers``: by the roster's ``key`` of the person; ``verify``: of what stands in the file.
    """

    def __init__(
        self,
        plan: Plan,
        rosters: Rosters,
        office: Office,
        signers: Mapping[str, Signer],
        verify: Verify = trusted,
    ) -> None:
        self.verify = verify
        self.plan = plan
        self.rosters = rosters
        self.office = office
        self.signers = signers
        self.persons = frozenset(each.name for each in rosters.current.persons)

    def open(self, header: Iterable[tuple[str, str]]) -> Deed:
        """One incident, to be filled entry by entry."""
        return Deed(self, dict(header))


class Deed:
    """One incident while its entries are written."""

    def __init__(self, notary: Notary, header: Mapping[str, str]) -> None:
        incident = Incident(
            id=header["id"],
            title=header["title"],
            plan=header["plan"],
            drill=header.get("drill") == "是",
            entries=(),
        )
        ground = Ground(
            plan=notary.plan, rosters=notary.rosters, office=notary.office, incident=incident
        )
        self._notary = notary
        self._folding = Folding(ground, notary.verify)

    def signed(self, raw: Mapping[str, TreeValue]) -> dict[str, TreeValue]:
        """The next entry of the file; an 审批 with the signature of whoever it is by.

        Raises:
            ValueError: no sound entry.
        """
        written = dict(raw)
        values = Values(self._notary.plan, self._notary.persons)
        entry = read_entry(values, written, len(self._folding.ground.acts))
        if entry is None:
            raise ValueError(values.findings)
        if entry.kind == "审批" and not entry.has("sig"):
            written["sig"] = self._signature(entry)
            entry = replace(entry, fields={**entry.fields, "sig": written["sig"]})
        self._folding.append(entry)
        return written

    def _signature(self, entry: Entry) -> str:
        """Raises: ValueError: by nobody of the roster, or about no entry of the file."""
        text = statement_for(entry, self._folding.ground, self._folding.chain)
        person = self._notary.rosters.person(entry.by)
        if text is None or person is None:
            raise ValueError(entry.name)
        return sign(text, self._notary.signers[person.key])
