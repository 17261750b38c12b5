"""Ledgers to test in: real git, the repository's own plan, a clock the test sets."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from taizhang.actions.demo.ledger import ROSTER_FILE
from taizhang.actions.demo.signing import keyed_files, write_keys
from taizhang.cli import edge, recording
from taizhang.store.rostertext import next_version

ROOT = Path(__file__).resolve().parents[1]
ZONE = timezone(timedelta(hours=8))
START = "2026-11-09 09:20"

NEW = (
    "new", "--nature", "诉求", "--title", "联络站开放时间与公告不符", "--summary", "周六无人接待",
    "--level", "一般", "--reason", "浏览约四百", "--scope", "公众关注", "--platform", "论坛",
    "--state", "已发布", "--at", "09:12",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


def git(root, *words):
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=True)
    return done.stdout.decode()


def build(root, *, drill):
    """A ledger with plan, roster and office facts, recorded on 2026-11-01."""
    for part in ("2022-08-05", "roster", "office"):
        shutil.copytree(ROOT / "plan" / part, root / "plan" / part)
    facts = root / "plan" / "office" / "ledger.yml"
    text = facts.read_text("utf-8")
    facts.write_text(text.replace("drill: 否", f"drill: {'是' if drill else '否'}"), "utf-8")
    (root / "ledger").mkdir()
    (root / "ledger" / ".gitkeep").touch()
    git(root, "init", "-q", "-b", "main")
    commit(root, "begin")
    return root


def commit(root, message, when="2026-11-01T09:00:00+08:00"):
    """Record everything that lies there, at a moment of the test's choosing."""
    git(root, "add", "-A")
    env = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", "commit", "-qm", message], cwd=root, env=env, check=True)


class Ledger:
    """A ledger and the command line typed in it, in this process."""

    def __init__(self, root, monkeypatch, capsys):
        self.root = root
        self.patch = monkeypatch
        self.capsys = capsys

    def run(self, *words, now=START):
        moment = datetime.strptime(now, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
        self.patch.chdir(self.root)
        self.patch.setattr(recording, "read_clock", lambda: moment)
        self.patch.setattr(recording, "sleep", lambda _: None)
        self.capsys.readouterr()
        code = edge.main([str(word) for word in words])
        said = self.capsys.readouterr()
        return Said(code=code, out=said.out, err=said.err)

    def done(self, *words, now=START):
        """The same, where it must succeed; what was said."""
        said = self.run(*words, now=now)
        assert said.code == 0, (words, said.out, said.err)
        return said.out

    def new(self, *more, now=START):
        """A new incident; its id."""
        return self.done(*NEW, *more, now=now).split("：")[0].split()[-1]

    def git(self, *words):
        return git(self.root, *words)

    def text(self, identity):
        year, month = identity[:4], identity[4:6]
        return (self.root / "ledger" / year / month / f"{identity}.yml").read_text("utf-8")

    def state(self):
        """Everything a refused command must leave as it was."""
        files = {
            path.relative_to(self.root).as_posix(): str(path.readlink())
            if path.is_symlink()
            else path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if (path.is_file() or path.is_symlink()) and ".git" not in path.parts
        }
        return (
            self.git("rev-parse", "HEAD"),
            self.git("ls-files", "--stage"),
            self.git("status", "--porcelain"),
            files,
        )

    def handled(self):
        """An incident in 应急处置; its id."""
        identity = self.new()
        self.done("add", identity, "报告", "--to", "应急管理小组", "--channel", "电话")
        self.move(identity)
        self.handle(identity)
        return identity

    def move(self, identity):
        """From 快报事实 into 会商研判, approved."""
        self.done("advance", identity, "会商研判", "--reason", "先核实", now="2026-11-09 09:40")
        self.done("approve", identity, "--as", "陈立", now="2026-11-09 09:52")

    def handle(self, identity):
        """On into 应急处置, approved over what stands before."""
        self.done(
            "add", identity, "会商", "--present", "组长、办公室、代工委", "--findings", "诉求成立",
            now="2026-11-09 10:30",
        )  # fmt: skip
        self.done(
            "advance", identity, "handle", "--measures", "正面回应,线下处置",
            "--task", "代工委;公布开放时间;due=2026-11-10 18:00;items=事项1",
            now="2026-11-09 10:45",
        )  # fmt: skip
        self.done("approve", identity, "--as", "chen.li", now="2026-11-09 10:50")


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    """A drill ledger and a real one, built once."""
    base = tmp_path_factory.mktemp("ledgers")
    made = {}
    for name, drill in (("drill", True), ("real", False)):
        folder = base / name
        folder.mkdir()
        made[name] = build(folder, drill=drill)
    return made


@pytest.fixture
def ledger(models, tmp_path, monkeypatch, capsys):
    """A drill ledger of the test's own."""
    root = tmp_path / "ledger"
    shutil.copytree(models["drill"], root)
    return Ledger(root, monkeypatch, capsys)


@pytest.fixture
def keyed_ledger(ledger):
    """A drill ledger whose second roster has a key for everybody; the private halves lie in git."""
    give_keys(ledger.root)
    return ledger


def give_keys(root, seed=7):
    """Put the second version of the roster into the ledger at ``root``, and keys into its git."""
    folder = root / "plan" / "roster"
    files = {ROSTER_FILE: (folder / "0001.yml").read_bytes()}
    data = keyed_files(files, seed)[ROSTER_FILE]
    (folder / "0002.yml").write_bytes(next_version(data, 2, "2026-11-01 09:00"))
    write_keys(root / ".git", files, seed)
    commit(root, "keys")


@pytest.fixture
def real_ledger(models, tmp_path, monkeypatch, capsys):
    """A ledger that is no drill."""
    root = tmp_path / "ledger"
    shutil.copytree(models["real"], root)
    return Ledger(root, monkeypatch, capsys)
