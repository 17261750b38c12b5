"""The table of kinds and fields, from which reader, wizard, forms and schema are made."""

from __future__ import annotations

import re

import pytest
from tests.rules.builders import shipped

from taizhang.model.fields import LISTS, Type
from taizhang.model.kinds import FIXED_CHOICES, KEYS, KINDS

EVERY = [(kind, field) for kind in KINDS.values() for field in kind.fields]
IDS = [f"{kind.name}-{field.name}" for kind, field in EVERY]


def test_there_are_23_kinds_each_with_a_name_and_a_key_of_its_own():
    assert len(KINDS) == 23
    assert len(KEYS) == 23
    assert all(KEYS[kind.key] == name for name, kind in KINDS.items())
    assert all(re.fullmatch(r"[a-z]+", key, re.ASCII) for key in KEYS)


@pytest.mark.parametrize(("kind", "field"), EVERY, ids=IDS)
def test_a_field_has_a_title_and_what_its_type_wants(kind, field):
    assert re.search("[一-鿿]", field.zh)
    assert bool(field.choices) == (field.type in (Type.CHOICE, Type.CHOICES))
    assert bool(field.fields) == (field.type in (Type.RECORD, Type.RECORDS))
    if field.choices:
        assert field.choices in FIXED_CHOICES or shipped().plan.options(field.choices, kind.name)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_fields_of_a_kind_are_found_by_name(kind):
    assert kind.names[:3] == ("at", "by", "kind")
    for name in kind.names[3:]:
        assert kind.field(name).name == name
    assert kind.field("nowhere") is None
    assert all(name in kind.names for group in kind.any_of for name in group)
    makes = [field for field in kind.fields if field.type is Type.NEW]
    assert bool(makes) == bool(kind.makes)


def test_lists_are_the_types_that_hold_several():
    assert Type.WORDS in LISTS
    assert Type.WORD not in LISTS
    assert Type.RECORDS not in LISTS


def test_an_own_field_comes_before_a_common_one_of_the_same_name():
    titles = [getattr(KINDS[kind].field("text"), "zh", "") for kind in ("送审", "报告")]
    assert titles == ["发布内容", "说明"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_may_leave_common_fields_out(kind):
    names = {field.name for field in kind.common}
    assert names.isdisjoint(kind.without)
    assert {"late", "stage"} - names <= {*kind.without}
