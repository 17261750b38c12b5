"""OpenSSH signatures (SSHSIG) of statements: made, read and checked without another program.

Narrower than OpenSSH on purpose: plain Ed25519, a namespace for each purpose, SHA-256 or SHA-512,
and one way to write a signature into a file: base64 on one line. What is refused is refused with a
code of the message catalogue. Whatever is taken here ``ssh-keygen -Y verify`` takes too; a test
holds the two against each other. Source: PROTOCOL.sshsig of OpenSSH; trust.md 2 and 4.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import a2b_base64, b2a_base64
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from taizhang.model.digest import sha256, sha512
from taizhang.model.record import dataclass
from taizhang.store.sshwire import Reader, WireError, packed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

NAMESPACE = "transition@taizhang"
KEY_TYPE = "ssh-ed25519"
SIGNATURE_BYTES = 64
KEY_BYTES = 32

_MAGIC = b"SSHSIG"
_VERSION = 1
_HASHES = {"sha512": sha512, "sha256": sha256}
_HASH = "sha512"
"""What our own signatures are made with."""
_KIND = packed(KEY_TYPE.encode())
_HEAD = (
    _MAGIC
    + _VERSION.to_bytes(4, "big")
    + (len(_KIND) + 4 + KEY_BYTES).to_bytes(4, "big")
    + _KIND
    + KEY_BYTES.to_bytes(4, "big")
)
"""What stands before the 32 bytes of the key."""
_KEY_PLACE = slice(len(_HEAD) - len(_KIND) - 4, len(_HEAD) + KEY_BYTES)
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
    raw = signer.sign(_signed(text, _HASH, namespace))
    key = b64decode(signer.key.split(" ")[1])[-KEY_BYTES:]
    return _base64(_HEAD + key + _middle(_HASH, namespace) + raw)


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
        if proven is None:
            verify(text, found, namespace)
            return ""
        facts = [each.encode() for each in (namespace, found.hash_name, found.key, text)]
        facts.append(found.raw)
        if not proven.holds(facts):
            verify(text, found, namespace)
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
        blob = a2b_base64(sig, strict_mode=True)
    except ValueError as error:
        raise BadSignatureError("sig-not-base64") from error
    if _base64(blob) != sig:
        # The same bytes written otherwise: a second text for one signature.
        raise BadSignatureError("sig-not-base64")
    for hash_name in _HASHES:
        # All lengths are among what is compared, so that nothing can stand elsewhere.
        middle = blob[_KEY_PLACE.stop : -SIGNATURE_BYTES]
        if middle == _middle(hash_name, namespace) and blob.startswith(_HEAD):
            key = f"{KEY_TYPE} {_base64(blob[_KEY_PLACE])}"
            return Signature(key=key, hash_name=hash_name, raw=blob[-SIGNATURE_BYTES:])
    raise BadSignatureError(_why_another_form(blob, namespace))


def verify(text: str, signature: Signature, namespace: str = NAMESPACE) -> None:
    """Nothing, when ``signature`` is one of ``text``; whose it is the caller must ask.

    Raises:
        BadSignatureError: it is not.
    """
    data = _signed(text, signature.hash_name, namespace)
    if not _verifier(signature.key)(signature.raw, data):
        raise BadSignatureError("sig-differs")


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


def _why_another_form(blob: bytes, wanted: str) -> str:
    """The code of what makes ``blob`` none of ours; of several the first."""
    reader = Reader(blob)
    try:
        if reader.take(len(_MAGIC)) != _MAGIC:
            return "sig-malformed"
        if reader.number() != _VERSION:
            return "sig-version"
        key = Reader(reader.string())
        namespace, _, hash_name, _ = (reader.string() for _ in range(4))
        reader.end()
        if key.string() != KEY_TYPE.encode():
            return "sig-key-type"
        if len(key.string()) != KEY_BYTES:
            return "sig-malformed"
        key.end()
    except WireError:
        return "sig-malformed"
    if namespace != wanted.encode():
        return "sig-namespace"
    # What is reserved OpenSSH reads over, but it is not part of what is signed.
    return "sig-malformed" if hash_name.decode("latin-1") in _HASHES else "sig-hash"


@lru_cache(maxsize=1024)
def _verifier(key: str) -> Callable[[bytes, bytes], bool]:
    """Of a public key: whether 64 bytes are its signature of some data."""
    from nacl.exceptions import BadSignatureError as Refused
    from nacl.signing import VerifyKey

    public = VerifyKey(b64decode(key.split(" ")[1])[-KEY_BYTES:])

    def right(raw: bytes, data: bytes) -> bool:
        try:
            public.verify(data, raw)
        except Refused:
            return False
        return True

    return right


def _signed(text: str, hash_name: str, namespace: str) -> bytes:
    """The bytes an SSHSIG signature is over: never the text itself."""
    digest = _HASHES[hash_name](text.encode()).digest()
    return _MAGIC + _purpose(hash_name, namespace) + packed(digest)


@lru_cache(maxsize=16)
def _middle(hash_name: str, namespace: str) -> bytes:
    """What stands between the key and the 64 bytes of the signature."""
    signature = _KIND + packed(bytes(SIGNATURE_BYTES))
    return _purpose(hash_name, namespace) + packed(signature)[:-SIGNATURE_BYTES]


@lru_cache(maxsize=16)
def _purpose(hash_name: str, namespace: str) -> bytes:
    return packed(namespace.encode()) + packed(b"") + packed(hash_name.encode())


def _base64(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode()
