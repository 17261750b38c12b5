"""A writer may be killed, or refused by the disk, at any moment: a record is absent or whole."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from taizhang.errors import EnvironmentProblem
from taizhang.model.messages import words
from taizhang.store.git.move import settle
from taizhang.store.git.objects import head, read_file
from taizhang.store.git.repository import Identity, open_repository
from taizhang.store.git.state import require_safe
from taizhang.store.git.trees import Note
from taizhang.store.git.write import commit_file

NOW = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
PATH = "ledger/2026/11/20261109-4mq2.yml"
NEW_PATH = "ledger/2026/12/20261201-bbbb.yml"
OLD = b"id: 20261109-4mq2\ntimeline:\n- at: 2026-11-09 09:00\n" + b"  text: x\n" * 2000
ENTRY = b"- at: 2026-11-09 09:05\n  by: b\n"

WRITER = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from taizhang.errors import EnvironmentProblem
from taizhang.store.git.objects import head
from taizhang.store.git.repository import Identity, open_repository
from taizhang.store.git.state import require_safe
from taizhang.store.git.trees import Note
from taizhang.store.git.write import commit_file, drop_last

WHO = Identity(name="李娜", email="li.na@taizhang.invalid")
NOW = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
NOTE = Note(message="x", author=WHO, committer=WHO, when=NOW)
ENTRY = {ENTRY!r}

def act(root, deed):
    repo = open_repository(root)
    if deed == "grow":
        old = (root / "{PATH}").read_bytes()
        require_safe(repo, "{PATH}", NOW)
        commit_file(repo, "{PATH}", old, old + ENTRY, NOTE)
    elif deed == "create":
        require_safe(repo, "{NEW_PATH}", NOW)
        commit_file(repo, "{NEW_PATH}", None, ENTRY, NOTE)
    else:
        require_safe(repo, "{PATH}", NOW)
        drop_last(repo, "{PATH}", head(repo))
"""

ONCE = (
    WRITER
    + """
try:
    act(Path(sys.argv[1]), sys.argv[2])
except EnvironmentProblem as problem:
    sys.exit(problem.exit_code)
"""
)

# Kills itself before every call of git and every step on the disk, one step further in each copy
# of the repository, until a copy is finished with. The product has no hook for this.
STEP_BY_STEP = (
    WRITER
    + """
import os
import shutil
import signal
from taizhang.store.git import run

def die_at(last):
    left = [last]
    def counted(real):
        def step(*args, **more):
            tick(left)
            return real(*args, **more)
        return step
    run.run = counted(run.run)
    os.fsync = counted(os.fsync)
    for name in ("mkdir", "replace", "unlink", "rmdir"):
        setattr(Path, name, counted(getattr(Path, name)))

def tick(left):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)

template, place, deed = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
step = 0
while True:
    step += 1
    copy = place / str(step)
    shutil.copytree(template, copy, symlinks=True)
    child = os.fork()
    if not child:
        die_at(step)
        act(copy, deed)
        os._exit(0)
    _, how = os.waitpid(child, 0)
    if how == 0:
        break
    assert os.WIFSIGNALED(how), how
"""
)


