"""Data files are what ``json.dumps`` would write of the views."""

from __future__ import annotations

import json

from tests.pages import samples

from taizhang.pages import data


def test_a_data_file_is_written_as_the_standard_library_writes_it() -> None:
    for view in samples.hostile(samples.site(), "<\"'\\\n\u2028\x7f😀>").incidents:
        names = [name for name in view.__slots__ if name not in data._BESIDE]
        plain = {name: getattr(view, name) for name in names}
        told = json.dumps(plain, ensure_ascii=False, default=data._plain)
        assert data.incident_json(view) == told


def test_a_value_of_any_other_class_is_told_too() -> None:
    told = data._told(({"a": (1.5, True, None, -1)}, (), [("b",)]))
    assert told == '[{"a": [1.5, true, null, -1]}, [], [["b"]]]'
