"""``taizhang journal``: record, list, show; shared with others."""

from __future__ import annotations

import json
import re

import pytest
from tests.ledgers import Ledger, git

DAY = "2026-11-09 09:20"
LOOK = ("journal", "add", "监测", "--platform", "论坛", "--found", "无")


def book(ledger, month="2026/11"):
    return (ledger.root / "ledger" / "journal" / f"{month}.yml").read_text("utf-8")


class TestAdd:
    def test_the_first_entry_of_a_month_begins_its_file(self, ledger):
        said = ledger.done(*LOOK)
        assert "已记：2026-11-09 09:20 监测，张伟；在 ledger/journal/2026/11.yml" in said
        assert book(ledger) == (
            "journal: 2026-11\nplan: 2022-08-05\ntimeline:\n"
            "- at: 2026-11-09 09:20\n  by: 张伟\n  kind: 监测\n  platforms: [论坛]\n  found: 无\n"
        )
        who = ledger.git("log", "-1", "--format=%an <%ae> %s").strip()
        assert who == "张伟 <zhang.wei@taizhang.invalid> journal-2026-11: 监测 张伟"
        assert ledger.git("status", "--porcelain") == ""

    def test_a_file_grows_at_its_end(self, ledger):
        ledger.done(*LOOK)
        before = book(ledger)
        ledger.done(*LOOK)
        ledger.done(
            "journal", "add", "handover", "--from", "zhang.wei", "--to", "刘洋",
            "--matters", "无", "--by", "刘洋",
        )  # fmt: skip
        after = book(ledger)
        assert after.startswith(before)
        assert re.findall(r"at: (.+)\n  by: (.+)\n  kind: (.+)\n", after) == [
            ("2026-11-09 09:20", "张伟", "监测"),
            ("2026-11-09 09:20:01", "张伟", "监测"),
            ("2026-11-09 09:20", "刘洋", "交接班"),
        ]
        assert "  from: 张伟\n  to: 刘洋\n  matters: [无]\n" in after

    def test_an_act_of_last_month_stands_in_its_month(self, ledger):
        ledger.done(*LOOK, "--at", "2026-10-31 22:00", "--late", "夜间断网")
        assert "at: 2026-10-31 22:00" in book(ledger, "2026/10")
        ledger.done(
            "journal", "add", "作废", "--entry", "2026-10-31 22:00 监测", "--reason", "误记"
        )
        assert "at: 2026-11-09 09:20\n  by: 张伟\n  kind: 作废" in book(ledger, "2026/10")
        assert "没有记录" in ledger.done("journal", "list", "--now", DAY)

    def test_the_whole_watch_list_is_written_out(self, ledger):
        ledger.done("journal", "add", "look", "--all", "--found", "无")
        text = book(ledger)
        assert "engines: [百度, 360]\n  keywords: [南充人大]\n" in text
        assert "platforms: [门户网站, 新闻网站, 论坛, 微博, 微信, 其他]" in text

    def test_what_was_found_is_named_by_any_ending_of_its_id(self, ledger):
        identity = ledger.new()
        ledger.done(*LOOK[:-1], identity[-4:])
        assert f"found: {identity}" in book(ledger)

    @pytest.mark.parametrize(
        ("words", "code", "told"),
        [
            (("journal", "add", "监看"), 2, "监测（look）"),
            (("journal", "add", "监测"), 2, "--found"),
            (("journal", "add", "监测", "--found", "无"), 2, "--platforms"),
            (("journal", "add", "监测", "--all", "--found", "zzzz"), 2, "zzzz"),
            (("journal", "add", "演练", "--all", "--scope", "甲", "--findings", "乙"), 2, "--all"),
            ((*LOOK, "--at", "昨天"), 2, "昨天"),
            ((*LOOK, "--at", "2026-11-09 25:00"), 1, "不是时间"),
            ((*LOOK, "--at", "2026-11-09 09:21"), 1, "在将来"),
            ((*LOOK, "--topic", "甲"), 2, "--topic"),
            (("journal", "add", "年度事项", "--form", "年会", "--gist", "甲"), 1, "党组议题"),
            (("journal", "add", "作废", "--entry", "2026-11-09 09:00 监测", "--reason", "误"), 1, "无从作废"),
            ((*LOOK, "--text", "身份证 11010519491231002X"), 1, "身份证"),
        ],
    )  # fmt: skip
    def test_what_is_refused_changes_nothing(self, ledger, words, code, told):
        before = ledger.state()
        said = ledger.run(*words)
        assert (said.code, told in said.err) == (code, True), said
        assert ledger.state() == before

    def test_a_damaged_month_takes_no_more(self, ledger, monkeypatch):
        ledger.done(*LOOK)
        path = ledger.root / "ledger" / "journal" / "2026" / "11.yml"
        path.write_text(path.read_text("utf-8").replace("found: 无", "found: 有"), "utf-8")
        ledger.git("add", "-A")
        monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-09T09:20:00+08:00")
        ledger.git("commit", "-qm", "damage")
        said = ledger.run(*LOOK)
        assert said.code == 2
        assert "taizhang check" in said.err

    def test_a_warning_is_recorded_and_told(self, ledger):
        said = ledger.done(*LOOK, "--text", "来电 13800138000")
        assert "mobile-number" in said
        assert "13800138000" in book(ledger)

    def test_on_a_terminal_what_is_missing_is_asked_for(self, ledger, monkeypatch):
        from taizhang.cli import wizard

        answers = iter(["1,3", "无"])
        monkeypatch.setattr(wizard, "interactive", lambda: True)
        monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
        ledger.done("journal", "add", "监测", "--found", "无")
        assert "platforms: [门户网站, 论坛]" in book(ledger)


