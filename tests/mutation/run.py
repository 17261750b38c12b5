#!/usr/bin/env python3
"""Mutation testing of the rules: changes the code in a copy, and names what no test noticed.

    .venv/bin/python -m pip install mutmut
    .venv/bin/python tests/mutation/run.py            every module of the list
    .venv/bin/python tests/mutation/run.py fold gates

Works on a copy of the files as they lie here; the checkout is never changed. Survivors that are
known, each with its reason, stand in survivors.md; others make it fail. Takes minutes, so it is
no part of the tests.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KNOWN = Path(__file__).with_name("survivors.md")
FOLDING = (
    "fold",
    "approvals",
    "judge",
    "moving",
    "corrections",
    "correction_details",
    "gates",
    "gate_details",
    "situations",
)
CLOCKS = (
    "deadlines", "deadlines_limits", "deadlines_runs", "deadlines_who", "deadlines_words", "duetime",
    "clock_details",
)  # fmt: skip
MODULES = {
    "fold": FOLDING,
    "gates": ("gates", "gate_details", "explain", "fold", "situations"),
    "ground": FOLDING,
    "approvals": ("approvals", "gate_details", "fold", "situations"),
    "moving": ("moving", "gate_details", "fold", "situations"),
    "corrections": ("corrections", "correction_details", "fold", "situations"),
    "checks": ("checks", "situations"),
    "deadlines": CLOCKS,
    "duetime": CLOCKS,
}
"""Module of the rules -> the tests that are to notice what is changed in it."""

COPIED = ("tests", "plan", "site")

SETTINGS = """\
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["{module}"]
also_copy = {copied}
pytest_add_cli_args = ["-q", "-x", "--no-header", "-p", "no:cacheprovider", "--quick"]
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
timeout_constant = 10.0

[tool.pytest.ini_options]
pythonpath = ["."]
addopts = ["--import-mode=importlib", "--strict-markers"]
markers = ["slow: left out here", "browser: left out here", "long: left out here"]
"""


def main() -> int:
    """Runs the mutants of the modules asked for; 1 where one survived that is not known."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=" ".join(MODULES))
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--keep", type=Path, help="leave copies and logs in this folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        kept = asked.keep or Path(place)
        unknown = [run(name, kept / name, asked.jobs) for name in asked.modules or MODULES]
    return 1 if any(unknown) else 0


def run(module: str, folder: Path, jobs: int) -> int:
    """Runs every mutant of one module; how many survived that nobody has explained."""
    copy(folder, module)
    require_steady_names(folder, module)
    with (folder / "mutmut.log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-m", "mutmut", "run", "--max-children", str(jobs)],
            cwd=folder, check=True, stdout=log, stderr=log,
        )  # fmt: skip
    return report(module, folder)


def copy(folder: Path, module: str) -> None:
    """The package, the tests and what they read, laid out as mutmut wants it."""
    ignored = shutil.ignore_patterns("__pycache__", ".hypothesis")
    shutil.copytree(ROOT / "scripts" / "taizhang", folder / "src" / "taizhang", ignore=ignored)
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    settings = SETTINGS.format(
        module=f"src/taizhang/rules/{module}.py",
        copied=json.dumps([name for name in COPIED if name != "tests"]),
        tests=json.dumps([f"tests/rules/test_{name}.py" for name in MODULES[module]]),
    )
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")


def require_steady_names(folder: Path, module: str) -> None:
    """Refuses tests whose names change when pytest runs twice in one process, as it does here.

    It escapes what is not ASCII in given ids each time anew; a test that is not found fails, and
    every mutant would count as noticed.
    """
    tests = [f"tests/rules/test_{name}.py" for name in MODULES[module]]
    done = subprocess.run(
        [sys.executable, "-c", TWICE, *tests],
        cwd=folder, check=False, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{module}: names of tests are not steady; give ids in ASCII")


TWICE = """\
import sys, pytest
sys.path.insert(0, "src")
seen = []
class Names:
    def pytest_collection_modifyitems(self, items):
        seen.append([item.nodeid for item in items])
for _ in range(2):
    pytest.main(["--collect-only", "-qqq", "--quick", *sys.argv[1:]], plugins=[Names()])
sys.exit(0 if seen[0] == seen[1] else 1)
"""


def report(module: str, folder: Path) -> int:
    """Tells the survivors that survivors.md does not explain; how many there are."""
    alive = [
        name for name, how in re.findall(r"^\s*(\S+): (.+)$", told(folder, "results"), re.MULTILINE)
        if how != "killed"
    ]  # fmt: skip
    explained = KNOWN.read_text(encoding="utf-8") if KNOWN.exists() else ""
    new = 0
    for name in alive:
        changed = re.findall(r"^[-+](?![-+]).*$", told(folder, "show", name), re.MULTILINE)
        if all(line[1:].strip() in explained for line in changed):
            continue
        new += 1
        print(f"\n{name}", *changed, sep="\n")
    print(
        f"\n{module}: {len(alive)} survived, {new} of them not explained in {KNOWN.name}",
        flush=True,
    )
    return new


def told(folder: Path, *words: str) -> str:
    """What mutmut says."""
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *words],
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
