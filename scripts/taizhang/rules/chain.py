"""The chain of an incident while it is folded: which head a signature given now rests on.

What hashes is loaded when there is something to hash. Source: design.md 4; format.md 7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.model.entry import Entry, Incident


class Chain:
    """The chain of one incident while it is folded: where stage or level last changed.

    Mutable on purpose, like the ground it goes with. Nothing is hashed before it is asked for.
    """

    def __init__(self, incident: Incident) -> None:
        self._incident = incident
        self._entries = [*incident.entries]
        self._heads: list[str] = []
        self._digests: dict[int, str] = {}
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
        if count >= len(self._heads):
            self._grow(count)
        return self._heads[count]

    def digest(self, entry: Entry) -> str:
        """``entry_digest`` of an entry of the file as written; the head after it rests on it."""
        if entry.number not in self._digests:
            from taizhang.rules.heads import entry_digest

            self._digests[entry.number] = entry_digest(entry)
        return self._digests[entry.number]

    def _grow(self, count: int) -> None:
        from taizhang.rules.heads import entry_digest, grown, header_digest

        heads, digests = self._heads, self._digests
        if not heads:
            heads.append(header_digest(self._incident))
        for entry in self._entries[len(heads) - 1 : count]:
            heads.append(grown(heads[-1], digests.get(entry.number) or entry_digest(entry)))
