"""A clone somebody pushes from with plain git, and the pushes a server must not take."""

from __future__ import annotations

import os
import random
import re
import secrets
import subprocess
import sysconfig
import time
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

ZONE = timezone(timedelta(hours=8))
TAIZHANG = str(Path(sysconfig.get_path("scripts")) / "taizhang")
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"


def git(root, *words, env=None, check=True):
    """What git prints; with ``check=False`` the finished process."""
    done = subprocess.run(
        ["git", *map(str, words)],
        cwd=root,
        env={**os.environ, **(env or {})},
        capture_output=True,
        check=False,
    )
    if not check:
        return done
    assert done.returncode == 0, (words, done.stderr.decode())
    return done.stdout.decode()


def now(**ahead):
    return datetime.now(ZONE).replace(microsecond=0) + timedelta(**ahead)


def wait(for_what, seconds=120):
    until = time.monotonic() + seconds
    while not for_what():
        assert time.monotonic() < until, "not in time"
        time.sleep(0.05)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """How a push ended and what the pusher read."""

    code: int
    raw: bytes

    @property
    def said(self):
        """The server's own words."""
        lines = self.raw.decode().splitlines()
        return [line[8:].rstrip() for line in lines if line.startswith("remote: ")]


class Client:
    """A clone of a server's ledger."""

    def __init__(self, root, url, incident, env=None):
        self.root = root
        self.incident = incident
        self.env = env or {}
        self._begun = ""
        git(root.parent, "clone", "-q", url, root, env=self.env)

    def git(self, *words, **env):
        return git(self.root, *words, env={**self.env, **env})

    def push(self, *words):
        done = git(self.root, "push", "origin", *words, env=self.env, check=False)
        return Pushed(code=done.returncode, raw=done.stderr)

    def new(self):
        """A new incident as the program would write it; its path, not yet committed."""
        day = self.incident.split("-")[0].removeprefix("id: ")
        identity = f"{day}-{''.join(secrets.choice(_DIGITS) for _ in range(4))}"
        path = f"ledger/{day[:4]}/{day[4:6]}/{identity}.yml"
        self.write(path, re.sub(r"^id: .*", f"id: {identity}", self.incident))
        return path

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def add(self, path, kind, *lines):
        """An entry at the end of an incident, by hand."""
        text = (self.root / path).read_text("utf-8")
        entry = [f"- at: {now():%Y-%m-%d %H:%M}", "  by: 李娜", f"  kind: {kind}"]
        self.write(path, text + "\n".join([*entry, *(f"  {line}" for line in lines)]) + "\n")

    def commit(self, message="by hand", **env):
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, **env)
        return self.git("rev-parse", "HEAD").strip()

    def begin(self):
        """One good incident on main; its path."""
        path = self.new()
        self.commit()
        assert self.push("HEAD:main").code == 0
        return path

    def begun(self):
        """A good incident that is on main already; its path."""
        self._begun = self._begun or self.begin()
        return self._begun


def rewrite(client):
    path = client.begun()
    text = (client.root / path).read_text("utf-8")
    client.write(path, text.replace("浏览不足百次", "浏览过万次"))
    client.commit()
    return ["HEAD:main"]


def delete(client):
    client.git("rm", "-q", client.begun())
    client.commit()
    return ["HEAD:main"]


def link(client):
    path = client.new()
    (client.root / path).unlink()
    (client.root / path).symlink_to("/etc/passwd")
    client.commit()
    return ["HEAD:main"]


def future(client):
    client.new()
    later = now(minutes=50).isoformat()
    client.commit(GIT_COMMITTER_DATE=later, GIT_AUTHOR_DATE=later)
    return ["HEAD:main"]


def mixed(client):
    client.new()
    client.write("mkdocs.yml", (client.root / "mkdocs.yml").read_text("utf-8") + "# x\n")
    client.commit()
    return ["HEAD:main"]


def skipped_stage(client):
    path = client.begun()
    client.add(path, "推进", "stage: 归档")
    client.commit()
    return ["HEAD:main"]


def oversize(client):
    path = client.new()
    for _ in range(300):
        client.add(path, "说明", f"text: {'核' * 340}")
    client.commit()
    return ["HEAD:main"]


def tag(client):
    client.new()
    client.commit()
    return ["HEAD:refs/tags/v1"]


def twin_of_main(client):
    return ["HEAD:refs/heads/MAIN"]


def forced(client):
    client.begun()
    client.git("reset", "-q", "--hard", "HEAD~1")
    client.new()
    client.commit()
    return ["--force", "HEAD:main"]


def rewound(client):
    client.begun()
    return ["--force", "HEAD~1:main"]


def deleted_branch(client):
    return [":main"]


def escape_in_a_name(client):
    client.write("ledger/\x1b[31mred\u202e.yml", "x")
    client.commit()
    return ["HEAD:main"]


BAD = {
    rewrite: "从这里起，原有的记录被改动。台账只增不改。",
    delete: "被删除或改名。台账的记录不得删除，文件不得改名。",
    link: "不是普通文件（符号链接或子模块）。",
    future: "比现在（",
    mixed: "一次改动里既有台账记录（",
    skipped_stage: "预案不允许从“监测舆情”进入“归档”",
    oversize: "超过上限 262,144 字节。",
    tag: "服务器不接受“refs/tags/v1”：只收主分支 main 和普通分支，不收标签和其他引用。",
    twin_of_main: "服务器不接受“refs/heads/MAIN”：只收主分支 main 和普通分支，不收标签和其他引用。",
    forced: "（强制推送，或合并的方向反了）。",
    rewound: "退回到以前的",
    deleted_branch: "分支 main 不能删除：服务器上的记录只增不减。",
    escape_in_a_name: "含有不可见字符，或在有的系统上不能使用。",
}
"""What somebody pushes -> the words that must come back, Chinese intact."""

REFUSED = re.compile(r"推送未被接受：有 \d+ 处不符合规定。服务器上没有任何改动，本机的记录也都在。")


def assert_refused(pushed, words):
    """Refused with these words, each finding with a way out, and nothing a terminal acts on."""
    assert pushed.code == 1, pushed.raw.decode()
    assert REFUSED.fullmatch(pushed.said[0]), pushed.said
    assert any(words in line for line in pushed.said), pushed.said
    assert any(line.startswith("  ↳ ") for line in pushed.said)
    assert b"\x1b" not in pushed.raw
    assert "\u202e" not in pushed.raw.decode()


def push_until_it_lands(client, rounds=60):
    """Push; where others were faster wait, fetch, put one's own commit behind, and again.

    The wait is long for one push and costs nothing: twenty who do not wait cost a hook each time.
    """
    for _ in range(rounds):
        if client.push("HEAD:main").code == 0:
            return
        time.sleep(random.uniform(0, 10))  # noqa: S311 - out of step, no secret
        client.git("fetch", "-q", "origin")
        client.git("rebase", "-q", "origin/main")
    raise AssertionError(client.root)
