"""Ed25519 by hand, slowly: to make signatures that no honest signer makes. Source: RFC 8032, 5.1."""

from __future__ import annotations

import hashlib

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
HIGH = 1 << 255
"""The bit that says which of two points is meant."""

_D = -121665 * pow(121666, -1, PRIME) % PRIME
_ROOT = pow(2, (PRIME - 1) // 4, PRIME)
NEUTRAL = (0, 1)


def plus(one, other):
    (x, y), (u, v) = one, other
    both = _D * x * u * y * v % PRIME
    return (
        (x * v + u * y) * pow(1 + both, -1, PRIME) % PRIME,
        (y * v + x * u) * pow(1 - both, -1, PRIME) % PRIME,
    )


def times(count, point):
    found = NEUTRAL
    while count:
        if count & 1:
            found = plus(found, point)
        point, count = plus(point, point), count >> 1
    return found


def point_at(y):
    """The point with an even x at ``y``; None where the curve has none."""
    square = (y * y - 1) * pow(_D * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if x * x % PRIME != square:
        x = x * _ROOT % PRIME
    if x * x % PRIME != square:
        return None
    return (PRIME - x if x & 1 else x, y)


BASE = point_at(4 * pow(5, -1, PRIME) % PRIME)


def _of_order_eight():
    for y in range(2, 100):
        point = point_at(y)
        found = times(ORDER, point) if point else NEUTRAL
        if times(4, found) != NEUTRAL:
            return found
    raise AssertionError


EIGHTH = _of_order_eight()
"""Added eight times to anything it changes nothing; what multiplies by eight cannot see it."""


def written(point):
    x, y = point
    return (y | (x & 1) * HIGH).to_bytes(32, "little")


def number(data):
    return int.from_bytes(data, "little")


def challenge(commitment, key, data):
    """h: what the whole of a signature hangs on."""
    return number(hashlib.sha512(commitment + key + data).digest()) % ORDER


def signed(secret, key, data, *, nonce=1234567, beside=NEUTRAL):
    """R and S over ``data`` for the number ``secret``, with a point added to R."""
    commitment = written(plus(times(nonce, BASE), beside))
    answer = (nonce + challenge(commitment, key, data) * secret) % ORDER
    return commitment + answer.to_bytes(32, "little")
