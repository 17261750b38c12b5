"""What git holds of a history while all of it is gone through."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc

import pytest
from tests.ledgers import git

from taizhang.store.git.objects import head
from taizhang.store.git.past import Past
from taizhang.store.git.repository import open_repository

FIRST, LAST = 16_000, 40_000
ONE = """commit refs/heads/main
mark :{0}
author 李娜 <li.na@taizhang.invalid> {1} +0800
committer 值班机 <desk@taizhang.invalid> {1} +0800
data 400
{2:400}
M 100644 inline ledger/2026/11/20261109-4mq2.yml
data 8
{0:08}
"""
WORDS = 3 << 20
WORDY = "commit refs/heads/main\ncommitter x <x@taizhang.invalid> {} +0800\ndata {}\n{}\n"
LOOK = """
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from taizhang.store.git.commitlog import every_commit
from taizhang.store.git.history import told_by_folder
from taizhang.store.git.repository import open_repository
repo = open_repository(Path(sys.argv[1]))
{}
print(getrusage(RUSAGE_CHILDREN).ru_maxrss * 1024)
"""
"""Prints the most that one git held, in bytes."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counted in other units elsewhere")


def fill(root, feed, *settings):
    git(root, "init", "-q", "-b", "main")
    words = ["git", *settings, "fast-import", "--quiet", "--export-marks=marks"]
    subprocess.run(words, cwd=root, input="".join(feed).encode(), check=True)


def held(root, what, *words):
    asked = [sys.executable, "-c", LOOK.format(what), str(root), *words]
    return int(subprocess.check_output(asked))


def test_git_forgets_what_it_told_of_a_commit(tmp_path):
    fill(tmp_path, (ONE.format(one, 1_700_000_000 + one, "x") for one in range(1, LAST + 1)))
    marks = dict(line.split() for line in (tmp_path / "marks").read_text().splitlines())
    early, late = (
        held(tmp_path, "told_by_folder(repo, every_commit(repo, sys.argv[2]))", marks[f":{count}"])
        for count in (FIRST, LAST)
    )
    assert (late - early) / (LAST - FIRST) < 700  # bytes a commit; one message is 400


def test_git_maps_a_part_of_what_was_recorded(tmp_path):
    feed = (WORDY.format(number, WORDS, "x" * WORDS) for number in range(40))
    fill(tmp_path, feed, "-c", "pack.compression=0", "-c", "fastimport.unpackLimit=1")
    assert held(tmp_path, 'repo.git("rev-list", "HEAD")') < 20 * WORDS


def test_steps_of_few_months_are_held_at_once(tmp_path):
    start = WORDY.format(1_700_000_000, 1, "x")
    line = "M 100644 inline ledger/{}/{:02}/{}-4mq2.yml\ndata 1\nx\n"
    months = [(year, month) for year in range(2021, 2026) for month in range(1, 13)]
    lines = (line.format(*month, number) for month in months for number in range(500))
    fill(tmp_path, (start, *lines))
    repo = open_repository(tmp_path)
    past = Past(repo, head(repo) or "", None)
    tracemalloc.start()
    sizes = []
    for folder in sorted(past.touched):
        assert len(past.fresh(folder)) == len(past.fresh(folder)) == 500
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert len(sizes) == len(months)
    assert max(sizes) < len(months) / 2 * sizes[0]
