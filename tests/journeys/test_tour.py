"""The tour of the README, typed as people type it, and a whole incident by commands alone."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

import pytest
from tests.ledgers import ZONE, build, git

NEW = (
    "new", "--nature", "诉求", "--title", "联络站周六无人接待", "--summary", "网民称无人接待",
    "--level", "一般", "--reason", "浏览约四百", "--scope", "公众关注", "--platform", "论坛",
)  # fmt: skip


def _only_added(root, since):
    """True when no commit after ``since`` takes a line away."""
    diff = git(root, "log", "-p", "--format=", f"{since}..HEAD")
    return not [line for line in diff.splitlines() if line.startswith("-") and line[:3] != "---"]


@pytest.fixture
def drill(tmp_path):
    return build(tmp_path, drill=True)


@pytest.mark.slow
def test_the_tour_works_as_written_and_commits_only_add(taizhang, drill):
    begin = git(drill, "rev-parse", "HEAD").strip()
    opened = taizhang(*NEW, cwd=drill)
    assert opened.code == 0, opened.err
    (identity,) = re.findall(r"已登记 (\d{8}-[0-9a-z]{4})：", opened.out)
    tour = (
        ("add", identity, "报告", "--to", "应急管理小组", "--channel", "电话"),
        ("advance", identity, "会商研判", "--reason", "先核实再答复"),
        ("approve", identity, "--as", "陈立"),
    )
    for words in tour:
        done = taizhang(*words, cwd=drill)
        assert done.code == 0, (words, done.err)
    shown = taizhang("show", identity, cwd=drill)
    assert "▶会商研判" in shown.out
    assert "陈立（组长）未验签" in shown.out
    checked = taizhang("check", "--format", "json", cwd=drill)
    assert checked.code == 0
    assert json.loads(checked.out)["summary"]["errors"] == 0
    assert git(drill, "log", "--format=%an|%cn|%s", f"{begin}..HEAD").splitlines() == [
        f"陈立|张伟|{identity}: 审批 陈立",
        f"张伟|张伟|{identity}: 决定 → 会商研判 张伟",
        f"张伟|张伟|{identity}: 报告 → 快报事实 张伟",
        f"张伟|张伟|{identity}: 发现 张伟",
    ]
    assert _only_added(drill, begin)
    assert git(drill, "status", "--porcelain") == ""


def test_an_incident_is_taken_from_first_sight_to_the_archive_by_commands(ledger):
    begin = ledger.git("rev-parse", "HEAD").strip()
    identity = ledger.handled()
    clock = datetime(2026, 11, 10, 11, 0, tzinfo=ZONE)
    story = (
        ("add", identity, "办理", "--about", "任务1", "--lane", "线下", "--outcome", "办结",
         "--result", "已公布周末值班"),
        ("add", identity, "送审", "--form", "答复", "--drafted-by", "何俊", "--channel", "论坛",
         "--account", "南充人大网", "--text", "已公布。"),
        ("approve", identity, "--as", "王强"),
        ("add", identity, "发布", "--about", "发布1", "--channel", "论坛", "--account",
         "南充人大网"),
        ("advance", identity, "后期处置"),
        ("add", identity, "监看", "--trend", "平息", "--basis", "三日无新增"),
        ("approve", identity, "--as", "王强"),
        ("advance", identity, "总结评估", "--units", "办公室、代工委", "--good", "当日会商",
         "--problem", "时间未统一公开"),
        ("approve", identity, "--as", "陈立"),
        ("add", identity, "改进", "--about", "问题1", "--reason", "已统一公开"),
        ("advance", identity, "归档"),
        ("approve", identity, "--as", "陈立"),
    )  # fmt: skip
    for words in story:
        clock += timedelta(minutes=20)
        ledger.done(*words, now=clock.strftime("%Y-%m-%d %H:%M"))
    view = json.loads(ledger.done("show", identity, "--json"))
    assert view["row"]["stage"] == "归档"
    assert [each for each in view["findings"] if each["severity"] != "late"] == []
    assert ledger.run("check", "--now", "2026-11-10 18:00").code == 0
    assert _only_added(ledger.root, begin)
    assert ledger.git("status", "--porcelain") == ""
