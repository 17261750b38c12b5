from __future__ import annotations

import re
from hashlib import sha256

import pytest
from tests.ledgers import NEW

from taizhang.cli import wizard

REPORT = ("--to", "应急管理小组", "--channel", "电话")


class TestNew:
    def test_it_tells_the_id_the_report_that_is_due_and_the_next_command(self, ledger):
        said = ledger.done(*NEW)
        (identity,) = re.findall(r"已登记 (20261109-[0-9a-z]{4})：", said)
        assert "首报：11-09 09:22 前" in said
        assert f"下一步：taizhang advance {identity} 快报事实" in said
        text = ledger.text(identity)
        assert "- at: 2026-11-09 09:12\n  by: 张伟\n  kind: 发现\n  level: 一般\n" in text
        assert "  marks:\n    状态: 已发布\n" in text

    def test_a_report_already_made_is_filed_with_it_in_one_commit(self, ledger):
        identity = ledger.new("--reported-at", "09:17")
        text = ledger.text(identity)
        assert "at: 2026-11-09 09:17\n  by: 张伟\n  kind: 报告\n  form: 首报\n" in text
        assert "  to: 应急管理小组\n  channel: 电话\n  stage: 快报事实\n" in text
        subject = ledger.git("log", "-1", "--format=%s").strip()
        assert subject == f"{identity}: 发现、报告 → 快报事实 张伟"

    def test_a_report_already_made_needs_the_time_it_was_seen(self, ledger):
        said = ledger.run(*NEW[:-2], "--reported-at", "09:17")
        assert said.code == 2
        assert "--at" in said.err

    def test_without_a_terminal_it_says_which_options_are_missing(self, ledger):
        before = ledger.state()
        said = ledger.run("new", "--nature", "诉求", "--level", "一般")
        assert said.code == 2
        assert "--title、--summary、--reason、--scope、--platform" in said.err
        assert ledger.state() == before

    def test_names_and_keys_are_both_taken(self, ledger):
        words = [{"诉求": "claim", "一般": "L4"}.get(word, word) for word in NEW]
        identity = ledger.done(*words).split("：")[0].split()[-1]
        assert "nature: 诉求" in ledger.text(identity)
        assert "level: 一般" in ledger.text(identity)

    def test_whistle_blowing_needs_no_more_than_reference_data(self, ledger):
        said = ledger.done(
            "new", "--nature", "whistleblow", "--level", "一般", "--scope", "公众关注"
        )
        text = ledger.text(said.split("：")[0].split()[-1])
        assert "title: 举报\n" in text
        assert "summary" not in text
        assert "sources" not in text

    def test_several_natures_make_several_items(self, ledger):
        identity = ledger.new("--nature", "质疑", "--summary", "问为何无人")
        assert "id: 事项2\n    nature: 质疑\n    summary: 问为何无人" in ledger.text(identity)

    def test_a_committer_of_another_name_keeps_the_person_as_author(self, ledger):
        ledger.git("config", "user.name", "值班电脑")
        ledger.new()
        who = ledger.git("log", "-1", "--format=%an <%ae> %cn").strip()
        assert who == "张伟 <zhang.wei@taizhang.invalid> 值班电脑"


