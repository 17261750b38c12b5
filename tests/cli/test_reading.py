from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime

import pytest
from tests.ledgers import NEW, ZONE

from taizhang.cli.width import columns
from taizhang.model.push import Receipt, RefUpdate
from taizhang.store.receipts import note


def _json(ledger, *words):
    return json.loads(ledger.done(*words, "--json"))


def _named(report):
    (only,) = [each for each in report if each["check_name"] == "first-report"]
    return only


class TestShow:
    def test_it_tells_stage_level_what_is_next_clocks_and_the_timeline(self, ledger):
        identity = ledger.handled()
        said = ledger.done("show", identity[-4:], "--now", "2026-11-10 19:00")
        assert f"{identity}  联络站开放时间与公告不符" in said
        assert "等级 ■ 一般  环节 应急处置" in said
        assert "✓会商研判  ▶应急处置" in said
        assert "前进 后期处置" in said
        assert "还缺：事项1" in said
        assert "已超时  任务 · 任务1" in said
        assert "同意 2026-11-09 09:52 陈立（组长）未验签" in said
        assert "入库 2026-11-09 09:20" in said

    def test_it_tells_when_the_server_took_an_entry_where_its_receipts_are(self, ledger):
        identity = ledger.new()
        assert "服务器" not in ledger.done("show", identity)
        update = RefUpdate("refs/heads/main", None, ledger.git("rev-parse", "HEAD").strip())
        taken = datetime(2026, 11, 9, 9, 27, tzinfo=ZONE)
        note(ledger.root / ".git", (Receipt(taken, update, "li.na"),))
        assert "入库 2026-11-09 09:20，服务器 2026-11-09 09:27 收到" in ledger.done(
            "show", identity
        )

    def test_what_waits_comes_with_the_command(self, ledger):
        identity = ledger.new("--reported-at", "09:17")
        ledger.done("advance", identity, "会商研判")
        said = ledger.done("show", identity)
        assert "待审批 2026-11-09 09:20 决定 张伟，还缺 小组成员" in said
        assert f'taizhang approve {identity} --entry "2026-11-09 09:20 决定"' in said

    def test_a_provisional_level_says_so(self, ledger):
        assert "■ 一般（暂定）" in ledger.done("show", ledger.new())

    def test_what_was_recorded_late_or_for_another_says_so(self, ledger):
        identity = ledger.new()
        ledger.done(
            "add", identity, "说明", "--text", "甲", "--by", "李娜", "--late", "下乡",
            "--at", "09:20", now="2026-11-09 15:00",
        )  # fmt: skip
        said = ledger.done("show", identity)
        assert "[补录] [代录]" in said
        assert "晚 5 小时 40 分钟，张伟 代录" in said
        assert "补录原因：下乡" in said

    def test_json_carries_both_clocks_with_offset(self, ledger):
        identity = ledger.new()
        view = _json(ledger, "show", identity)
        assert view["row"]["id"] == identity
        (entry,) = view["entries"]
        assert entry["at"]["at"] == "2026-11-09T09:12:00+08:00"
        assert entry["recorded"]["at"] == "2026-11-09T09:20:00+08:00"

    def test_without_a_repository_it_still_shows(self, ledger):
        import shutil

        identity = ledger.new()
        shutil.rmtree(ledger.root / ".git")
        assert "没有入库时间" in ledger.done("show", identity)


class TestList:
    @pytest.fixture
    def two(self, ledger):
        other = ledger.new("--level", "重大", "--title", "另一件")
        return ledger.new("--reported-at", "09:17"), other

    def test_columns_stand_under_each_other_whatever_the_script(self, ledger, two):
        lines = ledger.done("list").splitlines()
        places = {columns(line[: line.index(word)]) for line, word in zip(
            lines, ("标题", *(("联络站", "另一件") if two[0] in lines[1] else ("另一件", "联络站"))),
            strict=True,
        )}  # fmt: skip
        assert len(places) == 1

    @pytest.mark.parametrize(
        ("words", "first", "second"),
        [
            ((), True, True),
            (("--open",), True, True),
            (("--closed",), False, False),
            (("--level", "L2"), False, True),
            (("--stage", "快报事实"), True, False),
            (("--stage", "monitor"), False, True),
            (("--year", "2026"), True, True),
            (("--year", "2025"), False, False),
        ],
    )
    def test_it_lists_what_is_asked_for(self, ledger, two, words, first, second):
        found = {row["id"] for row in _json(ledger, "list", *words)["incidents"]}
        assert (two[0] in found, two[1] in found) == (first, second)

    def test_nothing_found_is_said(self, ledger):
        assert "没有符合条件的舆情" in ledger.done("list")


