"""Where libraries of Ed25519 differ: a signature taken here is taken by OpenSSL and OpenSSH too.

A signer may make a signature that one library takes and another refuses, and so disown before an
auditor what counted here. Held against OpenSSL and against ``ssh-keygen`` as they are installed.
"""

from __future__ import annotations

from base64 import b64encode

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.store import curve, stock
from tests.store.curve import BASE, EIGHTH, HIGH, NEUTRAL, ORDER, PRIME, signed, times, written
from tests.store.stock import TEXT

from taizhang.store.sshsig import NAMESPACE, _signed, why_not
from taizhang.store.sshwire import packed

SECRET = 7**80 % ORDER
PUBLIC = times(SECRET, BASE)
KEY = written(PUBLIC)
DATA = _signed(TEXT, "sha512", NAMESPACE)


def small(number):
    """A number as it would stand for y or S."""
    return number.to_bytes(32, "little")


def honest():
    return KEY, signed(SECRET, KEY, DATA)


def raised():
    """S + L: a second text for the same signature."""
    raw = honest()[1]
    return KEY, raw[:32] + small(curve.number(raw[32:]) + ORDER)


def beside(count):
    """R with a point of small order: what multiplies by eight before it compares takes it."""
    return lambda: (KEY, signed(SECRET, KEY, DATA, beside=times(count, EIGHTH)))


def where(remainder, secret, key):
    """A signature whose h is ``remainder`` beside a multiple of eight."""
    for nonce in range(1, 200):
        raw = signed(secret, key, DATA, nonce=nonce)
        if curve.challenge(raw[:32], key, DATA) % 8 == remainder:
            return key, raw
    raise AssertionError


def mixed(remainder):
    """The key with a point of small order; 0: it drops out."""
    return lambda: where(remainder, SECRET, written(curve.plus(PUBLIC, EIGHTH)))


def no_key(key):
    """A key that everybody has: S = r and R = rB are right for any text where it drops out."""
    return lambda: where(0, 0, key)


def no_nonce(commitment):
    """R that says nothing: S = ha tells the secret."""
    return lambda: (
        KEY,
        commitment + small(curve.challenge(commitment, KEY, DATA) * SECRET % ORDER),
    )


CASES = {
    "honest": (honest, True),
    "S + L": (raised, False),
    "S of 64 bytes of zeros": (lambda: (KEY, bytes(64)), False),
    "R + a point of order 8": (beside(1), False),
    "R + a point of order 4": (beside(2), False),
    "R + a point of order 2": (beside(4), False),
    "key + a point of order 8, seen": (mixed(1), False),
    "key + a point of order 8, unseen": (mixed(0), True),
    "a key of order 1": (no_key(written(NEUTRAL)), False),
    "a key of order 2": (no_key(small(PRIME - 1)), False),
    "a key of order 4": (no_key(small(0)), False),
    "a key of order 8": (no_key(written(EIGHTH)), False),
    "a key of order 1, beyond the prime": (no_key(small(PRIME + 1)), False),
    "a key of order 1, another sign": (no_key(small(1 | HIGH)), False),
    "a key that is no point": (no_key(small(2)), False),
    "R of order 1": (no_nonce(written(NEUTRAL)), False),
    "R of order 1, beyond the prime": (no_nonce(small(PRIME + 1)), False),
    "R of order 1, another sign": (no_nonce(small(1 | HIGH)), False),
}
"""What is made, and whether it counts."""


@stock.needed
@pytest.mark.parametrize(("made", "counts"), CASES.values(), ids=CASES)
def test_what_counts_here_counts_with_openssl_and_openssh(tmp_path, made, counts):
    key, raw = made()
    kind = packed(b"ssh-ed25519")
    blob = b"SSHSIG" + bytes((0, 0, 0, 1)) + packed(kind + packed(key))
    blob += (
        packed(NAMESPACE.encode()) + packed(b"") + packed(b"sha512") + packed(kind + packed(raw))
    )
    line = f"ssh-ed25519 {b64encode(kind + packed(key)).decode()}"
    sig = b64encode(blob).decode()
    assert why_not(TEXT, sig, [line]) == ("" if counts else "sig-differs")
    if counts:
        assert openssl_takes(key, raw)
        assert stock.takes_line(tmp_path, sig, line)


def openssl_takes(key, raw):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(raw, DATA)
    except (InvalidSignature, ValueError):
        return False
    return True
