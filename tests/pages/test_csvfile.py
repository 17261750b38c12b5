"""Files of tables: opened rightly by an office program, and running nothing in it."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pages import samples

from taizhang.pages.csvfile import BOM, csv_text, figure_csv, period_csv

FORMULA = "=+-@\t\r"

words = st.text("=+-@\t\r\n\"',; 1a台", max_size=6)
starts = st.sampled_from([*FORMULA, "", '"', ",", "'"])
cells = st.one_of(
    st.builds(str.__add__, starts, words), st.integers(-(10**9), 10**9), st.floats(-9, 9)
)


def read(text):
    assert text.startswith(BOM)
    return [*csv.reader(io.StringIO(text.removeprefix(BOM), newline=""))]


@settings(deadline=None)
@given(st.lists(st.lists(cells, min_size=2, max_size=2), max_size=5))
def test_no_cell_is_a_formula_and_every_text_comes_back(rows):
    found = read(csv_text(("甲", "乙"), rows))
    assert found[0] == ["甲", "乙"]
    for row, back in zip(rows, found[1:], strict=True):
        for given_cell, cell in zip(row, back, strict=True):
            if isinstance(given_cell, str):
                assert not cell or cell[0] not in FORMULA
                guarded = given_cell[:1] in FORMULA and given_cell
                assert cell == (f"'{given_cell}" if guarded else given_cell)
            else:
                assert float(cell) == given_cell


def test_every_cell_is_quoted_and_lines_end_as_an_office_program_has_them():
    assert csv_text(("a",), [('x"y',), (-1,)]) == f'{BOM}"a"\r\n"x""y"\r\n"-1"\r\n'


def test_a_figure_has_bare_minutes_under_a_heading_that_says_so():
    figure = samples.period().figure("intervals")
    rows = read(figure_csv(figure))
    assert rows[0] == ["起止", "等级", "次数", "中位数（分钟）", "九成以内（分钟）"]
    assert rows[1] == ["发现→报告", "全部", "13", "35.0", "55.0"]
    assert len(rows) == len(figure.rows) + 1


def test_a_period_is_one_long_table():
    period = samples.period("2026")
    rows = read(period_csv(period))
    assert rows[0] == ["表", "行", "栏", "值"]
    assert rows[1:4] == [
        ["总数", "1", "代号", "opened"],
        ["总数", "1", "指标", "登记"],
        ["总数", "1", "数值", "12"],
    ]
    cells = [cell for figure in period.figures for row in figure.rows for cell in row]
    assert len(rows) - 1 == len(cells)
