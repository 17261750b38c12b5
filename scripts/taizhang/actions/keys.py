"""A person's own signing key: made, shown, and found again when something is to be signed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.errors import UsageProblem
from taizhang.model.record import dataclass
from taizhang.store.keys import fingerprint, look, make_key, unlock
from taizhang.store.sshagent import AgentSigner, agent_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from taizhang.model.roster import Person
    from taizhang.store.sshsig import Signer

_PLACE = Path(".ssh") / "taizhang"
_AGENT = "SSH_AUTH_SOCK"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPart:
    """What others may know of a key: the line for the roster, and its fingerprint.

    ``place``: the private file, ``""`` for a key in the agent.
    """

    line: str
    fingerprint: str
    place: str


def key_file(given: str) -> Path:
    """The private key file meant: the one given, else ``~/.ssh/taizhang``."""
    return Path(given).expanduser() if given else Path.home() / _PLACE


def drill_key_file(git_dir: Path, person: Person) -> Path:
    """Where a drill ledger keeps a person's throw-away key: inside git's own folder."""
    return git_dir / "taizhang" / "keys" / person.key


def new_key(given: str, ask: Callable[[], str]) -> PublicPart:
    """Make a key file under a passphrase; ``ask`` gives it, and is not asked in vain.

    Raises:
        UsageProblem: a file is there already, or the passphrase is too short.
        EnvironmentProblem: the folder cannot be written.
    """
    path = key_file(given)
    if path.exists():
        raise UsageProblem("key-there-already", file=str(path))
    return _part(make_key(path, ask()).key, str(path))


def shown_key(given: str) -> PublicPart:
    """The public half of a key file; its passphrase is not needed.

    Raises:
        UsageProblem: there is none, or it is of another type.
    """
    path = key_file(given)
    return _part(look(path).key, str(path))


def agent_held() -> tuple[PublicPart, ...]:
    """The keys of the ssh-agent that can sign; none where no agent runs.

    Raises:
        EnvironmentProblem: SSH_AUTH_SOCK names one that does not answer.
    """
    address = os.environ.get(_AGENT, "")
    return tuple(_part(key, "") for key in agent_keys(address)) if address else ()


def signer_for(keys: Collection[str], given: str, ask: Callable[[], str]) -> Signer:
    """What signs for a person: the file given, else the agent, else ``~/.ssh/taizhang``.

    Args:
        keys: the person's open keys in the roster, ``ssh-ed25519 AAAA…``.
        given: a private key file; ``""`` to look in the agent and at the usual place.
        ask: gives the passphrase of a file, where there is one.

    Raises:
        UsageProblem: no such key here, one that the roster does not give to the person, or
            another passphrase.
        EnvironmentProblem: the agent does not answer, or others may read the file.
    """
    if not given:
        held = [each.line for each in agent_held() if each.line in keys]
        if held:
            return AgentSigner(os.environ[_AGENT], held[0])
    path = key_file(given)
    if look(path).key not in keys:
        raise UsageProblem("key-not-in-roster", file=str(path))
    return unlock(path, ask)


def _part(line: str, place: str) -> PublicPart:
    return PublicPart(line=line, fingerprint=fingerprint(line), place=place)
