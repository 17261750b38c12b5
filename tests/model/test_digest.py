"""The digest of a tree rests on its values alone."""

from __future__ import annotations

import hashlib
import json
import runpy
import sys

import pytest

from taizhang.model import digest
from taizhang.model.digest import tree_digest


def test_the_order_of_keys_does_not_matter_but_every_value_does():
    one = tree_digest({"a": "1", "b": ["甲", "乙"]})
    assert one == tree_digest({"b": ["甲", "乙"], "a": "1"})
    assert one != tree_digest({"a": "1", "b": ["乙", "甲"]})
    assert one != tree_digest({"a": "2", "b": ["甲", "乙"]})


def test_it_is_the_sha256_of_the_sorted_json_in_utf_8():
    text = '{"a":"1","b":["二"]}'
    assert tree_digest({"b": ["二"], "a": "1"}) == hashlib.sha256(text.encode()).hexdigest()


def test_it_is_the_same_where_python_lacks_the_small_modules(monkeypatch):
    for name in ("_json", "_sha2", "_sha256", "_sha512"):
        monkeypatch.setitem(sys.modules, name, None)
    slow = runpy.run_path(digest.__file__)
    tree = {"甲": ['引"号\\', "\t\x7f\u2028"], "": {"b": [], "a": "é"}}
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert slow["tree_digest"](tree) == tree_digest(tree)
    assert tree_digest(tree) == hashlib.sha256(text.encode()).hexdigest()


def test_what_no_file_holds_has_no_digest():
    with pytest.raises(TypeError, match="int"):
        tree_digest({"a": [1]})
