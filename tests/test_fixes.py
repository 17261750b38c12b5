"""Whoever does what a message says gets rid of the finding: its fix is followed word for word.

Each case that breaks a rule is repaired by reading the fix alone: a word it offers is put in, a
field it asks for is written, a command it names is carried out before the faulty entry.
"""

from __future__ import annotations

import re
import shlex
from datetime import datetime, timedelta

import pytest
from tests.casebook import cases, findings, incident_path, moment, workspace

from taizhang.actions.workspace import judge_file, read_file
from taizhang.model.fields import LISTS, Type
from taizhang.model.kinds import KINDS
from taizhang.model.messages import finding_words
from taizhang.store.emit import entry_block, header_block
from taizhang.store.strict import Unreadable, read

WORDS = {
    "scope": ["公众关注"],
    "title": "代表联络站周六无人接待",
    "summary": "周六到联络站时无人接待",
    "sources": [{"platform": "论坛"}],
    "reason": "已逐项核对",
    "text": "已派人到站。",
    "account": "南充人大网",
    "audience": "省、市媒体",
    "doc_no": "南人办函〔2026〕40号",
    "article": "治安管理处罚法第二十九条",
    "ground": "伪造条例文本",
    "about": "管控1",
    "rectified": "已补查并公布",
    "consequence": "群众连续三周无人接待",
    "cause": "值守通知未转发",
    "stage": "会商研判",
    "phase": "表态性",
    "channel": "论坛",
    "late": "当时在接听电话",
}
"""What a person would write into a field that a fix asks for."""

ENTRIES = {
    "报告": {"form": "终报", "to": "应急管理小组", "channel": "电话"},
    "会商": {"present": ["办公室"], "findings": "情况属实"},
    "来文": {"from": "市网信办", "form": "意见", "gist": "同意"},
    "决定": {
        "measures": ["启动预案", "正面回应", "公开辟谣", "信息管控"],
        "tasks": [{"id": "任务9", "unit": "代工委", "do": "核实", "due": "2026-12-31 18:00"}],
    },
    "核查": {"items": ["事项1"], "facts": [{"text": "已核对", "status": "不实"}]},
    "办理": {"about": "事项1", "lane": "线下", "outcome": "办结", "result": "已办"},
    "监看": {"trend": "平稳", "basis": "没有新增讨论"},
    "移送": {"id": "移送9", "items": ["事项1"], "to": "机关纪委", "doc_no": "南人办函〔2026〕40号"},
    "总结": {
        "units": ["办公室"],
        "good": ["答复及时"],
        "problems": [{"id": "问题9", "text": "值守未公开"}],
    },
    "改进": {"about": "问题1", "reason": "已公开值守时间"},
    "管控": {
        "id": "管控9", "form": "商请处置", "items": ["事项1"], "to": "市网信办",
        "ground": "经查证不属实", "article": "第十五条", "necessity": "仍在传播",
        "limits": "仅限截图", "expires": "2026-12-31",
    },
    "说明": {"text": "已补充情况。"},
    "发布": {"about": "发布1", "channel": "微博", "account": "南充人大微博"},
    "送审": {
        "id": "发布9", "items": ["事项1"], "form": "声明", "drafted_by": ["周敏"],
        "channel": "公文", "text": "正在核实。",
    },
}  # fmt: skip
"""What a person would write into an entry that a fix asks for; the command's own options first."""

PEOPLE = {"法工委": "周敏", "法制委": "吴静"}
HOLDERS = {"组长": "陈立", "小组成员": "徐刚"}


def _found(pattern, text):
    found = re.search(pattern, text)
    assert found, (pattern, text)
    return found


