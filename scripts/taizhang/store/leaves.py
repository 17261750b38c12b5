"""Leaves of settled incidents as plain JSON values, and back.

Reading back trusts nothing: whatever is not of the right form raises ``ValueError``.
"""

from __future__ import annotations

from array import array
from binascii import a2b_base64, b2a_base64
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from taizhang.model.boardview import UnverifiedView
from taizhang.model.lessonviews import LessonView
from taizhang.model.shelf import Gist, Leaf, Told
from taizhang.model.sums import Sums
from taizhang.model.views import LevelView, Moment, RowView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from taizhang.model.sums import Key

_ROW = (
    "id", "title", "level", "stage", "stage_key", "natures", "platforms", "opened", "updated",
    "closed", "waiting", "late", "drill", "outcome", "lessons",
)  # fmt: skip
_LEVEL = ("name", "key", "shape", "confirmed", "colour", "rank")
_LESSON = (
    "incident", "title", "name", "text", "at", "plan", "clause", "anchor", "known", "reason",
    "drill",
)  # fmt: skip
_UNVERIFIED = ("incident", "title", "entry", "anchor", "at", "approvers")
_GIST = (
    "digest", "count", "latest", "first", "last", "hidden", "naming", "shapes", "closings",
    "levels", "stages", "natures", "moved", "closed", "learnt", "lessons", "taught", "revised",
    "unverified", "approved", "left_out",
)  # fmt: skip
_LEAF = ("stages", "anchors", "named", "hidden", "settled", "latest")

_SHORT, _LONG = "I", "Q"
_SHORT_MOST = 1 << 32
"""A hundred years in seconds take four bytes."""

_FORMS = (AttributeError, IndexError, KeyError, TypeError, ValueError)


def leaf_out(leaf: Leaf) -> list[Any]:
    """A leaf without its facts, and without what only an open incident has."""
    return [
        _row_out(leaf.row),
        [getattr(leaf, name) for name in _LEAF],
        [_out(each, _LESSON) for each in leaf.lessons],
        [_out(each, _UNVERIFIED) for each in leaf.unverified],
    ]


def leaf_in(plain: Any) -> Leaf:  # noqa: ANN401 - whatever JSON held
    """The leaf that ``leaf_out`` made.

    Raises:
        ValueError: not a leaf.
    """
    try:
        row, (stages, anchors, named, hidden, settled, latest), lessons, unverified = plain
        return Leaf(
            row=_row_in(row),
            stages=tuple(stages),
            anchors=tuple(anchors),
            named=tuple((other, how) for other, how in named),
            hidden=bool(hidden),
            settled=bool(settled),
            latest=str(latest),
            lessons=tuple(map(_lesson_in, lessons)),
            unverified=tuple(map(_unverified_in, unverified)),
        )
    except _FORMS as error:
        raise ValueError("leaf") from error


def gist_out(gist: Gist) -> dict[str, Any]:
    """A gist as plain JSON values."""
    plain = {name: getattr(gist, name) for name in _GIST}
    plain["revised"] = [_out(each, _LESSON) for each in gist.revised]
    return plain


def gist_in(plain: Any) -> Gist:  # noqa: ANN401 - whatever JSON held
    """The gist that ``gist_out`` made.

    Raises:
        ValueError: not a gist.
    """
    try:
        given = {name: plain[name] for name in _GIST}
        for name, make in _GISTS.items():
            given[name] = make(given[name])
        return Gist(**given)
    except _FORMS as error:
        raise ValueError("gist") from error


def sums_out(sums: Mapping[str, Sums]) -> dict[str, Any]:
    """Sums by month as plain JSON values."""
    counts, lengths = counts_out(sums), lengths_out(sums)
    return {month: [counts[month], lengths[month]] for month in sums}


def counts_out(sums: Mapping[str, Sums]) -> dict[str, Any]:
    """The counts of sums as plain JSON values."""
    return {
        name: [[*key, number] for key, number in each.counts.items()] for name, each in sums.items()
    }


def lengths_out(sums: Mapping[str, Sums]) -> dict[str, Any]:
    """The lengths of sums as plain JSON values."""
    return {
        name: [[list(key), *_packed(values)] for key, values in each.lengths.items()]
        for name, each in sums.items()
    }


