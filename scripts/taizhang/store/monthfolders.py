"""The folders of a ledger's months, told from names alone: no file is listed or read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taizhang.model.source import Source


def month_folders(source: Source) -> Iterator[str]:
    """``ledger/2026/11`` for each month there is, the newest first; whoever stops pays no more."""
    for year in reversed(source.names("ledger")):
        if len(year) == 4 and year.isdecimal():  # noqa: PLR2004 - digits of a year
            for month in reversed(source.names(f"ledger/{year}")):
                yield f"ledger/{year}/{month}"
