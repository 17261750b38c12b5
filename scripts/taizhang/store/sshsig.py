"""OpenSSH signatures (SSHSIG) of statements: made, read and checked without another program.

Narrower than OpenSSH on purpose: plain Ed25519, a namespace for each purpose, SHA-256 or SHA-512,
and one way to write a signature into a file: base64 on one line. What is refused is refused with a
code of the message catalogue. Whatever is taken here ``ssh-keygen -Y verify`` takes too; a test
holds the two against each other. Source: PROTOCOL.sshsig of OpenSSH; trust.md 2 and 4.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from taizhang.model.record import dataclass
from taizhang.store.sshwire import Reader, WireError, packed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NAMESPACE = "transition@taizhang"
KEY_TYPE = "ssh-ed25519"
SIGNATURE_BYTES = 64
KEY_BYTES = 32

_MAGIC = b"SSHSIG"
_VERSION = 1
_HASHES = ("sha512", "sha256")
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_WIDTH = 70
_LONGEST = 1000
"""Characters of a signature; those of our kind have 252."""


class BadSignatureError(ValueError):
    """Not a signature that counts; ``code`` names the message that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Proven(Protocol):
    """Remembers what was found to be a signature; see ``store/proven.py``."""

    def holds(self, facts: Sequence[bytes]) -> bool:
        """Whether just these facts were kept."""

    def keep(self, facts: Sequence[bytes]) -> None:
        """Keep facts that were verified."""


class Signer(Protocol):
    """Holds a private key: one read from a file, or one that stays in an agent."""

    @property
    def key(self) -> str:
        """The public key, ``ssh-ed25519 AAAA…``."""

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes of an Ed25519 signature over ``data``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A signature as read; nothing says yet that it is right.

    ``key``: the public key it was made with, ``ssh-ed25519 AAAA…``; ``hash_name``: sha256 or
    sha512; ``raw``: 64 bytes.
    """

    key: str
    hash_name: str
    raw: bytes


def sign(text: str, signer: Signer, namespace: str = NAMESPACE) -> str:
    """The signature of ``text`` on one line of base64, as it stands in the field ``sig``.

    ``namespace``: what it is for; one made for another purpose is no signature.
    """
    blob = b64decode(signer.key.split(" ")[1])
    raw = signer.sign(_signed(text.encode(), _HASHES[0], namespace))
    made = b"".join(
        (
            _MAGIC,
            _VERSION.to_bytes(4, "big"),
            packed(blob),
            packed(namespace.encode()),
            packed(b""),
            packed(_HASHES[0].encode()),
            packed(packed(KEY_TYPE.encode()) + packed(raw)),
        )
    )
    return b64encode(made).decode()


def why_not(
    text: str,
    sig: str,
    keys: Collection[str],
    namespace: str = NAMESPACE,
    proven: Proven | None = None,
) -> str:
    """Why ``sig`` (one line) is no signature of ``text`` by one of ``keys``; ``""`` when it is.

    Args:
        text: the statement.
        sig: as it stands in the file.
        keys: public keys of the person who must have signed, ``ssh-ed25519 AAAA…``.
        namespace: what it must have been made for.
        proven: what was verified before. Form, purpose and owner of the signature are looked at
            all the same; only the arithmetic is not done twice.
    """
    try:
        found = read_signature(sig, namespace)
        if found.key not in keys:
            return "sig-other-key"
        facts = [each.encode() for each in (namespace, found.hash_name, found.key, text)]
        facts.append(found.raw)
        if proven is None or not proven.holds(facts):
            verify(text, found, namespace)
            if proven is not None:
                proven.keep(facts)
    except BadSignatureError as bad:
        return bad.code
    return ""


def read_signature(sig: str, namespace: str = NAMESPACE) -> Signature:
    """The signature written on one line of base64.

    Raises:
        BadSignatureError: empty, another form, or of a kind that does not count.
    """
    if not sig:
        raise BadSignatureError("sig-missing")
    if len(sig) > _LONGEST:
        raise BadSignatureError("sig-not-base64")
    try:
        blob = b64decode(sig, validate=True)
    except (Error, ValueError) as error:
        raise BadSignatureError("sig-not-base64") from error
    if b64encode(blob).decode() != sig:
        # The same bytes written otherwise: a second text for one signature.
        raise BadSignatureError("sig-not-base64")
    try:
        return _read_blob(blob, namespace)
    except WireError as error:
        raise BadSignatureError("sig-malformed") from error


def verify(text: str, signature: Signature, namespace: str = NAMESPACE) -> None:
    """Nothing, when ``signature`` is one of ``text``; whose it is the caller must ask.

    Raises:
        BadSignatureError: it is not.
    """
    from cryptography.exceptions import InvalidSignature

    data = _signed(text.encode(), signature.hash_name, namespace)
    try:
        _public_key(signature.key).verify(signature.raw, data)
    except InvalidSignature as error:
        raise BadSignatureError("sig-differs") from error


def from_armor(text: str) -> str:
    """The one-line form of what ``ssh-keygen -Y sign`` wrote; line ends and width do not matter.

    What is on one line already comes back as it is.

    Raises:
        BadSignatureError: neither.
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    if len(lines) == 1:
        return lines[0]
    if len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:  # noqa: PLR2004 - first, body, last
        raise BadSignatureError("sig-not-armor")
    return "".join(lines[1:-1])


def to_armor(sig: str) -> str:
    """The one-line form as ``ssh-keygen -Y verify`` reads it from a file."""
    body = [sig[start : start + _WIDTH] for start in range(0, len(sig), _WIDTH)]
    return "\n".join([_BEGIN, *body, _END, ""])


def _read_blob(blob: bytes, wanted: str) -> Signature:
    """Raises: BadSignatureError, WireError: not a signature of our kind."""
    reader = Reader(blob)
    if reader.take(len(_MAGIC)) != _MAGIC:
        raise BadSignatureError("sig-malformed")
    if reader.number() != _VERSION:
        raise BadSignatureError("sig-version")
    key = reader.string()
    namespace, reserved, hash_name = reader.string(), reader.string(), reader.string()
    signature = Reader(reader.string())
    reader.end()
    key_text = _key_text(key)
    if namespace != wanted.encode():
        raise BadSignatureError("sig-namespace")
    if hash_name not in [each.encode() for each in _HASHES]:
        raise BadSignatureError("sig-hash")
    if reserved:
        # OpenSSH reads over it; it is not part of what is signed.
        raise BadSignatureError("sig-malformed")
    kind, raw = signature.string(), signature.string()
    signature.end()
    if kind != KEY_TYPE.encode() or len(raw) != SIGNATURE_BYTES:
        raise BadSignatureError("sig-malformed")
    return Signature(key=key_text, hash_name=hash_name.decode(), raw=raw)


def _key_text(blob: bytes) -> str:
    reader = Reader(blob)
    if reader.string() != KEY_TYPE.encode():
        raise BadSignatureError("sig-key-type")
    if len(reader.string()) != KEY_BYTES:
        raise BadSignatureError("sig-malformed")
    reader.end()
    return f"{KEY_TYPE} {b64encode(blob).decode()}"


@lru_cache(maxsize=1024)
def _public_key(text: str) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(b64decode(text.split(" ")[1])[-KEY_BYTES:])


def _signed(message: bytes, hash_name: str, namespace: str) -> bytes:
    """The bytes an SSHSIG signature is over: never the message itself."""
    import hashlib

    return b"".join(
        (
            _MAGIC,
            packed(namespace.encode()),
            packed(b""),
            packed(hash_name.encode()),
            packed(hashlib.new(hash_name, message).digest()),
        )
    )
