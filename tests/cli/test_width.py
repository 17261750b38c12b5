"""Text in columns, where a Chinese character takes two."""

from __future__ import annotations

import pytest

from taizhang.cli.width import columns, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("一二三四五", 4, ["一二", "三四", "五"]),
        ("一二三，四", 6, ["一二三，", "四"]),
        ("一二（三四）", 6, ["一二", "（三四）"]),
        ("发〔2014〕22号", 4, ["发", "〔2014〕", "22号"]),
        ("见三(四)2条", 6, ["见", "三(四)2", "条"]),
        ("a bb (三(五))", 6, ["a bb", "(三(五))"]),
        ("ab 平息. 三", 7, ["ab 平息.", "三"]),
        ("ab cd ef", 5, ["ab cd", "ef"]),
        ("一\n二", 9, ["一", "二"]),
        ("", 9, [""]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text, width, lines):
    assert wrap(text, width) == lines


def test_a_line_stands_out_by_closing_marks_at_most():
    text = "含“启动预案”的决定须经小组成员 2 人同意（目标）。（三(四)2）" * 9
    assert all(columns(line.rstrip("，。）)")) <= 40 for line in wrap(text, 40))
