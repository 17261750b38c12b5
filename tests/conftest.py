"""What every test may count on: a clean environment, a browser, an installed wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

_GITCONFIG = """\
[user]
    name = 张伟
    email = zhang.wei@taizhang.invalid
[init]
    defaultBranch = main
[commit]
    gpgSign = false
[core]
    hooksPath = /dev/null
"""

_OURS = (
    "GIT_", "TAIZHANG_", "MKDOCS", "NO_COLOR", "COLUMNS", "LINES", "XDG_", "PYTHONWARN",
    "PYTHONDONTWRITE",  # else each of some thousand commands compiles the program anew
)  # fmt: skip

_MEASURED = [ROOT / "tests" / name for name in ("model", "rules", "test_cases.py", "test_fixes.py")]
"""Whose tests must reach every branch by themselves; measuring all the others, which judge whole
ledgers again and again, makes them two and a half times as slow."""


def pytest_addoption(parser):
    parser.addoption("--quick", action="store_true", help="leave out what takes seconds")
    parser.addoption("--long", action="store_true", help="also run what takes minutes")
    parser.addoption(
        "--nothing-skipped", action="store_true", help="a skipped test fails, as in CI"
    )


def pytest_collection_modifyitems(config, items):
    left_out = set()
    if not config.getoption("long"):
        left_out.add("long")
    if config.getoption("quick"):
        left_out |= {"slow", "browser"}
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        (left if any(map(item.get_closest_marker, left_out)) else kept).append(item)
        if not any(map(item.path.is_relative_to, _MEASURED)):
            item.add_marker("no_cover")
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def _fail_if_skipped(report, config):
    if config.getoption("nothing_skipped") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    return _fail_if_skipped((yield), item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _fail_if_skipped((yield), collector.config)


@pytest.fixture(scope="session", autouse=True)
def clean_environment(tmp_path_factory):
    """Own home and git identity; nothing of the machine's settings gets in."""
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text(_GITCONFIG, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_OURS):
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
        patch.setenv("TZ", "UTC")
        patch.setenv("LC_ALL", "C.UTF-8")
        yield home


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a finished command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def taizhang():
    """Runs the installed command as people do, in a process of its own."""

    def run(*words, cwd=None, stdin="", bin_dir=None, **environ):
        done = subprocess.run(
            [str(Path(bin_dir or sysconfig.get_path("scripts")) / "taizhang"), *map(str, words)],
            cwd=cwd,
            env={**os.environ, **environ},
            input=stdin.encode(),
            capture_output=True,
            check=False,
        )
        return Done(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())

    return run


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """The ``bin`` folder of an environment that holds our wheel and, by a path, our dependencies.

    Nothing of the checkout is on its path: what the wheel lacks, it lacks.
    """
    base = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(base), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = base.glob("*.whl")
    place = base / "venv"
    venv.create(place, with_pip=False)
    python = str(place / "bin" / "python")
    install = [*pip, "--python", python, "install", "-q", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (site,) = place.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place / "bin"


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, headless; resolves no host but this machine."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for found in map(shutil.which, names) if found), None)
    if path is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A fresh page as the office has it: Chinese, in the office's time zone."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context.new_page()
    context.close()
