"""Frozen, slotted values: ``dataclass`` of the standard library, made in a quarter of its time.

A command starts a process, and the standard library compiles six methods for every class of
values: with some eighty classes that is a third of a whole check. Here only ``__init__`` is
compiled; the other methods are shared. ``fields``, ``replace`` and the type checker see a
dataclass like any other.
"""

# ruff: noqa: ANN001, ANN201, ANN202, ARG001, N807 - the type checker sees the other half

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses

    def dataclass(*, frozen, slots, kw_only=False):
        """The decorator; both ``frozen`` and ``slots`` must be asked for."""
        if not (frozen and slots):
            raise TypeError("frozen and slots")

        def made(cls):
            made = dataclasses.dataclass(
                init=False, repr=False, eq=False, slots=True, kw_only=kw_only
            )(cls)
            names = tuple(made.__dataclass_fields__)
            made.__init__ = _init(made)
            for name, method in _shared(names).items():
                setattr(made, name, method)
            return made

        return made

    def _init(cls):
        """``__init__`` that puts each value straight into its slot."""
        space = {"_absent": dataclasses.MISSING}
        plain, named, body = [], [], []
        for name, field in cls.__dataclass_fields__.items():
            space[f"_set_{name}"] = getattr(cls, name).__set__
            value = name
            default = ""
            if field.default is not dataclasses.MISSING:
                space[f"_default_{name}"] = field.default
                default = f"=_default_{name}"
            elif field.default_factory is not dataclasses.MISSING:
                space[f"_make_{name}"] = field.default_factory
                default = "=_absent"
                value = f"_make_{name}() if {name} is _absent else {name}"
            (named if field.kw_only else plain).append(name + default)
            body.append(f" _set_{name}(self, {value})")
        words = ", ".join(["self", *plain, *(["*", *named] if named else [])])
        text = f"def __init__({words}):\n" + "\n".join(body or [" pass"])
        exec(text, space)  # noqa: S102 - as the standard library does, from names of fields alone
        return space["__init__"]

    def _shared(names):
        """The methods that differ from class to class in nothing but the names of the fields."""

        def values(self):
            return tuple([getattr(self, name) for name in names])

        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)

        def __hash__(self):
            return hash(values(self))

        def __repr__(self):
            shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{type(self).__qualname__}({shown})"

        def __setattr__(self, name, value):
            raise dataclasses.FrozenInstanceError(name)

        def __delattr__(self, name):
            raise dataclasses.FrozenInstanceError(name)

        def __reduce__(self):
            return _again, (type(self), values(self))

        return {
            each.__name__: each
            for each in (__eq__, __hash__, __repr__, __setattr__, __delattr__, __reduce__)
        }

    def _again(cls, values):
        """An equal value, for copies and other processes."""
        found = object.__new__(cls)
        for name, value in zip(cls.__dataclass_fields__, values, strict=True):
            getattr(cls, name).__set__(found, value)
        return found
