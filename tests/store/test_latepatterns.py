"""PyYAML as our modules leave it: quick to import, and for everybody else what it always was."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest

from taizhang.store.latepatterns import patterns_later

TEXT = """\
words: [yes, no, ~, "null"]
numbers: [0b101, 0x1f, 0o17, 017, 1_000, -3, 1.5, 6.02e+23, .inf, 190:20:30]
days: [2026-11-09, 2026-11-09t09:05:43.1+08:00, 2026-11-09 09:05:43]
merged: {<<: {a: 1}, b: 2}
"""
READ = (
    "import yaml\n"
    f"text = {TEXT!r}\n"
    "print(yaml.safe_load(text), yaml.load(text, yaml.CSafeLoader), list(yaml.scan(text))[-1])\n"
    "print(yaml.safe_dump([True, 'yes', '1', '2026-11-09', 'a\\x07', '=']))\n"
    "try:\n"
    "    yaml.safe_load('a\\x07')\n"
    "except yaml.YAMLError as error:\n"
    "    print(type(error), error)\n"
)


def _python(code):
    done = subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True)
    return done.stdout.decode()


def test_whoever_reads_with_pyyaml_besides_reads_the_same():
    found = _python(f"import taizhang.store.strict\n{READ}")
    assert found == _python(READ)
    assert "datetime.date(2026, 11, 9)" in found
    assert "ReaderError" in found


def test_none_of_its_patterns_is_compiled_to_read_a_file():
    said = _python(
        "import re\n"
        "plain, asked = re._compiler.compile, []\n"
        "re._compiler.compile = lambda *told: asked.append(told[0]) or plain(*told)\n"
        "from taizhang.store.strict import read\n"
        "assert read(b'a: 1\\nb: [c, 2026-11-09]\\n') == {'a': '1', 'b': ['c', '2026-11-09']}\n"
        "from yaml.reader import Reader\n"
        "assert asked and not any('\\ue000' in str(each) for each in asked)\n"
        "assert Reader.NON_PRINTABLE.search('a\\x07')\n"
        "assert any('\\ue000' in str(each) for each in asked)\n"
        "print('as told')"
    )
    assert said == "as told\n"


def test_a_pattern_made_late_is_as_good_as_one_made_at_once():
    with patterns_later():
        late: Any = re.compile("(?P<year>[0-9]+)", re.ASCII)
    plain = re.compile("(?P<year>[0-9]+)", re.ASCII)
    assert (late.pattern, late.flags, late.groupindex) == (
        plain.pattern,
        plain.flags,
        plain.groupindex,
    )
    for _ in range(2):
        assert late.match("2026")["year"] == "2026"
        assert late.sub("x", "a1b22") == "axbx"
    with pytest.raises(AttributeError):
        late.other  # noqa: B018


def test_afterwards_patterns_are_compiled_at_once_again():
    with pytest.raises(ImportError), patterns_later():
        raise ImportError
    assert isinstance(re.compile("a"), re.Pattern)
