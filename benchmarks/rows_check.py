"""Rows about ``check`` and the commands around it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import hook
import rows_signed
from ledgers import NOW
from measure import Command, Figure, against, timed
from peers import PEERS, peer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from measure import Bench, Row

PYTHON = sys.executable
TAIZHANG = (PYTHON, "-m", "taizhang")
AT = ("--now", NOW.isoformat())
HERE = Path(__file__).resolve().parent

_VERIFIED = "refs/taizhang/verified"
_LOG = ("log", "--first-parent", "--raw", "-m", "--root", "--no-abbrev", "--no-renames")
_YAMLLINT = "{extends: default, rules: {line-length: disable, document-start: disable}}"
_NOTE = "- at: 2026-11-20 09:00\n  by: 李娜\n  kind: 说明\n  text: 补记一条\n"


def rows(bench: Bench) -> Iterator[Row]:
    """Every row of this module, cheapest first."""
    parts: dict[str, Callable[[Path, Path], Iterable[Row]]] = {
        "warm": partial(_warm, bench),
        "todo": partial(_todo, bench),
        "range": partial(_range, bench),
        "hook": lambda _, __: _hook(bench),
        "after": lambda _, large: _after_one(bench, large),
        "history": lambda _, large: _history(bench, large),
        "one-more": partial(_one_more, bench),
        "cold": lambda _, __: _cold(bench, bench.ledger(min(bench.large, 10_000))),
        "new": lambda _, large: _new(bench, large),
    }
    wanted = [part for name, part in parts.items() if bench.wants(name)]
    if wanted:
        small, large = bench.ledger(bench.small), bench.ledger(bench.large)
        for part in wanted:
            yield from part(small, large)
    if bench.peers and bench.wants("signed"):
        yield from rows_signed.rows(bench, min(bench.large, 10_000))
    if bench.peers and bench.wants("peers"):
        yield from _peers(bench, bench.ledger(bench.small))


def _check(root: Path, *words: str) -> Command:
    return Command(words=(*TAIZHANG, "check", *AT, *words), cwd=root, codes=(0, 1))


def _fill(root: Path) -> None:
    """Let the last commit be known."""
    timed({"fill": _check(root, "--recorded")}, 1)


def _warm(bench: Bench, small: Path, large: Path) -> Iterator[Row]:
    for root in (small, large):
        _fill(root)
    figures = timed(
        {"large": _check(large, "--recorded"), "small": _check(small, "--recorded")}, bench.rounds
    )
    yield against(
        bench, "check, all known, of itself", f"{bench.large} / {bench.small}", figures, 1.2
    )


def _todo(bench: Bench, small: Path, large: Path) -> Iterator[Row]:
    """``todo`` where a check has remembered what is closed."""

    def asked(root: Path) -> Command:
        return Command(words=(*TAIZHANG, "todo", *AT), cwd=root)

    timed({"small": asked(small), "large": asked(large)}, 1)
    figures = timed({"large": asked(large), "small": asked(small)}, bench.rounds)
    yield against(bench, "todo, of itself", f"{bench.large} / {bench.small}", figures, 1.3, 1.5)


def _hook(bench: Bench) -> Iterator[Row]:
    """A push of one file through the hook over a large ledger, of the same over a small one."""
    figures = {}
    for size in (bench.large, bench.small):
        with tempfile.TemporaryDirectory() as folder, hook.own_settings(Path(folder)):
            found = hook.pushes(Path(folder), size, bench.rounds)
        figures[str(size)] = Figure(
            wall=median(found.times["origin"]), cpu=median(found.work["origin"]), memory=0
        )
    name = "push of one file through the hook, of itself"
    yield against(bench, name, f"{bench.large} / {bench.small}", figures, 1.3, 1.5)


def _range(bench: Bench, small: Path, large: Path) -> Iterator[Row]:
    commands = {
        str(root): _check(root, "--range", f"{_tip(root)}..{_grown(root)}")
        for root in (large, small)
    }
    figures = timed(commands, bench.rounds)
    yield against(
        bench, "check --range, one incident changed", f"{bench.large} / {bench.small}", figures, 1.3
    )


def _after_one(bench: Bench, root: Path) -> Iterator[Row]:
    """After one commit: against listing the tree, and the start of the interpreter."""
    _fill(root)
    tip, grown = _tip(root), _grown(root)
    turn = [tip]

    def move() -> None:
        turn.append(grown if turn[-1] == tip else tip)
        _git(root, "update-ref", "HEAD", turn[-1])

    back = partial(_git, root, "update-ref", "HEAD", tip)
    words = _check(root, "--recorded").words
    ours = Command(words=words, cwd=root, codes=(0, 1), before=move, after=back)
    listing = ["git", "ls-tree", "-r", "HEAD", "ledger"]
    start = f"import subprocess; subprocess.run({listing}, capture_output=True)"
    floor = Command(words=(PYTHON, "-c", start), cwd=root)
    try:
        figures = timed({"ours": ours, "git ls-tree -r": floor}, bench.rounds)
    finally:
        back()
    yield against(
        bench, "check, after one commit, of git ls-tree -r", str(bench.large), figures, 1.0, 6.0
    )


def _history(bench: Bench, large: Path) -> Iterator[Row]:
    """Every commit judged; what the files themselves show is known."""
    _fill(large)
    ids = large / ".git/bench-ids"
    raw = _git(large, *_LOG, "--format=").splitlines()
    new = (line.split(" ")[3] for line in raw if line.startswith(":"))
    ids.write_text("".join(f"{one}\n" for one in new if one.strip("0")), encoding="ascii")
    floor = (
        f"git {' '.join(_LOG)} >{os.devnull} && git cat-file --batch --buffer <{ids} >{os.devnull}"
    )
    forget = partial(_git, large, "update-ref", "-d", _VERIFIED)
    figures = timed(
        {
            "ours": Command(
                words=_check(large, "--history").words, cwd=large, codes=(0, 1), before=forget
            ),
            "git": Command(words=("sh", "-c", floor), cwd=large),
        },
        bench.rounds,
    )
    yield against(
        bench, "check --history, of git log and cat-file", str(bench.large), figures, 1.5, 7.0
    )


def _one_more(bench: Bench, small: Path, large: Path) -> Iterator[Row]:
    """One commit more than what was judged before."""
    tips = {root: (_tip(root), _grown(root)) for root in (large, small)}

    def one_more(root: Path) -> None:
        tip, grown = tips[root]
        _git(root, "update-ref", _VERIFIED, tip)
        _git(root, "update-ref", "HEAD", grown)

    def back(root: Path) -> None:
        _git(root, "update-ref", "HEAD", tips[root][0])
        _git(root, "update-ref", "-d", _VERIFIED)

    commands = {
        str(root): Command(
            words=_check(root, "--history").words, cwd=root, codes=(0, 1),
            before=partial(one_more, root), after=partial(back, root),
        )
        for root in tips
    }  # fmt: skip
    try:
        figures = timed(commands, bench.rounds)
    finally:
        for root in tips:
            back(root)
    size = f"{bench.large} / {bench.small}"
    yield against(bench, "check --history, one new commit, of itself", size, figures, 1.3)


def _cold(bench: Bench, root: Path) -> Iterator[Row]:
    forget = partial(shutil.rmtree, root / ".git/taizhang/check", ignore_errors=True)
    reader = str(HERE / "readers.py")
    figures = timed(
        {
            "ours": Command(words=_check(root).words, cwd=root, codes=(0, 1), before=forget),
            "strict": Command(words=(PYTHON, reader, str(root), "strict"), cwd=root),
            "csafe": Command(words=(PYTHON, reader, str(root), "csafe"), cwd=root),
        },
        max(bench.rounds // 2, 1),
    )
    size = str(min(bench.large, 10_000))
    ours, strict, csafe = (figures[name] for name in ("ours", "strict", "csafe"))
    yield against(
        bench, "check, cold, of our reader alone", size, {"a": ours, "b": strict}, 1.4, 3.5
    )
    yield against(bench, "our reader, of CSafeLoader", size, {"a": strict, "b": csafe}, 0.4, 0.55)
    yield against(
        bench, "check, cold, of CSafeLoader alone", size, {"a": ours, "b": csafe}, 0.45, 2.0
    )


def _new(bench: Bench, root: Path) -> Iterator[Row]:
    """``new`` against ``git commit`` of one file; both are taken back."""
    tip = _tip(root)

    def back() -> None:
        _git(root, "reset", "-q", "--hard", tip)

    def touched() -> None:
        back()
        (root / "ledger/.gitkeep").write_text("x", encoding="utf-8")
        _git(root, "add", "ledger/.gitkeep")

    words = (
        *TAIZHANG, "new", "--nature", "咨询", "--title", "询问旁听", "--summary", "如何报名",
        "--level", "一般", "--reason", "浏览不多", "--scope", "公众关注", "--platform", "论坛",
    )  # fmt: skip
    try:
        figures = timed(
            {
                "ours": Command(words=words, cwd=root, before=back, after=back),
                "git": Command(words=("git", "commit", "-qm", "x"), cwd=root, before=touched),
            },
            bench.rounds,
        )
    finally:
        back()
    yield against(bench, "new, of git commit of one file", str(bench.large), figures, 2.0, 20.0)


def _peers(bench: Bench, root: Path) -> Iterator[Row]:
    """Other checkers of YAML on the same files; they check less."""
    files = [str(each) for each in sorted(root.glob("ledger/[0-9]*/*/*.yml"))]
    schema = root / ".git/incident.schema.json"
    subprocess.run(
        [*TAIZHANG, "schema", "--out", str(schema)], cwd=root, check=False, capture_output=True
    )
    words = {
        "check-jsonschema": ("--schemafile", str(schema), *files),
        "yamllint": ("-d", _YAMLLINT, *files),
    }
    for name in PEERS:
        tool = peer(bench.folder, name)
        if tool is None:
            print(f"| {name}: the package index has not got it, skipped |", flush=True)
            continue
        command = Command(words=(str(tool), *words[name]), cwd=root, codes=(0, 1))
        figures = timed({"ours": _check(root, "--fresh"), name: command}, 1)
        yield against(bench, f"check, cold, of {name}", str(bench.small), figures, 0.2)


def _tip(root: Path) -> str:
    return _git(root, "rev-parse", "refs/heads/main").strip()


def _grown(root: Path) -> str:
    """A commit upon the tip in which one open or closed incident has one entry more."""
    tip = _tip(root)
    path = _git(root, "ls-tree", "-r", "--name-only", tip, "ledger").splitlines()[-1]
    data = _git(root, "show", f"{tip}:{path}") + _NOTE
    blob = _git(root, "hash-object", "-w", "--stdin", feed=data).strip()
    env = {"GIT_INDEX_FILE": str(root / ".git/bench-index")}
    _git(root, "read-tree", tip, env=env)
    _git(root, "update-index", "--cacheinfo", f"100644,{blob},{path}", env=env)
    tree = _git(root, "write-tree", env=env).strip()
    day = {"GIT_AUTHOR_DATE": NOW.isoformat(), "GIT_COMMITTER_DATE": NOW.isoformat()}
    return _git(root, "commit-tree", "-p", tip, "-m", "note", tree, env=day).strip()


def _git(root: Path, *words: str, feed: str = "", env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        ["git", *words], cwd=root, input=feed.encode(), capture_output=True, check=True,
        env={**os.environ, **(env or {})},
    )  # fmt: skip
    return done.stdout.decode()
