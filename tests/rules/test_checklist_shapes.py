"""Which checks an entry is put through, by its shape."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from taizhang.model.entry import Entry
from taizhang.rules.checklist import filed, laid_out
from taizhang.rules.checks import level_differs, things_known
from taizhang.rules.moving import allowed_move, one_move_at_a_time
from taizhang.rules.personal import no_personal_data


def shape(kind, number=1, *fields):
    at = datetime(2026, 11, 9, tzinfo=UTC)
    given = dict.fromkeys(fields, "甲")
    return Entry(number=number, at=at, at_text="", by="张伟", kind=kind, fields=given)


@pytest.mark.parametrize(
    ("check", "entry", "asked"),
    [
        (things_known, shape("总结", 1, "problems"), True),
        (things_known, shape("来访", 1, "id"), True),
        (things_known, shape("说明", 1, "text"), False),
        (allowed_move, shape("发现", 0), True),
        (allowed_move, shape("报告", 1, "stage"), True),
        (allowed_move, shape("报告"), False),
        (one_move_at_a_time, shape("调级"), True),
        (one_move_at_a_time, shape("报告", 1, "stage"), True),
        (one_move_at_a_time, shape("报告"), False),
        (no_personal_data, shape("发现", 0), True),
        (no_personal_data, shape("报告", 1, "text"), True),
        (no_personal_data, shape("决定", 1, "tasks"), True),
        (no_personal_data, shape("监看", 1, "spread"), False),
        (no_personal_data, shape("审批", 1, "sig"), False),
        (level_differs, shape("会商"), True),
        (level_differs, shape("报告"), False),
    ],
)
def test_a_check_is_asked_of_what_it_can_say_something_about(check, entry, asked):
    assert (check in filed(entry)) is asked


def test_what_is_laid_out_anew_is_asked_all_but_its_words():
    entry = shape("报告", 1, "about", "text")
    assert no_personal_data in filed(entry)
    assert things_known in laid_out(entry)
    assert no_personal_data not in laid_out(entry)


def test_of_what_is_laid_out_anew_only_the_first_moves_without_a_stage():
    asked = [allowed_move in laid_out(shape("发现", number)) for number in (0, 1, 2)]
    assert asked == [True, False, False]
