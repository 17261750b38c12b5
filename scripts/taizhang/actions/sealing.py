"""Seal the record as it stands: a signed summary, to be copied outside the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.record import dataclass
from taizhang.model.seal import NAMESPACE, NONE, Seal
from taizhang.model.times import format_time
from taizhang.rules.sealing import read_seal, records_digest, seal_digest, seal_text
from taizhang.rules.treepaths import INCIDENT, SEAL
from taizhang.store.emit import entry_block
from taizhang.store.git.objects import head, list_blobs, read_blobs
from taizhang.store.git.steps import first_commit
from taizhang.store.git.trees import Note
from taizhang.store.git.write import commit_files
from taizhang.store.sshsig import sign
from taizhang.store.strict import Profile, Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from taizhang.actions.acting import Desk
    from taizhang.model.source import Source
    from taizhang.store.git.repository import Repository
    from taizhang.store.sshsig import Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """A seal ready to be signed by the person at work.

    ``text``: what is signed; ``keys``: the person's open keys; ``old``: bytes of the seal's file,
    None where it is new.
    """

    seal: Seal
    text: str
    keys: tuple[str, ...]
    old: bytes | None


def records_at(repo: Repository, commit: str) -> Iterator[tuple[str, bytes]]:
    """Every record at ``commit`` but the seals: path and bytes, in the order of the paths."""
    listed = sorted(
        (each.path, each.id)
        for each in list_blobs(repo, commit, "ledger")
        if each.is_plain and each.path.endswith(".yml") and not SEAL.fullmatch(each.path)
    )
    data = read_blobs(repo, (one for _, one in listed))
    for (path, _), (_, each) in zip(listed, data, strict=True):
        yield path, each


def seals_in(source: Source) -> tuple[Seal, ...]:
    """The seals of a ledger that can be read, the first one first."""
    found = []
    for path in source.list("ledger/seals"):
        try:
            tree = read(source.read(path) or b"", profile=Profile.SETTINGS)
        except Unreadable:
            continue
        seal, _ = read_seal(tree)
        if seal is not None:
            found.append(seal)
    return tuple(sorted(found, key=lambda each: each.number))


def new_seal(desk: Desk, now: datetime) -> Sealing:
    """The seal of the last commit.

    Raises:
        EnvironmentProblem: nothing is recorded yet.
        UsageProblem: the person has no open key.
    """
    tip = head(desk.repo)
    if tip is None:
        raise EnvironmentProblem("nothing-recorded")
    seals = seals_in(desk.workspace.source)
    records = tuple(records_at(desk.repo, tip))
    governance = desk.workspace.governance
    plan = governance.newest or next(iter(governance.plans.values()))
    seal = Seal(
        number=seals[-1].number + 1 if seals else 1,
        at=format_time(now.replace(second=0, microsecond=0), plan.zone),
        ledger=governance.office.id,
        tip=tip,
        genesis=first_commit(desk.repo, tip),
        incidents=sum(1 for path, _ in records if INCIDENT.fullmatch(path)),
        digest=records_digest(records),
        previous=seal_digest(seals[-1]) if seals else NONE,
    )
    return _ready(desk, seal, None, now)


def seal_to_sign(desk: Desk, number: int, now: datetime) -> Sealing:
    """A seal made by somebody else, to be signed too; ``number`` 0 = the last one.

    Raises:
        UsageProblem: there is none, the person has signed it, or has no open key.
    """
    seals = seals_in(desk.workspace.source)
    seal = next((each for each in reversed(seals) if number in (0, each.number)), None)
    if seal is None:
        if not seals:
            raise UsageProblem("seal-none-yet")
        raise UsageProblem("seal-none", number=number)
    if desk.person.name in [name for name, _ in seal.signatures]:
        raise UsageProblem("seal-signed", name=desk.person.name, path=seal.path)
    return _ready(desk, seal, desk.workspace.source.read(seal.path), now)


def put_seal(desk: Desk, sealing: Sealing, signer: Signer, now: datetime) -> str:
    """Sign the seal and record it; the commit.

    Raises:
        EnvironmentProblem: it could not be recorded; nothing was written.
    """
    seal = sealing.seal
    sig = sign(sealing.text, signer, NAMESPACE)
    row = entry_block([("by", desk.person.name), ("sig", sig)]).encode()
    start = sealing.old if sealing.old is not None else _head(seal)
    note = Note(
        message=f"封存第 {seal.number} 次 {desk.person.name}",
        author=desk.author,
        committer=desk.committer,
        when=now,
    )
    return commit_files(desk.repo, {seal.path: start + row}, note)


def _ready(desk: Desk, seal: Seal, old: bytes | None, now: datetime) -> Sealing:
    governance = desk.workspace.governance
    plan = governance.newest or next(iter(governance.plans.values()))
    keys = tuple(key.text for key in desk.person.signing_keys(now, plan.zone))
    if not keys:
        raise UsageProblem("seal-no-key", name=desk.person.name)
    text = seal_text(seal, desk.person.name, desk.person.key)
    return Sealing(seal=seal, text=text, keys=keys, old=old)


def _head(seal: Seal) -> bytes:
    lines = [
        f"seal: {seal.number}",
        f"at: {seal.at}",
        f"ledger: {seal.ledger}",
        f"tip: {seal.tip}",
        f"genesis: {seal.genesis}",
        f"incidents: {seal.incidents}",
        f"digest: {seal.digest}",
        f"previous: {seal.previous}",
        "signatures:",
    ]
    return "".join(f"{line}\n" for line in lines).encode()
