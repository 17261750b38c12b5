"""Key files: plain Ed25519 in OpenSSH's own format, readable by their owner alone.

A private key stays where it was made; what others need is the one line of its public half.
The same file serves ``ssh-keygen`` and ``ssh-agent``.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.record import dataclass
from taizhang.store.sshsig import KEY_TYPE
from taizhang.store.sshwire import Reader, WireError, packed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHORTEST = 8
"""Characters of a passphrase at least."""

_BEGIN, _END = "-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----"
_MAGIC = b"openssh-key-v1\0"
_SECRET_BYTES = 32
_OTHERS = 0o077


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A private key file as far as it can be read without its passphrase.

    ``key``: the public half, ``ssh-ed25519 AAAA…``; ``locked``: a passphrase is asked for.
    """

    path: Path
    key: str
    locked: bool


class FileSigner:
    """A private key that was unlocked; lives as long as the command."""

    def __init__(self, secret: bytes) -> None:
        """``secret``: the 32 bytes it is made of; who knows them has it."""
        from nacl.signing import SigningKey

        self.secret = secret
        self._private = SigningKey(secret)
        self.key = _line(packed(KEY_TYPE.encode()) + packed(bytes(self._private.verify_key)))

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes of a signature over ``data``."""
        return self._private.sign(data).signature


def fingerprint(key: str) -> str:
    """``SHA256:…`` of a public key, as OpenSSH shows it."""
    digest = hashlib.sha256(b64decode(key.split(" ")[1])).digest()
    return f"SHA256:{b64encode(digest).decode().rstrip('=')}"


def make_key(path: Path, passphrase: str) -> KeyFile:
    """Make a key at ``path``, under ``passphrase``, and its public half at ``path``.pub.

    Raises:
        UsageProblem: a file is there already, or the passphrase is too short.
        EnvironmentProblem: the folder cannot be written.
    """
    if len(passphrase) < SHORTEST:
        raise UsageProblem("key-passphrase-short", least=SHORTEST)
    public_path = path.with_name(f"{path.name}.pub")
    for each in (path, public_path):
        if os.path.lexists(each):
            raise UsageProblem("key-there-already", file=str(each))
    signer = FileSigner(os.urandom(_SECRET_BYTES))
    _write_new(path, _file(signer, passphrase), 0o600)
    _write_new(public_path, f"{signer.key}\n".encode(), 0o644)
    return KeyFile(path=path, key=signer.key, locked=True)


def look(path: Path) -> KeyFile:
    """What a private key file says without its passphrase.

    Raises:
        UsageProblem: there is none, or it is no Ed25519 key in OpenSSH's format.
    """
    return _look(path, _read(path))


def unlock(path: Path, ask: Callable[[], str]) -> FileSigner:
    """The private key at ``path``; ``ask`` gives the passphrase where there is one.

    Raises:
        UsageProblem: not such a key, or another passphrase.
        EnvironmentProblem: others may read the file.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    data = _read(path)
    file = _look(path, data)
    _require_private(path)
    try:
        private = load_ssh_private_key(data, ask().encode() if file.locked else None)
    except (TypeError, ValueError) as error:
        code = "key-passphrase-wrong" if file.locked else "key-unreadable"
        raise UsageProblem(code, file=str(path)) from error
    except UnsupportedAlgorithm as error:
        raise UsageProblem("key-unreadable", file=str(path)) from error
    if isinstance(private, Ed25519PrivateKey):
        signer = FileSigner(private.private_bytes_raw())
        if signer.key == file.key:
            return signer
    raise UsageProblem("key-unreadable", file=str(path))


def write_plain(path: Path, signer: FileSigner) -> None:
    """Write a drill's private key without a passphrase, readable by its owner alone.

    Raises:
        EnvironmentProblem: a file is there already, or the folder cannot be written.
    """
    _write_new(path, _file(signer, ""), 0o600)


def _file(signer: FileSigner, passphrase: str) -> bytes:
    """A private key as OpenSSH keeps it, under ``passphrase`` unless that is empty."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(signer.secret).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.OpenSSH,
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption(),
    )


def _line(public: bytes) -> str:
    """The text of a public key as the wire has it."""
    return f"{KEY_TYPE} {b64encode(public).decode()}"


def _look(path: Path, data: bytes) -> KeyFile:
    try:
        cipher, public = _outside(data)
        kind = Reader(public).string()
    except ValueError as error:  # WireError among them
        raise UsageProblem("key-unreadable", file=str(path)) from error
    if kind != KEY_TYPE.encode():
        raise UsageProblem(
            "key-of-other-type", file=str(path), type=kind.decode("ascii", "replace")
        )
    return KeyFile(path=path, key=_line(public), locked=cipher != b"none")


def _outside(data: bytes) -> tuple[bytes, bytes]:
    """Cipher and public key, which stand in the file in the clear."""
    lines = data.decode("ascii").split()
    text = " ".join(lines)
    if not (text.startswith(_BEGIN) and text.endswith(_END)):
        raise WireError
    body = text.removeprefix(_BEGIN).removesuffix(_END).replace(" ", "")
    reader = Reader(b64decode(body, validate=True))
    if reader.take(len(_MAGIC)) != _MAGIC:
        raise WireError
    cipher, _, _ = reader.string(), reader.string(), reader.string()
    if reader.number() != 1:
        raise WireError
    return cipher, reader.string()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UsageProblem("key-not-there", file=str(path)) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageProblem("cannot-open", name=str(path), reason=reason) from error


def _require_private(path: Path) -> None:
    """Raises: EnvironmentProblem: others may read the file."""
    if path.stat().st_mode & _OTHERS:
        raise EnvironmentProblem("key-open-to-others", file=str(path))


def _write_new(path: Path, data: bytes, mode: int) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentProblem("key-unwritable", file=str(path), reason=reason) from error
