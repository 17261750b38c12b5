"""The CI files of a new ledger, run for real: a sound change passes, an unsound one fails the job."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ledgers import git

TEMPLATE = Path(__file__).resolve().parents[2] / "site" / "ledger-template"
BIN = Path(sys.executable).parent
WORKFLOWS = (".github", ".gitea", ".forgejo")

CHECKOUT = """\
name: checkout
inputs:
  ref: {required: true}
  fetch-depth: {}
  persist-credentials: {}
runs:
  using: composite
  steps:
    - shell: sh
      run: git clone -q "$SHARED" . && git checkout -q --detach "$REF"
      env:
        REF: ${{ inputs.ref }}
"""
"""Stands in for actions/checkout, which needs a forge."""


@pytest.fixture(scope="module")
def environ(installed, tmp_path_factory):
    """A machine that has our wheel, git and little else; nothing of the checkout."""
    home = tmp_path_factory.mktemp("runner")
    tools = home / "bin"
    tools.mkdir()
    for tool in ("act", "gle"):
        (tools / tool).symlink_to(BIN / tool)
    return {
        "HOME": str(home),
        "PATH": f"{tools}:{installed}:/usr/local/bin:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }


@pytest.fixture
def change(ledger, shared):
    """A branch with an incident on it, pushed; ``sound`` or with a level nobody knows."""
    shutil.copytree(TEMPLATE, ledger.root, dirs_exist_ok=True)
    ledger.git("add", "-A")
    day = "2026-11-01T10:00:00+08:00"
    env = {**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    subprocess.run(["git", "commit", "-qm", "settings"], cwd=ledger.root, env=env, check=True)
    ledger.git("push", "-q", "origin", "main")
    base = ledger.git("rev-parse", "HEAD").strip()
    ledger.git("switch", "-qc", "change")

    def made(*, sound):
        identity = ledger.new()
        if not sound:
            path = ledger.root / "ledger" / "2026" / "11" / f"{identity}.yml"
            path.write_text(path.read_text("utf-8").replace("一般", "严重", 1), "utf-8")
            ledger.git("commit", "-q", "--amend", "--no-edit", "-a")
        ledger.git("push", "-q", "origin", "change")
        return base, ledger.git("rev-parse", "HEAD").strip()

    return made


def _act(folder, environ, shared, event, payload):
    stub = folder / "checkout"
    stub.mkdir()
    (stub / "action.yml").write_text(CHECKOUT, "utf-8")
    (folder / "event.json").write_text(json.dumps(payload), "utf-8")
    return subprocess.run(
        [
            "act", event, "-e", str(folder / "event.json"), "--env", f"SHARED={shared}",
            "-P", "ubuntu-latest=-self-hosted",
            "--local-repository", f"actions/checkout@v4={stub}",
        ],
        cwd=folder / "ledger", env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _gle(ledger, environ, variables):
    named = [word for name, value in variables.items() for word in ("--var", f"{name}={value}")]
    return subprocess.run(
        ["gle", *named, "ledger"],
        cwd=ledger.root, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_three_workflow_files_are_one():
    texts = {(TEMPLATE / name / "workflows" / "ledger.yml").read_bytes() for name in WORKFLOWS}
    assert len(texts) == 1


@pytest.mark.slow
@pytest.mark.parametrize("event", ["push", "pull_request_target"])
@pytest.mark.parametrize("sound", [True, False], ids=["sound", "unsound"])
def test_the_workflow_judges_a_change(tmp_path, environ, shared, change, event, sound):
    base, tip = change(sound=sound)
    payload = {"before": base, "after": tip, "ref": "refs/heads/main"}
    if event != "push":
        payload = {"pull_request": {"head": {"sha": tip}, "base": {"sha": base, "ref": "main"}}}
        payload |= {"base_ref": "main"}
    done = _act(tmp_path, environ, shared, event, payload)
    told = done.stdout + done.stderr
    assert (done.returncode == 0) is sound, told
    assert ("Job succeeded" in told) is sound
    assert ("严重" in told) is not sound


@pytest.mark.slow
def test_a_line_taken_out_is_refused_although_the_files_are_sound(
    tmp_path, environ, ledger, shared, change
):
    base, _ = change(sound=True)
    tip = ledger.git("rev-parse", "HEAD").strip()
    ledger.git("reset", "-q", "--hard", base)
    ledger.git("push", "-qf", "origin", "change")
    payload = {"before": tip, "after": base, "ref": "refs/heads/main"}
    done = _act(tmp_path, environ, shared, "push", payload)
    assert done.returncode
    assert "::error" in done.stdout or "❗" in done.stdout
    assert "branch-set-back" in done.stdout


@pytest.mark.slow
def test_a_request_is_judged_against_where_the_branch_stands_now(
    tmp_path, environ, ledger, shared, colleague, change
):
    base, tip = change(sound=True)
    colleague.git("pull", "-q")
    colleague.new()
    colleague.git("push", "-q", "origin", "main")
    payload = {
        "pull_request": {"head": {"sha": tip}, "base": {"sha": base, "ref": "main"}},
        "base_ref": "main",
    }
    done = _act(tmp_path, environ, shared, "pull_request_target", payload)
    assert done.returncode
    assert "branch-not-continued" in done.stdout
    done = _gle(ledger, environ, {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"})
    assert done.returncode
    assert "branch-not-continued" in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("request_", [False, True], ids=["push", "merge request"])
@pytest.mark.parametrize("sound", [True, False], ids=["sound", "unsound"])
def test_the_gitlab_job_judges_a_change(ledger, environ, shared, change, request_, sound):
    base, tip = change(sound=sound)
    told_by_server = {"CI_COMMIT_BEFORE_SHA": base, "CI_COMMIT_SHA": tip}
    if request_:
        told_by_server = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    done = _gle(ledger, environ, told_by_server)
    told = done.stdout + done.stderr
    assert (done.returncode == 0) is sound, told
    assert ("严重" in told) is not sound


def test_the_files_reach_a_new_ledger(taizhang, tmp_path):
    taizhang("init", str(tmp_path / "new"), "--person", "王五", "--email", "w@taizhang.invalid")
    for name in (*(f"{each}/workflows/ledger.yml" for each in WORKFLOWS), ".gitlab-ci.yml"):
        assert git(tmp_path / "new", "show", f"HEAD:{name}") == (TEMPLATE / name).read_text("utf-8")
