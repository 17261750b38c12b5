"""What is told of each incident, a line an incident: one that changes leaves the others as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

text_of = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""A JSON value as one line."""


def values_of(texts: Iterable[str]) -> list[Any]:
    """The values of lines, read as one, which is faster than each by itself.

    Raises:
        ValueError: a line is no JSON value.
    """
    return list(json.loads(f"[{','.join(texts)}]"))


def texts_out(texts: Mapping[str, str]) -> bytes:
    """Lines by path; no path has a blank in it."""
    return "\n".join(f"{path} {text}" for path, text in texts.items()).encode()


def texts_in(body: bytes | None) -> dict[str, str]:
    """The lines that ``texts_out`` made; none where there is nothing."""
    if not body:
        return {}
    parts = (line.partition(" ") for line in body.decode().split("\n"))
    return {path: text for path, _, text in parts}
