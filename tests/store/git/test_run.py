from __future__ import annotations

import os
import stat

import pytest
from tests.store.git.repos import FOUND, HEAD, NOW, PATH, TOLD, note

from taizhang.errors import EnvironmentProblem
from taizhang.store.git import run
from taizhang.store.git.history import recorded
from taizhang.store.git.objects import head, list_blobs, read_blobs, read_file, require_id
from taizhang.store.git.state import unsafe_states
from taizhang.store.git.write import commit_file


@pytest.fixture
def canary(git, tmp_path):
    """A repository whose own settings name programs, in every place that git would start one."""
    mark = tmp_path / "started"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$0 $@" >> {mark}\ncat\n', encoding="utf-8")
    program.chmod(0o755)
    hooks = git.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "reference-transaction", "pre-commit", "post-checkout"):
        (hooks / hook).symlink_to(program)
    for key in (
        "core.fsmonitor", "filter.evil.clean", "filter.evil.smudge", "gpg.program",
        "gpg.ssh.program", "diff.external", "diff.evil.textconv", "core.pager", "core.editor",
    ):  # fmt: skip
        git("config", key, str(program))
    git("config", "filter.evil.required", "true")
    git("config", "log.showSignature", "true")
    (git.root / ".git/info").mkdir(exist_ok=True)
    (git.root / ".git/info/attributes").write_text("* filter=evil diff=evil\n")
    return git, mark


def test_nothing_named_in_the_repositorys_settings_is_started(canary):
    git, mark = canary
    repo = git.opened
    rev = require_id(head(repo) or "")
    commit_file(repo, PATH, HEAD + FOUND, HEAD + FOUND + TOLD, note())
    recorded(repo, rev)
    list(read_blobs(repo, [entry.id for entry in list_blobs(repo, rev)]))
    assert unsafe_states(repo, PATH, NOW) == ()
    assert not mark.exists(), mark.read_text()


def test_the_canary_sings_under_plain_git(canary):
    git, mark = canary
    git("add", PATH)
    assert mark.exists()


def test_replaced_objects_and_grafts_do_not_show_another_content(git):
    real = git("rev-parse", f"HEAD:{PATH}")
    git.write("other", b"forged")
    git("replace", real, git("hash-object", "-w", "other"))
    assert git("cat-file", "blob", real) == "forged"
    repo = git.opened
    assert read_file(repo, head(repo), PATH) == HEAD + FOUND


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "/nowhere"),
        ("GIT_WORK_TREE", "/nowhere"),
        ("GIT_INDEX_FILE", "/nowhere/index"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere/objects"),
        ("GIT_NAMESPACE", "other"),
        ("GIT_TRACE", "1"),
        ("GIT_AUTHOR_NAME", "别人"),
        ("GIT_CONFIG_PARAMETERS", "'core.bare=true'"),
    ],
)
def test_git_variables_of_the_caller_do_not_reach_git(git, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    sha = commit_file(git.opened, PATH, HEAD + FOUND, HEAD + FOUND + TOLD, note())
    monkeypatch.delenv(name)
    assert git("log", "-1", "--format=%H %an") == f"{sha} 李娜"


def test_settings_counted_into_the_environment_do_not_reach_git(git, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "别人")
    assert "别人" not in git.opened.line("config", "user.name")


def test_a_failure_names_command_code_and_words_and_masks_passwords(git):
    with pytest.raises(run.GitFailed) as failure:
        git.opened.git("ls-files", "--error-unmatch", "https://li:secret@localhost:1/x")
    assert failure.value.code == "git-failed"
    assert failure.value.exit_code == 4
    assert failure.value.values["command"] == "git ls-files"
    assert failure.value.values["rc"] == 1
    assert "secret" not in str(failure.value.values)
    assert "//***@localhost" in failure.value.detail


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"https://token@host/x", "https://***@host/x"),
        (b"https://a:p@ss@host/x", "https://***@host/x"),
        (b"see //host/a@b", "see //host/a@b"),
        (b"\x1b[31mred\x00", "\\u001b[31mred\\u0000"),
        ("\u202emain".encode(), "\\u202emain"),
        (b"a\rb\r\nc\n", "a\nb\nc"),
        ("不能".encode(), "不能"),
        (b"\xff", "\\xff"),
    ],
)
def test_words_of_git_are_fit_to_be_shown(raw, shown):
    assert run.plain_words(raw) == shown


def test_no_git_on_the_machine_is_said_plainly(git, monkeypatch, tmp_path):
    repo = git.opened
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(EnvironmentProblem) as problem:
        repo.git("version")
    assert problem.value.code == "git-missing"


def test_a_git_that_does_not_answer_is_ended(git, monkeypatch, tmp_path):
    repo = git.opened
    slow = tmp_path / "bin/git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    with pytest.raises(run.GitFailed) as failure:
        repo.git("version", limit=0.2)
    assert "0.2 s" in failure.value.detail


def test_a_stream_that_fails_says_so(git):
    with pytest.raises(run.GitFailed), git.opened.stream("cat-file", "--nonsense") as out:
        out.read()


def test_a_stream_may_be_left_early(git):
    repo = git.opened
    one = git("rev-parse", f"HEAD:{PATH}")
    for _, data in read_blobs(repo, [one] * 200_000):
        assert data == HEAD + FOUND
        break


def test_the_version_of_git_is_known(git):
    assert run.git_version(git.root) >= run.OLDEST
