"""The page of lessons and revisions, and how plan pages say what their version is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.pages import samples
from tests.pages.markup import Markup

from taizhang.pages import Door, render_site
from taizhang.pages.menu import menu

PAGE = "plan/lessons.html"


def page(**changes):
    site = render_site(replace(samples.site(), **changes))
    return next((each for each in site.pages if each.uri == PAGE), None)


def body(**changes):
    found = page(**changes)
    assert found is not None
    return Markup(found.body)


def links(found):
    return [link["href"] for link in found.all("a")]


def test_every_lesson_is_listed_with_its_incident_and_what_came_of_it():
    found = body()
    assert "暴露的问题 5 个" in found.text
    assert len(found.all("tr")) == 6
    for words in ("修订预案", "已设备岗，不需修改预案", "另补备岗", "尚无改进记录", "没有这一版"):
        assert words in found.text, words
    assert links(found).count("../incidents/20261107-4mq7.html#review") == 7


def test_a_lesson_links_to_the_clause_of_the_version_that_came_of_it():
    found = links(body())
    assert found.count("../plan/2026-11-18/index.html#s3-1") == 2
    # A clause that no page of the version holds leads to its first page.
    assert found.count("../plan/2026-11-18/index.html") == 3
    assert not [link for link in found if "2030-01-01" in link]


def test_each_version_has_the_lessons_that_led_to_it_by_clause():
    found = body()
    assert found.ids == ["all", "v2026-11-18"]
    section = found.text.partition("2026-11-18 版 修订建议")[2]
    assert section.index("未列入敏感时段1") < section.index("未列入敏感时段2")
    assert "未列入敏感时段4" not in section


def test_a_version_that_no_lesson_led_to_says_so():
    assert "没有直接由教训引起的改动" in body(lessons=()).text
    assert "还没有教训" in body(lessons=()).text


def test_without_a_plan_there_is_no_page():
    assert page(plans=(), lessons=()) is None


def test_a_drill_is_marked_in_a_real_ledger_only():
    real = replace(samples.board(), drill=False)
    assert "演练" in body(board=real).text
    tags = [tag for tag in body().all("span", class_="tz-tag") if tag.get("data-tag") == "演练"]
    assert tags == []


def test_a_long_list_is_cut_but_no_revision_loses_a_lesson(monkeypatch):
    monkeypatch.setattr("taizhang.pages.lessons.SHOWN", 1)
    found = body()
    assert "只列最近 1 个" in found.text
    assert "未列入敏感时段2" in found.text
    assert "未列入敏感时段4" not in found.text


def test_the_page_stands_behind_the_plans_of_the_menu():
    site = render_site(samples.site())
    doors = [item for item in menu(site) if isinstance(item, dict)]
    (plans,) = [item[Door.PLAN.value] for item in doors if Door.PLAN.value in item]
    assert plans[:3] == [
        "plan/2022-08-05/index.md",
        "plan/2022-08-05/duties.md",
        {
            "网络舆情应急处置预案（2026-11-18，修订建议）": [
                "plan/2026-11-18/index.md",
                "plan/2026-11-18/changes.md",
            ]
        },
    ]
    assert {"教训与修订": "plan/lessons.md"} in plans


def standing(version, name="index.md"):
    site = render_site(samples.site(plans=(samples.plan(), version)))
    written = next(each for each in site.markdown if each.uri == f"plan/{version.id}/{name}")
    assert written.markdown.split("\n\n")[1].strip() == "<!-- taizhang:standing -->"
    return Markup(written.tables["standing"])


def test_every_page_of_a_proposal_says_what_it_is():
    found = standing(samples.proposal())
    assert "修订建议，尚未施行" in found.text
    assert links(found) == [
        "../2022-08-05/index.html",
        "changes.html",
        "../lessons.html#v2026-11-18",
    ]


def test_a_proposal_without_a_list_of_changes_links_to_none():
    version = replace(samples.proposal(), pages=(("index.md", samples.PROPOSAL),))
    assert "changes.html" not in links(standing(version))


@pytest.mark.parametrize(("word", "said"), [("former", "本版已被代替"), ("current", "")])
def test_a_former_version_says_so_and_the_one_in_force_says_nothing(word, said):
    version = replace(samples.proposal(), id="2020-01-01", standing=word, revises="")
    text = standing(version).text
    assert text.startswith(said)
    assert bool(text) is bool(said)


def test_the_review_of_an_incident_links_to_the_version_and_its_clause():
    site = render_site(samples.site())
    found = next(each for each in site.incidents() if "20261107" in each.uri)
    markup = Markup(found.body)
    assert "../plan/2026-11-18/index.html#s3-1" in links(markup)
    assert "修订预案 2026-11-18 版 三(一) 先行试用" in markup.text
