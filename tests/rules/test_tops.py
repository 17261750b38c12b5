"""What came last among incidents, however they are cut into months."""

from __future__ import annotations

from itertools import product

from taizhang.model.lessonviews import LessonView
from taizhang.model.shelf import Leaf
from taizhang.model.views import LevelView, Moment, RowView
from taizhang.rules.views.tops import APPROVED, CLOSED, LEARNT, MOVED, TAUGHT, tops_of


def leaf(number, *, at="", closed="", lessons=(), hidden=False):
    one = f"20260101-{number:04d}"
    row = RowView(
        id=one, title="题", level=LevelView(name="", key="", shape="", confirmed=False), stage="", stage_key="",
        strip=(), natures=(), platforms=(), opened=Moment("", ""), updated=Moment(at, at),
        closed=Moment(closed, closed), next=None, waiting=0, late=0, drill=False, outcome="",
        lessons=tuple(lessons),
    )  # fmt: skip
    told = tuple(
        LessonView(
            incident=one, title="题", name=text, text=text, at=Moment(at, at), plan="", clause="",
            anchor="", known=False, reason="", drill=False,
        )
        for text in lessons
    )  # fmt: skip
    return Leaf(
        row=row, stages=(), anchors=(), named=(), hidden=hidden, settled=True, latest=at,
        lessons=told, unverified=(),
    )  # fmt: skip


def ids(rows):
    return [int(row.id[-4:]) for row in rows]


def test_equal_times_come_in_the_order_of_ids_and_no_more_than_are_shown():
    leaves = [leaf(number, at=str(number % 2)) for number in reversed(range(120))]
    tops = tops_of(leaves, all_shown=True)
    assert ids(tops.moved) == [*range(1, 101, 2)]
    assert tops.moved == tuple(MOVED.newest(each.row for each in leaves))


def test_a_top_of_parts_is_the_top_of_all():
    leaves = [
        leaf(number, at=str(number * 7 % 5), closed=str(number * 3 % 4), lessons=["甲", "乙"])
        for number in range(60)
    ]
    whole = tops_of(leaves, all_shown=True)
    parts = [tops_of(leaves[cut : cut + 20], all_shown=True) for cut in (40, 0, 20)]
    for sort in (MOVED, CLOSED, LEARNT, TAUGHT, APPROVED):
        every = [item for part in parts for item in getattr(part, sort.name)]
        assert tuple(sort.newest(every)) == getattr(whole, sort.name)


def test_hidden_incidents_count_only_where_the_board_counts_all():
    kinds = product((False, True), ("", "2"), ((), ("甲",)))
    leaves = [
        leaf(number, at="1", closed=closed, lessons=lessons, hidden=hidden)
        for number, (hidden, closed, lessons) in enumerate(kinds)
    ]
    staff, office = (tops_of(leaves, all_shown=shown) for shown in (False, True))
    assert (ids(staff.moved), ids(office.moved)) == ([0, 1, 2, 3], [*range(8)])
    assert ids(staff.closed) == ids(office.closed) == [2, 3, 6, 7]
    assert (ids(staff.learnt), ids(office.learnt)) == ([3], [3, 7])
    assert [each.incident[-1] for each in staff.taught] == ["1", "3"]
