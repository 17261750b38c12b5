"""Puts a mutant in the place of its module, in the running process, wherever it was imported."""

from __future__ import annotations

import functools
import gc
import operator
import re
import sys
import types


def install(module, mutant, path):
    """The mutant's functions and constants take the place of the module's."""
    wrong = types.ModuleType(module.__name__)
    wrong.__dict__.update(__file__=module.__file__, __package__=module.__package__)
    real = sys.modules[module.__name__]
    sys.modules[module.__name__] = wrong
    try:
        exec(compile(mutant.tree, str(path), "exec"), wrong.__dict__)  # noqa: S102  our own code
    finally:
        sys.modules[module.__name__] = real
    for name, new in vars(wrong).items():
        old = vars(module).get(name)
        if isinstance(new, type):
            if new.__module__ == module.__name__:
                for key, method in vars(new).items():
                    replace_code(vars(old).get(key), method)
        elif not name.startswith("__") and old is not new:
            put = grafted(old, new, module.__name__)
            if put is not old:
                replace_constant(name, old, put)


def kept_once():
    """What ``once`` has worked out so far; in a fork it is worked out again."""
    return [
        cell.cell_contents
        for each in gc.get_objects()
        if isinstance(each, types.FunctionType) and each.__qualname__ == "once.<locals>.found"
        for cell in each.__closure__ or ()
        if isinstance(cell.cell_contents, dict)
    ]


def forget():
    """Whatever was read or worked out before is read and worked out again."""
    gc.unfreeze()
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            each.cache_clear()


def grafted(old, new, home):
    """``old`` where it says the same as ``new``; else what says so and is made of the old parts.

    Functions keep their place and get the new code; records of classes that the module itself
    makes keep their class and get the new values. A table is never taken over whole, for what
    it holds would be of strange classes.
    """
    if replace_code(old, new):
        return old
    ours = type(old).__module__ == home and type(old).__name__ == type(new).__name__
    if type(old) is not type(new) and not ours:
        return new
    if hasattr(type(old), "__dataclass_fields__"):
        for name in type(old).__dataclass_fields__:
            put = grafted(getattr(old, name), getattr(new, name), home)
            object.__setattr__(old, name, put)
        return old
    if type(new) is dict:
        made = {key: grafted(old.get(key), each, home) for key, each in new.items()}
        kept = list(made) == list(old) and all(made[key] is old[key] for key in made)
        return old if kept else made
    if type(new) in (tuple, list) and len(old) == len(new):
        parts = type(new)(grafted(*pair, home) for pair in zip(old, new, strict=True))
        return old if all(map(operator.is_, old, parts)) else parts
    told = repr(new)
    return old if ours or old == new or told == repr(old) or " at 0x" in told else new


def bare(function):
    """The plain function behind a cached one, a property or a class method."""
    for name in ("__wrapped__", "fget", "__func__"):
        function = getattr(function, name, None) or function
    return function if isinstance(function, types.FunctionType) else None


def replace_code(old, new):
    old, new = bare(old), bare(new)
    if old is None or new is None or old.__module__ != new.__module__:
        return False
    if old is new:
        return True
    if len(old.__code__.co_freevars) == len(new.__code__.co_freevars):
        old.__code__ = new.__code__
        for one, other in zip(old.__closure__ or (), new.__closure__ or (), strict=True):
            if isinstance(other.cell_contents, (str, int, tuple, re.Pattern)):
                one.cell_contents = other.cell_contents
            elif isinstance(other.cell_contents, types.FunctionType):
                replace_code(one.cell_contents, other.cell_contents)  # of what is worked out once
    old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
    return True


def replace_constant(name, old, new):
    """Wherever the constant was imported under its name."""
    for module in list(sys.modules.values()):
        own = getattr(module, "__name__", "").startswith(("taizhang", "tests."))
        if own and vars(module).get(name) is old:
            setattr(module, name, new)
