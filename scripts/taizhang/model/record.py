"""Frozen, slotted values: ``dataclass`` of the standard library, made in a tenth of its time.

A command starts a process, and the standard library compiles six methods for every class of
values: with some eighty classes that is a third of a whole check. Here the methods are shared;
classes with many values have some compiled for them, and what the standard library wants to know
of the fields is put together when it asks. ``dataclasses.fields``, ``replace``
and the type checker see a dataclass like any other.
"""

# ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202, ANN204 - the type checker sees the other half

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass", "field", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    def dataclass(*, frozen, slots, kw_only=False):
        """The decorator; both ``frozen`` and ``slots`` must be asked for."""
        if not (frozen and slots):
            raise TypeError("frozen and slots")

        def made(cls):
            names = tuple(cls.__annotations__)
            space = dict(vars(cls))
            if taken := _TAKEN & space.keys():
                raise TypeError(f"{cls.__name__}: {', '.join(sorted(taken))} is the record's own")
            for each in ("__dict__", "__weakref__"):
                del space[each]
            defaults = {name: space.pop(name) for name in names if name in space}
            space["__slots__"] = names
            space["__match_args__"] = () if kw_only else names
            space["_of_defaults"] = defaults
            space["_of_keywords"] = kw_only
            return type(cls.__name__, (_Record,), space)

        return made

    _TAKEN = {"_of_defaults", "_of_keywords", "_opened", "_copied"}
    """Names of what is kept with a class, beside its fields and methods."""

    class field:  # noqa: N801 - named as in the standard library
        """A default that is made anew for every value."""

        __slots__ = ("default_factory",)

        def __init__(self, *, default_factory):
            self.default_factory = default_factory

    def replace(value, /, **changes):
        """A copy with some fields changed: ``dataclasses.replace`` without its questions."""
        return value._copied(changes)  # noqa: SLF001 - made below, for this alone

    class _OnDemand:
        """An attribute of a class that is made, and stays, when it is first looked up."""

        __slots__ = ("make", "name")

        def __init__(self, make):
            self.make = make

        def __set_name__(self, owner, name):
            self.name = name

        def __get__(self, value, cls):
            setattr(cls, self.name, self.make(cls))
            return getattr(cls if value is None else value, self.name)

    _CLASS_OF = object.__dict__["__class__"].__set__
    _FEW = 5
    """Up to so many fields it takes longer to open and shut than to set one by one."""

    def _open(cls):
        """The same class without the lock: its values are set as fast as any, then it is shut."""
        plain = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
        return type(cls.__name__, (_Record,), {"__slots__": cls.__slots__, **plain})

    class _AfterSome:
        """A method: the same for all classes, until one has enough values to compile its own.

        To compile one takes as long as to do with that of all for some hundred values.
        """

        __slots__ = ("asked", "compiled", "name", "shared")

        def __init__(self, shared, compiled):
            self.shared, self.compiled, self.asked = shared, compiled, {}

        def __set_name__(self, owner, name):
            self.name = name

        def __get__(self, value, cls):
            asked = self.asked[cls] = self.asked.get(cls, 0) + 1
            if value is not None and asked <= _SHARED:
                return self.shared.__get__(value)
            setattr(cls, self.name, self.compiled(cls))
            return getattr(cls if value is None else value, self.name)

    _SHARED = 40
    """Values that a class makes, or copies, before it has its own."""

    def _fill(self, /, *values, **given):
        """Put each value into its slot; what does not fit the fields is for ``_init`` to refuse."""
        cls = self.__class__
        names = cls.__slots__
        told = cls._of_defaults | dict(zip(names, values, strict=False)) | given
        odd = values and (cls._of_keywords or not given.keys().isdisjoint(names[: len(values)]))
        if odd or len(values) > len(names) or told.keys() != set(names):
            _init(cls)(self, *values, **given)  # says what is wrong
        for name, value in told.items():
            made = value.default_factory() if value.__class__ is field else value
            object.__setattr__(self, name, made)

    def _init(cls):
        """``__init__`` that puts each value into its slot, or of many while the class is open."""
        many = len(cls.__slots__) > _FEW
        space = {"_class_of": _CLASS_OF, "_open": cls._opened, "_shut": cls}
        words = ["self", "*"] if cls._of_keywords and cls.__slots__ else ["self"]
        body = [" _class_of(self, _open)"] if many else [" pass"]
        for name in cls.__slots__:
            space[f"_set_{name}"] = getattr(cls, name).__set__
            word = value = name
            if name in cls._of_defaults:
                own = f"_default_{name}"
                default = space[own] = cls._of_defaults[name]
                word = f"{name}={own}"
                if default.__class__ is field:
                    value = f"{own}.default_factory() if {name} is {own} else {name}"
            words.append(word)
            body.append(f" self.{name} = {value}" if many else f" _set_{name}(self, {value})")
        body += [" _class_of(self, _shut)"] if many else []
        text = f"def __init__({', '.join(words)}):\n" + "\n".join(body)
        exec(text, space)  # noqa: S102 - as the standard library does, from names of fields alone
        return space["__init__"]

    def _copy(self, changes):
        """The same values but for ``changes``."""
        if odd := changes.keys() - set(self.__slots__):
            raise TypeError(", ".join(sorted(odd)))
        made = object.__new__(self.__class__)
        for name in self.__slots__:
            value = changes[name] if name in changes else getattr(self, name)
            object.__setattr__(made, name, value)
        return made

    def _copied(cls):
        """A method that copies every slot, then puts in what is to be otherwise."""
        space = {"_class_of": _CLASS_OF, "_new": object.__new__, "_open": cls._opened}
        space |= {"_shut": cls, "_set": object.__setattr__}
        text = "def _copied(self, changes):\n made = _new(_open)\n"
        text += "".join(f" made.{name} = self.{name}\n" for name in cls.__slots__)
        text += " for name, value in changes.items():\n"
        text += "  try:\n   _set(made, name, value)\n"
        text += "  except AttributeError:\n   raise TypeError(name) from None\n"
        text += " _class_of(made, _shut)\n return made\n"
        exec(text, space)  # noqa: S102 - from names of fields alone
        return space["_copied"]

    def _fields(cls):
        """The fields as the standard library describes them."""
        import dataclasses

        space = {
            name: dataclasses.field(default_factory=default.default_factory)
            if default.__class__ is field
            else default
            for name, default in cls._of_defaults.items()
        }
        space["__annotations__"] = cls.__annotations__
        space["__module__"] = cls.__module__
        twin = type(cls.__name__, (), space)
        made = dataclasses.dataclass(init=False, eq=False, repr=False, kw_only=cls._of_keywords)(
            twin
        )
        return made.__dataclass_fields__

    class _Record:
        """What all values have in common."""

        __slots__ = ()

        _opened = _OnDemand(_open)
        __init__ = _AfterSome(_fill, _init)
        _copied = _AfterSome(_copy, _copied)
        __dataclass_fields__ = _OnDemand(_fields)

        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return _values(self) == _values(other)

        def __hash__(self):
            return hash(_values(self))

        def __repr__(self):
            shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
            return f"{type(self).__qualname__}({shown})"

        def __setattr__(self, name, value):
            raise _frozen(name)

        def __delattr__(self, name):
            raise _frozen(name)

        def __reduce__(self):
            return _again, (type(self), _values(self))

    def _frozen(name):
        from dataclasses import FrozenInstanceError

        return FrozenInstanceError(name)

    def _values(value):
        return tuple([getattr(value, name) for name in value.__slots__])

    def _again(cls, values):
        """An equal value, for copies and other processes."""
        found = object.__new__(cls._opened)
        for name, value in zip(cls.__slots__, values, strict=True):
            setattr(found, name, value)
        _CLASS_OF(found, cls)
        return found
