"""Verify seals: is the record still the one that was sealed, with all that was in it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from taizhang.actions.regime import Regimes
from taizhang.actions.sealing import records_at, seals_in
from taizhang.model.findings import Finding, Report, Severity
from taizhang.model.seal import NAMESPACE, NONE
from taizhang.model.source import names_in
from taizhang.model.times import parse_time
from taizhang.rules.mandate import keyed
from taizhang.rules.sealing import read_seal, records_digest, seal_digest, seal_text
from taizhang.rules.treepaths import INCIDENT, SEAL
from taizhang.store.git.objects import list_blobs, read_blobs
from taizhang.store.git.steps import first_commit, off_chain
from taizhang.store.positions import place
from taizhang.store.sshsig import why_not
from taizhang.store.strict import Profile, Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from taizhang.actions.regime import Regime
    from taizhang.model.seal import Seal
    from taizhang.store.git.repository import Repository


_WHOLE = 12
"""Seals of which a history check computes the digest anew: each costs a reading of the ledger."""


def check_seals(repo: Repository, tip: str) -> Report:
    """Findings of all seals recorded at ``tip``, against each other and against the history."""
    regime = Regimes(repo).at(tip)
    source = _Seals(repo, tip)
    seals = seals_in(source)
    chain = _Chain(repo, tip, seals)
    findings = [*_faults(source), *_following(seals)]
    for seal in seals:
        found = [*_one(seal, regime, chain)]
        if seal is seals[-1] and chain.reaches(seal):
            found += [*_digest(repo, seal), *_records(repo, tip, seal)]
        findings += place(found, source.read(seal.path) or b"", seal.path)
    return Report(findings=tuple(findings), files=len(seals))


def seals_since(repo: Repository, tip: str, since: str | None) -> tuple[Finding, ...]:
    """Findings of the seals at ``tip`` that ``since`` does not hold; None = of all.

    Their places on the chain and their signatures, of the last dozen the digest, too. That the
    records grew since is what the steps show.
    """
    source = _Seals(repo, tip)
    before = _Seals(repo, since) if since else None
    seals = seals_in(source)
    new = [each for each in seals if not before or before.read(each.path) != source.read(each.path)]
    regime, chain = Regimes(repo).at(tip), _Chain(repo, tip, new)
    findings = [*_faults(source), *_following(seals)] if new else []
    for number, seal in enumerate(reversed(new)):
        found = [*_one(seal, regime, chain)]
        if number < _WHOLE and chain.reaches(seal):
            found += _digest(repo, seal)
        findings += place(found, source.read(seal.path) or b"", seal.path)
    return tuple(findings)


def check_copy(repo: Repository, tip: str, data: bytes, name: str) -> Report:
    """Findings of one seal kept outside, whose file is ``data``, against the history of ``tip``."""
    try:
        seal, faults = read_seal(read(data, profile=Profile.SETTINGS))
    except Unreadable as problem:
        return Report(findings=tuple(each.at(name) for each in problem.findings), files=1)
    if seal is None:
        return Report(findings=place(faults, data, name), files=1)
    chain = _Chain(repo, tip, (seal,))
    findings = [*_one(seal, Regimes(repo).at(tip), chain)]
    if chain.reaches(seal):
        findings += [*_digest(repo, seal), *_records(repo, tip, seal)]
    own = next((each for each in seals_in(_Seals(repo, tip)) if each.number == seal.number), None)
    if own is None or seal_digest(own) != seal_digest(seal):
        values = {"number": str(seal.number)}
        findings.append(Finding(code="seal-lost", where=("seal",), values=values))
    return Report(findings=place(findings, data, name), files=1)


class _Chain:
    """The first-parent chain of ``tip``, asked once for some seals."""

    def __init__(self, repo: Repository, tip: str, seals: Collection[Seal]) -> None:
        self._repo = repo
        self.tip = tip
        self.genesis = first_commit(repo, tip) if seals else ""
        self.off = off_chain(repo, [each.tip for each in seals], tip) if seals else frozenset()

    def reaches(self, seal: Seal) -> bool:
        """True when the commit sealed is in the repository."""
        if seal.tip not in self.off:
            return True
        return not self._repo.ask("cat-file", "-e", f"{seal.tip}^{{commit}}").code


class _Seals:
    """The seals at a commit as a ``Source``."""

    def __init__(self, repo: Repository, tip: str) -> None:
        listed = [
            each for each in list_blobs(repo, tip, "ledger/seals") if SEAL.fullmatch(each.path)
        ]
        data = dict(read_blobs(repo, dict.fromkeys(each.id for each in listed)))
        self._data = {each.path: data[each.id] for each in listed}

    def read(self, path: str) -> bytes | None:
        return self._data.get(path)

    def list(self, prefix: str) -> tuple[str, ...]:
        return tuple(sorted(path for path in self._data if path.startswith(f"{prefix}/")))

    def names(self, folder: str) -> tuple[str, ...]:
        return names_in(folder, self._data)


def _faults(source: _Seals) -> Iterator[Finding]:
    for path in source.list("ledger/seals"):
        data = source.read(path) or b""
        try:
            seal, faults = read_seal(read(data, profile=Profile.SETTINGS))
        except Unreadable as problem:
            yield from (each.at(path) for each in problem.findings)
            continue
        yield from place(faults, data, path)
        if seal is not None and seal.path != path:
            values = {"number": str(seal.number)}
            yield Finding(code="seal-misplaced", path=path, line=1, column=1, values=values)


def _following(seals: tuple[Seal, ...]) -> Iterator[Finding]:
    """Whether each names the one before."""
    first = seals[0] if seals else None
    if first is not None and (first.number, first.previous) != (1, NONE):
        yield _broken(first)
    for old, new in pairwise(seals):
        if new.number != old.number + 1 or new.previous != seal_digest(old):
            yield _broken(new)


def _broken(seal: Seal) -> Finding:
    values = {"number": str(seal.number)}
    return Finding(code="seal-chain-broken", path=seal.path, line=8, column=1, values=values)


def _one(seal: Seal, regime: Regime, chain: _Chain) -> Iterator[Finding]:
    """What a seal shows without its records."""
    yield from _signatures(seal, regime)
    if chain.genesis != seal.genesis:
        values = {"sealed": seal.genesis[:10], "found": chain.genesis[:10]}
        yield Finding(code="seal-genesis-differs", where=("genesis",), values=values)
    if seal.tip in chain.off:
        values = {"sealed": seal.tip[:10], "tip": chain.tip[:10]}
        yield Finding(code="seal-not-on-chain", where=("tip",), values=values)


def _digest(repo: Repository, seal: Seal) -> Iterator[Finding]:
    """Whether the records are those sealed; one of them in memory at a time."""
    count = 0

    def counted() -> Iterator[tuple[str, bytes]]:
        nonlocal count
        for path, data in records_at(repo, seal.tip):
            count += INCIDENT.fullmatch(path) is not None
            yield path, data

    if records_digest(counted()) != seal.digest or count != seal.incidents:
        yield Finding(code="seal-digest-differs", where=("digest",))


def _records(repo: Repository, tip: str, seal: Seal) -> Iterator[Finding]:
    """Whether all records sealed are still there, as they were or longer."""
    now = dict(records_at(repo, tip))
    for path, data in records_at(repo, seal.tip):
        if not now.get(path, b"").startswith(data):
            code = "seal-record-changed" if path in now else "seal-record-missing"
            yield Finding(code=code, where=("tip",), values={"path": path})


def _signatures(seal: Seal, regime: Regime) -> Iterator[Finding]:
    good: set[str] = set()
    for number, (name, sig) in enumerate(seal.signatures):
        where = ("signatures", number)
        person = regime.governance.rosters.person(name)
        if person is None or name in good:
            yield Finding(code="seal-stranger", where=where, values={"name": name})
            continue
        moment = parse_time(seal.at, regime.zone)
        keys = [key.text for key in person.signing_keys(moment, regime.zone)]
        why = why_not(seal_text(seal, name, person.key), sig, keys, NAMESPACE)
        if why:
            yield Finding(code=why, where=(*where, "sig"))
        else:
            good.add(name)
    if not good:
        rosters = regime.governance.rosters.versions
        strict = any(keyed(each) for each in rosters)
        severity = Severity.ERROR if strict else Severity.WARNING
        yield Finding(code="seal-unsigned", severity=severity, where=("signatures",))
