"""What the hook of a bare repository starts and loads to judge a good push."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.server.pushing import TAIZHANG, git, now


class TestWhatAPushIsJudgedBy:
    """A pusher waits for every program that is started and for every module that is loaded."""

    GITS = ("rev-parse", "cat-file", "log")
    HEAVY = frozenset(
        ("click", "cryptography", "dataclasses", "git", "hashlib", "json", "nacl", "tempfile")
    )

    def test_three_gits_and_nothing_heavy(self, server, client):
        client.new()
        assert self._judged(server, client) == (self.GITS, set())

    def test_what_verifies_signatures_beside_them_where_there_is_one(
        self, office, server, client, tmp_path
    ):
        path, text = _approved(office[0] / "demo", tmp_path / "demo")
        client.write(path, text)
        assert self._judged(server, client) == (self.GITS, {"nacl"})

    def _judged(self, server, client):
        """The gits that the hook started for a good commit, and what it loaded that is heavy."""
        before, made = git(server, "rev-parse", "main").strip(), client.commit()
        git(server, "fetch", "-q", client.root, made)
        ask = (
            "import sys\n"
            "from taizhang.githook import main\n"
            "from taizhang.store.git import run\n"
            "plain, begun = run._command, []\n"
            "run._command = lambda args: begun.append(args[0]) or plain(args)\n"
            "assert main(['pre-receive']) == 0\n"
            "print(*begun)\n"
            "print(*sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-I", "-c", ask], cwd=server, check=True, capture_output=True,
            input=f"{before} {made} refs/heads/main\n", text=True,
        )  # fmt: skip
        begun, loaded = map(str.split, done.stdout.splitlines())
        return tuple(begun), self.HEAVY & {*loaded}


def _approved(drill, copy):
    """Path and text of a new incident with one approval, which is signed with a drill's key."""

    def taizhang(*words):
        subprocess.run([TAIZHANG, *words], cwd=copy, check=True, capture_output=True)

    shutil.copytree(drill, copy)
    at = f"{now():%H:%M}"
    taizhang(
        "new", "--nature", "咨询", "--title", "网民询问如何旁听会议", "--summary", "询问如何报名",
        "--level", "一般", "--reason", "浏览不足百次", "--scope", "公众关注", "--platform", "论坛",
        "--at", at, "--reported-at", at,
    )  # fmt: skip
    path = git(copy, "diff", "--name-only", "HEAD~1", "HEAD").strip()
    taizhang("advance", Path(path).stem, "会商研判", "--reason", "先核实")
    taizhang("approve", Path(path).stem, "--as", "陈立")
    return path, (copy / path).read_text("utf-8")
