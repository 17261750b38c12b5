"""The quick cards, people on the to-do page, and what an incident page gained around them."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.pages import samples
from tests.pages.markup import Markup

from taizhang.pages import render_site
from taizhang.pages.code import square_code
from taizhang.pages.menu import menu


def body(views, uri, address=""):
    site = render_site(views, address=address)
    found = {page.uri: page for page in (*site.pages, *site.incidents())}
    return Markup(found[uri].body)


def test_a_card_says_what_a_role_does_by_when_and_what_it_signs():
    text = body(samples.site(), "plan/cards.html").text
    assert "监控员 张伟、刘洋 要办 10 分钟 从发现起" in text
    assert "组长 要签 从发现起" in text
    assert "taizhang add ID 报告 --to 应急管理小组" in text
    assert "舆情分级 级别 颜色 标准 特别重大" in text


def test_without_cards_there_is_no_such_page():
    site = render_site(replace(samples.site(), cards=()))
    assert "plan/cards.html" not in [page.uri for page in site.pages]
    assert "plan/cards.md" not in str(menu(site))
    assert "plan/cards.md" in str(menu(render_site(samples.site())))


def test_the_to_do_page_leads_every_person_to_the_roles_with_something_to_do():
    found = body(samples.site(), "todo.html")
    assert re.search(r"按人 张伟 监控员 \d+ 项 陈立 组长 \d+ 项 ", found.text)
    assert "无事" not in found.text
    targets = {link["href"] for link in found.all("a") if link["href"].startswith("#")}
    assert {target[1:] for target in targets} <= set(found.ids)
    assert "自 2026-11-09 21:10 起" in found.text


INCIDENT = "incidents/20261101-4mq1.html"


def test_the_strip_sets_the_time_taken_against_the_limit():
    text = body(samples.site(), INCIDENT).text
    assert "⚠ 首报 13 分钟 ，超时完成， / 限 10 分钟" in text
    assert "✓ 首次回应 7 小时 ，按时， / 限 48 小时" in text


def test_an_incident_shows_units_opinions_documents_and_its_neighbours():
    found = body(samples.site(), INCIDENT)
    for told in (
        "首次报告 2026-11-08 16:30", "责任单位 法工委、办公室", "市网信办 同意 网信〔2026〕70号",
        "文号 网信〔2026〕70号（来文）", "附件 截图.png 0e9e280434e7", "相关 此前的同类事件",
        "← 上一件 此前的同类事件", "下一件 → 后来的事件",
    ):  # fmt: skip
        assert told in found.text, told
    assert "等 5 条" in found.text
    for link in found.all("a"):
        if link["href"].startswith("#"):
            assert link["href"][1:] in found.ids


def test_approvals_stand_in_a_table_of_their_own():
    text = body(samples.site(), INCIDENT).text
    assert "组长 陈立 ✓ 同意 2026-11-09 01:30 未验签" in text
    assert "✗ 退回（不计入）" in text
    assert "组长、小组成员 — ○ 待签" in text


def test_a_page_without_history_says_so_where_times_are_read():
    views = samples.site()
    bare = replace(views, incidents=tuple(replace(each, history=False) for each in views.incidents))
    assert "没有版本历史，录入时间无从得知" in body(bare, INCIDENT).text


def test_a_closed_incident_is_the_same_in_every_build():
    views = samples.site()
    later = replace(views, board=replace(views.board, built=samples.ago(hours=-9), commit="f" * 40))

    def bodies(shown):
        return [
            page.body
            for page, view in zip(render_site(shown).incidents(), views.incidents, strict=True)
            if view.row.closed.text
        ]

    assert bodies(views) == bodies(later)


def test_a_printed_incident_carries_its_address_where_that_is_known():
    found = body(samples.site(), INCIDENT, "http://ledger.invalid")
    assert "http://ledger.invalid/incidents/20261101-4mq1.html" in found.text
    charts = body(samples.site(), INCIDENT).all("svg")
    assert len(found.all("svg")) == len(charts) + 1


def test_the_square_code_holds_the_address():
    import segno

    address = "http://ledger.invalid/incidents/20261101-4mq1.html"
    drawn = {
        (int(x) - 4, int(y) - 4) for x, y in re.findall(r"M(\d+) (\d+)h1v1", square_code(address))
    }
    made = segno.make_qr(address, error="m", boost_error=False, mask=0)
    dark = {(x, y) for y, row in enumerate(made.matrix) for x, bit in enumerate(row) if bit}
    assert drawn == dark
    assert "style" not in square_code(address)


def test_the_board_counts_what_it_does_not_show_and_leads_to_its_feeds():
    found = body(samples.site(board=samples.board(withheld=2)), "index.html")
    assert "另有限定范围 2 起，只计数" in found.text
    assert "限定范围" not in body(samples.site(), "index.html").text
    links = [link["href"] for link in found.all("a")]
    assert {"board.ics", "board.atom", "board.json", "index.html?wall"} <= set(links)
