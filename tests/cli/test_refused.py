"""What is refused: one clear message, an exit code, and nothing changed."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from tests.ledgers import NEW

REPORT = ("--to", "应急管理小组", "--channel", "电话")


def _new(ledger):
    return ledger.new()


def _reported(ledger):
    return ledger.new("--reported-at", "09:17")


def _waiting(ledger):
    identity = _reported(ledger)
    ledger.done("advance", identity, "会商研判", "--reason", "先核实")
    return identity


def _archived(ledger):
    identity = _reported(ledger)
    ledger.done("advance", identity, "归档", "--reason", "不属本机关")
    ledger.done("approve", identity, "--as", "王强")
    return identity


def _whistle(ledger):
    said = ledger.done("new", "--nature", "举报", "--level", "一般", "--scope", "公众关注")
    return said.split("：")[0].split()[-1]


def _none(ledger):
    return "none"


def _by(ledger, name):
    identity = _reported(ledger)
    ledger.done("advance", identity, "会商研判", "--reason", "先核实", "--as", name)
    return identity


def _grave(ledger):
    return ledger.new("--level", "重大", "--reported-at", "09:17")


def _others(ledger):
    identity = _new(ledger)
    ledger.git("config", "user.name", "李娜")
    ledger.git("config", "user.email", "li.na@taizhang.invalid")
    ledger.done("add", identity, "说明", "--text", "甲")
    ledger.git("config", "user.name", "张伟")
    ledger.git("config", "user.email", "zhang.wei@taizhang.invalid")
    return identity


REFUSED = {
    "no role": (
        _waiting, ("approve", "ID", "--as", "李娜"), 1,
        "李娜在第 1 版名册中当时不具有“小组成员”角色",
    ),
    "a role the person does not hold": (
        _waiting, ("approve", "ID", "--as", "李娜", "--role", "组长"), 1, "不具有“组长”角色",
    ),
    "approver is author": (
        lambda ledger: _by(ledger, "王强"), ("approve", "ID", "--as", "王强"), 1,
        "王强是“2026-11-09 09:20 决定”的办理人或拟稿人",
    ),
    "approved already": (
        _archived, ("approve", "ID", "--as", "陈立", "--entry", "2026-11-09 09:20 推进"), 1,
        "审批已经齐了",
    ),
    "nothing waits": (_new, ("approve", "ID", "--as", "陈立"), 2, "没有待审批的记录"),
    "skipped gate": (
        _reported, ("advance", "ID", "应急处置", "--measures", "正面回应"), 1,
        "预案不允许从“快报事实”进入“应急处置”",
    ),
    "gate not met": (
        _grave, ("advance", "ID", "会商研判"), 1, "须先有",
    ),
    "kind that cannot enter": (
        _reported, ("add", "ID", "会商", "--present", "组长", "--findings", "无", "--stage", "会商研判"),
        1, "“会商”不能进入“会商研判”",
    ),
    "second pending move": (
        _waiting, ("regrade", "ID", "重大", "--reason", "热搜"), 1,
        "“2026-11-09 09:20 决定”还在待审批",
    ),
    "future time": (
        _new, ("add", "ID", "说明", "--text", "甲", "--at", "09:21"), 1,
        "时间 2026-11-09 09:21 在将来",
    ),
    "no such time": (
        _new, ("add", "ID", "说明", "--text", "甲", "--at", "25:00"), 1, "不是时间",
    ),
    "wrong level": (_new, ("regrade", "ID", "严重", "--reason", "甲"), 2, "没有“严重”这个等级"),
    "wrong level of a new one": (
        _none, (*NEW, "--level", "严重"), 1, "“等级”里没有“严重”",
    ),
    "same level": (_new, ("regrade", "ID", "一般", "--reason", "甲"), 1, "已是“一般”"),
    "wrong stage": (_new, ("advance", "ID", "结束"), 2, "没有“结束”这个环节"),
    "unknown kind": (_new, ("add", "ID", "会议"), 2, "没有“会议”这种记录"),
    "kind with a command of its own": (_new, ("add", "ID", "审批"), 2, "taizhang approve"),
    "option of another kind": (
        _new, ("add", "ID", "说明", "--text", "甲", "--trend", "上升"), 2, "“说明”没有 --trend",
    ),
    "unknown value": (
        _new, ("add", "ID", "报告", "--to", "应急管理小组", "--channel", "烽火"), 1, "没有“烽火”",
    ),
    "unknown thing": (
        _new, ("add", "ID", "核查", "--items", "事项9", "--fact", "甲;属实"), 1, "没有“事项9”",
    ),
    "unknown person": (
        _new, ("add", "ID", "说明", "--text", "甲", "--by", "张三"), 2, "没有“张三”",
    ),
    "unknown person acted for": (
        _new, ("add", "ID", "说明", "--text", "甲", "--as", "张三"), 2, "没有“张三”",
    ),
    "unknown mark": (_new, ("add", "ID", "说明", "--mark", "没有"), 2, "不知是哪一项"),
    "unreadable annex": (
        _new, ("add", "ID", "说明", "--text", "甲", "--annex", "纪要=/nowhere"), 2, "/nowhere",
    ),
    "annex without a name": (
        _new, ("add", "ID", "说明", "--text", "甲", "--annex", "纪要"), 2, "--annex 名称=文件",
    ),
    "control character": (
        _new, ("add", "ID", "说明", "--text", "甲\u202e乙"), 2, "U+202E",
    ),
    "closed incident": (
        _archived, ("add", "ID", "办理", "--about", "事项1", "--outcome", "办结"), 1, "已在“归档”",
    ),
    "content of whistle-blowing": (
        _whistle, ("add", "ID", "说明", "--text", "某人"), 1, "只记文号",
    ),
    "unknown incident": (_new, ("add", "zzzz", "说明", "--text", "甲"), 2, "没有编号为“zzzz”"),
    "correction of nothing": (
        _new, ("correct", "ID", "09:00 报告", "--field", "to", "--now", "甲", "--reason", "乙"), 2,
        "没有“09:00 报告”这一条",
    ),
    "correction of a list": (
        _new, ("correct", "ID", "发现", "--field", "scope", "--now", "甲", "--reason", "乙"), 2,
        "没有可更正的“scope”",
    ),
    "correction without a reason": (
        _new, ("correct", "ID", "发现", "--void"), 2, "--reason",
    ),
    "undo of another's": (
        _others, ("undo", "ID"), 2, "最后一次记录是李娜的",
    ),
    "undo of what is not the last": (
        lambda ledger: (_new(ledger), _new(ledger))[0], ("undo", "ID"), 4, "不是只对",
    ),
    "no remote": (_new, ("submit",), 4, "还没有远程仓库"),
}  # fmt: skip


@pytest.mark.parametrize(("start", "words", "code", "says"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_clearly_and_nothing_changes(ledger, start, words, code, says):
    identity = start(ledger)
    before = ledger.state()
    said = ledger.run(*(identity if word == "ID" else word for word in words))
    assert said.code == code, said.err
    assert says in said.err
    assert said.err.count("↳") <= 2
    assert said.out == ""
    assert ledger.state() == before


def test_nobody_acts_for_another_in_a_real_ledger(real_ledger):
    identity = real_ledger.new()
    before = real_ledger.state()
    said = real_ledger.run("add", identity, "说明", "--text", "甲", "--as", "李娜")
    assert said.code == 2
    assert "--as 只能用于演练台账" in said.err
    assert real_ledger.state() == before


def test_whom_the_roster_does_not_know_cannot_record(ledger):
    ledger.git("config", "user.name", "过客")
    ledger.git("config", "user.email", "nobody@example.invalid")
    before = ledger.state()
    said = ledger.run(*NEW)
    assert said.code == 2
    assert "“过客 <nobody@example.invalid>”" in said.err
    assert ledger.state() == before


def test_whom_the_roster_has_closed_cannot_record(ledger):
    roster = ledger.root / "plan" / "roster" / "0001.yml"
    text = roster.read_text("utf-8").replace(
        "  roles: [监控员]\n  from: 2022-08-05\n",
        "  roles: [监控员]\n  from: 2022-08-05\n  until: 2026-11-08\n", 1,
    )  # fmt: skip
    roster.write_text(text, "utf-8")
    said = ledger.run(*NEW)
    assert said.code == 2
    assert "张伟在名册中已不在任" in said.err


def _dirty(root):
    path = next((root / "ledger").glob("*/*/*.yml"))
    path.write_text(path.read_text("utf-8") + "# 手改\n", "utf-8")


def _merging(root):
    (root / ".git" / "MERGE_HEAD").write_text("0" * 40 + "\n", "ascii")


def _linked(root):
    path = next((root / "ledger").glob("*/*/*.yml"))
    shutil.move(path, root / "elsewhere.yml")
    path.symlink_to(root / "elsewhere.yml")


UNSAFE = {
    "no branch": (
        lambda root: subprocess.run(["git", "checkout", "-q", "--detach"], cwd=root, check=True),
        "不在任何分支上",
    ),
    "a merge under way": (_merging, "没有做完的合并"),
    "another git at work": (lambda root: (root / ".git" / "index.lock").touch(), "另一个 git 程序"),
    "the file changed by hand": (_dirty, "尚未入库的改动"),
    "a link in its place": (_linked, "符号链接"),
}


@pytest.mark.parametrize(("harm", "says"), UNSAFE.values(), ids=UNSAFE)
def test_an_unsafe_repository_is_left_alone(ledger, harm, says):
    identity = ledger.new()
    harm(ledger.root)
    before = ledger.state()
    said = ledger.run("add", identity, "说明", "--text", "甲")
    assert said.code == 4, said.err
    assert says in said.err
    assert "↳" in said.err
    assert ledger.state() == before


def test_a_clock_that_runs_behind_is_told(ledger):
    identity = ledger.new()
    said = ledger.run("add", identity, "说明", "--text", "甲", now="2026-11-08 09:00")
    assert said.code == 4
    assert "时钟" in said.err


def test_outside_of_a_ledger_it_says_where_to_go(ledger, tmp_path, monkeypatch, capsys):
    from taizhang.cli import edge

    monkeypatch.chdir(tmp_path)
    assert edge.main(["new"]) == 4
    assert "没有台账" in capsys.readouterr().err


def test_a_ledger_inside_another_repository_is_not_written_to(ledger, tmp_path):
    shutil.rmtree(ledger.root / ".git")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    said = ledger.run(*NEW)
    assert said.code == 4
    assert "不是 git 仓库的最上层目录" in said.err
