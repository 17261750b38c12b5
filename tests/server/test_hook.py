"""The hook of a bare repository, with plain git on the other side."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.server.pushing import BAD, TAIZHANG, Client, assert_refused, git, now

from taizhang.store.receipts import note, pusher, read_receipts


def _tip(server):
    return git(server, "rev-parse", "main").strip()


def _command(*words, **environ):
    done = subprocess.run(
        [TAIZHANG, *map(str, words)],
        env={**os.environ, **environ},
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def test_a_good_push_lands_and_is_noted(server, client):
    before = _tip(server)
    client.new()
    made = client.commit()
    client.env["REMOTE_USER"] = "li.na\x1b\n"
    pushed = client.push("HEAD:main")
    assert (pushed.code, pushed.said) == (0, [])
    assert _tip(server) == made
    (receipt,) = read_receipts(server)
    assert receipt.update == ("refs/heads/main", before, made)
    assert receipt.pusher == "li.na\\u001b\\u000a"
    assert abs(now() - receipt.at).total_seconds() < 60
    assert _command("hook", "status", server)[0] == 0


@pytest.mark.parametrize("push", [pytest.param(each, id=each.__name__) for each in BAD])
def test_a_bad_push_is_refused_in_words(server, client, push):
    words = push(client)
    before = git(server, "for-each-ref"), read_receipts(server)
    assert_refused(client.push(*words), BAD[push])
    assert (git(server, "for-each-ref"), read_receipts(server)) == before


def test_a_refusal_lists_twenty_faults_and_counts_the_rest(server, client):
    for number in range(23):
        client.write(f"ledger/{number}.txt", "x")
    client.commit()
    pushed = client.push("HEAD:main")
    assert "推送未被接受：有 23 处不符合规定" in pushed.said[0]
    assert sum(line.startswith("- ledger/") for line in pushed.said) == 20
    assert pushed.said[-1] == "还有 3 处，先改上面的。"


def test_english_where_the_server_is_set_to_it(server, client):
    client.env["TAIZHANG_LANG"] = "en"
    pushed = client.push(":main")
    assert pushed.said[0].startswith("The push was not taken: 1 faults.")
    assert "The branch main cannot be deleted" in pushed.said[1]


def test_gitlab_is_told_in_the_form_it_shows(server, client):
    client.env.update(GL_ID="user-1", GL_PROTOCOL="http")
    pushed = client.push(":main")
    assert all(line.startswith("GL-HOOK-ERR: ") for line in pushed.said)
    assert len(pushed.said) == 3


class TestBranchesBesideMain:
    def test_one_lands_with_acts_that_main_would_refuse(self, server, client):
        path = client.new()
        client.add(path, "推进", "stage: 归档")
        client.commit()
        assert client.push("HEAD:refs/heads/20261109-4mq2-决定").code == 0
        assert client.push("HEAD:main").code == 1

    def test_main_merged_into_one_is_taken(self, server, client):
        client.git("switch", "-q", "-c", "side")
        client.new()
        client.commit()
        assert client.push("side").code == 0
        client.git("switch", "-q", "main")
        client.begin()
        client.git("switch", "-q", "side")
        client.git("merge", "-q", "--no-edit", "main")
        assert client.push("side").code == 0

    def test_one_is_not_rewritten_nor_deleted(self, server, client):
        client.new()
        client.commit()
        assert client.push("HEAD:refs/heads/side").code == 0
        client.git("commit", "-q", "--amend", "-m", "other")
        assert_refused(client.push("-f", "HEAD:side"), "分支 side 的历史被改写：服务器上已有的提交")
        assert_refused(client.push(":side"), "分支 side 不能删除")

    def test_what_no_server_may_hold_is_refused_there_too(self, server, client):
        path = client.new()
        client.add(path, "说明", 'text: "身份证号 11010519491231002X"')
        client.commit()
        (client.root / "ledger" / "link.yml").symlink_to("/etc/passwd")
        client.commit()
        (client.root / "ledger" / "link.yml").unlink()
        later = now(minutes=50).isoformat()
        client.commit(GIT_COMMITTER_DATE=later)
        pushed = client.push("HEAD:refs/heads/side")
        assert_refused(pushed, "不是普通文件（符号链接或子模块）。")
        assert_refused(pushed, "比现在（")
        assert any(line.startswith(f"- {path}:20: ") for line in pushed.said), pushed.said
        assert "11010519491231002X" not in pushed.raw.decode()


class TestFailingClosed:
    def test_a_hook_that_hangs_is_ended_and_refuses(self, server, client):
        """The stub of the installed hook, with a limit of one second instead of twenty."""
        hook = server / "hooks" / "pre-receive"
        limited = (
            "-c 'import sys, taizhang.githook as it; it.LIMIT = 1; sys.exit(it.main(sys.argv[1:]))'"
        )
        hook.write_text(hook.read_text("utf-8").replace("-m taizhang hook run", limited), "utf-8")
        before = _tip(server)
        client.new()
        client.commit()
        with _receipts_held(server):
            pushed = client.push("HEAD:main")
        assert pushed.code == 1
        assert "推送未被接受：核对超过 1 秒没有做完" in pushed.said[0]
        assert _tip(server) == before

    def test_a_hook_that_is_killed_refuses(self, server, client):
        before = _tip(server)
        client.new()
        client.commit()
        with _receipts_held(server):
            push = subprocess.Popen(
                ["git", "push", "-q", "origin", "HEAD:main"],
                cwd=client.root,
                stderr=subprocess.PIPE,
            )
            os.kill(_hook_of(server), signal.SIGKILL)
            _, said = push.communicate(timeout=60)
        assert push.returncode == 1
        assert b"pre-receive hook declined" in said
        assert _tip(server) == before

    def test_a_program_that_is_gone_refuses(self, server, client):
        hook = server / "hooks" / "pre-receive"
        text = hook.read_text("utf-8").replace("\npython=", "\npython=/nowhere")
        hook.write_text(text, "utf-8")
        pushed = client.push("HEAD:refs/heads/side")
        assert pushed.code == 1
        assert pushed.said[0].startswith("未被接受：核对程序不在原处，按规定不予放行。")

    def test_receipts_that_cannot_be_written_refuse(self, server, client):
        (server / "taizhang").write_text("in the way", "utf-8")
        pushed = client.push("HEAD:refs/heads/side")
        assert pushed.code == 1
        assert pushed.said[0].startswith("收件记录 ")

    def test_a_bug_of_ours_refuses_and_names_the_log(self, server, client, tmp_path):
        state = tmp_path / "state"
        done = subprocess.run(
            [TAIZHANG, "hook", "run", "pre-receive"],
            cwd=server,
            input=b"nonsense\n",
            env={**os.environ, "XDG_STATE_HOME": str(state), "GIT_DIR": "."},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1
        said = done.stderr.decode()
        assert "推送未被接受：核对程序自身出错（ValueError）" in said
        assert "Traceback" not in said
        assert len(list((state / "taizhang").glob("*.log"))) == 1

    def test_a_repository_whose_head_names_no_branch_takes_nothing(self, server, client):
        git(server, "update-ref", "--no-deref", "HEAD", _tip(server))
        pushed = client.push("HEAD:refs/heads/side")
        assert pushed.code == 1
        assert "没有主分支，无法核对" in pushed.said[0]

    def test_an_unknown_hook_is_told(self):
        code, said = _command("hook", "run", "pre-lunch")
        assert code == 2
        assert "没有“pre-lunch”这个钩子" in said


@contextmanager
def _receipts_held(server):
    """Somebody has the receipts locked: the hook waits at its end."""
    (server / "taizhang").mkdir(exist_ok=True)
    with (server / "taizhang" / "receipts").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _hook_of(server):
    """The process of the hook, once it waits for the receipts."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for proc in Path("/proc").glob("[0-9]*"):
            try:
                here = (proc / "cwd").readlink() == server
                words = (proc / "cmdline").read_bytes().split(b"\0")
                files = [str(each.readlink()) for each in (proc / "fd").iterdir()]
            except OSError:
                continue
            if here and b"pre-receive" in words and str(server / "taizhang/receipts") in files:
                return int(proc.name)
        time.sleep(0.02)
    raise AssertionError("the hook was not seen")


