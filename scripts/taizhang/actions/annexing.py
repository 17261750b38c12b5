"""Annexes of an incident: kept outside git, named in it, destroyed on an approved entry.

The ledger names an annex and its digest with the entry it belongs to. Destruction is an entry
of its own (销毁) that the plan has approved; only then do the bytes and the key go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.actions.filing import Draft, append
from taizhang.errors import UsageProblem
from taizhang.model.entry import part
from taizhang.model.record import dataclass
from taizhang.store.annex import AnnexStore

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from taizhang.actions.acting import Desk
    from taizhang.actions.filing import Filed
    from taizhang.actions.workspace import Case
    from taizhang.model.state import Act
    from taizhang.store.emit import TreeValue
    from taizhang.store.git.repository import Repository

FOLDER = "taizhang-annex"
"""Inside the repository's own folder, where no commit can reach, unless a setting says else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex an entry names. ``here``: its bytes can be opened on this machine."""

    name: str
    digest: str
    entry: str
    destroyed: bool
    here: bool


def annex_store(repo: Repository) -> AnnexStore:
    """The store of this ledger: git's setting ``taizhang.annex``, else its own folder."""
    from pathlib import Path

    told = repo.ask("config", "--type=path", "--get", "taizhang.annex")
    text = told.out.decode().strip()
    return AnnexStore(Path(text) if text else repo.common_dir / FOLDER)


def annexes(case: Case, store: AnnexStore) -> tuple[Annex, ...]:
    """Every annex the incident names, oldest first."""
    state = case.judged.state
    gone = {act.entry.word("annex_name") for act in state.acts if _destroys(act)}
    return tuple(
        Annex(
            name=part(record, "name"),
            digest=part(record, "sha256"),
            entry=act.written.name,
            destroyed=part(record, "name") in gone,
            here=store.has(case.id, part(record, "sha256")),
        )
        for act in state.acts
        for record in act.entry.records("annex")
    )


def _destroys(act: Act) -> bool:
    return act.counts and act.entry.kind == "销毁"


def add(  # noqa: D417
    desk: Desk, case: Case, file: Path, name: str, text: str, now: datetime
) -> Filed:
    """Keep ``file`` encrypted and record its name and digest with a 说明.

    Args:
        text: what the note says beside it, may be empty.

    Raises:
        UsageProblem: the name is taken, or the file cannot be read.
        Refused: the note breaks a rule; the bytes kept are wiped again.
    """
    store = annex_store(desk.repo)
    if any(each.name == name for each in annexes(case, store)):
        raise UsageProblem("annex-name-taken", name=name)
    kept_before = {each.digest for each in annexes(case, store)}
    digest = store.keep(case.id, file)
    fields: dict[str, TreeValue] = {
        "text": text or f"附件：{name}",
        "annex": [{"name": name, "sha256": digest}],
    }
    draft = Draft(kind="说明", by=desk.person.name, fields=fields)
    try:
        return append(desk, case, [draft], now)
    except BaseException:
        if digest not in kept_before:
            store.destroy(case.id, digest)
        raise


def require_annex(case: Case, store: AnnexStore, name: str) -> Annex:
    """The annex called ``name``.

    Raises:
        UsageProblem: the incident names none such.
    """
    found = [each for each in annexes(case, store) if each.name == name]
    if not found:
        known = "、".join(each.name for each in annexes(case, store)) or "无"
        raise UsageProblem("annex-unknown", name=name, known=known)
    return found[-1]


def content(case: Case, store: AnnexStore, name: str) -> bytes:
    """The bytes of an annex, proved against the digest in the ledger.

    Raises:
        UsageProblem: unknown, destroyed, not on this machine, or damaged.
    """
    annex = require_annex(case, store, name)
    if annex.destroyed:
        raise UsageProblem("annex-destroyed", name=name)
    return store.open(case.id, annex.digest)


def request_destruction(desk: Desk, case: Case, name: str, assessment: str, now: datetime) -> Filed:
    """Record the 销毁 that, once approved, lets the bytes be destroyed.

    Raises:
        UsageProblem: no such annex, or a 销毁 of it waits already.
    """
    require_annex(case, annex_store(desk.repo), name)
    waiting = any(
        act.entry.kind == "销毁" and act.entry.word("annex_name") == name
        for act in case.judged.state.waiting
    )
    if waiting:
        raise UsageProblem("annex-waiting", name=name, id=case.id)
    fields: dict[str, TreeValue] = {"annex_name": name}
    if assessment:
        fields["assessment"] = assessment
    return append(desk, case, [Draft(kind="销毁", by=desk.person.name, fields=fields)], now)


def destroy(desk: Desk, case: Case, name: str) -> bool:
    """Destroy the bytes here when the ledger says so; False when nothing approves it yet."""
    store = annex_store(desk.repo)
    annex = require_annex(case, store, name)
    if not annex.destroyed:
        return False
    shared = [
        each for each in annexes(case, store) if each.digest == annex.digest and not each.destroyed
    ]
    if not shared:
        store.destroy(case.id, annex.digest)
    return True