class TestTodo:
    @pytest.fixture
    def waiting(self, ledger):
        identity = ledger.new("--reported-at", "09:17")
        ledger.done("advance", identity, "会商研判")
        return identity

    @pytest.mark.parametrize(
        ("words", "count"),
        [
            (("--role", "小组成员"), 1),
            (("--role", "组长"), 1),
            (("--role", "监控员"), 0),
            (("--person", "王强"), 1),
            (("--person", "chen.li"), 1),
            (("--person", "李娜"), 0),
            ((), 0),
        ],
    )
    def test_approvals_wait_for_whoever_can_give_them(self, ledger, waiting, words, count):
        assert len(_json(ledger, "todo", *words)["waiting"]) == count

    def test_what_one_has_signed_waits_for_others_only(self, ledger):
        identity = ledger.new("--reported-at", "09:17")
        ledger.done("advance", identity, "归档", "--reason", "无关")
        ledger.done("approve", identity, "--as", "王强")
        ledger.done("advance", identity, "会商研判", "--reason", "又起")
        ledger.done("approve", identity, "--as", "王强")
        assert len(_json(ledger, "todo", "--person", "王强")["waiting"]) == 0
        assert len(_json(ledger, "todo", "--person", "陈立")["waiting"]) == 1

    def test_a_task_waits_for_its_own_unit(self, ledger):
        ledger.handled()
        names = [
            {duty["due"]["thing"] for duty in _json(ledger, "todo", "--person", who)["duties"]}
            for who in ("何俊", "周敏")
        ]
        assert names == [{"任务1"}, set()]

    def test_duties_wait_for_the_role_the_plan_names(self, ledger):
        ledger.handled()
        late = ledger.new(now="2026-11-09 11:00")
        for words, duties in (
            (("--role", "监控员"), {(late, "首报")}),
            (("--person", "张伟"), {(late, "首报")}),
            (("--role", "责任单位"), {("1", "任务 · 任务1")}),
            (("--person", "王强"), set()),
        ):
            found = {
                (each["incident"] if each["incident"] == late else "1", each["due"]["name"])
                for each in _json(ledger, "todo", *words)["duties"]
            }
            assert found == duties, words
        office = _json(ledger, "todo", "--role", "办公室")["duties"]
        assert {each["due"]["who"] for each in office} == {"办公室"}

    def test_a_signature_waits_for_those_who_have_not_signed(self, ledger):
        identity = ledger.handled()
        ledger.done(
            "add", identity, "送审", "--form", "声明", "--items", "事项1", "--channel", "微信",
            "--drafted-by", "何俊", "--account", "南充人大微信公众号", "--text", "周六照常开放",
            now="2026-11-09 11:00",
        )  # fmt: skip
        duties = _json(ledger, "todo", "--role", "小组成员")["duties"]
        assert [(each["due"]["code"], each["due"]["who"]) for each in duties] == [
            ("release-signing", "小组成员")
        ]

    def test_a_role_that_has_nothing_to_sign_may_have_duties(self, ledger):
        ledger.new()
        assert "首报" in ledger.done("todo", "--role", "监控员")

    def test_in_words(self, ledger, waiting):
        said = ledger.done("todo", "--person", "王强")
        assert "等待审批 1 条（王强）" in said
        assert f"taizhang approve {waiting}" in said


class TestDue:
    @pytest.mark.parametrize(
        ("within", "now", "names"),
        [
            ("10m", "2026-11-09 09:15", {"首报"}),
            ("5m", "2026-11-09 09:15", set()),
            ("10m", "2026-11-09 09:40", {"首报"}),
            ("3d", "2026-11-09 09:15", {"首报", "首次回应"}),
        ],
    )
    def test_within_counts_from_now_and_keeps_what_is_overdue(self, ledger, within, now, names):
        ledger.new()
        found = _json(ledger, "due", "--within", within, "--now", now)["duties"]
        assert {each["due"]["name"] for each in found} == names

    def test_the_most_pressing_comes_first(self, ledger):
        ledger.new()
        found = _json(ledger, "due", "--now", "2026-11-09 09:40")["duties"]
        assert [each["due"]["state"] for each in found] == ["overdue", "open"]

    def test_a_length_of_time_that_cannot_be_read(self, ledger):
        said = ledger.run("due", "--within", "bald")
        assert said.code == 2
        assert "10m" in said.err


