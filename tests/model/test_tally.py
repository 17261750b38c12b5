"""The settled files of a month as one, and the open ones by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from taizhang.model.findings import Finding, Severity
from taizhang.model.tally import Link, Verdict, tally_of

EARLY, LATER = datetime(2026, 11, 9, tzinfo=UTC), datetime(2026, 11, 10, tzinfo=UTC)
FAULT = Finding(code="fault", path="a")
WARNED = Finding(code="warned", severity=Severity.WARNING, path="a")
SLOW = Finding(code="slow", severity=Severity.LATE, path="b")
LINK = Link(target="20261101-4mq1", finding=FAULT)

VERDICTS = {
    "a": Verdict(sound=True, settled=True, latest=EARLY, findings=(FAULT, WARNED), links=(LINK,)),
    "b": Verdict(sound=True, settled=True, latest=LATER, findings=(SLOW,)),
    "c": Verdict(sound=True, settled=False, latest=LATER, findings=(FAULT, SLOW), links=(LINK,)),
    "d": Verdict(sound=False, settled=True, latest=None, findings=(FAULT,)),
}


def test_what_is_open_is_named_and_nothing_else_of_it_is_remembered():
    tally = tally_of(VERDICTS, files=4, tell_late=False)
    assert tally.open == ("c",)
    assert tally.findings == (FAULT, WARNED, FAULT)
    assert tally.links == (LINK,)
    assert (tally.files, tally.incidents, tally.latest) == (4, 2, LATER)


@pytest.mark.parametrize(("tell_late", "told"), [(True, (SLOW,)), (False, ())])
def test_lateness_is_counted_and_told_where_nothing_else_remembers_it(tell_late, told):
    tally = tally_of(VERDICTS, files=4, tell_late=tell_late)
    assert (tally.late, tally.told) == (1, told)


def test_a_month_of_nothing_settled_holds_from_no_moment():
    tally = tally_of({"c": VERDICTS["c"]}, files=1, tell_late=True)
    assert (tally.latest, tally.incidents, tally.findings, tally.late) == (None, 0, (), 0)
