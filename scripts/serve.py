#!/usr/bin/env python3
"""The first command of the README: sets everything up and opens a drill ledger's site.

Standard library only. A second run keeps what was changed in the drill ledger.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import machine

if TYPE_CHECKING:
    from pathlib import Path

BUILD = machine.ROOT / "build"
HOST = "127.0.0.1"
_FINDINGS = 1
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def main() -> int:
    """Prepares, builds and serves; returns the exit code."""
    asked = arguments().parse_args()
    if not asked.build_only:
        require_free(asked.port)
    machine.require_git()
    machine.prepare("run")
    demo = BUILD / "demo"
    make_demo(demo, fresh=asked.fresh)
    found = check(demo)
    machine.say("正在生成网站", "building the site")
    taizhang("build", str(demo), "--site-dir", str(BUILD / "site"))
    if asked.build_only:
        machine.say("网站已生成：build/site/index.html", "the site is in build/site")
        return found
    machine.say(
        f"请在浏览器打开 http://{HOST}:{asked.port} ，按 Ctrl-C 结束",
        f"open http://{HOST}:{asked.port} in a browser; Ctrl-C ends",
    )
    return taizhang("serve", str(demo), "--port", str(asked.port))


def arguments() -> argparse.ArgumentParser:
    """The options of this script."""
    parser = argparse.ArgumentParser(
        description="安装、建演练台账、打开网站 / set up, make a drill ledger, open its site"
    )
    parser.add_argument(
        "--port", type=_port, default=8000, help="端口，默认 8000 / port, 8000 by default"
    )
    parser.add_argument(
        "--build-only", action="store_true", help="只生成网站，不打开 / build the site, then stop"
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="重建演练台账，其中的改动会丢失 / make the drill ledger anew; edits in it are lost",
    )
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 2**16:
        raise ValueError(text)
    return port


def require_free(port: int) -> None:
    """Refuses a port that cannot be listened on.

    Raises:
        TroubleError: another program has it, or it needs more rights.
    """
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError:
            other = port + 1 if port > 1023 else 8000  # noqa: PLR2004 - where ports are free to all
            raise machine.TroubleError(
                f"端口 {port} 不能用（多半已被别的程序占用），请换一个：",
                f"Port {port} cannot be used (most likely another program has it); take another:",
                f"python3 scripts/serve.py --port {other}",
            ) from None


def make_demo(demo: Path, *, fresh: bool) -> None:
    """Makes the drill ledger unless there is one; an interrupted attempt is started over."""
    making = demo.with_name("demo.making")
    if demo.is_dir() and not fresh and not making.exists():
        zh, en = age(time.time() - made_at(demo))
        machine.say(
            f"沿用{zh}建的演练台账 build/demo（要重建请加 --fresh）",
            f"keeping the drill ledger made {en} (--fresh makes a new one)",
        )
        return
    BUILD.mkdir(exist_ok=True)
    making.touch()
    if demo.exists():
        shutil.rmtree(demo)
    machine.say("正在建演练台账 build/demo", "making a drill ledger in build/demo")
    taizhang("demo", str(demo))
    making.unlink()
    demo.with_name("demo.made").touch()


def made_at(demo: Path) -> float:
    """When the drill ledger was made, in seconds since 1970."""
    mark = demo.with_name("demo.made")
    return (mark if mark.exists() else demo).stat().st_mtime


def age(seconds: float) -> tuple[str, str]:
    """A length of time since something, in Chinese and English."""
    for unit, zh, en in ((_DAY, "天", "day"), (_HOUR, "小时", "hour"), (_MINUTE, "分钟", "minute")):
        count = int(seconds // unit)
        if count:
            return f"{count} {zh}前", f"{count} {en}{'s' if count > 1 else ''} ago"
    return "刚刚", "just now"


def check(demo: Path) -> int:
    """Checks the ledger; says nothing but the last line unless something is wrong.

    Returns 1 where errors were found; the site is built all the same, to show them.
    """
    done = subprocess.run(
        [str(machine.BIN / "taizhang"), "check"], cwd=demo, check=False, capture_output=True
    )
    said = (done.stdout + done.stderr).decode(errors="replace").strip().splitlines()
    print("\n".join(said if done.returncode else said[-1:]), flush=True)
    if done.returncode not in (0, _FINDINGS):
        raise SystemExit(done.returncode)
    return done.returncode


def taizhang(*words: str) -> int:
    """Runs our own command; one that fails has said why, and ends this script with its code."""
    done = subprocess.run([str(machine.BIN / "taizhang"), *words], cwd=machine.ROOT, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    return done.returncode


if __name__ == "__main__":
    sys.exit(machine.guarded(main))
