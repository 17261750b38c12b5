"""Makes the machine ready: Python, the project's own .venv from the locks, system tools.

Used by serve.py and test.py; standard library only. Everything said is in Chinese and English,
since here neither a language has been chosen nor the message catalogue installed. Must be
readable by older Pythons up to the check of the version, so that they get words, not a traceback.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / "bin"

TROUBLE = 4
INTERRUPTED = 130
_PYTHON = (3, 11)
_SHOWN_LINES = 15


class TroubleError(Exception):
    """The machine lacks something; says what, and the command that mends it."""

    def __init__(self, zh: str, en: str, command: str = "") -> None:
        """Takes the sentence in both languages and the command to type, if there is one."""
        super().__init__(en)
        self.words = f"{zh}\n{en}" + (f"\n    {command}" if command else "")


def say(zh: str, en: str) -> None:
    """Prints one line of progress in both languages."""
    print(f"· {zh} / {en}", flush=True)


def guarded(work: object) -> int:
    """Runs ``work`` (a function without arguments) and returns its exit code.

    Trouble is printed in words and gives 4, Ctrl-C gives 130.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        require_python()
        return int(work())  # type: ignore[operator]
    except TroubleError as trouble:
        print(f"\n{trouble.words}", file=sys.stderr, flush=True)
        return TROUBLE
    except KeyboardInterrupt:
        print(flush=True)
        return INTERRUPTED


def require_python() -> None:
    """Refuses a Python that is too old.

    Raises:
        TroubleError: this one is.
    """
    if sys.version_info < _PYTHON:
        have = ".".join(str(part) for part in sys.version_info[:3])
        raise TroubleError(
            f"需要 Python 3.11 或更新的版本，现在用的是 {have}。",
            f"Python 3.11 or newer is needed; this is {have}.",
            "sudo apt install python3 python3-venv git",
        )


def require_git() -> None:
    """Refuses a machine without git.

    Raises:
        TroubleError: git is not on PATH.
    """
    if not shutil.which("git"):
        raise TroubleError(
            "没有找到 git，请先安装：", "git was not found; install it:", "sudo apt install git"
        )


def prepare(lock: str, venv: Path = VENV) -> None:
    """Brings ``venv`` to what ``requirements/<lock>.txt`` and pyproject.toml say.

    Does nothing where that is already so; mends an environment that was left half-made.

    Raises:
        TroubleError: the environment cannot be made, or a package cannot be installed.
    """
    stamp = venv / f"taizhang-{lock}.stamp"
    sound = is_sound(venv)
    if sound and _up_to_date(venv, lock):
        return
    if not sound:
        _make(venv)
    stamp.unlink(missing_ok=True)
    say("正在安装依赖，首次约需一分钟", "installing packages, about a minute the first time")
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install"]
    _install([*pip, "--require-hashes", "--no-deps", "-r", f"requirements/{lock}.txt"])
    _install([*pip, "--no-deps", "--no-build-isolation", "-e", "."])
    stamp.write_text(_digest(lock), encoding="ascii")


def is_sound(venv: Path) -> bool:
    """True when ``venv`` holds a new enough Python that runs, and pip."""
    python = venv / "bin" / "python"
    if not python.exists():
        return False
    probe = f"import sys, pip; sys.exit(sys.version_info < {_PYTHON})"
    found = subprocess.run([str(python), "-c", probe], capture_output=True, check=False)
    return found.returncode == 0


def _up_to_date(venv: Path, lock: str) -> bool:
    """True when the stamp fits; the test lock holds all of the run lock."""
    for name in {lock, "test"}:
        stamp = venv / f"taizhang-{name}.stamp"
        if stamp.is_file() and stamp.read_text(encoding="ascii") == _digest(name):
            return True
    return False


def _digest(lock: str) -> str:
    """What the environment was made from: the lock, the settings, the place."""
    sums = hashlib.sha256(str(ROOT).encode())
    for name in (f"requirements/{lock}.txt", "pyproject.toml"):
        sums.update((ROOT / name).read_bytes())
    return sums.hexdigest()


def _make(venv: Path) -> None:
    """Makes ``venv`` anew; what is there goes, if it is an environment at all."""
    if importlib.util.find_spec("ensurepip") is None:
        raise TroubleError(
            "这个 Python 缺少 venv 模块，请先安装：",
            "This Python lacks the venv module; install it:",
            "sudo apt install python3-venv",
        )
    if venv.exists():
        if not (venv / "pyvenv.cfg").is_file() and any(venv.iterdir()):
            raise TroubleError(
                f"{venv} 不是 Python 环境，不敢删除；请移走后重试。",
                f"{venv} is no Python environment and was left alone; move it away.",
            )
        shutil.rmtree(venv)
    say("正在建立 Python 环境 .venv", "making the Python environment .venv")
    base = getattr(sys, "_base_executable", None) or sys.executable
    _run([base, "-m", "venv", str(venv)], "建立 .venv 失败", "making .venv failed")


def _install(command: list[str]) -> None:
    _run(
        command,
        "安装依赖失败；内网机器请先备好安装包目录，设 PIP_NO_INDEX=1 和 PIP_FIND_LINKS=目录",
        "Installing failed. Without internet: set PIP_NO_INDEX=1 and PIP_FIND_LINKS=<wheel folder>",
    )


def _run(command: list[str], zh: str, en: str) -> None:
    """Runs ``command`` in the project's root; its output is shown only if it fails."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    clean.update(PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_NO_INPUT="1", PIP_USER="0")
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=clean,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-_SHOWN_LINES:]), file=sys.stderr)
        raise TroubleError(f"{zh}。", f"{en}.")
