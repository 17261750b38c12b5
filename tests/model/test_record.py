from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle

import pytest

from taizhang.model.record import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value."""

    name: str
    count: int = 1
    parts: list = field(default_factory=list)

    @property
    def twice(self):
        return self.count * 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two in order."""

    one: str
    other: str = "b"


def test_it_is_made_by_name_or_in_order_with_defaults():
    assert Value(name="a").parts == []
    assert Value(name="a").parts is not Value(name="a").parts
    assert Value(name="a", count=3).twice == 6
    assert (Pair("a").other, Pair("a", "c").other) == ("b", "c")


MANY = 100
"""Values after which a class has an ``__init__`` of its own."""


def _value(before):
    """A class of values by name, of which so many were made before."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Fresh:
        name: str
        parts: list = field(default_factory=list)

    for _ in range(before):
        Fresh(name="a")
    return Fresh


def _pair(before):
    """The same in order."""

    @dataclass(frozen=True, slots=True)
    class Fresh:
        one: str
        other: str = "b"

    for _ in range(before):
        Fresh("a")
    return Fresh


@pytest.mark.parametrize("before", [0, MANY])
@pytest.mark.parametrize(
    ("make", "words", "named"),
    [
        (_value, (), {}),
        (_value, ("a",), {}),
        (_value, ("a",), {"parts": []}),
        (_value, (), {"name": "a", "third": "c"}),
        (_pair, (), {}),
        (_pair, ("a", "b", "c"), {}),
        (_pair, ("a",), {"one": "b"}),
        (_pair, ("a", "b"), {"third": "c"}),
        (_pair, (), {"third": "c"}),
    ],
)
def test_what_does_not_fit_the_fields_is_refused(make, words, named, before):
    with pytest.raises(TypeError):
        make(before)(*words, **named)


@pytest.mark.parametrize("before", [0, MANY])
def test_fields_in_order_and_by_name_go_together(before):
    assert repr(_pair(before)("a", other="c")).endswith("Fresh(one='a', other='c')")
    assert repr(_pair(before)(other="c", one="a")).endswith("Fresh(one='a', other='c')")


def test_the_last_of_many_are_like_the_first():
    fresh = _value(0)
    made = [fresh(name=str(number)) for number in range(MANY)]
    assert [each.name for each in made] == [str(number) for number in range(MANY)]
    assert all(each.parts == [] for each in made)
    assert len({id(each.parts) for each in made}) == MANY


def test_nothing_changes_afterwards():
    value = Value(name="a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    with pytest.raises(AttributeError):
        value.other = "b"  # type: ignore[attr-defined]


def test_equal_values_are_equal_and_one_key():
    assert Pair("a") == Pair("a", "b")
    assert Pair("a") != Pair("c")
    other: object = ("a", "b")
    assert Pair("a") != other
    assert len({Pair("a"), Pair("a", "b"), Pair("c")}) == 2


def test_the_standard_library_knows_it():
    assert dataclasses.replace(Value(name="a", count=2), name="b") == Value(name="b", count=2)
    assert [field.name for field in dataclasses.fields(Value)] == ["name", "count", "parts"]
    assert dataclasses.is_dataclass(Value)
    assert [field.kw_only for field in dataclasses.fields(Pair)] == [False, False]
    assert str(inspect.signature(Value)).startswith("(*, name, count=1, parts=")
    assert str(inspect.signature(_pair(0))) == str(inspect.signature(_pair(MANY)))


def test_a_copy_differs_in_what_is_named_alone():
    assert replace(Value(name="a", count=2), name="b") == Value(name="b", count=2)
    assert replace(Pair("a"), other="c") == Pair("a", "c")


@pytest.mark.parametrize("before", [0, MANY])
def test_every_copy_is_one_of_its_own_whether_it_is_an_early_or_a_late_one(before):
    first = _value(0)(name="a", parts=["c"])
    for _ in range(before):
        replace(first, name="b")
    made = replace(first, name="d")
    assert (type(made), made.name, made.parts) == (type(first), "d", ["c"])
    assert (first.name, replace(first)) == ("a", first)
    with pytest.raises(TypeError, match="third"):
        replace(first, name="e", third="c")
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.name = "e"


def test_it_shows_what_it_holds_and_can_be_copied():
    assert repr(Pair("a")) == "Pair(one='a', other='b')"
    through = pickle.dumps(Pair("a"))
    for again in (
        copy.deepcopy(Pair("a")),
        copy.copy(Pair("a")),
        pickle.loads(through),  # noqa: S301 - our own bytes
    ):
        assert again == Pair("a")


def test_what_is_not_frozen_is_not_made_here():
    with pytest.raises(TypeError):
        dataclass(frozen=False, slots=True)


def test_a_name_of_the_records_own_is_refused():
    with pytest.raises(TypeError, match="_copied is the record's own"):

        @dataclass(frozen=True, slots=True)
        class Taken:
            one: str

            def _copied(self):
                return self.one
