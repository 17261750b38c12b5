"""Whether an 审批 was signed by the person it names, over the statement built anew from the file.

The cryptography comes through a port, so that rules stay without it. Whether a signature is asked
for follows from the roster version the 审批 names: where anybody in it has a key, everybody signs.
Source: trust.md 4; format.md 7; decision 0006.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass
from taizhang.model.state import Verification
from taizhang.rules.approvals import Verdict, explain

if TYPE_CHECKING:
    from taizhang.model.entry import Entry
    from taizhang.model.roster import Person
    from taizhang.model.state import Act
    from taizhang.rules.chain import Chain
    from taizhang.rules.ground import Ground

Verify = Callable[[str, str, Collection[str]], str]
"""Of a text, its signature (one line) and public keys (``ssh-ed25519 AAAA…``): the code of why it
is no signature of the text by one of the keys, ``""`` when it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a signature is worth; ``why``: the code of why the 审批 counts for nothing."""

    verification: Verification
    why: str = ""


_NOT_ASKED = Checked(verification=Verification.UNSIGNED)
_MISSING = Checked(verification=Verification.UNSIGNED, why="sig-missing")
_VERIFIED = Checked(verification=Verification.VERIFIED)


def nobody_verifies(text: str, sig: str, keys: Collection[str]) -> str:  # noqa: ARG001  the port
    """The port with nothing behind it: no signature is taken."""
    return "sig-differs"


def weighed(
    entry: Entry, target: Act, ground: Ground, chain: Chain, verify: Verify
) -> tuple[Verdict, Checked]:
    """What the 审批 ``entry`` is worth: by plan and roster first, then by its signature."""
    verdict = explain(entry, target, ground)
    checked = check_signature(entry, target, ground, chain, verify)
    return verdict if verdict.why or not checked.why else Verdict(why=checked.why), checked


def check_signature(
    entry: Entry, target: Act, ground: Ground, chain: Chain, verify: Verify
) -> Checked:
    """What the signature of the 审批 ``entry`` for ``target`` is worth, where it stands."""
    roster = ground.rosters.version(int(entry.word("roster")))
    person = roster.person(entry.by) if roster else None
    if roster is None or person is None or not roster.keyed:
        return _NOT_ASKED
    sig = entry.word("sig")
    if not sig:
        return _MISSING
    text = _statement(entry, person, target, ground, chain)
    why = ""
    for refusal, keys in _keys(person, entry, ground):
        why = verify(text, sig, keys)
        if not why and refusal:
            why = refusal
        if why != "sig-other-key":
            break
    return Checked(verification=Verification.BAD, why=why) if why else _VERIFIED


def statement_for(entry: Entry, ground: Ground, chain: Chain) -> str | None:
    """What is signed with the 审批 ``entry``, filed next on ``ground``; its ``sig`` is left out.

    None where the file has no entry that it names, or the roster version nobody of that name.
    """
    number = ground.names.get(entry.word("entry"))
    roster = ground.rosters.version(int(entry.word("roster")))
    person = roster.person(entry.by) if roster else None
    if number is None or person is None:
        return None
    return _statement(entry, person, ground.acts[number], ground, chain)


def _statement(entry: Entry, person: Person, target: Act, ground: Ground, chain: Chain) -> str:
    """The text, with ``target`` where it stands for an approval given on ``ground``."""
    from taizhang.rules.statement import scene_of, signing_of, statement

    return statement(scene_of(target, ground, chain), target.written, signing_of(entry, person))


def beginning_for(target: Act, ground: Ground, chain: Chain) -> str:
    """What a statement about ``target`` begins with, whoever signs it next on ``ground``."""
    from taizhang.rules.statement import beginning, scene_of

    return beginning(scene_of(target, ground, chain), target.written)


def _keys(person: Person, entry: Entry, ground: Ground) -> tuple[tuple[str, list[str]], ...]:
    """The person's keys by what speaks against them at the 审批's time; the open ones first.

    When a key was closed or lost is known by the newest roster that has it.
    """
    day, zone = entry.at.date(), ground.plan.zone
    sorts: dict[str, list[str]] = {"": [], "sig-key-lost": [], "sig-key-closed": []}
    for key in person.keys:
        owner, newest = ground.rosters.latest(person, key)
        if key.lost(entry.at, zone) or newest.lost(entry.at, zone):
            sorts["sig-key-lost"].append(key.text)
        elif key.active(day) and newest.active(day) and owner.active(day):
            sorts[""].append(key.text)
        else:
            sorts["sig-key-closed"].append(key.text)
    return tuple(sorts.items())
