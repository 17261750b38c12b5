"""What commands say where something is missing, taken or odd: each message with its situation."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from datetime import datetime
from pathlib import Path

import click
import pytest
from tests.cli.test_said import pattern, says
from tests.ledgers import ZONE, Ledger, build

from taizhang.actions.opening import free_id
from taizhang.cli.usage_words import usage_words
from taizhang.errors import EnvironmentProblem
from taizhang.model.messages import catalogue, words


def told(said, code):
    assert says(said, code), (said.out, said.err)
    return said


@pytest.fixture
def opened(ledger):
    """A ledger with an incident; its id is ``ledger.identity``."""
    ledger.identity = ledger.new()
    return ledger


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("bad-option-usage", ("show", "last", "--now")),
        ("bad-value", ("key", "new", "--passphrase-file", "nowhere.txt")),
        ("path-not-a-ledger", ("check", "plan")),
        ("due-empty", ("due", "--within", "1m", "--now", "2026-11-09 09:13")),
        ("site-no-settings", ("build",)),
    ],
)
def test_a_command_says(opened, code, words):
    told(opened.run(*words), code)


class TestNaming:
    def test_an_ending_that_fits_two_incidents(self, opened):
        ending = opened.identity[-4:]
        folder = opened.root / "ledger" / "2026" / "11"
        file = folder / f"{opened.identity}.yml"
        other = f"20261108-{ending}"
        (folder / f"{other}.yml").write_bytes(
            file.read_bytes().replace(opened.identity.encode(), other.encode())
        )
        opened.git("add", "-A")
        opened.git("commit", "-qm", "another")
        told(opened.run("show", ending), "incident-several")

    def test_a_kind_that_fits_two_entries(self, opened):
        for at in ("09:21", "09:22"):
            opened.done("add", "last", "说明", "--text", at, now=f"2026-11-09 {at}")
        words = ("correct", "last", "说明", "--field", "text", "--now", "甲", "--reason", "误记")
        told(opened.run(*words, now="2026-11-09 09:30"), "entry-several")

    def test_files_of_two_ledgers(self, opened, tmp_path):
        (tmp_path / "other").mkdir()
        other = build(tmp_path / "other", drill=True)
        words = ("check", "plan/office/duty.yml", other / "plan" / "office" / "duty.yml")
        told(opened.run(*words), "two-ledgers")

    def test_no_id_is_free(self):
        with pytest.raises(EnvironmentProblem) as caught:
            free_id("20261109", lambda _: True, lambda letters: letters[0])
        assert caught.value.code == "id-not-free"
        assert all(words(caught.value.code, caught.value.values))

    def test_git_stands_for_nobody_of_the_roster(self, opened):
        opened.git("config", "user.name", "某某")
        opened.git("config", "user.email", "mou@taizhang.invalid")
        told(opened.run("add", "last", "说明", "--text", "补充"), "identity-unknown")


def test_what_click_refuses_for_any_other_reason():
    code, values = usage_words(click.UsageError("no such thing"))
    assert code == "usage-problem"
    assert "no such thing" in "".join(words(code, values, "en"))


def test_of_what_was_recorded_nothing_is_there(ledger):
    shutil.rmtree(ledger.root / ".git")
    told(ledger.run("check", "--recorded"), "nothing-recorded")


class TestNextStep:
    def test_what_waits_is_to_be_signed(self, opened):
        opened.done("add", "last", "报告", "--to", "应急管理小组", "--channel", "电话")
        told(opened.run("advance", "last", "会商研判", "--reason", "先核实"), "next")

    def test_what_the_next_stage_lacks_is_named(self, ledger):
        identity = ledger.handled()
        said = ledger.run("add", identity, "说明", "--text", "补充", now="2026-11-09 11:00")
        told(said, "next-lacks")


class TestAnnexes:
    @pytest.fixture
    def kept(self, opened, tmp_path):
        file = tmp_path / "minutes.txt"
        file.write_text("纪要", "utf-8")
        opened.done("annex", "add", "last", file, "--name", "纪要")
        return opened, file

    def test_a_name_is_taken(self, kept):
        ledger, file = kept
        told(ledger.run("annex", "add", "last", file, "--name", "纪要"), "annex-name-taken")

    def test_a_destruction_waits_and_then_nothing_is_left_to_show(self, kept, tmp_path):
        ledger, _ = kept
        ledger.done("annex", "destroy", "last", "纪要", "--assessment", "无必要")
        told(ledger.run("annex", "destroy", "last", "纪要"), "annex-waiting")
        ledger.done("approve", "last", "--as", "陈立", now="2026-11-09 09:30")
        ledger.done("annex", "destroy", "last", "纪要", now="2026-11-09 09:31")
        out = ("--out", tmp_path / "x")
        told(ledger.run("annex", "show", "last", "纪要", *out), "annex-destroyed")


class TestJournal:
    def test_an_entry_is_added_and_a_broken_month_takes_no_other(self, ledger):
        look = ("journal", "add", "监测", "--platform", "论坛", "--found", "无")
        told(ledger.run(*look), "journal-added")
        path = ledger.root / "ledger" / "journal" / "2026" / "11.yml"
        path.write_text(path.read_text("utf-8") + "  x\n", "utf-8")
        told(ledger.run(*look, now="2026-11-09 09:40"), "journal-unsound")


class TestKeys:
    @pytest.fixture
    def at_home(self, ledger, tmp_path, monkeypatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
        return ledger

    def test_a_key_is_made_and_its_fingerprint_shown(self, at_home, tmp_path):
        secret = tmp_path / "words.txt"
        secret.write_text("一句并不算短的口令\n", "utf-8")
        made = at_home.run("key", "new", "--passphrase-file", secret)
        told(made, "key-made")
        told(made, "key-fingerprint")

    def test_nobody_is_there_to_type_the_passphrase(self, at_home, monkeypatch):
        with open(os.devnull, encoding="utf-8") as nobody:  # noqa: PTH123 - a device
            monkeypatch.setattr(sys, "stdin", nobody)
            told(at_home.run("key", "new"), "key-no-terminal")


class TestFounding:
    def test_a_name_that_cannot_be_written(self, ledger, tmp_path):
        words = ("init", tmp_path / "new", "--name", "名: #1", "--person", "张三")
        told(ledger.run(*words, "--email", "z@taizhang.invalid"), "init-name")
        assert not (tmp_path / "new").exists()

    def test_a_place_that_cannot_be_written(self, ledger, tmp_path):
        (tmp_path / "file").write_text("", "utf-8")
        words = ("init", tmp_path / "file" / "new", "--person", "张三")
        told(ledger.run(*words, "--email", "z@taizhang.invalid"), "init-unwritable")

    def test_a_drill_says_who_one_is_and_what_to_try(self, ledger, tmp_path):
        said = ledger.run("demo", tmp_path / "drill", "--incidents", "24", "--seed", "3")
        told(said, "demo-identity")
        told(said, "demo-next")


class TestSite:
    def test_a_port_is_taken(self, ledger):
        (ledger.root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            told(ledger.run("serve", "--port", port), "port-taken")

    @pytest.mark.parametrize(
        ("settings", "code"),
        [
            ("site_name: x\nplugins: [no-such-plugin]\n", "site-build-failed"),
            (
                "site_name: x\ndocs_dir: site/pages\nsite_dir: build/site\ntheme: mkdocs\nplugins: [taizhang]\n",
                "site-theme",
            ),
        ],
    )
    def test_settings_that_give_no_site(self, ledger, settings, code):
        (ledger.root / "mkdocs.yml").write_text(settings, "utf-8")
        (ledger.root / "site" / "pages").mkdir(parents=True)
        told(ledger.run("build"), code)


class TestDoctor:
    def test_a_ledger_is_looked_through(self, ledger):
        said = ledger.run("doctor")
        assert said.code == 0
        for code in ("doctor-repository", "doctor-history", "doctor-hooks"):
            assert pattern(catalogue()[code].zh).search(said.out + said.err), code

    def test_outside_of_one_the_machine_alone(self, tmp_path, monkeypatch, capsys):
        place = tmp_path / "nowhere"
        place.mkdir()
        told(Ledger(place, monkeypatch, capsys).run("doctor"), "doctor-nowhere")

    def test_a_python_that_is_too_old(self, monkeypatch):
        from taizhang.actions import doctor

        monkeypatch.setattr(doctor, "_PYTHON", (9, 0))
        (first, *_) = doctor.examine(Path.cwd(), None, datetime(2026, 11, 9, tzinfo=ZONE))
        assert first.problem is not None
        assert first.problem.code == "python-too-old"
        assert all(words(first.problem.code, first.problem.values))