class Repair:
    """A file being repaired: ``tree`` is changed in place."""

    def __init__(self, case, finding):
        self.finding = finding
        self.tree = read((case.folder / "incident.yml").read_bytes())
        self.fix = finding_words(finding)[1]
        self.where = finding.where

    @property
    def entries(self):
        return self.tree["timeline"]

    @property
    def entry(self):
        return self.entries[self.where[1]]

    def holder(self):
        """The mapping or list that holds what the finding is about, and under which key."""
        at = self.tree
        for key in self.where[:-1]:
            at = at[key]  # type: ignore[assignment]
        return at, self.where[-1]

    def offered(self):
        """The first word a fix offers: ``是否指：甲`` or ``可写：甲、乙``."""
        return re.split("[、；]", self.fix.rsplit("：", 1)[1])[0]

    def put(self, value):
        at, key = self.holder()
        at[key] = value

    def usual(self, kind):
        """The entry as people write it; of whistle-blowing nothing but reference data."""
        if self.tree["title"] == "举报" and kind == "办理":
            return {"about": "移送1", "outcome": "不属实", "doc_no": "机纪函〔2026〕9号"}
        return ENTRIES[kind]

    def insert(self, kind, fields, *, before):
        """An entry a little after the one above, signed where somebody has to."""
        above = self.entries[before - 1]
        at = above["at"] if len(above["at"]) > 16 else above["at"] + ":00"
        when = datetime.strptime(at, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - as files write it
        made = {"at": str(when + timedelta(seconds=10)), "by": "李娜", "kind": kind, **fields}
        self.entries.insert(before, made)
        self.sign(f"{made['at']} {kind}", before=before + 1)

    def sign(self, name, *, before):
        """Signatures of everybody whom some plan may ask, a little after the entry above."""
        above = self.entries[before - 1]
        at = above["at"] if len(above["at"]) > 16 else above["at"] + ":00"
        when = datetime.strptime(at, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - as files write it
        for number, (role, person) in enumerate(HOLDERS.items()):
            signature = {
                "at": str(when + timedelta(seconds=10 * number + 5)), "by": person, "kind": "审批",
                "entry": name, "as": role, "roster": "1", "verdict": "同意",
            }  # fmt: skip
            self.entries.insert(before + number, signature)

    def data(self):
        head = [(key, value) for key, value in self.tree.items() if key != "timeline"]
        return "".join(
            (header_block(head), *(entry_block(list(each.items())) for each in self.entries))
        ).encode()


def put_what_is_offered(it):
    if it.finding.on_key:
        at, key = it.holder()
        renamed = {(it.offered() if name == key else name): value for name, value in at.items()}
        at.clear()
        at.update(renamed)
    else:
        it.put(it.offered())


def add_the_fields(it):
    names = re.findall(r"“(\w+): …”", it.fix) or re.findall(r"\w+", it.fix.removeprefix("补写 "))
    at = it.tree
    for key in it.where:
        at = at[key] if isinstance(at, dict | list) else at
    if it.finding.message_key == "gate-fields":
        at = it.entry
    for name in names:
        at[name] = WORDS[name]


def add_one_of_them(it):
    name = _found(r"(\w+)", finding_words(it.finding)[0])[1]
    it.entry[name] = WORDS[name]


def record_what_is_asked(it):
    """Carry out the first command of the fix."""
    command = shlex.split(it.fix.split("：", 1)[1].split("；")[0])
    if command[1] == "approve":
        it.sign(command[command.index("--entry") + 1], before=it.where[1])
        return
    if command[1] == "regrade":
        it.insert("调级", {"level": command[3], "reason": WORDS["reason"]}, before=it.where[1])
        return
    kind, options = command[3], command[4:]
    given = {
        name.removeprefix("--").replace("-", "_"): value
        for name, value in zip(options[::2], options[1::2], strict=True)
    }
    fields = {**it.usual(kind), **given}
    for name, value in given.items():
        field = KINDS[kind].field(name)
        if field is not None and field.type in (*LISTS, Type.RECORDS):
            fields[name] = [value]
    it.insert(kind, fields, before=it.where[1])


def record_for_each(it):
    """The fix names what is lacking; the message says what it needs."""
    kinds = {"任务": "办理", "事项": "办理", "问题": "改进", "移送": "办理", "管控": "来文"}
    for name in it.fix.split("：")[1].split("、"):
        kind = kinds[name[:2]]
        fields = {**it.usual(kind), "about": name}
        if name.startswith("事项"):
            fields["outcome"] = "已解决"
        if kind == "来文":
            fields["form"] = "管控已解除"
        it.insert(kind, fields, before=it.where[1])


def sign_each(it):
    for name in it.fix.rsplit("：", 1)[1].split("、"):
        it.sign(name, before=it.where[1])


def add_a_drafter(it):
    units = finding_words(it.finding)[0].rsplit("：", 1)[1].split("、")
    it.entry["drafted_by"] = [*it.entry["drafted_by"], *(PEOPLE[unit] for unit in units)]


def ask_another(it):
    """``请具有“小组成员”角色的人审批``: the first role asked for, by somebody who holds it."""
    role = _found(r"“([^”、]+)", it.fix)[1]
    used = {each["by"] for each in it.entries if each["kind"] == "审批"}
    people = {"组长": ["陈立"], "小组成员": ["王强", "徐刚", "郑洁"]}[role]
    it.entry["by"] = next(each for each in people if each not in used)
    it.entry["as"] = role


def leave_out_the_entry(it):
    del it.entries[it.where[1]]


def leave_out_the_field(it):
    at, key = it.holder()
    del at[key]


def write_as_shown(it):
    shown = _found(r"\d{8}-\w{4}|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?|是", it.fix)[0]
    it.put(shown)


def add_seconds(it):
    it.entry["at"] += ":20"


def say_why(field):
    def repair(it):
        it.entry[field] = WORDS["reason"]

    return repair


def take_the_next_number(it):
    name = finding_words(it.finding)[0].split("”")[0][1:]
    for item in it.entry.get("items", []):
        if item["id"] == name:
            item["id"] = name[:-1] + str(int(name[-1]) + 1)


def confirm(it):
    key, words = _found(r"“(\w+): (\S+?)”", it.fix).groups()
    it.entry[key] = words


def take_it_out(it):
    it.put("另按规定办理。")


def go_where_it_is_allowed(it):
    it.entry["stage"] = it.offered()
    it.entry["kind"] = "推进"


def copy_the_file(it):
    it.put(_found(r"原写应为“([^”]+)”", finding_words(it.finding)[0])[1])


def publish_as_approved(it):
    it.put(_found(r"审定的“([^”]+)”", finding_words(it.finding)[0])[1])


def use_another_kind(it):
    """``改用：决定、调级、推进``: the first of them, as people write it, into the same stage."""
    kind = _found(r"：(\w+)", it.fix)[1]
    kept = {key: it.entry[key] for key in ("at", "by", "stage")}
    it.entry.clear()
    it.entry.update(kept, kind=kind, **it.usual(kind))


def sign_what_waits(it):
    it.sign(_found(r"“([^”]+)”", finding_words(it.finding)[0])[1], before=it.where[1])


def name_as_written(it):
    """``照时间和种类原样书写``: the last entry above of the kind that was meant."""
    kind = it.entry["entry"].split()[-1]
    above = [each for each in it.entries[: it.where[1]] if each["kind"] == kind]
    it.put(f"{above[-1]['at']} {kind}")


def take_the_time_told(pattern):
    def repair(it):
        it.put(_found(pattern, finding_words(it.finding)[0])[1])

    return repair


def record_the_regrade(it):
    level = _found(r"“([^”]+)”", finding_words(it.finding)[0])[1]
    it.insert("调级", {"level": level, "reason": WORDS["reason"]}, before=it.where[1])


def change_the_channel(it):
    it.entry["channel"] = _found(r"登记在“([^”]+)”", finding_words(it.finding)[0])[1]


REPAIRS = {
    **dict.fromkeys(("field-unknown", "kind-unknown", "value-unknown", "thing-unknown"), put_what_is_offered),
    "person-unknown": lambda it: it.put(it.fix.split("：")[1].split("；")[0]),
    "plan-version-unknown": put_what_is_offered,
    **dict.fromkeys(("field-missing", "header-missing", "gate-fields"), add_the_fields),
    "field-missing-one-of": add_one_of_them,
    "gate-unmet": record_what_is_asked,
    "gate-each": record_for_each,
    "gate-unsigned": sign_each,
    "gate-drafters": add_a_drafter,
    **dict.fromkeys(("approver-without-role", "approver-is-author", "approver-twice", "approver-role-not-asked"), ask_another),
    **dict.fromkeys(("approval-not-needed", "approval-surplus"), leave_out_the_entry),
    **dict.fromkeys(("reference-field", "urgent-not-allowed"), leave_out_the_field),
    **dict.fromkeys(("value-not-time", "value-not-day", "value-not-yes", "value-not-incident"), write_as_shown),
    "value-not-number": lambda it: it.put("12000"),
    "value-not-new": lambda it: it.put(it.fix.split()[1].rstrip("、")),
    "value-empty": lambda it: it.put("已派人到站。"),
    "value-not-one-line": lambda it: it.put("南人办函〔2026〕33号"),
    "field-not-text": lambda it: it.put("已派人到站。"),
    "field-not-list": lambda it: it.put(["办公室"]),
    "reference-title": lambda it: it.put(_found(r"固定为“([^”]+)”", finding_words(it.finding)[0])[1]),
    "title-characters": lambda it: it.put(re.sub("[<>]", "", it.tree["title"])),
    "duplicate-entry": add_seconds,
    "late-without-reason": say_why("late"),
    "return-without-reason": say_why("reason"),
    "thing-taken": take_the_next_number,
    **dict.fromkeys(("mobile-number", "card-number", "mail-address", "account-handle", "account-id", "profile-link"), confirm),
    **dict.fromkeys(("identity-number", "secrecy-mark"), take_it_out),
    "correction-was-differs": copy_the_file,
    "release-differs": publish_as_approved,
    "level-same": lambda it: it.put("较大"),
    "discovery-first": lambda it: it.entry.update(kind="说明") or [it.entry.pop(k) for k in ("level", "reason", "scope")],
    "platform-unnamed": lambda it: it.entry["sources"][it.where[-1]].update(section="本地短视频平台"),
    "work-unknown": lambda it: it.put(_found(r"“([^”]+)”", it.fix)[1]),
    "drafter-submits": lambda it: it.entry.update(by="李娜"),
    "roster-version-unknown": lambda it: it.entry.update(roster="1"),
    "move-not-allowed": go_where_it_is_allowed,
    "kind-cannot-enter": use_another_kind,
    "second-pending-move": sign_what_waits,
    **dict.fromkeys(("approval-of-nothing", "correction-of-nothing"), name_as_written),
    "time-future": take_the_time_told(r"现在是 ([\d: -]+)"),
    "before-discovery": take_the_time_told(r"早于发现的时间 ([\d: -]+)"),
    "level-differs": record_the_regrade,
    "account-other-channel": change_the_channel,
    "value-not-digest": lambda it: it.put("0" * 64),
    "value-not-entry": lambda it: it.put(_found(r"如 (.+)", it.fix)[1]),
    "value-too-long": lambda it: it.put(WORDS["article"]),
    "field-not-records": lambda it: it.put(WORDS["sources"]),
    "field-not-record": lambda it: it.put({"posts": "3"}),
    "id-malformed": lambda it: it.put("20261109-4mq2"),
}  # fmt: skip
"""Message -> what somebody does who does as the fix says."""


TAKES_MORE = {
    "conclusion-published": "a conclusion must be drafted and approved before it goes out",
    "press-trigger": "what level or emergency it is nobody can read off a message",
}
"""Cases whose fix is more than one step, and what is left to a person."""

LEFT = {
    r"yaml-.*": "a fault of writing, not of a tree: tests/store/test_strict_fixes.py follows those",
    r"sig-.*|approval-signature-.*": "a signature is made with a person's own key: the tests of signing do",
    r"(annual|basis|contact|drill|duty|look|period|roles|roster|training|watch)-.*|file-.*":
        "a fault of the office's files or of the whole ledger, which no act in an incident mends:"
        " tests/test_office_fixes.py",
    r"journal-.*|value-not-look": "a fault of the journal, whose tests mend it",
    r".*-approval(-highest)?|release-signing": "nothing breaks it: a wrong signature has its own rule",
    r"first-report|first-response|authoritative-info|press-conference|task-due|control-expiry":
        "time that has passed cannot be had back; the reason is recorded and it stays late",
    r"cac-report|consult|review|whistleblow-referral": "promptly, without a number: nothing is late",
    r"media-open|watch-gap": "past lateness again: what was left lying is done, and shows when",
    r"approval-of-(refused|returned)|approval-before-entry|correction-of-(record|waiting|fixed)":
        "what stands in the file stays; the matter is put in anew, or somebody else has to act",
    r"account-not-open|account-unregistered": "which account may be used stands in the office's list",
    r"entry-not-record": "what is no record cannot be written back by this test",
    r"control-of-criticism|one-person-throughout|reference-own-file|extension-too-long|incident-closed":
        "it asks for another decision, another person or another file",
    r"calendar-year-missing|levels-none|improve-plan-unknown|plan-proposal-used":
        "a fault of plan or calendar, mended there",
    r"id-not-path|incident-not-there": "the file's place, or another file, is what is wrong",
    r"timeline-missing": "a file without entries has nothing to go on from",
    "|".join(TAKES_MORE): "see above",
}  # fmt: skip
"""Rules whose fix is not followed here, as patterns, and why."""


def _broken():
    for case in cases():
        if case.valid or case.check or case.code in TAKES_MORE:
            continue
        if not (case.folder / "incident.yml").is_file():
            continue
        for finding in findings(case):
            placed = finding.where or finding.code == "header-missing"
            if finding.code == case.code and finding.message_key in REPAIRS and placed:
                yield pytest.param(case, finding, id=f"{case.name}-{finding.message_key}")
                break


BROKEN = list(_broken())


def _codes(case, data):
    ledger, path = workspace(case), incident_path(case)
    file = read_file(ledger, path, data)
    judged = judge_file(ledger, file, moment(case, ledger))
    return [each.code for each in (judged.findings if judged else file.findings)]


@pytest.mark.parametrize(("case", "finding"), BROKEN)
def test_a_fix_that_is_followed_removes_the_finding(case, finding):
    it = Repair(case, finding)
    before = _codes(case, it.data())
    REPAIRS[finding.message_key](it)
    after = _codes(case, it.data())
    assert after.count(case.code) < before.count(case.code), (it.fix, after)


def test_a_good_share_of_all_messages_is_followed():
    keys = {param.values[1].message_key for param in BROKEN}
    assert len(keys) >= 60
    assert len({param.values[0].code for param in BROKEN}) >= 120


def test_what_is_not_followed_is_named_with_its_reason():
    followed = {param.values[0].code for param in BROKEN}
    broken = {case.code for case in cases() if not case.valid}
    left = {code for code in broken - followed if not any(re.fullmatch(p, code) for p in LEFT)}
    assert left == set()
    unused = [p for p in LEFT if not any(re.fullmatch(p, code) for code in broken - followed)]
    assert unused == []


def test_what_cannot_be_read_is_left_to_the_tests_of_the_reader():
    with pytest.raises(Unreadable):
        read(b"- a\n")
