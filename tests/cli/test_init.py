"""``init`` and ``doctor``."""

from __future__ import annotations

import json
import re
import sys

import pytest
from tests.ledgers import git

from taizhang.cli import edge


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def call(*words):
        code = edge.main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


class TestInit:
    def test_a_new_ledger_is_one_sound_commit(self, run, tmp_path, monkeypatch):
        code, out, _ = run("init", "office", "--name", "某县台账", "--id", "county")
        assert code == 0
        assert "管理员为张伟" in out
        root = tmp_path / "office"
        assert git(root, "status", "--porcelain") == ""
        assert git(root, "log", "--format=%an %s").strip() == "张伟 台账启用"
        monkeypatch.chdir(root)
        code, out, _ = run("check", "--format", "json")
        faults = [each for each in json.loads(out)["findings"] if each["severity"] != "warning"]
        assert (code, faults) == (0, [])
        assert run("plan", "check")[0] == 0
        assert "某县台账" in (root / "mkdocs.yml").read_text("utf-8")

    def test_nobody_of_ours_comes_along(self, run, tmp_path):
        run("init", "office")
        text = "".join(
            path.read_text("utf-8") for path in (tmp_path / "office" / "plan").rglob("*.yml")
        )
        assert "陈立" not in text
        assert "刘洋" not in text
        assert "南充人大网" not in text

    def test_its_administrator_can_work_there_at_once(self, run, tmp_path, monkeypatch):
        run("init", "office", "--drill")
        monkeypatch.chdir(tmp_path / "office")
        words = ["new", "--nature", "诉求", "--title", "甲", "--summary", "乙", "--level", "L4",
                 "--reason", "丙", "--scope", "公众关注", "--platform", "论坛"]  # fmt: skip
        assert run(*words)[0] == 0
        assert run(*words, "--as", "监控员甲")[0] == 0

    def test_what_it_says_to_do_next_leaves_a_sound_history(self, run, tmp_path, monkeypatch):
        _, out, _ = run("init", "office")
        root = tmp_path / "office"
        roster = root / "plan" / "roster" / "0001.yml"
        roster.write_text(roster.read_text("utf-8").replace("监控员甲", "王小明"), "utf-8")
        said = re.findall(r"git ([a-z]+ --[a-z -]+)", out)
        assert len(said) == 2
        for command in said:
            git(root, *command.split())
        monkeypatch.chdir(root)
        code, out, _ = run("check", "--history")
        assert (code, "governance-rewritten" in out) == (0, False)
        assert "王小明" in run("roster", "show")[1]
        assert run("check", "--history")[1] == "核对完毕：没有新的记录要核对，没有错误。\n"
        assert "no new record" in run("--lang", "en", "check", "--history")[1]

    def test_without_a_name_it_says_what_helps_outside_a_repository(
        self, run, tmp_path, monkeypatch
    ):
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
        code, _, err = run("init", "office")
        assert code == 4
        for command in re.findall(r"git (config --global user\.[a-z]+ [^；\s]+)", err):
            git(tmp_path, *command.split())
        assert run("init", "office")[0] == 0

    @pytest.mark.parametrize(
        ("words", "code", "says"),
        [
            (("taken",), 2, "已有内容"),
            (("office", "--id", "某县"), 2, "代号"),
            (("office", "--name", "甲: 乙"), 2, "不能用的符号"),
            (("office", "--person", "冯涛"), 2, "--email"),
        ],
    )
    def test_what_cannot_be_made_leaves_nothing(self, run, tmp_path, words, code, says):
        (tmp_path / "taken").mkdir()
        (tmp_path / "taken" / "file").touch()
        got, _, err = run("init", *words)
        assert got == code
        assert says in err
        assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "taken"]


class TestDoctor:
    def test_a_ready_machine_has_nothing_to_mend(self, ledger):
        said = ledger.run("doctor", now="2026-11-09 09:20")
        assert said.code == 0, said.out
        assert "✓ 名册中的人  张伟（监控员）" in said.out
        assert "– 远程仓库" in said.out
        assert "git remote add origin" in said.out

    def test_each_failing_line_names_a_command(self, ledger):
        ledger.git("config", "user.name", "过客")
        ledger.git("config", "user.email", "nobody@example.invalid")
        ledger.git("checkout", "-q", "--detach")
        said = ledger.run("doctor")
        lines = said.out.splitlines()
        assert said.code == 4
        failing = [number for number, line in enumerate(lines) if line.startswith("✗")]
        assert len(failing) == 2
        assert all("git " in lines[number + 1] for number in failing)

    def test_outside_of_a_ledger_the_machine_alone_is_looked_at(self, run):
        code, out, _ = run("doctor")
        assert code == 4
        assert f"✓ Python 版本  {sys.version_info[0]}.{sys.version_info[1]}" in out
        assert "taizhang init" in out
