"""Files damaged by hand, through ``taizhang check``: each gives one finding at its place."""

from __future__ import annotations

import json

import pytest
from tests.ledgers import commit

NOW = "2026-11-09 09:30"
SOUND = """\
id: 20261109-4mq2
title: 联络站开放时间与公告不符
plan: 2022-08-05
timeline:
- at: 2026-11-09 09:12
  by: 张伟
  kind: 发现
  level: 一般
  reason: 浏览约四百
  scope: [公众关注]
  items:
  - id: 事项1
    nature: 诉求
    summary: 周六无人接待
  sources:
  - platform: 论坛
- at: 2026-11-09 09:17
  by: 张伟
  kind: 报告
  form: 首报
  to: 应急管理小组
  channel: 电话
  stage: 快报事实
"""


def _swap(old, new):
    assert old in SOUND
    return SOUND.replace(old, new, 1).encode()


DAMAGED = {
    "duplicate key": (_swap("  level: 一般\n", "  level: 一般\n  level: 较大\n"), 9, "level"),
    "alias": (_swap("reason: 浏览约四百", "reason: *甲"), 9, "*"),
    "anchor": (_swap("reason: 浏览约四百", "reason: &甲 乙"), 9, "&"),
    "tab": (_swap("  reason:", "\treason:"), 9, "制表符"),
    "full-width colon": (_swap("level: 一般", "level：一般"), 8, "："),
    "comment after a value": (_swap("level: 一般", "level: 一般 # 暂定"), 8, "#"),
    "no such level": (_swap("level: 一般", "level: 严重"), 8, "没有“严重”"),
    "no such kind": (_swap("kind: 报告", "kind: 汇报"), 19, "没有“汇报”这种记录"),
    "no such field": (_swap("电话\n", "电话\n  docno: 一\n"), 23, "没有“docno”这一项"),
    "unknown person": (_swap("by: 张伟\n  kind: 报告", "by: 张三\n  kind: 报告"), 18, "张三"),
    "another id than its place": (_swap("4mq2", "4mq3"), 1, "与文件所在位置不一致"),
    "GBK": (SOUND.encode("gbk"), 2, "UTF-8"),
    "100 KB of brackets": (b"[" * 100_000, 1, ""),
    "100 KB of brackets in a value": (_swap("周六无人接待", "[" * 100_000), 14, ""),
    "nothing at all": (b"", 1, ""),
    "a merge's marks": (_swap("- at: 2026-11-09 09:17", "<<<<<<< HEAD\n- at: 2026-11-09 09:17"),
                        17, ""),
}  # fmt: skip


def _checked(ledger, data, *words):
    folder = ledger.root / "ledger" / "2026" / "11"
    folder.mkdir(parents=True, exist_ok=True)
    if data is not None:
        (folder / "20261109-4mq2.yml").write_bytes(data)
    said = ledger.run("check", "--now", NOW, "--format", "json", *words)
    told = json.loads(said.out)
    # What the office still has to do is told too, at its own files.
    own = [each for each in told["findings"] if each["path"].startswith("ledger/")]
    return said, {**told, "findings": own}


def test_the_sound_file_has_no_finding(ledger):
    said, found = _checked(ledger, SOUND.encode())
    assert found["findings"] == []
    summary = {name: found["summary"][name] for name in ("files", "incidents", "errors", "late")}
    assert summary == {"files": 1, "incidents": 1, "errors": 0, "late": 0}
    assert said.code == 0


@pytest.mark.parametrize(("data", "line", "says"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_gives_one_finding_at_its_place(ledger, data, line, says):
    said, found = _checked(ledger, data)
    assert said.code == 1
    errors = [each for each in found["findings"] if each["severity"] == "error"]
    assert len({each["line"] for each in errors}) == 1, errors
    (first, *_) = errors
    assert first["path"] == "ledger/2026/11/20261109-4mq2.yml"
    assert (first["line"], first["column"] > 0) == (line, True)
    assert says in first["message"] + first["fix"]
    assert first["message"]
    assert first["fix"]


def test_a_link_gives_one_finding_and_is_not_followed(ledger, tmp_path):
    (tmp_path / "outside.yml").write_text(SOUND, "utf-8")
    folder = ledger.root / "ledger" / "2026" / "11"
    folder.mkdir(parents=True)
    (folder / "20261109-4mq2.yml").symlink_to(tmp_path / "outside.yml")
    for words in ((), (str(folder / "20261109-4mq2.yml"),)):
        said, found = _checked(ledger, None, *words)
        assert said.code == 1
        (only,) = found["findings"]
        assert "符号链接" in only["message"]


def test_one_bad_file_hides_no_other(ledger):
    sound = ledger.new()
    said, found = _checked(ledger, DAMAGED["tab"][0])
    assert said.code == 1
    assert found["summary"]["files"] == 2
    assert found["summary"]["incidents"] == 1
    errors = [each["path"] for each in found["findings"] if each["severity"] == "error"]
    assert errors
    assert not any(sound in path for path in errors)


def test_a_file_that_does_not_belong_is_told(ledger):
    (ledger.root / "ledger" / "notes.txt").write_text("x")
    said, found = _checked(ledger, SOUND.encode())
    assert said.code == 1
    assert [each["path"] for each in found["findings"]] == ["ledger/notes.txt"]


def test_a_damaged_file_stays_as_it_is_when_an_entry_is_added(ledger):
    identity = ledger.new()
    path = next((ledger.root / "ledger").glob("*/*/*.yml"))
    path.write_text(path.read_text("utf-8").replace("level: 一般", "level: 严重"), "utf-8")
    commit(ledger.root, "by hand", "2026-11-09T09:20:00+08:00")
    before = ledger.state()
    said = ledger.run("add", identity, "说明", "--text", "甲")
    assert said.code == 2
    assert "taizhang check" in said.err
    assert ledger.state() == before
