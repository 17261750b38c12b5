"""The few types of the SSH wire that signatures, keys and the agent are made of (RFC 4251)."""

from __future__ import annotations

_NUMBER = 4


class WireError(ValueError):
    """The bytes end too early, or go on where they should have ended."""


def packed(data: bytes) -> bytes:
    """``data`` as a string of the wire: its length before it."""
    return len(data).to_bytes(_NUMBER, "big") + data


class Reader:
    """Reads values one after the other and never past the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def take(self, count: int) -> bytes:
        """The next ``count`` bytes.

        Raises:
            WireError: there are fewer.
        """
        found = self._data[self._place : self._place + count]
        if len(found) != count:
            raise WireError
        self._place += count
        return found

    def number(self) -> int:
        """The next four bytes as a number."""
        return int.from_bytes(self.take(_NUMBER), "big")

    def string(self) -> bytes:
        """The next string."""
        return self.take(self.number())

    def end(self) -> None:
        """Nothing, at the end.

        Raises:
            WireError: something is left.
        """
        if self._place != len(self._data):
            raise WireError