class TestListAndShow:
    def test_entries_are_listed_the_newest_first(self, ledger):
        assert "没有记录" in ledger.done("journal", "list", "--now", DAY)
        ledger.done(*LOOK, "--at", "2026-10-31 22:00")
        ledger.done(*LOOK)
        ledger.done("journal", "add", "演练", "--scope", "桌面推演", "--findings", "无")
        lines = ledger.done("journal", "list", "--now", DAY).splitlines()
        assert [line.split("  ")[1] for line in lines[1:]] == ["演练", "监测", "监测"]
        assert "10-31" in ledger.done("journal", "list", "--month", "2026-10", "--now", DAY)
        told = json.loads(ledger.done("journal", "list", "--kind", "drill", "--json", "--now", DAY))
        assert [each["kind"] for each in told["records"]] == ["演练"]

    def test_how_the_office_stands_is_shown(self, ledger):
        ledger.done(*LOOK)
        said = ledger.done("journal", "show", "--now", "2026-11-24 10:00")
        assert re.search(r"现在 +白班 +张伟 +2026-11-24 08:30 +2026-11-24 20:30", said)
        assert "上次 2026-11-09 09:20 张伟" in said
        assert re.search(r"年末工作评议 +重点工作 .* 正在其间", said)
        assert "年度事项 --form" in said
        english = ledger.done("--lang", "en", "journal", "show", "--now", "2026-11-24 10:00")
        assert "not yet recorded in 2026" in english
        told = json.loads(ledger.done("journal", "show", "--json", "--now", "2026-11-24 10:00"))
        assert told["on_duty"][0]["person"] == "张伟"

    def test_gaps_and_stale_contacts_are_shown(self, ledger):
        said = ledger.done("journal", "show", "--now", "2027-03-01 10:00")
        assert re.search(r"空档 +03-01 10:00 – 03-08 10:00", said)
        assert "待核对" in said
        assert "没有记录" in said


class TestSharing:
    @pytest.fixture
    def shared(self, ledger, tmp_path):
        remote = tmp_path / "remote.git"
        git(tmp_path, "clone", "-q", "--bare", str(ledger.root), str(remote))
        ledger.git("remote", "add", "origin", str(remote))
        ledger.git("fetch", "-q", "origin")
        ledger.git("branch", "-q", "--set-upstream-to=origin/main")
        return remote

    @pytest.fixture
    def colleague(self, shared, tmp_path, monkeypatch, capsys):
        root = tmp_path / "colleague"
        git(tmp_path, "clone", "-q", str(shared), str(root))
        other = Ledger(root, monkeypatch, capsys)
        other.git("config", "user.name", "李娜")
        other.git("config", "user.email", "li.na@taizhang.invalid")
        return other

    def test_both_sides_may_begin_a_month(self, ledger, colleague):
        colleague.done(*LOOK)
        colleague.done("submit")
        ledger.done(*LOOK)
        ledger.done("journal", "add", "演练", "--scope", "推演", "--findings", "无")
        ledger.done("submit")
        text = book(ledger)
        assert text.count("journal: 2026-11") == 1
        assert re.findall(r"by: (.+)\n  kind: (.+)\n", text) == [
            ("李娜", "监测"), ("张伟", "监测"), ("张伟", "演练"),
        ]  # fmt: skip
        colleague.done("submit")
        assert book(colleague) == text

    def test_a_fault_that_comes_out_is_not_shared(self, ledger, colleague):
        ledger.done(*LOOK)
        ledger.done("submit")
        colleague.done("submit")
        (at,) = re.findall(r"at: (.+)\n", book(ledger))
        name = f"{at} 监测"
        for desk in (colleague, ledger):
            reason = "记错" if desk is ledger else "重复"
            desk.done("journal", "add", "作废", "--entry", name, "--reason", reason, "--by", "张伟")
        colleague.done("submit")
        said = ledger.run("submit")
        assert said.code == 1, said.out
