"""Seals: read, put into words, and the digest over all records.

The digest is over bytes: a record only grows, byte for byte, so that nothing but the files and
``sha256sum`` is needed to recompute it. Source: trust.md 4; decision 0007.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from taizhang.model.seal import NONE, Seal
from taizhang.rules.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taizhang.model.findings import Finding

TITLE = "舆情台账封存声明 v1"
_KEYS = (
    "seal", "at", "ledger", "tip", "genesis", "incidents", "digest", "previous", "signatures",
)  # fmt: skip
_FORMS = {
    "seal": r"[1-9]\d{0,3}",
    "at": r"\d{4}-\d\d-\d\d \d\d:\d\d",
    "tip": "[0-9a-f]{40}",
    "genesis": "[0-9a-f]{40}",
    "incidents": r"\d{1,9}",
    "digest": "[0-9a-f]{64}",
    "previous": f"[0-9a-f]{{64}}|{NONE}",
}


def read_seal(tree: object) -> tuple[Seal | None, tuple[Finding, ...]]:
    """The seal in the tree of its file, or None with one finding a fault."""
    settings = Settings()
    record = settings.record(tree, (), _KEYS, _KEYS)
    words = {key: settings.word(record, key, ()) for key in _KEYS[:-1]}
    for key, form in _FORMS.items():
        if words[key] and not re.fullmatch(form, words[key], re.ASCII):
            settings.fault("seal-value", (key,), key=key, value=words[key])
    pairs = []
    for raw, where in settings.rows(record, "signatures", ()):
        own = settings.record(raw, where, ("by", "sig"), ("by", "sig"))
        pairs.append((settings.word(own, "by", where), settings.word(own, "sig", where)))
    if settings.findings:
        return None, tuple(settings.findings)
    seal = Seal(
        number=int(words["seal"]),
        at=words["at"],
        ledger=words["ledger"],
        tip=words["tip"],
        genesis=words["genesis"],
        incidents=int(words["incidents"]),
        digest=words["digest"],
        previous=words["previous"],
        signatures=tuple(pairs),
    )
    return seal, ()


def seal_text(seal: Seal, name: str = "", key: str = "") -> str:
    """What the person of that name and roster key signs; without them what the seal says."""
    facts = [
        ("台账", seal.ledger),
        ("封存", f"第 {seal.number} 次"),
        ("时间", seal.at),
        ("提交", seal.tip),
        ("起点", seal.genesis),
        ("事件", f"{seal.incidents} 件"),
        ("摘要", seal.digest),
        ("上一次", seal.previous),
        *((("封存人", f"{name} {key}"),) if name else ()),
    ]
    return normalize("NFC", "".join(f"{line}\n" for line in (TITLE, *map("：".join, facts))))


def seal_digest(seal: Seal) -> str:
    """SHA-256 of what a seal says, whoever signed it: what the next seal names."""
    return hashlib.sha256(seal_text(seal).encode()).hexdigest()


def records_digest(records: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over a line ``SHA-256  LENGTH  PATH`` for each record, in the order of the paths."""
    whole = hashlib.sha256()
    for path, data in records:
        line = f"{hashlib.sha256(data).hexdigest()}  {len(data)}  {path}\n"
        whole.update(line.encode("utf-8", "surrogateescape"))
    return whole.hexdigest()