def run_git(root, *args) -> str:
    done = subprocess.run(["git", *args], cwd=root, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture
def template(tmp_path):
    """A repository with two records in one incident, and a second branch."""
    root = tmp_path / "template"
    (root / PATH).parent.mkdir(parents=True)
    (root / PATH).write_bytes(OLD)
    run_git(tmp_path, "init", "-q", "-b", "main", str(root))
    for key, value in (("name", "李娜"), ("email", "li.na@taizhang.invalid")):
        run_git(root, "config", f"user.{key}", value)
    run_git(root, "add", ".")
    run_git(root, "commit", "-q", "-m", "x", f"--date=@{int(NOW.timestamp())}")
    repo = open_repository(root)
    who = Identity(name="李娜", email="li.na@taizhang.invalid")
    note = Note(message="x", author=who, committer=who, when=NOW)
    commit_file(repo, PATH, OLD, OLD + ENTRY, note)
    return root


def expected(deed: str) -> tuple[str, set[bytes | None]]:
    before = OLD + ENTRY
    table: dict[str, tuple[str, set[bytes | None]]] = {
        "grow": (PATH, {before, before + ENTRY}),
        "create": (NEW_PATH, {None, ENTRY}),
        "undo": (PATH, {before, OLD}),
    }
    return table[deed]


def on_disk(root, path: str) -> bytes | None:
    return (root / path).read_bytes() if (root / path).exists() else None


def unlocked(root, path: str) -> None:
    """Follow the way out that the program itself names, as often as it names one."""
    for _ in range(5):
        try:
            require_safe(open_repository(root), path, datetime.now(UTC))
        except EnvironmentProblem as problem:
            if problem.code != "git-locked":
                raise
            fix = words(problem.code, problem.values, "en")[1]
            subprocess.run(re.findall(r"rm .*", fix)[0], shell=True, check=True)  # noqa: S602
        else:
            return
    pytest.fail("still locked")


def assert_absent_or_whole(root, deed: str) -> None:
    path, whole = expected(deed)
    assert run_git(root, "fsck", "--strict", "--no-dangling") == ""
    assert on_disk(root, path) in whole
    settle(open_repository(root))
    unlocked(root, path)
    repo = open_repository(root)
    recorded = read_file(repo, head(repo), path)
    assert recorded in whole
    assert on_disk(root, path) == recorded
    assert run_git(root, "status", "--porcelain") == ""
    who = Identity(name="李娜", email="li.na@taizhang.invalid")
    note = Note(message="next", author=who, committer=who, when=NOW)
    commit_file(repo, path, recorded, (recorded or b"") + b"- next\n", note)
    assert run_git(root, "status", "--porcelain") == ""
    assert run_git(root, "log", "-1", "--format=%s").strip() == "next"
    assert not list((root / ".git").glob("taizhang*.tmp"))
    assert not (root / ".git/taizhang.moving").exists()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    # A lock a killed git left behind does not go away by waiting; the test need not wait for it.
    monkeypatch.setattr("taizhang.store.git.state._WAIT_FOR_LOCK", 0)


@pytest.mark.slow
@pytest.mark.parametrize("deed", ["grow", "create", "undo"])
def test_a_writer_killed_after_any_step_leaves_the_record_absent_or_whole(template, tmp_path, deed):
    place = tmp_path / "copies"
    place.mkdir()
    program = [sys.executable, "-c", STEP_BY_STEP, str(template), str(place), deed]
    subprocess.run(program, check=True, timeout=300)
    copies = sorted(place.iterdir(), key=lambda copy: int(copy.name))
    ends = [run_git(copy, "rev-parse", "HEAD:ledger") for copy in copies]
    for copy in copies:
        assert_absent_or_whole(copy, deed)
    assert len(copies) > 25
    assert len(set(ends)) == 2
    assert ends == sorted(ends, key=lambda end: end != ends[0])


DISK = "write,rename,link,unlink,fsync,mkdir,rmdir"


def strace(template, place, deed: str, what: str) -> tuple[subprocess.CompletedProcess, str]:
    if shutil.which("strace") is None:
        pytest.skip("needs strace")
    shutil.copytree(template, place, symlinks=True)
    log = place.with_suffix(".log")
    call, _, _ = what.partition(":")
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={call}", "-e", f"inject={what}",
         sys.executable, "-B", "-c", ONCE, str(place), deed],
        capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    return done, log.read_text(errors="replace")


@pytest.mark.long
@pytest.mark.parametrize("call", DISK.split(","))
@pytest.mark.parametrize("deed", ["grow", "create", "undo"])
def test_killed_at_every_call_to_the_disk(template, tmp_path, deed, call):
    for turn in range(1, 500):
        place = tmp_path / f"{deed}-{call}-{turn}"
        done, log = strace(template, place, deed, f"{call}:signal=SIGKILL:when={turn}")
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        assert_absent_or_whole(place, deed)
        if "killed by SIGKILL" not in log:
            break
        shutil.rmtree(place)
    else:
        pytest.fail("never came to an end")


@pytest.mark.long
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("call", ["write", "rename", "link", "fsync", "mkdir"])
@pytest.mark.parametrize("deed", ["grow", "create", "undo"])
def test_every_call_to_the_disk_fails_once(template, tmp_path, deed, call, error):
    for turn in range(1, 500):
        place = tmp_path / f"{deed}-{call}-{turn}"
        done, log = strace(template, place, deed, f"{call}:error={error}:when={turn}")
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        assert done.returncode in {0, 4}, done.stderr.decode()
        assert_absent_or_whole(place, deed)
        if "(INJECTED)" not in log:
            break
        shutil.rmtree(place)
    else:
        pytest.fail("never came to an end")


@pytest.mark.long
@pytest.mark.parametrize("turn", range(60))
def test_killed_with_all_its_children_at_any_time(template, turn):
    started = time.monotonic()
    writer = subprocess.Popen(
        [sys.executable, "-c", ONCE, str(template), "grow"], start_new_session=True
    )
    time.sleep(0.05 + turn * 0.004)
    os.killpg(writer.pid, signal.SIGKILL)
    writer.wait()
    assert time.monotonic() - started < 60
    assert_absent_or_whole(template, "grow")