def sums_in(plain: Any) -> dict[str, Sums]:  # noqa: ANN401 - whatever JSON held
    """The sums that ``sums_out`` made.

    Raises:
        ValueError: no sums.
    """
    try:
        counts = counts_in({name: each for name, (each, _) in plain.items()})
        lengths = lengths_in({name: each for name, (_, each) in plain.items()})
    except _FORMS as error:
        raise ValueError("sums") from error
    return {name: Sums(counts=counts[name], lengths=lengths[name]) for name in counts}


def counts_in(plain: Any) -> dict[str, dict[Key, int]]:  # noqa: ANN401 - whatever JSON held
    """The counts that ``counts_out`` made.

    Raises:
        ValueError: no counts.
    """
    try:
        return {
            name: {tuple(key): number for *key, number in counts} for name, counts in plain.items()
        }
    except _FORMS as error:
        raise ValueError("counts") from error


def lengths_in(plain: Any) -> dict[str, dict[Key, Sequence[int]]]:  # noqa: ANN401 - JSON
    """The lengths that ``lengths_out`` made.

    Raises:
        ValueError: no lengths.
    """
    try:
        return {
            name: {tuple(key): _unpacked(code, told) for key, code, told in lengths}
            for name, lengths in plain.items()
        }
    except _FORMS as error:
        raise ValueError("lengths") from error


def _packed(values: Sequence[int]) -> tuple[str, str]:
    """Seconds as text that is read in a hundredth of the time of so many numbers."""
    code = _SHORT if not values or values[-1] < _SHORT_MOST else _LONG
    return code, b2a_base64(array(code, values).tobytes(), newline=False).decode()


def _unpacked(code: str, told: str) -> Sequence[int]:
    found = array(code)
    found.frombytes(a2b_base64(told))
    return found


def _row_out(row: RowView) -> list[Any]:
    plain = _out(row, _ROW)
    plain[2] = _out(row.level, _LEVEL)
    return plain


def _row_in(plain: Any) -> RowView:  # noqa: ANN401 - whatever JSON held
    # One by one, and not by name as the others: a list of a thousand incidents needs these alone.
    (
        one, title, level, stage, stage_key, natures, platforms, opened, updated,
        closed, waiting, late, drill, outcome, lessons,
    ) = plain  # fmt: skip
    return RowView(
        id=one, title=title, level=_level(tuple(level)), stage=stage, stage_key=stage_key,
        strip=(), natures=tuple(natures), platforms=tuple(platforms), opened=_moment(opened),
        updated=_moment(updated), closed=_moment(closed), next=None, waiting=waiting, late=late,
        drill=drill, outcome=outcome, lessons=tuple(lessons),
    )  # fmt: skip


def _out(value: object, names: tuple[str, ...]) -> list[Any]:
    return [
        [each.at, each.text] if isinstance(each := getattr(value, name), Moment) else each
        for name in names
    ]


def _lesson_in(plain: Any) -> LessonView:  # noqa: ANN401 - whatever JSON held
    incident, title, name, text, at, plan, clause, anchor, known, reason, drill = plain
    return LessonView(
        incident=incident, title=title, name=name, text=text, at=_moment(at), plan=plan,
        clause=clause, anchor=anchor, known=known, reason=reason, drill=drill,
    )  # fmt: skip


def _unverified_in(plain: Any) -> UnverifiedView:  # noqa: ANN401 - whatever JSON held
    incident, title, entry, anchor, at, approvers = plain
    return UnverifiedView(
        incident=incident, title=title, entry=entry, anchor=anchor, at=_moment(at),
        approvers=tuple(approvers),
    )  # fmt: skip


def _moment(plain: Any) -> Moment:  # noqa: ANN401 - whatever JSON held
    at, text = plain
    return Moment(at, text)


@lru_cache
def _level(plain: tuple[Any, ...]) -> LevelView:
    return LevelView(**dict(zip(_LEVEL, plain, strict=True)))


def _told(plain: Any) -> Told | None:  # noqa: ANN401 - whatever JSON held
    return Told(*plain) if plain else None


_GISTS: Mapping[str, Callable[[Any], Any]] = {
    "first": _told,
    "last": _told,
    "hidden": tuple,
    "naming": lambda plain: tuple(
        (Told(*who), tuple((other, how) for other, how in named)) for who, named in plain
    ),
    "shapes": lambda plain: tuple(tuple(each) for each in plain),
    "stages": tuple,
    "natures": tuple,
    "revised": lambda plain: tuple(map(_lesson_in, plain)),
}