class TestInstalled:
    def test_again_changes_nothing(self, server):
        before = [(path, path.read_bytes()) for path in sorted((server / "hooks").iterdir())]
        settings = (server / "config").read_bytes()
        assert f"已装好钩子：{server}/hooks/pre-receive" in _command("hook", "install", server)[1]
        assert before == [
            (path, path.read_bytes()) for path in sorted((server / "hooks").iterdir())
        ]
        assert settings == (server / "config").read_bytes()

    def test_a_hook_of_others_is_left_alone_and_told(self, bare):
        hook = bare / "hooks" / "pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\n", "utf-8")
        code, said = _command("hook", "install", bare)
        assert code == 2
        assert f"{hook} 已有别的钩子，没有改动它。" in said
        assert hook.read_text("utf-8") == "#!/bin/sh\n"

    def test_on_a_forge_it_goes_to_the_folder_of_further_hooks(self, bare, office, tmp_path):
        further = bare / "hooks" / "pre-receive.d"
        further.mkdir(parents=True)
        runner = bare / "hooks" / "pre-receive"
        runner.write_text(
            '#!/bin/sh\ndata=$(cat)\nfor each in "$0".d/*; do echo "$data" | "$each" || exit 1; done\n'
        )
        runner.chmod(0o755)
        assert _command("hook", "install", bare)[0] == 0
        client = Client(tmp_path / "client", str(bare), office[2])
        assert_refused(client.push(":main"), "分支 main 不能删除")

    def test_removed_it_is_gone_and_what_it_kept_stays(self, server, client):
        client.begin()
        assert f"已移除钩子：{server}/hooks/pre-receive" in _command("hook", "remove", server)[1]
        assert "这里没有本程序装的钩子。" in _command("hook", "remove", server)[1]
        assert len(read_receipts(server)) == 1
        code, said = _command("hook", "status", server)
        assert code == 4
        assert "没有装 pre-receive。" in said

    def test_all_is_well_where_all_is_well(self, server):
        code, said = _command("hook", "status", server)
        assert code == 0
        assert said.splitlines() == [
            "✓ 核对钩子  pre-receive",
            "✓ 仓库设置",
            "✓ 主分支的移动记录，条  0",
            "✓ 收件记录，条  0",
        ]

    def test_a_strange_pin_is_refused(self, bare):
        code, said = _command("hook", "install", bare, "--pin", "; rm -rf")
        assert code == 2
        assert "; rm -rf" in said
        assert not (bare / "hooks" / "pre-receive").exists()

    def test_what_does_not_rest_on_the_pinned_root_is_refused(self, bare, office, tmp_path):
        pin = _root_of(office[0] / "demo")
        assert _command("hook", "install", bare, "--pin", pin)[0] == 0
        client = Client(tmp_path / "client", str(bare), office[2])
        client.begin()
        other = f"{pin[:-40]}{'1' * 40}"
        assert _command("hook", "install", bare, "--pin", other)[0] == 0
        client.new()
        client.commit()
        pushed = client.push("HEAD:main")
        assert pushed.code == 1
        assert "信任根" in "".join(pushed.said)