class TestAdd:
    def test_the_only_way_into_the_next_stage_is_taken(self, ledger):
        identity = ledger.new()
        assert "报告 → 快报事实" in ledger.done("add", identity, "report", *REPORT)

    def test_unless_one_stays(self, ledger):
        identity = ledger.new()
        assert (
            "→" not in ledger.done("add", identity, "report", *REPORT, "--stay").split("下一步")[0]
        )

    def test_a_report_to_another_body_does_not_move_the_incident(self, ledger):
        identity = ledger.new()
        ledger.done("add", identity, "报告", "--to", "cac_city", "--channel", "电话")
        assert "to: 市网信办\n  channel: 电话\n" in ledger.text(identity)
        assert "stage" not in ledger.text(identity)

    def test_a_second_report_to_the_same_body_is_a_further_one(self, ledger):
        identity = ledger.new()
        ledger.done("add", identity, "报告", *REPORT)
        ledger.done("add", identity, "报告", *REPORT)
        assert ledger.text(identity).count("form: 续报") == 1

    def test_a_taken_name_gets_seconds(self, ledger):
        identity = ledger.new()
        for _ in range(3):
            ledger.done("add", identity, "说明", "--text", "续", "--at", "09:15")
        assert re.findall(r"at: 2026-11-09 (09:15\S*)", ledger.text(identity)) == [
            "09:15",
            "09:15:01",
            "09:15:02",
        ]

    def test_an_ending_of_the_id_will_do(self, ledger):
        identity = ledger.new()
        assert identity in ledger.done("add", identity[-4:], "note", "--text", "续")

    def test_things_get_their_names(self, ledger):
        identity = ledger.handled()
        draft = ("add", identity, "送审", "--form", "答复", "--drafted-by", "he.jun",
                 "--channel", "论坛", "--account", "南充人大网")  # fmt: skip
        for number in (1, 2):
            ledger.done(*draft, "--text", f"稿{number}", now=f"2026-11-09 11:0{number}")
        text = ledger.text(identity)
        assert "id: 任务1\n    unit: 代工委\n    items: [事项1]\n    do: 公布开放时间\n" in text
        assert "id: 发布1\n  items: [事项1]\n" in text
        assert "id: 发布2\n" in text
        assert "drafted_by: [何俊]" in text

    def test_an_annex_is_its_name_and_digest_alone(self, ledger, tmp_path):
        file = tmp_path / "minutes.txt"
        file.write_bytes(b"minutes")
        identity = ledger.new()
        ledger.done("add", identity, "说明", "--text", "见附件", "--annex", f"纪要={file}")
        assert f"name: 纪要\n    sha256: {sha256(b'minutes').hexdigest()}" in ledger.text(identity)
        assert ledger.git("status", "--porcelain") == ""

    def test_numbers_of_a_record_are_options_of_their_own(self, ledger):
        identity = ledger.new()
        ledger.done("add", identity, "监看", "--trend", "上升", "--posts", "12", "--reads", "300")
        assert "spread:\n    posts: 12\n    reads: 300" in ledger.text(identity)

    def test_what_another_did_is_recorded_as_his(self, ledger):
        identity = ledger.new()
        ledger.done("add", identity, "说明", "--text", "续", "--by", "李娜")
        assert "by: 李娜\n  kind: 说明" in ledger.text(identity)
        assert ledger.git("log", "-1", "--format=%an").strip() == "张伟"

    def test_lateness_is_recorded_and_told_never_refused(self, ledger):
        identity = ledger.new()
        said = ledger.done("add", identity, "报告", *REPORT, now="2026-11-09 09:40")
        assert "迟 first-report “首报”超时 18 分钟" in said

    def test_text_that_looks_like_yaml_comes_back_as_it_was(self, ledger):
        identity = ledger.new()
        ledger.done("add", identity, "说明", "--text", "是: 否 # 不\n- 二")
        assert ledger.run("check", now="2026-11-09 09:30").code == 0
        assert "是: 否 # 不" in ledger.text(identity)


class TestAdvance:
    def test_the_plan_says_which_kind_and_what_it_must_carry(self, ledger):
        identity = ledger.new("--reported-at", "09:17")
        said = ledger.done("advance", identity, "consult", "--reason", "先核实")
        assert "决定 → 会商研判" in said
        assert "待审批：还缺 小组成员" in said
        assert "measures: [启动预案]\n  reason: 先核实\n  stage: 会商研判" in ledger.text(identity)

    def test_a_plain_move_where_nothing_else_is_asked(self, ledger):
        identity = ledger.handled()
        said = ledger.done(
            "advance", identity, "会商研判", "--reason", "再议", now="2026-11-09 11:00"
        )
        assert "推进 → 会商研判" in said

    def test_it_says_which_options_the_entry_still_lacks(self, ledger):
        identity = ledger.new()
        said = ledger.run("advance", identity, "快报事实")
        assert said.code == 2
        assert "--channel（渠道）" in said.err
        assert "--to" not in said.err


class TestRegrade:
    def test_the_stage_is_added_where_the_plan_asks(self, ledger):
        identity = ledger.handled()
        said = ledger.done("regrade", identity, "L2", "--reason", "上热搜", now="2026-11-09 11:00")
        assert "调级 → 会商研判" in said

    def test_and_only_there(self, ledger):
        identity = ledger.new()
        ledger.done("regrade", identity, "重大", "--reason", "上热搜")
        assert "stage" not in ledger.text(identity)


class TestCorrect:
    def test_it_copies_what_the_file_says(self, ledger):
        identity = ledger.new("--reported-at", "09:17")
        ledger.done(
            "correct", identity, "报告", "--field", "渠道", "--now", "当面", "--reason", "记错"
        )
        text = ledger.text(identity)
        assert "entry: 2026-11-09 09:17 报告\n  field: channel\n  was: 电话\n  now: 当面\n" in text

    def test_an_entry_may_be_named_by_its_number(self, ledger):
        identity = ledger.new("--reported-at", "09:17")
        ledger.done("correct", identity, "2", "--field", "at", "--now", "09:18", "--reason", "记错")
        assert "field: at\n  was: 2026-11-09 09:17\n  now: 2026-11-09 09:18" in ledger.text(
            identity
        )

    def test_a_whole_entry_may_be_voided(self, ledger):
        identity = ledger.new()
        ledger.done("add", identity, "说明", "--text", "续")
        said = ledger.done("correct", identity, "说明", "--void", "--reason", "重复")
        assert "待审批" in said
        assert "void: 是" in ledger.text(identity)


