"""The two scripts of the README, as far as they can be tried without installing anything."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"


def _load(name, monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    spec = importlib.util.spec_from_file_location(f"{name}_script", SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def serve(monkeypatch):
    return _load("serve", monkeypatch)


@pytest.fixture
def machine(serve):
    return serve.machine


@pytest.fixture
def test_script(monkeypatch):
    return _load("test", monkeypatch)


def _script(*words, **environ):
    return subprocess.run(
        [sys.executable, str(SCRIPTS / words[0]), *words[1:]],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environ},
    )


@pytest.mark.parametrize("name", ["machine", "serve", "test"])
def test_they_use_the_standard_library_only(name):
    load = f"import sys; sys.path.insert(0, {str(SCRIPTS)!r}); import {name}; {name}.machine.BIN"
    if name == "machine":
        load = load.replace("machine.machine", "machine")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", load], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_machine_without_git_gets_the_command_that_installs_it(tmp_path):
    done = _script("serve.py", "--build-only", PATH=str(tmp_path))
    assert done.returncode == 4
    assert "sudo apt install git" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_old_python_gets_words(machine, monkeypatch, capsys):
    monkeypatch.setattr(machine.sys, "version_info", (3, 9, 2))
    assert machine.guarded(lambda: 0) == 4
    assert "3.9.2" in capsys.readouterr().err


def test_a_python_without_venv_gets_the_command_that_installs_it(machine, monkeypatch, tmp_path):
    monkeypatch.setattr(machine.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(machine.TroubleError) as trouble:
        machine._make(tmp_path / ".venv")
    assert "sudo apt install python3-venv" in trouble.value.words


def test_a_port_in_use_is_told_with_another_to_take():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _script("serve.py", "--port", str(port))
    assert done.returncode == 4
    assert f"端口 {port} 不能用" in done.stderr
    assert f"--port {port + 1}" in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_refused(port):
    assert _script("serve.py", "--port", port).returncode == 2


def test_ctrl_c_ends_without_a_traceback(machine, capsys):
    def work():
        raise KeyboardInterrupt

    assert machine.guarded(work) == 130
    assert capsys.readouterr().err == ""


class TestEnvironment:
    def test_one_that_runs_is_sound(self, machine):
        assert machine.is_sound(Path(sys.prefix))

    def test_none_is_not(self, machine, tmp_path):
        assert not machine.is_sound(tmp_path / ".venv")

    def test_one_whose_python_is_gone_is_not(self, machine, tmp_path):
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "python").symlink_to(tmp_path / "nowhere")
        assert not machine.is_sound(tmp_path)

    @pytest.mark.slow
    def test_a_half_made_one_is_made_anew(self, machine, tmp_path):
        half = tmp_path / ".venv"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(half)], check=True)
        assert not machine.is_sound(half)
        machine._make(half)
        assert machine.is_sound(half)

    def test_what_is_no_environment_is_never_deleted(self, machine, tmp_path):
        (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(machine.TroubleError):
            machine._make(tmp_path)
        assert (tmp_path / "letter.txt").exists()

    def test_it_is_left_alone_while_lock_and_settings_are_the_same(self, machine, tmp_path):
        assert not machine._up_to_date(tmp_path, "run")
        (tmp_path / "taizhang-run.stamp").write_text(machine._digest("run"), encoding="ascii")
        assert machine._up_to_date(tmp_path, "run")
        assert not machine._up_to_date(tmp_path, "test")

    def test_the_test_environment_serves_for_running(self, machine, tmp_path):
        (tmp_path / "taizhang-test.stamp").write_text(machine._digest("test"), encoding="ascii")
        assert machine._up_to_date(tmp_path, "run")

    def test_a_package_that_cannot_be_installed_is_told_without_a_traceback(self, machine, capsys):
        with pytest.raises(machine.TroubleError) as trouble:
            machine._install([sys.executable, "-c", "import sys; sys.exit('no index')"])
        assert "PIP_NO_INDEX" in trouble.value.words
        assert "no index" in capsys.readouterr().err


class TestDemo:
    @pytest.fixture
    def calls(self, serve, monkeypatch, tmp_path):
        """Stands in for our command, which has its own tests; notes what was asked of it."""
        calls = []

        def run(*words):
            calls.append(words)
            (tmp_path / "demo").mkdir()
            return 0

        monkeypatch.setattr(serve, "BUILD", tmp_path)
        monkeypatch.setattr(serve, "taizhang", run)
        return calls

    def test_it_is_made_once_and_then_kept(self, serve, calls, tmp_path, capsys):
        demo = tmp_path / "demo"
        serve.make_demo(demo, fresh=False)
        (demo / "edit").touch()
        serve.make_demo(demo, fresh=False)
        assert calls == [("demo", str(demo))]
        assert (demo / "edit").exists()
        assert "沿用刚刚建的演练台账" in capsys.readouterr().out

    def test_its_age_is_told(self, serve, calls, tmp_path, capsys):
        demo = tmp_path / "demo"
        serve.make_demo(demo, fresh=False)
        then = time.time() - 3 * 86400
        os.utime(tmp_path / "demo.made", (then, then))
        serve.make_demo(demo, fresh=False)
        said = capsys.readouterr().out
        assert "沿用3 天前建的" in said
        assert "made 3 days ago" in said

    def test_fresh_makes_it_anew(self, serve, calls, tmp_path):
        demo = tmp_path / "demo"
        serve.make_demo(demo, fresh=False)
        (demo / "edit").touch()
        serve.make_demo(demo, fresh=True)
        assert len(calls) == 2
        assert not (demo / "edit").exists()

    def test_an_interrupted_one_is_started_over(self, serve, calls, tmp_path):
        demo = tmp_path / "demo"
        demo.mkdir()
        (tmp_path / "demo.making").touch()
        serve.make_demo(demo, fresh=False)
        assert len(calls) == 1
        assert not (tmp_path / "demo.making").exists()


AGES = {
    "just now": (59, "刚刚", "just now"),
    "minutes": (60, "1 分钟前", "1 minute ago"),
    "hours": (7199, "1 小时前", "1 hour ago"),
    "days": (2 * 86400, "2 天前", "2 days ago"),
}


@pytest.mark.parametrize(("seconds", "zh", "en"), AGES.values(), ids=AGES)
def test_an_age_is_told_in_its_largest_unit(serve, seconds, zh, en):
    assert serve.age(seconds) == (zh, en)


class TestMissingPackages:
    def test_in_ci_they_are_refused(self, test_script, monkeypatch):
        monkeypatch.setattr(test_script, "missing", lambda: {"chromium": "browser tests"})
        monkeypatch.setattr(test_script.os, "geteuid", lambda: 1000)
        with pytest.raises(test_script.machine.TroubleError) as trouble:
            test_script.prepare_system(strict=True)
        assert "sudo apt install chromium" in trouble.value.words

    def test_elsewhere_it_is_said_what_is_left_out(self, test_script, monkeypatch, capsys):
        monkeypatch.setattr(test_script, "missing", lambda: {"chromium": "browser tests"})
        monkeypatch.setattr(test_script.os, "geteuid", lambda: 1000)
        test_script.prepare_system(strict=False)
        assert "without chromium skipped: browser tests" in capsys.readouterr().out

    def test_stock_openssh_is_among_them(self, test_script, monkeypatch):
        monkeypatch.setattr(test_script.shutil, "which", lambda _, path=None: None)
        servers = {"gitolite3", "lighttpd", "openssh-server", "nginx-light", "fcgiwrap"}
        assert {"openssh-client", *servers} <= test_script.missing().keys()


SKIPPING = "import pytest\ndef test_one():\n    pytest.skip('no browser')\n"


@pytest.mark.slow
@pytest.mark.parametrize(("option", "code"), [("--nothing-skipped", 1), ("-q", 0)])
def test_a_skipped_test_fails_where_nothing_may_be_skipped(tmp_path, option, code):
    (tmp_path / "conftest.py").write_bytes((ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "test_it.py").write_text(SKIPPING, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", option, str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stdout


@pytest.mark.parametrize(
    ("more", "quick", "strict", "measured"),
    [([], False, True, True), ([], False, False, False), ([], True, True, False), (["-k", "x"], False, True, False)],
    ids=["ci", "at home", "quick", "some"],
)  # fmt: skip
def test_every_branch_is_asked_for_where_the_whole_suite_runs_in_ci(
    test_script, monkeypatch, more, quick, strict, measured
):
    ran = []

    def run(words, **_):
        ran.append(words)
        return Ended()

    monkeypatch.setattr(test_script.subprocess, "run", run)
    test_script.run_pytest(more, quick=quick, strict=strict)
    assert ("--cov-fail-under=100" in ran[0]) is measured


class Ended:
    returncode = 0
