"""Digests of an incident's header and entries, and the heads of its chain that rest on them.

``H(0)`` is the digest of the header, ``H(n)`` the SHA-256 of ``H(n-1)`` and the digest of the
n-th entry, both as 32 bytes. A signature names the head at which stage or level last changed:
a note appended meanwhile does not void it, a change does, and everything before is sealed.

Digests are over the entry as the strict reader reads it: quoting, order of keys and line ends
do not matter, every value does. Source: design.md 4; format.md 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.digest import sha256, tree_digest

if TYPE_CHECKING:
    from taizhang.model.entry import Entry, Incident


def entry_digest(entry: Entry) -> str:
    """SHA-256 of an entry as written, 64 hexadecimal digits.

    Of an act take ``written``: a correction changes what counts, not what was signed.
    """
    return tree_digest({**entry.fields, "at": entry.at_text, "by": entry.by, "kind": entry.kind})


def header_digest(incident: Incident) -> str:
    """SHA-256 of the header, 64 hexadecimal digits; ``drill`` left out is the same as 否."""
    drill = "是" if incident.drill else "否"
    return tree_digest(
        {"drill": drill, "id": incident.id, "plan": incident.plan, "title": incident.title}
    )


def grown(head: str, digest: str) -> str:
    """The head after one more entry: ``head`` and the entry's ``digest`` in, 64 digits out."""
    return sha256(bytes.fromhex(head + digest)).hexdigest()


def chain_heads(incident: Incident) -> tuple[str, ...]:
    """Every head of the chain: of the header, then after each entry; the last one is the file's."""
    heads = [header_digest(incident)]
    for entry in incident.entries:
        heads.append(grown(heads[-1], entry_digest(entry)))
    return tuple(heads)
