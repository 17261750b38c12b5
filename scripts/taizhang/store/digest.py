"""The digest of an annex: the file itself never enters the ledger."""

from __future__ import annotations

import hashlib
from pathlib import Path

from taizhang.errors import UsageProblem


def file_digest(path: str) -> str:
    """SHA-256 of a file as 64 hexadecimal digits.

    Raises:
        UsageProblem: it cannot be read.
    """
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UsageProblem(
            "cannot-open", name=path, reason=error.strerror or type(error).__name__
        ) from error
