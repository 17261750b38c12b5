from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path

import pytest

from taizhang.errors import EnvironmentProblem
from taizhang.store import resources
from taizhang.store.resources import NAMES, resource_dir

ROOT = Path(__file__).resolve().parents[2]

ASK = """
import json
from taizhang.store.resources import NAMES, resource_dir
print(json.dumps({name: str(resource_dir(name)) for name in NAMES}))
"""


def _settings():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _files(folder):
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_wheel_and_the_locator_name_the_same_folders():
    wheel = _settings()["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["hooks"]["custom"]["resources"] == resources._IN_CHECKOUT


@pytest.mark.parametrize("name", NAMES)
def test_an_editable_install_reads_resources_in_the_checkout(name):
    assert resource_dir(name) == ROOT / resources._IN_CHECKOUT[name]


def test_a_name_that_is_no_resource_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        resource_dir("secrets")


def test_an_incomplete_installation_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "lib" / "python" / "taizhang")
    with pytest.raises(EnvironmentProblem) as refused:
        resource_dir("templates")
    assert refused.value.code == "resource-missing"
    assert refused.value.values["name"] == "templates"


@pytest.fixture(scope="module")
def places(installed, tmp_path_factory):
    """Where an installed wheel finds each resource."""
    done = subprocess.run(
        [str(installed / "python"), "-I", "-c", ASK],
        cwd=tmp_path_factory.mktemp("elsewhere"),
        check=True,
        capture_output=True,
    )
    return {name: Path(path) for name, path in json.loads(done.stdout).items()}


@pytest.mark.slow
class TestInstalledWheel:
    @pytest.mark.parametrize("name", NAMES)
    def test_it_carries_every_file_of_the_checkout(self, installed, places, name):
        assert places[name].is_relative_to(installed.parent)
        assert _files(places[name]) == _files(ROOT / resources._IN_CHECKOUT[name])

    def test_its_command_starts(self, installed, taizhang, tmp_path):
        assert taizhang("--version", bin_dir=installed, cwd=tmp_path).out.startswith("taizhang ")

    def test_mkdocs_finds_its_plugin(self, installed, tmp_path):
        ask = (
            "from importlib.metadata import entry_points\n"
            "(one,) = entry_points(group='mkdocs.plugins', name='taizhang')\n"
            "print(one.load().__module__)"
        )
        done = subprocess.run(
            [str(installed / "python"), "-I", "-c", ask],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        )
        assert done.stdout.strip() == "taizhang.mkdocs_plugin"
