"""Many clones submit to one repository at the same moment: nothing is lost, nothing doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.cli.test_sync import _path
from tests.ledgers import git


@pytest.fixture(
    params=[pytest.param(6, marks=pytest.mark.slow), pytest.param(20, marks=pytest.mark.long)]
)
def clients(request, ledger, shared, tmp_path):
    """Clones of one remote, each with an incident of its own and a note in a common one."""
    common = ledger.new()
    ledger.done("submit")
    made = []
    for number in range(request.param):
        root = tmp_path / f"client{number}"
        git(tmp_path, "clone", "-q", "--shared", str(shared), str(root))
        path = root / _path(common)
        at = f"2026-11-09 09:13:{number:02d}"
        note = f"- at: {at}\n  by: 张伟\n  kind: 说明\n  text: 第 {number} 台\n"
        path.write_text(path.read_text("utf-8") + note, "utf-8")
        day = "2026-11-09T09:21:00+08:00"
        env = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        subprocess.run(["git", "commit", "-qam", f"note {number}"], cwd=root, env=env, check=True)
        made.append(root)
    return common, made


def test_many_who_submit_at_once_lose_nothing(ledger, shared, clients):
    common, roots = clients
    program = [sys.executable, "-m", "taizhang", "submit"]

    def submit(root):
        return subprocess.run(program, cwd=root, capture_output=True, text=True, check=False)

    waiting = list(roots)
    with ThreadPoolExecutor(len(roots)) as pool:
        for _ in range(3):
            done = dict(zip(waiting, pool.map(submit, waiting), strict=True))
            assert all(each.returncode in (0, 4) for each in done.values()), done
            for each in done.values():
                assert not each.returncode or "taizhang submit" in each.stderr
            waiting = [root for root, each in done.items() if each.returncode]
            if not waiting:
                break
    assert not waiting
    text = git(shared, "show", f"main:{_path(common)}")
    for number in range(len(roots)):
        assert text.count(f"第 {number} 台\n") == 1
    assert git(shared, "rev-list", "--count", "--merges", "main").strip() == "0"
    assert not git(shared, "fsck", "--no-dangling").strip()
