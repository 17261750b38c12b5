"""What a message asks to be recorded for the office is recorded, and the message goes away.

The acts inside an incident are followed by ``test_fixes.py``; here it is the journal, the lists
of the office and where a file lies.
"""

from __future__ import annotations

import re
import shlex
from itertools import pairwise

import pytest
from tests.casebook import WHOLE, Overlay, cases, files, findings, incident_path, moment

from taizhang.actions.check import check_tree
from taizhang.actions.workspace import open_workspace
from taizhang.model.messages import finding_words

JOURNAL = {
    "培训": "  topic: 突发事件应对法\n  roles: [监控员]\n  hours: 4\n",
    "演练": "  scope: 模拟较大舆情\n  findings: 接通偏慢\n",
    "年度事项": "  gist: 研究网络舆情工作\n",
    "复核": "  result: 逐项核对\n",
    "监测": "  engines: [百度, 360]\n  platforms: [门户网站, 新闻网站, 论坛, 微博, 微信, 其他]\n",
}
"""What a person would write beside the options that the command names."""

POST = "  post: 值班岗\n  hours: 24小时\n  from: 2026-11-23\n  verified_on: 2026-11-23\n"
ACCOUNT = "  channel: 微博\n  unit: 宣传信息科\n  from: 2022-08-05\n"


def record_in_the_journal(text, told, fix, now):
    """The command that the fix names, its ``--form`` and ``--found`` as fields of the entry."""
    kind, *options = shlex.split(re.split("taizhang journal add ", fix)[-1])
    pairs = dict(pairwise(options))
    form = pairs.get("--form", "")
    fields = {"form": told.rpartition("：")[2] if form == "事项名" else form}
    fields["found"] = pairs.get("--found", "")
    own = "".join(f"  {key}: {value}\n" for key, value in fields.items() if value)
    return f"{text}- at: {now:%Y-%m-%d %H:%M}\n  by: 李娜\n  kind: {kind}\n{own}{JOURNAL[kind]}"


def list_the_body(text, told, fix, now):
    del now
    assert "plan/office/contacts.yml" in fix
    return f"{text}- body: {told.rpartition('：')[2]}\n{POST}"


def enter_the_check(text, told, fix, now):
    """``另加一条，写明 verified_on``: the same post again; the old record stays as it is."""
    assert "verified_on" in fix
    body = told.rpartition("：")[2]
    kept = re.findall(rf"- body: {body}\n  post: .+\n  hours: .+\n", text)[0]
    return f"{text}{kept}  from: {now:%Y-%m-%d}\n  verified_on: {now:%Y-%m-%d}\n"


def name_a_body_of_the_plan(text, told, fix, now):
    del now
    wrong = re.findall("“([^”]+)”", told)[0]
    return text.replace(wrong, re.findall("“([^”、]+)", fix)[0])


def register_the_account(text, told, fix, now):
    del now
    assert "plan/office/accounts.yml" in fix
    account = re.findall("“([^”]+)”", told)[0]
    return f"{text.replace('records: []', 'records:')}- name: {account}\n{ACCOUNT}"


def write_a_keyword(text, told, fix, now):
    del told, now
    assert "本单位的简称" in fix
    return re.sub(r"keywords: \[\]", "keywords: [南充人大]", text)


REPAIRS = {
    **dict.fromkeys(
        ("training-missing", "drill-missing", "annual-item-missing", "look-overdue", "watch-list-stale"),
        ("ledger/journal/2026/11.yml", record_in_the_journal),
    ),
    **dict.fromkeys(
        ("contact-missing", "contact-not-round-clock"), ("plan/office/contacts.yml", list_the_body)
    ),
    "contact-unverified": ("plan/office/contacts.yml", enter_the_check),
    "contact-body-unknown": ("plan/office/contacts.yml", name_a_body_of_the_plan),
    "account-unregistered": ("plan/office/accounts.yml", register_the_account),
    "watch-keywords-none": ("plan/office/watch.yml", write_a_keyword),
}  # fmt: skip
"""Rule -> the file that its fix is about, and what becomes of it."""

BROKEN = [each for each in cases() if not each.valid and each.name in REPAIRS]


def codes(case, overlay, *, whole):
    ledger = open_workspace(overlay)
    paths = () if whole else (case.check or incident_path(case),)
    return [each.code for each in check_tree(ledger, moment(case, ledger), paths).findings]


@pytest.mark.parametrize("case", BROKEN, ids=[each.name for each in BROKEN])
def test_what_is_recorded_as_the_fix_says_removes_the_finding(case, tmp_path):
    path, repair = REPAIRS[case.name]
    finding = next(each for each in findings(case) if each.code == case.code)
    own = files(case)
    before = open_workspace(Overlay(own))
    text = own[path].read_text(encoding="utf-8")
    mended = tmp_path / "mended.yml"
    mended.write_text(repair(text, *finding_words(finding), moment(case, before)), encoding="utf-8")
    after = codes(case, Overlay({**own, path: mended}), whole=case.check == WHOLE)
    told = [each.code for each in findings(case)]
    assert sorted(after) == sorted(code for code in told if code != case.code)


def test_each_of_these_rules_has_its_case():
    assert {each.name for each in BROKEN} == REPAIRS.keys()


def test_a_file_that_is_moved_where_the_fix_says_is_in_its_place():
    case = next(each for each in cases() if each.name == "id-not-path")
    finding = next(each for each in findings(case) if each.code == case.code)
    place = re.findall(r"ledger/\S+\.yml", finding_words(finding)[1])[0]
    own = files(case)
    moved = {place: own.pop(incident_path(case)), **own}
    ledger = open_workspace(Overlay(moved))
    assert check_tree(ledger, moment(case, ledger), (place,)).findings == ()
