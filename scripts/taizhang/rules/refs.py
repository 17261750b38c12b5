"""What a push may do to branches and tags, whatever is in its commits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from taizhang.model.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from taizhang.model.push import RefUpdate

# Compiled when first asked for: most pushes are of main, and it takes long.
_BRANCH = r"refs/heads/[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff._/-]{0,99}"


def ref_findings(updates: Sequence[RefUpdate], main: str) -> tuple[Finding, ...]:
    """Names nobody may use, and deletions.

    Args:
        updates: of one push.
        main: full name of the branch that is the record, ``refs/heads/main``.
    """
    return tuple(_found(updates, main))


def _found(updates: Sequence[RefUpdate], main: str) -> Iterator[Finding]:
    for update in updates:
        if not _allowed(update.ref, main):
            values = {"ref": update.ref, "main": short(main)}
            yield Finding(code="push-ref-name", values=values)
        elif update.new is None:
            yield Finding(code="push-deletes", values={"ref": short(update.ref)})


def _allowed(ref: str, main: str) -> bool:
    """A name that differs from main in case alone is the same file on some systems."""
    return ref == main or (
        re.fullmatch(_BRANCH, ref) is not None and ref.casefold() != main.casefold()
    )


def rewrite_finding(update: RefUpdate, parents: Mapping[str, Sequence[str]]) -> Finding | None:
    """Why ``update`` does not carry on from where the branch stands; None when it does.

    Args:
        update: one that does not delete.
        parents: of each commit that is reachable from the new one and not from the old one.
    """
    if update.old is None or any(update.old in each for each in parents.values()):
        return None
    return Finding(code="push-rewrites", values={"ref": short(update.ref), "old": update.old[:12]})


def short(ref: str) -> str:
    """``main`` for ``refs/heads/main``."""
    return ref.removeprefix("refs/heads/")
