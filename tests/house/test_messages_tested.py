"""No message without a test: its code is named by one, or its own words are."""

from __future__ import annotations

import re
import string
from functools import cache
from pathlib import Path

import pytest

from taizhang.model.messages import catalogue

TESTS = Path(__file__).resolve().parents[1]

_SHORTEST, _SHORTEST_EN = 4, 12


@cache
def _texts():
    """The tests themselves and the cases, but not this one."""
    found = [path for path in TESTS.rglob("*.py") if path != Path(__file__)]
    found += [*TESTS.rglob("case.yml"), *TESTS.rglob("*.txt")]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in found)


@cache
def _named():
    quoted = re.findall(r"[\"']([a-z][a-z0-9-]*)[\"']", _texts())
    return {*quoted, *re.findall(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+", _texts())}


def _pieces(text):
    """Runs of words of a message without what is filled in."""
    for literal, _, _, _ in string.Formatter().parse(text):
        if re.search("[\u4e00-\u9fff]", literal):
            yield from (
                p for p in re.split(r"[，。；：“”（）、\s]+", literal) if len(p) >= _SHORTEST
            )
        elif len(literal.strip()) >= _SHORTEST_EN:
            yield literal.strip()


def _quoted(message):
    texts = (message.zh, message.fix_zh, message.en, message.fix_en)
    return any(piece in _texts() for text in texts for piece in _pieces(text))


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_message_is_given_by_a_test(code):
    assert code in _named() or _quoted(catalogue()[code])
