"""Personal data is seen through spaces and full-width digits, and nothing else is taken for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.rules.builders import folded, item, noted
from tests.rules.builders import found as opened

from taizhang.model.entry import Entry
from taizhang.model.kinds import KINDS
from taizhang.rules.personal import (
    found_in,
    is_card_number,
    is_identity_number,
    masked,
    personal_in,
    separators,
    sought,
)

# Made up for these tests: region codes and check characters fit, no such persons are meant.


def check_character(first: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(first, weights, strict=True))
    return "10X98765432"[total % 11]


GOOD = "11010119900307123" + check_character("11010119900307123")
GOOD_X = next(
    first + "X"
    for tail in range(1000)
    if check_character(first := f"11010119900307{tail:03d}") == "X"
)


def codes(text: str) -> list[str]:
    return [pattern.code for pattern, _ in found_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD_X,
        GOOD_X.lower(),
        f"当事人{GOOD}反映",
        " ".join((GOOD[:6], GOOD[6:14], GOOD[14:])),
        "-".join((GOOD[:6], GOOD[6:14], GOOD[14:])),
        "".join(chr(ord(c) + 0xFEE0) for c in GOOD),
    ],
    ids=["plain", "x", "small-x", "in-text", "spaced", "hyphens", "full-width"],
)
def test_an_identity_number_is_seen_however_it_is_written(text: str) -> None:
    assert codes(text)[0] == "identity-number"


@pytest.mark.parametrize(
    "number",
    [
        GOOD[:-1] + ("0" if GOOD[-1] != "0" else "1"),
        "110101199013071234",
        "110101180003071234",
        "1" * 17,
        "0" + GOOD[1:],
    ],
    ids=["check", "month", "year", "short", "region"],
)
def test_what_only_looks_like_an_identity_number_is_none(number: str) -> None:
    assert not is_identity_number(number)
    assert "identity-number" not in codes(number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("联系电话13912345678", "mobile-number"),
        ("139 1234 5678", "mobile-number"),
        ("139-1234-5678", "mobile-number"),
        ("+8613912345678", "mobile-number"),
        ("１３９１２３４５６７８", "mobile-number"),
        ("卡号4111 1111 1111 1111", "card-number"),
        ("写信到 someone@example.com 反映", "mail-address"),
        ("网民@快乐的小鱼 转发", "account-handle"),
        ("QQ：123456789", "account-id"),
        ("微信号abc_12345", "account-id"),
        ("账号:happyfish01", "account-id"),
        ("https://example.com/u/1234567", "profile-link"),
        ("weibo.com/1234567890", "profile-link"),
        ("space.bilibili.com/123456", "profile-link"),
    ],
)
def test_other_personal_data_is_a_warning(text: str, code: str) -> None:
    found = list(found_in(text))
    assert code in [pattern.code for pattern, _ in found]
    assert all(pattern.severity.value == "warning" for pattern, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "浏览约四百，评论十二条",
        "阅读量41000000，评论88000",
        "南人办函〔2026〕33号",
        "2026-10-12 22:14 发现",
        "南充人大微信公众号发布",
        "微信转发12000余次",
        "微博阅读230000次",
        "3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855a"[:10],
        "会议在3楼301室，9:30-11:30",
        "采用秘密投票方式",
        "数据的机密性",
        "https://example.com/news/2026/10/12.html",
    ],
)
def test_ordinary_office_text_is_left_alone(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text", ["秘密★10年", "机密", "绝密件", "密级：秘密", "【秘密】关于…", "秘密级文件", "秘密"]
)
def test_secrecy_marks_are_refused(text: str) -> None:
    found = list(found_in(text))
    assert found[0][0].code == "secrecy-mark"
    assert found[0][0].severity.value == "error"


def test_a_message_never_repeats_the_number() -> None:
    assert GOOD not in masked(GOOD)
    assert masked(GOOD) == f"{GOOD[:2]}…{GOOD[-2:]}"
    assert masked("秘密") == "秘密"


@pytest.mark.parametrize("first", ["37028219981123456", "65432119851116789", "42011619790928135"])
def test_every_digit_has_its_weight(first: str) -> None:
    last = check_character(first)
    assert is_identity_number(first + last)
    for place in range(6):  # the region may be any; the check character still has to fit
        other = "8" if first[place] != "8" else "7"
        changed = first[:place] + other + first[place + 1 :] + last
        assert not is_identity_number(changed)


@pytest.mark.parametrize(
    ("born", "real"),
    [("19000101", True), ("18991231", False), ("19900332", False), ("19901301", False)],
)
def test_an_identity_number_has_a_day_of_birth_there_was(born: str, real: bool) -> None:
    first = f"110101{born}123"
    assert is_identity_number(first + check_character(first)) is real


def test_a_number_that_is_both_is_told_as_the_graver_one() -> None:
    firsts = (f"37010119900307{tail:03d}" for tail in range(1000))
    whole = (first + check_character(first) for first in firsts)
    both = next(each for each in whole if each.isdigit() and is_card_number(each))
    assert codes(both) == ["identity-number"]
    assert codes("6222021234567890129") == []  # neither by its check digit


def test_records_are_looked_into_and_told_to_the_field() -> None:
    items = [item(summary="来电13912345678"), item("事项2", summary="来信a@b.cn")]
    done = folded(opened(items=items))
    assert [(each.code, each.where[2:]) for each in done.findings] == [
        ("mobile-number", ("items", 0, "summary")),
        ("mail-address", ("items", 1, "summary")),
    ]


def test_of_a_record_what_is_there_is_looked_into_and_no_more() -> None:
    at = datetime(2026, 11, 9, 9, tzinfo=UTC)
    fields = {
        "text": None,
        "sources": ({"platform": "微博13912345678"}, {"section": "13912345678"}),
    }
    entry = Entry(
        number=1, at=at, at_text="2026-11-09 09:00", by="张伟", kind="说明", fields=fields
    )
    found = [each.where for each in personal_in(entry, KINDS["说明"])]
    assert found == [("timeline", 1, "sources", 1, "section")]


def test_what_is_quoted_from_the_file_is_not_told_again() -> None:
    at = datetime(2026, 11, 9, 9, tzinfo=UTC)
    fields = {"was": "13912345678", "now": "13912345678", "sig": "13912345678"}
    for kind in ("更正", "审批"):
        entry = Entry(
            number=1, at=at, at_text="2026-11-09 09:00", by="张伟", kind=kind, fields=fields
        )
        told = [each.where for each in personal_in(entry, KINDS[kind])]
        assert told == ([("timeline", 1, "now")] if kind == "更正" else [])


@pytest.mark.parametrize(
    ("found", "shown"),
    [("机密", "机密"), ("机密件", "机…件"), ("abcdef", "a…f"), ("abcdefg", "ab…fg")],
)
def test_of_what_is_short_less_is_shown(found: str, shown: str) -> None:
    assert masked(found) == shown


def test_what_somebody_confirmed_is_not_warned_about_but_what_is_forbidden_is_told() -> None:
    text = f"来电13912345678反映，证件{GOOD}"
    for more, expected in (
        ({}, {"mobile-number", "identity-number"}),
        ({"confirmed": "测试号段"}, {"identity-number"}),
    ):
        done = folded(opened(), noted("09:05", text=text, **more))
        assert {each.code for each in done.findings} == expected


def test_the_title_is_looked_at_once_and_cannot_be_confirmed() -> None:
    for later in ([], [noted("09:30")], [noted("09:30"), noted("09:40")]):
        done = folded(opened(confirmed="已核对"), *later, title="来电13912345678反映")
        told = [(each.code, each.where) for each in done.findings]
        assert told == [("mobile-number", ("title",))]


def test_the_card_check_is_luhn() -> None:
    assert is_card_number("5500005555555559")
    assert is_card_number("4111111111111111")
    assert not is_card_number("4111111111111112")


def test_a_time_of_day_is_passed_over_and_a_long_number_is_not() -> None:
    assert codes("9时35分到，10:20离开，共3人，约400次浏览") == []
    assert codes("电话 139 1234 5678") == ["mobile-number"]
    assert codes("见 ＠张三丰") == ["account-handle"]


def test_a_field_that_nobody_knows_is_no_text_to_look_at() -> None:
    at = datetime(2026, 11, 9, 9, tzinfo=UTC)
    entry = Entry(
        number=0, at=at, at_text="2026-11-09 09:00", by="张伟", kind="说明",
        fields={"strange": "13912345678", "text": "13912345678"},
    )  # fmt: skip
    found = [each.where for each in personal_in(entry, KINDS["说明"])]
    assert found == [("timeline", 0, "text")]


SAMPLES = {
    "identity-number": GOOD,
    "secrecy-mark": "机密",
    "mobile-number": "13912345678",
    "card-number": "6222021234567890128",
    "mail-address": "a@b.cn",
    "account-handle": "@张三丰",
    "account-id": "微信号abcdef1",
    "profile-link": "weibo.com/u/123",
}


def test_whoever_looks_with_other_means_is_told_every_sort_and_its_pattern() -> None:
    told = {code: (severity, pattern) for code, severity, pattern in sought()}
    assert set(told) == set(SAMPLES)
    for code, text in SAMPLES.items():
        severity, pattern = told[code]
        assert pattern.search(text), code
        (found,) = (each for each, _ in found_in(text) if each.code == code)
        assert found.severity is severity
    assert separators().sub("", "139 1234-5678") == "13912345678"
