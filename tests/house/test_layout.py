"""The tree is as the design has it: floors, output folders, locks, sizes."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from taizhang.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "taizhang"

MODULES = sorted(ROOT.glob("scripts/**/*.py"))

MOST_LINES = 300
MOST_LINES_OF_FUNCTION = 40

TABLES = ("scripts/taizhang/model/kinds.py", "scripts/taizhang/model/messages/")
"""Modules that are one table of data; they may be longer."""


def _name(path):
    return str(path.relative_to(ROOT))


def _functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines(function):
    """Lines from ``def`` to the end, without the docstring."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        first = function.body[0]
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


@pytest.mark.parametrize("floor", ["model", "rules"])
def test_every_module_of_the_pure_floors_can_be_imported(floor):
    """Of some only types are used, so that nothing else would ever notice."""
    for path in sorted((PACKAGE / floor).rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        importlib.import_module(".".join(parts).removesuffix(".__init__"))


@pytest.mark.slow
def test_an_arrow_only_points_down():
    linter = Path(sysconfig.get_path("scripts")) / "lint-imports"
    done = subprocess.run(
        [str(linter), "--no-logo", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("rules/planted.py", "import subprocess"),
        ("model/planted.py", "from pathlib import Path"),
        ("store/planted.py", "import git"),
        ("actions/planted.py", "import click"),
        ("store/planted.py", "from taizhang.rules import fold"),
    ],
)
def test_an_arrow_up_is_caught(tmp_path, module, line):
    copied = ("__init__.py", "errors.py", "model", "rules", "store", "actions", "pages", "cli")
    for part in copied:
        _copy(PACKAGE / part, tmp_path / "taizhang" / part)
    (tmp_path / "taizhang" / module).write_text(f"{line}\n", encoding="utf-8")
    linter = Path(sysconfig.get_path("scripts")) / "lint-imports"
    done = subprocess.run(
        [str(linter), "--no-logo", "--no-cache", "--config", str(ROOT / "pyproject.toml")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "planted" in done.stdout


def _copy(source, target):
    for file in [source] if source.is_file() else source.rglob("*.py"):
        to = target / file.relative_to(source) if source.is_dir() else target
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(file.read_bytes())


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_can_be_read_at_one_sitting(path):
    if not _name(path).startswith(TABLES):
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= MOST_LINES
    long = {f.name: _lines(f) for f in _functions(path) if _lines(f) > MOST_LINES_OF_FUNCTION}
    assert long == {}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_is_named_for_nothing(path):
    assert path.stem not in {"utils", "util", "helpers", "manager", "common", "misc"}


def test_every_command_of_the_table_is_a_module_and_the_other_way_round():
    made = {
        path.stem
        for path in (PACKAGE / "cli").glob("*.py")
        if any(
            isinstance(node, ast.FunctionDef) and node.name == "command"
            for node in ast.parse(path.read_text(encoding="utf-8")).body
        )
    }
    assert {entry.module for entry in COMMANDS.values()} == made


class _Loader(yaml.SafeLoader):
    pass


def _mkdocs(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a SafeLoader


SITES = [ROOT / "mkdocs.yml", ROOT / "site" / "ledger-template" / "mkdocs.yml"]


@pytest.mark.parametrize("path", SITES, ids=_name)
def test_a_build_never_empties_the_folder_site(path):
    """MkDocs' default is ``site``, and a build empties it first."""
    assert _mkdocs(path)["site_dir"] == "build/site"


@pytest.mark.parametrize("path", SITES, ids=_name)
def test_the_site_loads_nothing_from_another_host(path):
    settings = _mkdocs(path)
    assert settings["theme"]["font"] is False
    assert settings["extra"]["generator"] is False
    assert not {"repo_url", "edit_uri", "extra_javascript", "extra_css"} & settings.keys()
    assert settings["plugins"] == ["taizhang"]
    assert "http" not in path.read_text(encoding="utf-8")


def test_a_new_ledgers_site_is_set_like_ours():
    ours, theirs = map(_mkdocs, SITES)
    del ours["theme"]["custom_dir"]  # in a ledger the plugin brings the package's own
    assert theirs == ours


class TestLocks:
    @staticmethod
    def _pins(name):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return [line.split(" \\")[0] for line in text.splitlines() if re.match(r"\w", line)]

    def test_the_test_lock_holds_all_of_the_run_lock(self):
        assert set(self._pins("run")) <= set(self._pins("test"))

    @pytest.mark.parametrize("name", ["run", "test"])
    def test_each_pin_has_a_hash_and_names_no_host(self, name):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        blocks = re.split(r"\n(?=\w)", text)
        assert all("--hash=sha256:" in block for block in blocks)
        assert "://" not in text
        assert not re.search(r"^-", text, re.MULTILINE)

    def test_the_pins_satisfy_what_the_package_asks_for(self):
        pins = {}
        for line in self._pins("run"):
            pin = Requirement(line)
            if pin.marker is None or pin.marker.evaluate():
                pins[pin.name.lower()] = str(pin.specifier).removeprefix("==")
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        asked = [Requirement(text) for text in settings["project"]["dependencies"]]
        assert all(pins[one.name.lower()] in one.specifier for one in asked)


@pytest.mark.slow
def test_help_starts_nearly_as_fast_as_click_alone():
    """At most 1.4 times ``import click``; the quickest of several turns, since others work too."""
    from time import perf_counter

    command = str(Path(sysconfig.get_path("scripts")) / "taizhang")
    calls = {"click": [sys.executable, "-c", "import click"], "help": [command, "--help"]}
    best = dict.fromkeys(calls, 60.0)
    for _ in range(60):
        for name, call in calls.items():
            begun = perf_counter()
            subprocess.run(call, check=True, capture_output=True)
            best[name] = min(best[name], perf_counter() - begun)
    assert best["help"] <= 1.4 * best["click"], best


def test_survivors_are_told_of_modules_that_exist():
    text = (ROOT / "tests/mutation/survivors.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:\| `([\w.]+)` \||## ([\w.]+)$)", text, re.MULTILINE))
    paths = (path.relative_to(PACKAGE / "rules") for path in (PACKAGE / "rules").rglob("*.py"))
    modules = {".".join(path.with_suffix("").parts) for path in paths}
    assert named
    assert {name for pair in named for name in pair if name} <= modules