class TestApprove:
    def test_it_says_in_words_what_was_approved_and_that_no_signature_was_verified(self, ledger):
        identity = ledger.new("--reported-at", "09:17")
        ledger.done("advance", identity, "会商研判", "--reason", "先核实")
        said = ledger.done("approve", identity, "--as", "陈立", now="2026-11-09 09:30")
        assert "陈立以“组长”身份同意：2026-11-09 09:20 决定（启动预案；先核实；→ 会商研判）" in said
        assert "未验签" in said
        assert "已生效，会商研判" in said
        assert "at: 2026-11-09 09:30\n  by: 陈立\n  kind: 审批\n" in ledger.text(identity)
        assert ledger.git("log", "-1", "--format=%an %cn").strip() == "陈立 张伟"

    def test_a_return_needs_a_reason_and_ends_the_act(self, ledger):
        identity = ledger.new("--reported-at", "09:17")
        ledger.done("advance", identity, "会商研判")
        said = ledger.done("approve", identity, "--return", "理由不足", "--as", "王强")
        assert "退回" in said
        assert "verdict: 退回\n  reason: 理由不足" in ledger.text(identity)

    def test_of_several_one_must_be_named(self, ledger):
        identity = ledger.handled()
        for number in (1, 2):
            ledger.done(
                "add", identity, "送审", "--form", "声明", "--drafted-by", "何俊", "--channel",
                "论坛", "--account", "南充人大网", "--text", "稿", now=f"2026-11-09 11:0{number}",
            )  # fmt: skip
        said = ledger.run("approve", identity, "--as", "王强", now="2026-11-09 11:05")
        assert said.code == 2
        assert "2026-11-09 11:01 送审；2026-11-09 11:02 送审" in said.err
        ledger.done(
            "approve", identity, "--as", "王强", "--entry", "2026-11-09 11:02 送审",
            now="2026-11-09 11:05",
        )  # fmt: skip


class TestUndo:
    def test_the_last_record_is_taken_back(self, ledger):
        identity = ledger.new()
        before = ledger.state()
        ledger.done("add", identity, "说明", "--text", "续")
        assert "已撤回" in ledger.done("undo", identity)
        assert ledger.state() == before

    def test_with_its_first_record_the_incident_is_gone(self, ledger):
        before = ledger.state()
        identity = ledger.new()
        assert "随之撤销" in ledger.done("undo", identity)
        assert ledger.state() == before


class TestOnATerminal:
    @pytest.fixture
    def answers(self, monkeypatch):
        """Somebody sits there and answers; what is left over was not asked."""
        lines: list[str] = []
        monkeypatch.setattr(wizard, "interactive", lambda: True)
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _="": lines.pop(0))
        return lines

    def test_new_asks_the_nature_first_and_then_the_rest(self, ledger, answers):
        answers += ["3", "测试", "周六无人接待", "4", "少", "1,2", "论坛", "09:12", "09:17"]
        said = ledger.done("new")
        text = ledger.text(said.split("：")[0].split()[-1])
        assert answers == []
        assert "nature: 诉求" in text
        assert "scope: [公众关注, 损害机关形象]" in text
        assert "kind: 报告" in text

    def test_whistle_blowing_is_asked_only_what_may_be_kept(self, ledger, answers):
        answers += ["举报", "一般", "公众关注", "", ""]
        said = ledger.done("new")
        assert answers == []
        assert "title: 举报" in ledger.text(said.split("：")[0].split()[-1])

    def test_an_answer_that_does_not_fit_is_asked_for_again(self, ledger, answers):
        identity = ledger.new()
        answers += ["没有这个", "0", "平稳"]
        ledger.done("add", identity, "监看")
        assert "trend: 平稳" in ledger.text(identity)

    def test_records_are_asked_part_by_part(self, ledger, answers):
        identity = ledger.new()
        answers += ["周六；周日均无人", "属实", "n"]
        ledger.done("add", identity, "核查")
        assert "facts:\n  - text: 周六；周日均无人\n    status: 属实" in ledger.text(identity)

    def test_an_old_time_is_asked_its_reason(self, ledger, answers):
        identity = ledger.new()
        answers += ["下乡"]
        ledger.done(
            "add", identity, "说明", "--text", "续", "--at", "09:20", now="2026-11-09 14:00"
        )
        assert "late: 下乡" in ledger.text(identity)

    def test_of_several_that_wait_one_is_picked(self, ledger, answers):
        identity = ledger.handled()
        for number in (1, 2):
            ledger.done(
                "add", identity, "送审", "--form", "声明", "--drafted-by", "何俊", "--channel",
                "论坛", "--account", "南充人大网", "--text", "稿", now=f"2026-11-09 11:0{number}",
            )  # fmt: skip
        answers += ["2"]
        ledger.done("approve", identity, "--as", "王强", now="2026-11-09 11:05")
        assert "entry: 2026-11-09 11:02 送审" in ledger.text(identity)
