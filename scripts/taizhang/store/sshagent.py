"""Signing by the ssh-agent: the private key stays with it, unlocked once a day or on a token.

Speaks the agent's own protocol over its socket (draft-ietf-sshm-ssh-agent): what it holds, and
one signature. Keys of other types than plain Ed25519 are passed over.
"""

from __future__ import annotations

import socket
from base64 import b64decode, b64encode

from taizhang.errors import EnvironmentProblem
from taizhang.store.sshsig import KEY_TYPE, SIGNATURE_BYTES
from taizhang.store.sshwire import Reader, WireError, packed

_ASK_KEYS, _KEYS = 11, 12
_ASK_SIGNATURE, _SIGNATURE = 13, 14
_LONGEST = 256 * 1024
_PATIENCE = 120.0
"""Seconds; an agent may ask a person before it signs."""


class AgentSigner:
    """One key of the agent behind ``address``."""

    def __init__(self, address: str, key: str) -> None:
        self.key = key
        self._address = address

    def sign(self, data: bytes) -> bytes:
        """The 64 bytes of a signature over ``data``.

        Raises:
            EnvironmentProblem: the agent does not answer, or will not sign.
        """
        blob = b64decode(self.key.split(" ")[1])
        body = packed(blob) + packed(data) + (0).to_bytes(4, "big")
        try:
            reader = _asked(self._address, _ASK_SIGNATURE, body, _SIGNATURE)
            signature = Reader(reader.string())
            kind, raw = signature.string(), signature.string()
        except WireError as error:
            raise EnvironmentProblem("agent-refused") from error
        if kind != KEY_TYPE.encode() or len(raw) != SIGNATURE_BYTES:
            raise EnvironmentProblem("agent-refused")
        return raw


def agent_keys(address: str) -> tuple[str, ...]:
    """The plain Ed25519 keys the agent at ``address`` (SSH_AUTH_SOCK) holds, as public lines.

    Raises:
        EnvironmentProblem: it does not answer.
    """
    try:
        reader = _asked(address, _ASK_KEYS, b"", _KEYS)
        held = [(reader.string(), reader.string())[0] for _ in range(reader.number())]
        kinds = [Reader(blob).string() for blob in held]
    except WireError as error:
        raise EnvironmentProblem("agent-silent", address=address, reason="-") from error
    return tuple(
        f"{KEY_TYPE} {b64encode(blob).decode()}"
        for blob, kind in zip(held, kinds, strict=True)
        if kind == KEY_TYPE.encode()
    )


def _asked(address: str, asked: int, body: bytes, expected: int) -> Reader:
    """What the agent answered after its type.

    Raises:
        WireError: another type than ``expected``: it refused.
        EnvironmentProblem: nobody is there.
    """
    request = bytes([asked]) + body
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(_PATIENCE)
            line.connect(address)
            line.sendall(packed(request))
            length = int.from_bytes(_received(line, 4), "big")
            if not 0 < length <= _LONGEST:
                raise WireError
            reader = Reader(_received(line, length))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EnvironmentProblem("agent-silent", address=address, reason=reason) from error
    if reader.take(1)[0] != expected:
        raise WireError
    return reader


def _received(line: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        more = line.recv(count - len(data))
        if not more:
            raise WireError
        data += more
    return data
