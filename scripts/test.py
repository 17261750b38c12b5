#!/usr/bin/env python3
"""The second command of the README: sets everything up and runs every check and test.

Standard library only. Lint first, tests last, so that the last line is pytest's own. Fails where
either fails. With CI set in the environment nothing may be skipped.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import machine

_FONTS = Path("/usr/share/fonts")
_SERVERS = {
    "gitolite": "gitolite3",
    "sshd": "openssh-server",
    "lighttpd": "lighttpd",
    "nginx": "nginx-light",
    "fcgiwrap": "fcgiwrap",
}
_SYSTEM = "/usr/sbin:/sbin:/usr/local/sbin"
"""Where servers are, which a plain user's PATH leaves out."""

LINT = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "--quiet", "."),
    ("lint-imports", "--no-logo"),
    ("codespell",),
    ("mypy",),
)
"""The checks of the code itself, quickest first."""

COVERAGE = ("--cov", "--cov-report=term-missing:skip-covered", "--cov-fail-under=100")
"""What the whole suite must reach in CI: every branch of what pyproject.toml says is measured."""


def main() -> int:
    """Prepares the machine, runs lint and tests; returns the exit code."""
    asked, for_pytest = arguments().parse_known_args()
    strict = bool(os.environ.get("CI"))
    prepare_system(strict=strict)
    machine.require_git()
    machine.prepare("test")
    failed = [] if asked.quick else [" ".join(line) for line in LINT if not passes(line)]
    if failed:
        print(f"\n未通过 / failed: {'；'.join(failed)}\n", flush=True)
    code = run_pytest(for_pytest, quick=asked.quick, strict=strict)
    return code or (1 if failed else 0)


def arguments() -> argparse.ArgumentParser:
    """The options of this script; all others go to pytest."""
    parser = argparse.ArgumentParser(
        description="检查代码并运行全部测试 / check the code and run every test",
        epilog="其余参数交给 pytest / anything else goes to pytest: -k board, --long, tests/cli",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--quick", action="store_true", help="只跑快的测试 / only the quick tests, no lint"
    )
    return parser


def missing() -> dict[str, str]:
    """What the tests need and the machine lacks: Debian package -> what is left out without it."""
    lacks = {}
    if not shutil.which("git"):
        lacks["git"] = "git"
    if importlib.util.find_spec("ensurepip") is None:
        lacks["python3-venv"] = "venv"
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        lacks["chromium"] = "浏览器测试 / browser tests"
    if not any(_FONTS.rglob("NotoSansCJK*")):
        lacks["fonts-noto-cjk"] = "中文截图 / Chinese text in pictures"
    if not shutil.which("ssh-keygen"):
        lacks["openssh-client"] = "与 ssh-keygen 的对照 / signatures against stock ssh-keygen"
    for name, package in _SERVERS.items():
        if not shutil.which(name, path=f"{os.environ.get('PATH', '')}:{_SYSTEM}"):
            lacks[package] = "真实服务器上的推送 / pushes to real servers"
    if not shutil.which("pdftotext"):
        lacks["poppler-utils"] = "打印检查 / what is on printed pages"
    if not shutil.which("strace"):
        lacks["strace"] = "联网检查 / the test that nothing connects"
    return lacks


def prepare_system(*, strict: bool) -> None:
    """Installs system packages where that is possible, else says what will be skipped.

    Raises:
        TroubleError: ``strict``, and something is still missing.
    """
    lacks = missing()
    if lacks and os.geteuid() == 0 and shutil.which("apt-get"):
        machine.say(f"正在安装 {' '.join(lacks)}", "installing system packages")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        apt = ["apt-get", "-qq", "-o", "Acquire::Retries=3"]
        for words in (["update"], ["install", "-y", "--no-install-recommends", *lacks]):
            subprocess.run([*apt, *words], env=quiet, check=False, stdout=subprocess.DEVNULL)
        lacks = missing()
    if lacks and strict:
        raise machine.TroubleError(
            f"缺少 {'、'.join(lacks)}，在 CI 中不允许跳过测试。",
            f"{', '.join(lacks)} missing, and in CI no test may be skipped.",
            f"sudo apt install {' '.join(lacks)}",
        )
    for package, left_out in lacks.items():
        machine.say(f"缺少 {package}，将跳过", f"without {package} skipped: {left_out}")


def passes(line: tuple[str, ...]) -> bool:
    """Runs one checker of the environment; True when it found nothing."""
    print(f"· {' '.join(line)}", flush=True)
    done = subprocess.run(
        [str(machine.BIN / line[0]), *line[1:]],
        cwd=machine.ROOT,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        print(done.stdout.decode(errors="replace"), flush=True)
    return done.returncode == 0


def run_pytest(more: list[str], *, quick: bool, strict: bool) -> int:
    """Runs the tests, on all cores unless some were picked out by hand."""
    words = [str(machine.BIN / "python"), "-m", "pytest"]
    if not more:
        words += ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]
    if quick:
        words.append("--quick")
    if strict:
        words.append("--nothing-skipped")
    if strict and not more and not quick:
        words += COVERAGE
    return subprocess.run([*words, *more], cwd=machine.ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(machine.guarded(main))
