"""A seal: what the record was at one moment, signed, to be kept where git cannot reach."""

from __future__ import annotations

from taizhang.model.record import dataclass

FOLDER = "ledger/seals"
"""Where seals stand in a ledger: ``ledger/seals/0001.yml``."""

NAMESPACE = "seal@taizhang"
"""What signatures of seals are made for."""

NONE = "无"
"""Stands for the seal before the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One seal.

    Attributes:
        number: from 1.
        at: when it was made, as written.
        ledger: id of the ledger.
        tip: the commit that is sealed; ``genesis``: the first of its history.
        incidents: how many incidents there are.
        digest: SHA-256 over all records, see ``rules.sealing.records_digest``.
        previous: SHA-256 of what the seal before says; ``无`` for the first.
        signatures: pairs of a person's name and the signature on one line.
    """

    number: int
    at: str
    ledger: str
    tip: str
    genesis: str
    incidents: int
    digest: str
    previous: str
    signatures: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        """The file it stands in."""
        return f"{FOLDER}/{self.number:04}.yml"
