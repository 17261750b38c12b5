"""A command that a finding advises is typed as it stands: it names the incident it is about."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from taizhang.model.findings import Finding
from taizhang.model.messages import finding_words

AT = ("--now", "2026-11-09 09:18")
TOO_EARLY = "- at: 2026-11-09 09:16\n  by: 张伟\n  kind: 决定\n  measures: [启动预案]\n"
ADVISED = re.compile(r"taizhang add .*")


@pytest.fixture
def forward(ledger):
    """An incident that goes on without having been reported."""
    identity = ledger.new()
    (path,) = ledger.root.glob(f"ledger/*/*/{identity}.yml")
    path.write_text(f"{path.read_text('utf-8')}{TOO_EARLY}  stage: 快报事实\n", encoding="utf-8")
    return identity


def test_advice_is_typed_without_replacing_anything(ledger, forward, monkeypatch):
    found = json.loads(ledger.run("check", "--format", "json", *AT).out)["findings"]
    (fix,) = (each["fix"] for each in found if each["code"] == "first-report-made")
    (advised,) = ADVISED.findall(fix)
    assert advised == f"taizhang add {forward} 报告 --to 应急管理小组"
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-09T09:17:00+08:00")
    ledger.git("commit", "-qam", "by hand")
    said = ledger.run(*shlex.split(advised)[1:], "--channel", "电话", now=AT[1])
    assert said.code == 0, said.err


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_form_names_the_incident(ledger, forward, form, lang):
    said = ledger.run("--lang", lang, "check", "--format", form, *AT)
    assert "taizhang add ID" not in said.out
    assert form == "gitlab" or f"taizhang add {forward} 报告" in said.out


def test_only_the_place_of_the_incident_is_filled():
    command = 'taizhang add ID 报告 --to "ID 办" --to ID'
    values = {"on": "", "must": "", "how": command}
    for path, told in (
        ("ledger/2026/11/20261109-4mq2.yml", command.replace("ID", "20261109-4mq2", 1)),
        ("plan/2022-08-05/plan.yml", command),
    ):
        finding = Finding(code="x", text="gate-unmet", path=path, values=values)
        assert finding_words(finding)[1].endswith(told)