class TestCheckOfOneFile:
    """Start-up is a budget; seconds depend on the machine, what is loaded does not."""

    MOST_OWN = 75
    HEAVY = frozenset(
        (
            "cryptography", "dataclasses", "git", "jinja2", "json", "mkdocs", "nacl", "pathlib",
            "subprocess",
        )
    )  # fmt: skip

    def test_it_loads_few_modules_and_nothing_heavy(self, ledger):
        loaded = self._loaded(ledger, ledger.new())
        assert len([name for name in loaded if name.startswith("taizhang")]) <= self.MOST_OWN
        assert not loaded & self.HEAVY

    def test_what_verifies_signatures_is_loaded_when_there_is_one(self, keyed_ledger):
        identity = keyed_ledger.new("--reported-at", "09:17")
        keyed_ledger.done("advance", identity, "会商研判", "--reason", "先核实")
        assert not self._loaded(keyed_ledger, identity) & self.HEAVY
        keyed_ledger.done("approve", identity, "--as", "陈立")
        assert self._loaded(keyed_ledger, identity) & self.HEAVY == {"nacl"}

    @staticmethod
    def _loaded(ledger, identity):
        file = f"ledger/2026/11/{identity}.yml"
        ask = (
            "import sys\n"
            "from taizhang.cli.edge import main\n"
            f"assert main(['check', '{file}', '--now', '2026-11-09 09:21']) == 0\n"
            "print(sorted(sys.modules), file=sys.stderr)"
        )
        words = [sys.executable, "-c", ask]
        done = subprocess.run(words, cwd=ledger.root, check=True, capture_output=True)
        return frozenset(eval(done.stderr))  # noqa: S307 - a list of names just printed


class TestCheck:
    def test_lateness_and_what_waits_are_no_errors(self, ledger):
        identity = ledger.new()
        ledger.done(
            "add", identity, "报告", "--to", "group", "--channel", "电话", now="2026-11-09 09:40"
        )
        ledger.done("advance", identity, "会商研判", now="2026-11-09 09:41")
        said = ledger.run("check", "--now", "2026-11-09 10:00")
        assert said.code == 0
        assert f"ledger/2026/11/{identity}.yml:" in said.out
        assert " 迟 first-report “首报”超时 18 分钟" in said.out
        assert "1 件舆情，没有错误；" in said.out
        assert "迟 1 处" in said.out

    def test_the_verdict_depends_on_the_time_asked_for(self, ledger):
        ledger.new()
        quiet = ledger.done("check", "--now", "2026-11-09 09:20")
        late = ledger.done("check", "--now", "2026-11-09 09:30")
        assert "迟 0 处" in quiet
        assert "迟 1 处" in late

    def test_a_finding_in_json_has_its_fields(self, ledger):
        ledger.new()
        said = ledger.done("check", "--format", "json", "--now", "2026-11-09 09:30")
        found = json.loads(said)["findings"]
        (only,) = [each for each in found if each["code"] == "first-report"]
        assert list(only) == [
            "code", "severity", "path", "line", "column", "clause", "message", "fix",
        ]  # fmt: skip
        assert (only["severity"], only["clause"], only["line"]) == ("late", "三(二)", 5)

    def test_github_reads_commands(self, ledger):
        identity = ledger.new()
        said = ledger.done("check", "--format", "github", "--now", "2026-11-09 09:30")
        place = f"file=ledger/2026/11/{identity}.yml,line=5,col=7,title=first-report"
        assert f"::notice {place}::" in said
        assert "%0A" in said

    def test_gitlab_reads_a_report_with_fingerprints_that_outlive_growth(self, ledger):
        identity = ledger.new()
        words = ("check", "--format", "gitlab", "--now", "2026-11-09 09:30")
        first = _named(json.loads(ledger.done(*words)))
        ledger.done("add", identity, "说明", "--text", "甲")
        second = _named(json.loads(ledger.done(*words)))
        assert first["fingerprint"] == second["fingerprint"]
        assert first["location"] == {
            "path": f"ledger/2026/11/{identity}.yml", "lines": {"begin": 5},
        }  # fmt: skip

    def test_files_and_roots_may_be_named_from_anywhere(self, ledger, tmp_path):
        one, two = ledger.new(), ledger.new()
        path = ledger.root / "ledger" / "2026" / "11" / f"{one}.yml"
        named = ledger.done("check", path, "--now", "2026-11-09 09:30")
        assert one in named
        assert two not in named
        ledger.patch.setattr(ledger, "root", tmp_path)
        assert "2 件舆情" in ledger.done("check", tmp_path / "ledger", "--now", "2026-11-09 09:30")

    def test_an_incident_is_named_as_in_any_command(self, ledger):
        identity = ledger.new()
        path = ledger.root / "ledger" / "2026" / "11" / f"{identity}.yml"
        words = ("--now", "2026-11-09 09:30", "--format", "json")
        placed = ledger.done("check", path, *words)
        assert identity in placed
        for name in (identity, identity[-4:], "last"):
            assert ledger.done("check", name, *words) == placed

    def test_a_path_that_is_not_there(self, ledger):
        said = ledger.run("check", "nowhere.yml")
        assert said.code == 2
        assert "没有 nowhere.yml" in said.err


def test_messages_follow_the_language_asked_for(ledger):
    said = ledger.done("--lang", "en", *NEW)
    assert said.startswith("Opened 20261109-")
    assert "Next: taizhang advance" in said


def test_no_colour_goes_into_a_pipe(ledger):
    ledger.new()
    assert "\x1b" not in ledger.done("due", "--now", "2026-11-09 09:40")
