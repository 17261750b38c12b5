"""Sign an 审批 before it is filed: its statement, whose keys may sign it, and the signature.

The time that is signed is the time that is recorded, so it is settled first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.filing import timed
from taizhang.actions.keys import drill_key_file, signer_for
from taizhang.errors import UsageProblem
from taizhang.model.record import dataclass, replace
from taizhang.model.times import parse_time
from taizhang.rules.reading import read_entry
from taizhang.rules.signatures import statement_for
from taizhang.rules.values import Values
from taizhang.store.sshsig import BadSignatureError, from_armor, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from taizhang.actions.acting import Desk
    from taizhang.actions.filing import Draft
    from taizhang.actions.workspace import Case
    from taizhang.store.sshsig import Signer

_NOT_HERE = frozenset({"key-not-there", "key-not-in-roster"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsigned:
    """An 审批 about to be signed.

    Attributes:
        draft: with its time.
        text: the statement; ``""`` where the draft is so wrong that there is none.
        keys: the person's keys that are open at that time.
        asked: True when the roster version it names demands a signature.
    """

    draft: Draft
    text: str
    keys: tuple[str, ...]
    asked: bool

    def with_sig(self, sig: str) -> Draft:
        """The draft with a signature on one line."""
        return replace(self.draft, fields={**self.draft.fields, "sig": sig})


def unsigned(desk: Desk, case: Case, draft: Draft, now: datetime) -> Unsigned:
    """The 审批 with its time and statement, to be signed."""
    (draft,) = timed(case, [draft], now)
    judged = case.judged
    tree = {"at": draft.at, "by": draft.by, "kind": draft.kind, **draft.fields}
    values = Values(judged.plan, desk.workspace.persons)
    entry = read_entry(values, tree, len(judged.state.acts))
    text = statement_for(entry, judged.ground, judged.chain) if entry else None
    roster = desk.workspace.governance.rosters.current
    moment = parse_time(draft.at, judged.plan.zone)
    open_keys = desk.person.signing_keys(moment, judged.plan.zone)
    return Unsigned(
        draft=draft,
        text=text or "",
        keys=tuple(key.text for key in open_keys),
        asked=roster.keyed,
    )


def require_key(desk: Desk, ready: Unsigned) -> None:
    """Raises: UsageProblem: the roster has no open key of the person at work."""
    if not ready.keys:
        raise UsageProblem("approver-without-key", person=desk.person.name)


def signer_at(desk: Desk, keys: Collection[str], file: str, ask: Callable[[], str]) -> Signer:
    """What signs for the person at work: the file given, in a drill the throw-away key.

    Args:
        desk: where, and for whom.
        keys: the person's keys that may sign.
        file: a private key file; ``""`` for the agent or the usual place.
        ask: gives the passphrase of a file, where there is one.

    Raises:
        UsageProblem: none of the person's open keys is here.
        EnvironmentProblem: the agent does not answer, or others may read the file.
    """
    drill = desk.workspace.governance.office.drill
    own = drill_key_file(desk.repo.common_dir, desk.person)
    if file or (drill and own.is_file()):
        return signer_for(keys, file or str(own), ask)
    try:
        return signer_for(keys, "", ask)
    except UsageProblem as problem:
        if drill and problem.code in _NOT_HERE:
            raise UsageProblem(
                "drill-key-elsewhere", person=desk.person.name, name=desk.person.key
            ) from problem
        raise


def signed(ready: Unsigned, signer: Signer) -> Draft:
    """The 审批 with its signature."""
    return ready.with_sig(sign(ready.text, signer))


def pasted(ready: Unsigned, text: str) -> Draft:
    """The 审批 with a signature made elsewhere, as ``ssh-keygen -Y sign`` wrote it.

    Raises:
        UsageProblem: not a whole signature.
    """
    try:
        return ready.with_sig(from_armor(text))
    except BadSignatureError as bad:
        raise UsageProblem(bad.code) from bad
