"""A settled incident in short, and many of them in shorter."""

from __future__ import annotations

from dataclasses import replace

from tests.rules.builders import found, judged, until_archive
from tests.rules.test_views import PATH, at

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
