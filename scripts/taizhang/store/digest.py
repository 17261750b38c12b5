"""A person's own files: digest of one to be named, and one put where it was asked for."""

from __future__ import annotations

import hashlib
import os
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


def put_file(path: str, data: bytes) -> None:
    """Write ``data`` to a new file that only its owner may read.

    Raises:
        UsageProblem: it exists already or cannot be written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        raise UsageProblem(
            "cannot-open", name=path, reason=error.strerror or type(error).__name__
        ) from error


def replace_file(path: str, data: bytes) -> None:
    """Write ``data`` to a file, over what it held; its folder is made where there is none.

    Raises:
        UsageProblem: it cannot be written.
    """
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(data)
    except OSError as error:
        raise UsageProblem(
            "cannot-open", name=path, reason=error.strerror or type(error).__name__
        ) from error
