"""The incident files of a ledger, month by month, wherever they are read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Months(Protocol):
    """Folders ``ledger/YYYY/MM`` of one source; paths are relative to the ledger's root.

    ``sort``: a word for the kind of source; only stamps of one sort can be held together.
    """

    sort: str

    def stamps(self) -> Mapping[str, str]:
        """Each month's folder and a stamp that changes with any of its files, oldest first.

        ``""``: changed so lately that no stamp can be trusted.
        """

    def prepare(self, months: Sequence[str]) -> None:
        """``months`` will be asked for, maybe by other processes."""

    def count(self, month: str) -> int:
        """How many files a month holds; found without reading them."""

    def names(self, month: str) -> Mapping[str, str]:
        """Path and content id of every file in a month; ``""`` for what is no plain file."""

    def read(self, month: str, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Plain files of a month with their bytes, in the order asked for."""

    def others(self) -> tuple[str, ...]:
        """Every file below ``ledger`` that lies in no month, sorted."""
