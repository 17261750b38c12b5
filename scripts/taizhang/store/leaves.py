"""Leaves of settled incidents, and what is told of many, as plain JSON values, and back.

Reading back trusts nothing: whatever is not of the right form raises ``ValueError``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from taizhang.model.boardview import UnverifiedView
from taizhang.model.lessonviews import LessonView
from taizhang.model.shelf import Gist, Leaf, Told, Tops
from taizhang.model.views import LevelView, Moment, RowView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


def tops_out(tops: Tops) -> list[Any]:
    """Tops as plain JSON values."""
    return [
        [[_row_out(row) for row in rows] for rows in (tops.moved, tops.closed, tops.learnt)],
        [_out(each, _LESSON) for each in tops.taught],
        [_out(each, _UNVERIFIED) for each in tops.approved],
    ]


def tops_in(plain: Any) -> Tops:  # noqa: ANN401 - whatever JSON held
    """The tops that ``tops_out`` made.

    Raises:
        ValueError: no tops.
    """
    try:
        (moved, closed, learnt), taught, approved = plain
        return Tops(
            moved=tuple(map(_row_in, moved)),
            closed=tuple(map(_row_in, closed)),
            learnt=tuple(map(_row_in, learnt)),
            taught=tuple(map(_lesson_in, taught)),
            approved=tuple(map(_unverified_in, approved)),
        )
    except _FORMS as error:
        raise ValueError("tops") from error


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