def _root_of(ledger):
    done = subprocess.run([TAIZHANG, "roster", "root"], cwd=ledger, capture_output=True, check=True)
    return done.stdout.decode().split()[0]


class TestStatus:
    def test_a_write_past_the_hook_is_seen(self, server, client):
        client.begin()
        tip = _tip(server)
        other = git(
            server, "commit-tree", "-p", tip, "-m", "by a web page", f"{tip}^{{tree}}"
        ).strip()
        (server / "refs" / "heads" / "main").write_text(f"{other}\n")
        code, said = _command("hook", "status", server)
        assert code == 4
        assert f"停在 {tip[:12]}，下一步却从 {other[:12]} 开始" in said

    def test_an_update_without_a_receipt_is_seen(self, server, client):
        client.begin()
        tip = _tip(server)
        other = git(server, "commit-tree", "-p", tip, "-m", "by hand", f"{tip}^{{tree}}").strip()
        git(server, "update-ref", "refs/heads/main", other)
        code, said = _command("hook", "status", server)
        assert code == 4
        assert "主分支有 1 步没有收件记录" in said
        assert other[:12] in said

    def test_settings_that_were_changed_and_hooks_elsewhere_are_seen(self, server):
        git(server, "config", "receive.denyDeletes", "false")
        git(server, "config", "core.hooksPath", "/dev/null")
        code, said = _command("hook", "status", server)
        assert code == 4
        assert "receive.denyDeletes=true" in said
        assert "钩子目录  git 设置了 core.hooksPath=/dev/null" in said

    def test_a_torn_receipt_is_passed_over(self, server, client):
        client.begin()
        with (server / "taizhang" / "receipts").open("a") as file:
            file.write("2026-11-09T10:")
        client.begin()
        assert len(read_receipts(server)) == 2


class TestReceipts:
    @pytest.mark.parametrize(
        ("environ", "who"),
        [
            ({"GL_USER": "li.na", "USER": "git"}, "li.na"),
            ({"REMOTE_USER": "wang", "USER": "www-data"}, "wang"),
            ({"GITEA_PUSHER_NAME": "chen", "USER": "git"}, "chen"),
            ({"USER": "git"}, "git"),
        ],
        ids=["gitolite", "http", "gitea", "account"],
    )
    def test_who_pushes_is_whom_the_server_names(self, environ, who):
        assert pusher(environ) == who

    def test_nothing_is_nothing(self, tmp_path):
        assert read_receipts(tmp_path) == ()
        note(tmp_path, ())
        assert read_receipts(tmp_path) == ()


class TestHere:
    """Hooks of a repository people work in: early words, no guard."""

    @pytest.fixture
    def worker(self, client):
        assert _command("hook", "install", client.root)[0] == 0
        return client

    def test_a_good_commit_and_push_pass(self, worker):
        worker.begin()
        assert _command("hook", "status", worker.root)[0] == 0

    def test_a_bad_commit_is_not_made(self, worker):
        path = worker.begin()
        worker.add(path, "推进", "stage: 归档")
        worker.git("add", "-A")
        done = git(worker.root, "commit", "-qm", "x", check=False)
        assert done.returncode == 1
        assert "没有提交：有 1 处不符合规定。文件都在" in done.stderr.decode()

    def test_a_bad_push_does_not_leave(self, worker):
        path = worker.begin()
        worker.add(path, "推进", "stage: 归档")
        worker.git("add", "-A")
        worker.git("commit", "-qnm", "x")
        pushed = worker.push("HEAD:main")
        assert pushed.code == 1
        assert "没有推送：有 1 处不符合规定" in pushed.raw.decode()
        assert pushed.said == []

    def test_no_site_is_published_from_it(self, worker, tmp_path):
        code, said = _command("hook", "install", worker.root, "--publish", tmp_path / "www")
        assert code == 2
        assert "是工作用的仓库" in said
