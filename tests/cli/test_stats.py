"""``taizhang stats``."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from taizhang.model.messages.headings import heading
from taizhang.rules.views import statistics

CHINESE = r"[\u4e00-\u9fff]+"


@pytest.fixture
def counted(ledger):
    """A drill ledger with one incident under way, reported in time."""
    ledger.handled()
    return ledger


def test_the_figures_of_all_years(counted):
    said = counted.done("stats", "--now", "2026-11-10 09:00")
    assert "历年合计  2026-11-10 09:00" in said
    assert "这是演练台账，统计的都是演练事件。" in said
    assert "登记" in said
    assert "首报  全部  10 分钟  本预案  三(二)  1     0   0     100.0%" in said


def test_one_figure_of_one_year_as_json(counted):
    words = ("stats", "--year", "2026", "--figure", "duties", "--json")
    view = json.loads(counted.done(*words, "--now", "2026-11-10 09:00"))
    assert (view["period"], view["total"], view["drill"]) == ("2026", 1, True)
    (figure,) = view["figures"]
    row = dict(zip(figure["columns"], figure["rows"][0], strict=True))
    assert (row["name"], row["on-time"], row["share"]) == ("首报", 1, 1.0)


def test_csv_is_one_table_or_all_of_them(counted):
    one = counted.done("stats", "--figure", "natures", "--csv")
    assert one == '\ufeff"性质","件数","占比"\r\n"诉求","1","1.0"\r\n'
    rows = [*csv.reader(io.StringIO(counted.done("stats", "--csv").removeprefix("\ufeff")))]
    assert rows[0] == ["表", "行", "栏", "值"]
    assert ["等级", "4", "件数", "1"] in rows


def test_entries_recorded_late_are_counted_by_the_time_git_knows(counted):
    said = counted.done("stats", "--figure", "late-entries", "--json")
    assert json.loads(said)["figures"][0]["rows"][0][:3] == ["全部", 7, 0]


def test_a_single_drill_in_a_real_ledger_is_left_out(real_ledger):
    real_ledger.new()
    real_ledger.new("--drill", now="2026-11-09 09:25")
    said = real_ledger.done("stats")
    assert "单次演练 1 件不计。" in said
    assert "这是演练台账" not in said


def test_nothing_to_count(ledger):
    said = ledger.done("stats")
    assert "还没有可以统计的舆情。" in said
    assert "taizhang new" in said


@pytest.mark.parametrize(
    ("code", "words", "told"),
    [
        ("stats-no-year", ("--year", "1999"), "没有“1999”年发现的舆情。"),
        ("stats-no-figure", ("--figure", "wrong"), "没有叫“wrong”的表。"),
        ("stats-one-form", ("--json", "--csv"), "--json 和 --csv 只能写一个。"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_what_can(counted, code, words, told):
    said = counted.run("stats", *words)
    assert (said.code, told in said.err) == (2, True), code
    assert "↳" in said.err


def test_in_english_only_the_words_of_plan_and_ledger_stay_chinese(counted):
    said = counted.done("--lang", "en", "stats", "--now", "2026-11-10 09:00")
    assert re.search(r"首报 +all +10 min +this plan +三\(二\) +1 ", said)
    blocks = [block.splitlines() for block in said.split("\n\n")[1:]]
    heads = "\n".join(line for block in blocks for line in block[:2])
    assert set(re.findall(CHINESE, heads)) == {"特别重大", "重大", "较大", "一般"}
    assert "\n  state    matter" in "\n" + counted.done("--lang", "en", "due")


def test_every_column_and_table_has_an_english_name():
    views = Path(statistics.__file__).parent
    names = [
        found
        for path in (*views.glob("*figures.py"), views / "statistics.py", views / "cells.py")
        for found in re.findall(
            r'(?:\bColumn\("[\w-]+", |\btitle=)"([^"]+)"', path.read_text("utf-8")
        )
    ]
    assert len(names) > 45
    assert [name for name in names if re.search(CHINESE, heading(name, "en"))] == []
