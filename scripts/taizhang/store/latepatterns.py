"""Patterns of a package that is imported for something else, compiled when one is first used.

PyYAML's own reader compiles twenty of them; its C parser, the only one used here, needs none. They
took more than two thirds of the time to import it, and a sixth of all that a push is judged in.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_compile = re.compile


class _Late:
    """Stands for a pattern until it is asked for anything; then it is as good as the pattern."""

    def __init__(self, *asked: Any) -> None:  # noqa: ANN401 - as ``re.compile`` takes it
        self._asked = asked

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as a pattern has it
        found = getattr(_compile(*self._asked), name)
        setattr(self, name, found)
        return found


@contextmanager
def patterns_later() -> Iterator[None]:
    """What is imported in the block compiles no pattern of its own while it is imported."""
    before = re.compile
    re.compile = _Late  # type: ignore[assignment]
    try:
        yield
    finally:
        re.compile = before
