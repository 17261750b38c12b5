"""Verify seals: is the record still the one that was sealed, with all that was in it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from taizhang.actions.regime import Regimes
from taizhang.actions.sealing import records_at, seals_in
from taizhang.model.findings import Finding, Report, Severity
from taizhang.model.seal import NAMESPACE, NONE
from taizhang.model.times import parse_time
from taizhang.rules.mandate import keyed
from taizhang.rules.sealing import read_seal, records_digest, seal_digest, seal_text
from taizhang.rules.treepaths import INCIDENT, SEAL
from taizhang.store.git.objects import list_blobs, read_blobs
from taizhang.store.git.steps import first_commit, on_chain
from taizhang.store.positions import place
from taizhang.store.sshsig import why_not
from taizhang.store.strict import Profile, Unreadable, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.actions.regime import Regime
    from taizhang.model.seal import Seal
    from taizhang.store.git.repository import Repository


def check_seals(repo: Repository, tip: str) -> Report:
    """Findings of all seals recorded at ``tip``, against each other and against the history."""
    regime = Regimes(repo).at(tip)
    source = _Seals(repo, tip)
    findings = [*_faults(source)]
    seals = seals_in(source)
    findings += _following(seals)
    for seal in seals:
        data = source.read(seal.path) or b""
        newest = seal is seals[-1]
        findings += place(_one(repo, tip, seal, regime, whole=newest), data, seal.path)
    return Report(findings=tuple(findings), files=len(seals))


def check_copy(repo: Repository, tip: str, data: bytes, name: str) -> Report:
    """Findings of one seal kept outside, whose file is ``data``, against the history of ``tip``."""
    try:
        seal, faults = read_seal(read(data, profile=Profile.SETTINGS))
    except Unreadable as problem:
        return Report(findings=tuple(each.at(name) for each in problem.findings), files=1)
    if seal is None:
        return Report(findings=place(faults, data, name), files=1)
    regime = Regimes(repo).at(tip)
    findings = [*_one(repo, tip, seal, regime, whole=True)]
    own = next((each for each in seals_in(_Seals(repo, tip)) if each.number == seal.number), None)
    if own is None or seal_digest(own) != seal_digest(seal):
        values = {"number": str(seal.number)}
        findings.append(Finding(code="seal-lost", where=("seal",), values=values))
    return Report(findings=place(findings, data, name), files=1)


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


def _one(
    repo: Repository, tip: str, seal: Seal, regime: Regime, *, whole: bool
) -> Iterator[Finding]:
    """What a seal shows; ``whole``: all records are read again."""
    yield from _signatures(seal, regime)
    genesis = first_commit(repo, tip)
    if genesis != seal.genesis:
        values = {"sealed": seal.genesis[:10], "found": genesis[:10]}
        yield Finding(code="seal-genesis-differs", where=("genesis",), values=values)
    if not on_chain(repo, seal.tip, tip):
        values = {"sealed": seal.tip[:10], "tip": tip[:10]}
        yield Finding(code="seal-not-on-chain", where=("tip",), values=values)
        if repo.ask("cat-file", "-e", f"{seal.tip}^{{commit}}").code:
            return
    if whole:
        yield from _records(repo, tip, seal)


def _records(repo: Repository, tip: str, seal: Seal) -> Iterator[Finding]:
    """Whether the records are those sealed, and all of them still there, or longer."""
    sealed = dict(records_at(repo, seal.tip))
    count = sum(1 for path in sealed if INCIDENT.fullmatch(path))
    if count != seal.incidents or records_digest(sealed.items()) != seal.digest:
        yield Finding(code="seal-digest-differs", where=("digest",))
    now = dict(records_at(repo, tip))
    for path, data in sealed.items():
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
