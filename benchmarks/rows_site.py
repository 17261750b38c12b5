"""Rows about the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measure import Bench, Row


def rows(_: Bench) -> Iterator[Row]:
    """Every row of this module."""
    return iter(())
