"""Annexes: bytes kept outside git, encrypted with one key an incident that can be destroyed.

Git cannot forget; what may have to be destroyed never enters it. The ledger holds name and
digest, the bytes lie in a folder of their own: ``<folder>/files/<incident>/<digest>`` and
``<folder>/keys/<incident>``. Without its key a file is noise, wherever copies of it lie.

Source: 突发事件应对法 art. 84–85; 个人信息保护法 art. 47.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
LARGEST = 200 * 1024 * 1024
"""Bytes of one annex that are taken at most."""


class AnnexStore:
    """The annexes of one ledger in ``folder``; nothing is written before the first is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, incident: str, path: Path) -> str:
        """Encrypt the file at ``path`` for ``incident`` and return its SHA-256 digest.

        Raises:
            UsageProblem: it cannot be read or is too large.
            EnvironmentProblem: the folder cannot be written.
        """
        return self._put(incident, _read(path))

    def hand_over(self, incident: str, other: str, digests: Iterable[str]) -> None:
        """Let the annexes ``digests`` of ``incident`` be those of ``other`` from when it is asked.

        Only a note is written; whoever asks for an annex of ``other`` first finishes the move. So
        it may be said before ``other`` is recorded: if it never is, nothing has moved.

        Raises:
            EnvironmentProblem: the folder cannot be written.
        """
        lines = [incident, *(each for each in digests if self.has(incident, each))]
        if lines[1:]:
            self._write(self._note(other), "\n".join(lines).encode())

    def settle(self, incident: str) -> None:
        """Finish what was handed over to ``incident``; killed on the way, it goes on next time.

        What is damaged stays where it is, to be seen there.

        Raises:
            EnvironmentProblem: the folder cannot be written.
        """
        note = self._note(incident)
        if not note.is_file():
            return
        other, *digests = note.read_text("ascii").splitlines()
        for digest in digests:
            with contextlib.suppress(UsageProblem):
                if not self._has(incident, digest):
                    self._put(incident, self._open(other, digest))
                self.destroy(other, digest)
        note.unlink(missing_ok=True)

    def _put(self, incident: str, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        cipher = self._cipher(self._key(incident, make=True))
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + cipher.encrypt(nonce, data, _bound(incident, digest))
        self._write(self._file(incident, digest), sealed)
        return digest

    def open(self, incident: str, digest: str) -> bytes:
        """The bytes of an annex, proved to be those of ``digest``.

        Raises:
            UsageProblem: it is not kept here, was destroyed, or is damaged.
        """
        self.settle(incident)
        return self._open(incident, digest)

    def _open(self, incident: str, digest: str) -> bytes:
        from cryptography.exceptions import InvalidTag

        file = self._file(incident, digest)
        if not file.is_file():
            raise UsageProblem("annex-not-here", digest=digest[:12])
        sealed = file.read_bytes()
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            cipher = self._cipher(self._key(incident, make=False))
            return cipher.decrypt(nonce, rest, _bound(incident, digest))
        except (InvalidTag, ValueError) as error:
            raise UsageProblem("annex-damaged", digest=digest[:12]) from error

    def has(self, incident: str, digest: str) -> bool:
        """True when the annex lies here and its key still exists."""
        self.settle(incident)
        return self._has(incident, digest)

    def _has(self, incident: str, digest: str) -> bool:
        return self._file(incident, digest).is_file() and self._key_file(incident).is_file()

    def destroy(self, incident: str, digest: str) -> None:
        """Destroy one annex; with the incident's last one its key goes too.

        What a killed writer left half done goes with the last one: it has no name to be kept by.
        """
        self.settle(incident)
        _wipe(self._file(incident, digest))
        folder = self.folder / "files" / incident
        left = [*folder.iterdir()] if folder.is_dir() else []
        if all(each.name.startswith(".") for each in left):
            _wipe(self._key_file(incident))
            for each in left:
                _wipe(each)

    def _file(self, incident: str, digest: str) -> Path:
        return self.folder / "files" / incident / digest

    def _note(self, incident: str) -> Path:
        return self.folder / "moving" / incident

    def _key_file(self, incident: str) -> Path:
        return self.folder / "keys" / incident

    def _key(self, incident: str, *, make: bool) -> bytes:
        file = self._key_file(incident)
        if file.is_file():
            return file.read_bytes()
        if not make:
            raise UsageProblem("annex-key-gone", incident=incident)
        key = secrets.token_bytes(KEY_BYTES)
        self._write(file, key)
        return key

    def _cipher(self, key: bytes) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(key)

    def _write(self, file: Path, data: bytes) -> None:
        """Write all or nothing, readable by the owner alone."""
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            part.replace(file)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise EnvironmentProblem(
                "annex-unwritable", folder=str(self.folder), reason=reason
            ) from error


def _bound(incident: str, digest: str) -> bytes:
    """What a sealed file is bound to: it opens for no other incident and no other digest."""
    return f"taizhang-annex\0{incident}\0{digest}".encode()


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UsageProblem("annex-too-large", name=path.name, limit=LARGEST // 1024 // 1024)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageProblem("cannot-open", name=str(path), reason=reason) from error


def _wipe(file: Path) -> None:
    """Overwrite once, then unlink. The key is what counts; disks may keep old blocks."""
    if not file.is_file():
        return
    with file.open("r+b") as out:
        out.write(secrets.token_bytes(file.stat().st_size))
        out.flush()
        os.fsync(out.fileno())
    file.unlink()
