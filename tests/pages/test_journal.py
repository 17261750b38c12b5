"""The page of watch and duty."""

from __future__ import annotations

from dataclasses import replace

from tests.pages import samples
from tests.pages.markup import Markup

from taizhang.model.officeviews import (
    ContactView,
    JournalView,
    LookView,
    OfficeFindingView,
    PeriodView,
    RecordView,
    TurnView,
    YearItemView,
)
from taizhang.model.views import Moment
from taizhang.pages import Door, render_site
from taizhang.pages.menu import menu


def at(text):
    return Moment(at=f"{text.replace(' ', 'T')}:00+08:00", text=text)


NINE, NIGHT, MORNING = at("2026-11-23 09:00"), at("2026-11-23 20:30"), at("2026-11-24 08:30")

EMPTY = JournalView(
    ledger="某台账", drill=False, built=NINE, plan="2022-08-05", on_duty=(), next_duty=(),
    gaps=(), overlaps=(), look=LookView(), periods=(), contacts=(), yearly=(), findings=(),
    records=(),
)  # fmt: skip

FULL = replace(
    EMPTY,
    on_duty=(TurnView(shift="白班", person="张伟", since=NINE, until=NIGHT),),
    next_duty=(TurnView(shift="夜班", person="刘洋", since=NIGHT, until=MORNING),),
    gaps=("11-25 08:30 – 11-25 20:30",),
    overlaps=("11-26 08:30 – 11-26 09:00",),
    look=LookView(
        engines=("百度",), keywords=("某单位",), platforms=("论坛",), reviewed_on="2026-01-05",
        looked=NINE, by="张伟", age="2 小时", interval="4 小时", next=NIGHT, late=True,
    ),
    periods=(
        PeriodView(name="年末", sort="敏感时段", since="2026-11-20", until="2026-12-01", now=True, duty=True, unmanned=3),
        PeriodView(name="评议", sort="重点工作", since="2026-12-01", until="2026-12-09", now=False, duty=False, unmanned=0),
    ),
    contacts=(ContactView(body="市网信办", post="值班岗", hours="", verified_on="", stale=True),),
    yearly=(
        YearItemView(name="党组议题", state="未办", detail="", clause="四(四)", anchor="s4-4"),
        YearItemView(name="演练", state="已办", detail="2026-05-11 李娜", clause="某办法"),
    ),
    findings=(
        OfficeFindingView(
            code="duty-gap", severity="warning", clause="四(二)", force="本预案",
            message="有 1 处空档 <b>", fix="补排值班", anchor="s4-2",
        ),
    ),
    records=(RecordView(at=NINE, by="张伟", kind="监测", lines=(("发现", "无"), ("说明", "<script>"))),),
)  # fmt: skip


def page(view):
    site = render_site(replace(samples.site(), journal=view))
    (found,) = [each for each in site.pages if each.door is Door.DUTY]
    return site, found


def test_a_site_without_the_view_has_no_such_page():
    site = render_site(samples.site())
    assert [each for each in site.pages if each.door is Door.DUTY] == []
    assert "值班" not in [name for item in menu(site) if isinstance(item, dict) for name in item]


def test_it_has_a_door_of_its_own_after_the_to_dos():
    site, _ = page(FULL)
    names = [name for item in menu(site) if isinstance(item, dict) for name in item]
    assert names[names.index("待办") + 1] == "值班"


def test_everything_is_told_and_escaped():
    _, found = page(FULL)
    text = Markup(found.body).text
    for told in (
        "现在", "刘洋", "空档：11-25 08:30", "重叠：11-26 08:30", "已过", "间隔 4 小时", "3 天未排",
        "未核对", "待核对", "敏感时段：年末", "✓ 已办", "某办法", "补排值班", "说明：<script>",
    ):  # fmt: skip
        assert told in text, told
    assert "<script>" not in found.body
    assert "&lt;b&gt;" in found.body
    assert found.title == "值班与监测"


def test_its_contents_lead_to_its_sections():
    _, found = page(FULL)
    anchors = [heading.anchor for heading in found.contents]
    assert anchors == ["duty", "watch", "periods", "contacts", "yearly", "findings", "records"]
    assert all(f'id="{anchor}"' in found.body for anchor in anchors)
    _, bare = page(EMPTY)
    assert [heading.anchor for heading in bare.contents] == [
        "duty", "watch", "contacts", "findings", "records",
    ]  # fmt: skip
    assert 'id="periods"' not in bare.body


def test_where_nothing_is_there_it_says_what_to_do():
    _, found = page(EMPTY)
    text = Markup(found.body).text
    for told in (
        "没有排班",
        "没有记录",
        "间隔待定",
        "联络表是空的",
        "没有需要处理的",
        "journal add",
    ):
        assert told in text, told
