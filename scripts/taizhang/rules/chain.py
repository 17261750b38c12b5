"""The chain of an incident: a digest for every entry, each head resting on all before it.

``H(0)`` is the digest of the header, ``H(n)`` the SHA-256 of ``H(n-1)`` and the digest of the
n-th entry, both as 32 bytes. A signature names the head at which stage or level last changed:
a note appended meanwhile does not void it, a change does, and everything before is sealed.

Digests are over the entry as the strict reader reads it: quoting, order of keys and line ends
do not matter, every value does. What hashes is loaded when there is something to hash.
Source: design.md 4; format.md 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.model.entry import Entry, Incident


def entry_digest(entry: Entry) -> str:
    """SHA-256 of an entry as written, 64 hexadecimal digits.

    Of an act take ``written``: a correction changes what counts, not what was signed.
    """
    from taizhang.model.digest import tree_digest

    return tree_digest({**entry.fields, "at": entry.at_text, "by": entry.by, "kind": entry.kind})


def header_digest(incident: Incident) -> str:
    """SHA-256 of the header, 64 hexadecimal digits; ``drill`` left out is the same as 否."""
    from taizhang.model.digest import tree_digest

    drill = "是" if incident.drill else "否"
    return tree_digest(
        {"drill": drill, "id": incident.id, "plan": incident.plan, "title": incident.title}
    )


def grown(head: str, digest: str) -> str:
    """The head after one more entry: ``head`` and the entry's ``digest`` in, 64 digits out."""
    from taizhang.model.digest import sha256

    return sha256(bytes.fromhex(head) + bytes.fromhex(digest)).hexdigest()


def chain_heads(incident: Incident) -> tuple[str, ...]:
    """Every head of the chain: of the header, then after each entry; the last one is the file's."""
    heads = [header_digest(incident)]
    for entry in incident.entries:
        heads.append(grown(heads[-1], entry_digest(entry)))
    return tuple(heads)


class Chain:
    """The chain of one incident while it is folded: where stage or level last changed.

    Mutable on purpose, like the ground it goes with. Nothing is hashed before it is asked for.
    """

    def __init__(self, incident: Incident) -> None:
        self._incident = incident
        self._entries = [*incident.entries]
        self._heads: list[str] = []
        self._marked = 0

    def append(self, entry: Entry) -> None:
        """The file grew by ``entry``."""
        self._entries.append(entry)

    def mark(self, number: int) -> None:
        """Stage or level changed with entry ``number`` (for an act approved: its last approval)."""
        self._marked = max(self._marked, number + 1)

    @property
    def base(self) -> str:
        """The head at the last change of stage or level, 64 hexadecimal digits."""
        return self.head(self._marked)

    def head(self, count: int) -> str:
        """The head after the first ``count`` entries."""
        heads = self._heads
        if not heads:
            heads.append(header_digest(self._incident))
        for entry in self._entries[len(heads) - 1 : count]:
            heads.append(grown(heads[-1], entry_digest(entry)))
        return heads[count]
