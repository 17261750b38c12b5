"""A settled incident in short, and many of them in shorter."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from tests.rules.builders import found, judged, until_archive, until_handling
from tests.rules.test_views import PATH, at

from taizhang.model.shelf import Gist, Told
from taizhang.model.views import Moment
from taizhang.rules.views.incident import incident_view
from taizhang.rules.views.leaves import gist_of, leaf_of


def leaf(now, *entries):
    done = judged(now, *entries)
    view = incident_view(done, at(now), path=PATH)
    return leaf_of(done, view, at(now), anchors=("state",), known=()), view


def test_of_a_settled_incident_only_what_stays_is_kept():
    short, view = leaf("+1 12:00", *until_archive())
    assert short.settled
    assert view.row.strip
    assert (short.row.strip, short.row.next) == ((), None)
    assert short.stages == tuple(cell.name for cell in view.row.strip)
    assert short.latest == "2026-11-10T03:00:00+00:00"


def test_of_an_open_one_the_row_stays_whole():
    short, view = leaf("09:01", found())
    assert not short.settled
    assert short.row == view.row


def test_what_is_hidden_counts_and_is_not_told():
    short, _ = leaf("+1 12:00", *until_archive())
    secret = replace(short, hidden=True, row=replace(short.row, id="20261110-8kq3"))
    leaves = {"a": ("1", short), "b": ("2", secret)}
    staff = gist_of(leaves, all_shown=False, drill=False)
    office = gist_of(leaves, all_shown=True, drill=False)
    assert (staff.count, sum(staff.closings.values())) == (2, 1)
    assert (office.count, sum(office.closings.values())) == (2, 2)
    assert staff.hidden == ("20261110-8kq3",)
    assert staff.digest == office.digest
    changed = gist_of({**leaves, "b": ("3", secret)}, all_shown=False, drill=False)
    assert changed.digest != staff.digest
    assert gist_of({}, all_shown=True, drill=False).first is None


def test_the_duties_stay_that_somebody_must_act_on():
    done = judged("10:30", *until_handling())
    view = incident_view(done, at("10:30"), path=PATH)
    states = ("overdue", "unknown", "soon", "open", "pending", "met", "late", "done", "ended")
    dues = tuple(replace(view.dues[0], state=state) for state in states)
    short = leaf_of(done, replace(view, dues=dues), at("10:30"), anchors=(), known=())
    assert [due.state for due in short.duties] == [*states[:5]]


def test_the_gist_of_none_is_empty():
    assert gist_of({}, all_shown=True, drill=False) == Gist(digest=sha256(b"").hexdigest())


def test_the_gist_tells_its_first_and_last_who_names_others_and_the_tops():
    short, _ = leaf("+1 12:00", *until_archive())
    lesson = replace(short.lessons[0], plan="2026-11-18")
    plain = replace(
        short,
        row=replace(short.row, id="20261201-8kq3", title="后来", drill=True, lessons=(),
                    level=replace(short.row.level, name=""), closed=Moment("2026-12-02T09:00:00+08:00", "")),
        named=(("20261109-4mq2", "相关"),), lessons=(lesson,),
    )  # fmt: skip
    leaves = {"a": ("1", short), "\udcff": ("2", plain)}
    told = gist_of(leaves, all_shown=False, drill=False)
    assert told.digest == sha256(b"a 1\n\xff 2").hexdigest()
    assert (told.first, told.last) == (Told("20261109-4mq2", "标题"), Told("20261201-8kq3", "后来"))
    assert told.naming == ((told.last, plain.named),)
    assert told.closings == {"2026-11": 1, "2026-12": 1}
    assert told.levels == {"一般": 3}
    assert (told.learnt, told.closed) == (short.row.closed.at, plain.row.closed.at)
    assert (told.lessons, told.revised) == (2, (lesson,))
    assert told.left_out == 1
    assert gist_of({"a": ("1", short)}, all_shown=False, drill=False).left_out == 0
    assert gist_of(leaves, all_shown=False, drill=True).left_out == 0
