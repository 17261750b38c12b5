"""The digest of a tree rests on its values alone."""

from __future__ import annotations

import hashlib

from taizhang.model.digest import tree_digest


def test_the_order_of_keys_does_not_matter_but_every_value_does():
    one = tree_digest({"a": "1", "b": ["甲", "乙"]})
    assert one == tree_digest({"b": ["甲", "乙"], "a": "1"})
    assert one != tree_digest({"a": "1", "b": ["乙", "甲"]})
    assert one != tree_digest({"a": "2", "b": ["甲", "乙"]})


def test_it_is_the_sha256_of_the_sorted_json_in_utf_8():
    text = '{"a":"1","b":["二"]}'
    assert tree_digest({"b": ["二"], "a": "1"}) == hashlib.sha256(text.encode()).hexdigest()
