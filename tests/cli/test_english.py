"""Under ``--lang en`` states and set words are English; names of the plan and of files stay."""

from __future__ import annotations

import pytest

from taizhang.model.messages import words
from taizhang.model.messages.headings import heading
from taizhang.model.plan import BACK, FORWARD, REOPEN, SKIP
from taizhang.model.state import Clock, Effect, Verification
from taizhang.rules.views.explained import IDLE, MET, OPEN, UNSIGNED

WHEN = "2026-11-09 10:55"
STATES = (
    *(each.value for sort in (Clock, Effect, Verification) for each in sort),
    *(FORWARD, BACK, SKIP, REOPEN, IDLE, MET, OPEN, UNSIGNED),
    *("必须", "应当", "补录", "代录", "已更正", "办结时未办，已超时", "无法计算，缺2027年放假数据"),
)


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_english(state):
    assert heading(state, "en").isascii()
    assert heading(state, "zh") == state


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        ("show-provisional", {"level": "■ 一般"}, "■ 一般 (provisional)"),
        ("show-before", {"at": "10:00"}, "by 10:00"),
        ("show-running", {"time": "3 h"}, "3 h so far"),
        ("show-taken", {"time": "3 h"}, "took 3 h"),
        ("show-approved-by", {"move": "on", "roles": "组长"}, "on, to be approved by 组长"),
        ("show-recorded", {"at": "10:00"}, "recorded 10:00"),
        ("show-lacks", {"entry": "x", "roles": "组长"}, "x, lacks 组长"),
        ("show-no-history", {}, "(no times of recording: not committed yet"),
        ("show-lag", {"time": "3 d"}, ", 3 d late"),
        ("show-recorder", {"name": "李娜"}, ", by 李娜 for them"),
        ("show-received", {"at": "10:00"}, ", received by the server 10:00"),
        ("show-was", {"was": "1"}, " (was 1)"),
        ("show-no-count", {"why": "x"}, ", counts for nothing: x"),
        ("show-missing", {"roles": "组长"}, "lacks the approval of 组长"),
        ("show-finding", {"severity": "late", "line": 3, "message": "x"}, "late line 3: x"),
        ("show-not-ready", {"move": "on"}, "on (not ready)"),
        ("show-need", {"state": "not met", "strength": "must", "text": "x"}, "not met: must have"),
        ("show-waiting", {"count": 2}, "2 to approve"),
        ("show-over", {"time": "3 min"}, "3 min late"),
    ],
)
def test_what_stands_around_them_is_english(code, values, expected):
    assert words(code, values, "en")[0].startswith(expected)


def test_an_incident_is_shown_with_english_states(ledger):
    identity = ledger.handled()
    shown = ledger.done("--lang", "en", "show", identity, "--now", WHEN)
    for each in (
        "level ■ 一般  stage 应急处置", "\nlimit\n", "on time  首报", "by 2026-11-09 ", "took ",
        "running", " so far", "\nnext\n", "\nwhat happened\n", "recorded 2026-",
        "[not signed]",
    ):  # fmt: skip
        assert each in shown, each
    for each in ("按时", "进行中", "已过", "入库", "经过\n", "未验签"):
        assert each not in shown, each
    due = ledger.done("--lang", "en", "due", "--now", WHEN)
    listed = ledger.done("--lang", "en", "list", "--now", WHEN)
    assert "running" in due + listed
    assert "进行中" not in due + listed
