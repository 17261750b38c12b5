"""Branches and tags a push may make, move and delete."""

from __future__ import annotations

import pytest
from tests.rules.builders import worded

from taizhang.model.push import RefUpdate
from taizhang.rules.refs import ref_findings, rewrite_finding, short

MAIN = "refs/heads/main"
A, B, C = "a" * 40, "b" * 40, "c" * 40


def codes(ref, old=A, new=B):
    return [each.code for each in worded(ref_findings([RefUpdate(ref, old, new)], MAIN))]


@pytest.mark.parametrize(
    "ref",
    [
        MAIN,
        "refs/heads/draft",
        "refs/heads/张伟/改",
        "refs/heads/a.b_c-d",
        "refs/heads/" + "a" * 100,
    ],
)
def test_a_branch_may_be_called_so(ref):
    assert codes(ref) == []
    assert codes(ref, old=None) == []


@pytest.mark.parametrize(
    "ref",
    [
        "refs/tags/v1",
        "refs/heads/-x",
        "refs/heads/MAIN",
        "refs/heads/a b",
        "refs/heads/" + "a" * 101,
        "main",
    ],
    ids=["tag", "option", "case alone", "blank", "long", "short"],
)
def test_nothing_else_may_even_be_deleted(ref):
    assert codes(ref) == codes(ref, new=None) == ["push-ref-name"]


@pytest.mark.parametrize("ref", [MAIN, "refs/heads/draft"])
def test_no_branch_is_deleted(ref):
    (found,) = ref_findings([RefUpdate(ref, A, None)], MAIN)
    assert (found.code, found.values["ref"]) == ("push-deletes", short(ref))


def test_every_update_of_a_push_is_looked_at():
    updates = [RefUpdate("refs/tags/v1", None, A), RefUpdate(MAIN, A, B), RefUpdate(MAIN, A, None)]
    assert [each.code for each in ref_findings(updates, MAIN)] == ["push-ref-name", "push-deletes"]


@pytest.mark.parametrize(
    ("old", "parents", "rewrites"),
    [
        (None, {}, False),
        (A, {B: (A,)}, False),
        (A, {C: (B,), B: (A, C)}, False),
        (A, {B: (C,)}, True),
        (A, {}, True),
    ],
    ids=["new branch", "next", "two on", "beside it", "back"],
)
def test_a_branch_only_goes_on_from_where_it_stands(old, parents, rewrites):
    found = rewrite_finding(RefUpdate(MAIN, old, B), parents)
    assert bool(found) is rewrites
    if found:
        worded([found])
        assert (found.code, found.values) == ("push-rewrites", {"ref": "main", "old": A[:12]})
