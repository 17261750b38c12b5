"""Where a branch begins is looked up once; nothing that is remembered is believed unproven."""

from __future__ import annotations

import shutil
from hashlib import sha256

import pytest
from tests.branches import BEGUN, INCIDENT, Branch, moment, note
from tests.ledgers import models

from taizhang.actions.ranging import check_range
from taizhang.store.git import roots
from taizhang.store.git.repository import open_repository
from taizhang.store.git.roots import known_first
from taizhang.store.git.steps import first_commit

__all__ = ["models"]


@pytest.fixture
def branch(models, tmp_path):
    root = tmp_path / "ledger"
    shutil.copytree(models["real"], root)
    made = Branch(root)
    made.commit({INCIDENT: BEGUN}, at="2026-11-09 09:14")
    return made


@pytest.fixture
def walks(monkeypatch):
    """The commits from which a whole chain was walked."""
    seen = []
    plain = first_commit

    def noted(repo, tip):
        seen.append(tip)
        return plain(repo, tip)

    monkeypatch.setattr(roots, "first_commit", noted)
    return seen


def first(branch):
    return branch.git("rev-list", "--max-parents=0", "--first-parent", "HEAD")


def asked(branch):
    return known_first(open_repository(branch.root), branch.tip)


def memory(branch):
    return branch.root / ".git" / "taizhang" / "first"


def test_the_chain_is_walked_once_however_far_the_branch_goes(branch, walks):
    begun = branch.tip
    for number in range(3):
        assert asked(branch) == first(branch)
        branch.commit({f"n{number}": "x"})
    assert walks == [begun]


def test_another_history_is_walked_anew(branch, walks):
    asked(branch)
    branch.git("checkout", "-q", "--orphan", "other")
    other = branch.commit({"x": "y"})
    assert asked(branch) == other
    assert walks[1:] == [other]


@pytest.mark.parametrize("text", ["", "x", "{0} {1}", "{1} {1}\n{1} {1}\n", "{2} {2}\n"])
def test_memory_that_does_not_fit_counts_as_none(branch, walks, text):
    memory(branch).parent.mkdir()
    memory(branch).write_text(text.format(branch.tip, "1" * 40, "2" * 40), "ascii")
    memory(branch).chmod(0o600)
    assert asked(branch) == first(branch)
    assert walks == [branch.tip]


def test_memory_others_may_write_to_counts_as_none(branch, walks):
    memory(branch).parent.mkdir()
    memory(branch).write_text(f"{branch.tip} {'1' * 40}\n", "ascii")
    memory(branch).chmod(0o666)
    assert asked(branch) == first(branch)


def test_a_shallow_clone_has_no_beginning_to_remember(branch, tmp_path, walks):
    branch.commit({"x": "y"})
    cut = Branch(tmp_path / "cut")
    branch.git("clone", "-q", "--depth", "1", f"file://{branch.root}", str(cut.root))
    assert asked(cut) == cut.tip
    assert not memory(cut).exists()


def test_a_pinned_change_is_judged_without_walking_and_as_strictly(branch, walks):
    roster = (branch.root / "plan/roster/0001.yml").read_bytes()
    pin = f"1-{sha256(roster).hexdigest()}-{first(branch)}"
    now = moment("2026-11-09 09:31")
    text = BEGUN
    for minute in range(20, 23):
        old = branch.tip
        text += note(f"2026-11-09 09:{minute}")
        new = branch.commit({INCIDENT: text})
        repo = open_repository(branch.root)
        assert check_range(repo, old, new, now, pin=pin).findings == ()
        wrong = check_range(repo, old, new, now, pin=pin[:-40] + "1" * 40)
        assert [each.code for each in wrong.findings] == ["pin-genesis-differs"]
    assert len(walks) == 1
