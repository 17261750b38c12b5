#!/usr/bin/env python3
"""Mutation testing of the rules: makes them wrong in memory, and names what no test noticed.

    .venv/bin/python tests/mutation/run.py                  the modules that judge
    .venv/bin/python tests/mutation/run.py gates moving     some

The tests are collected once, and run once to learn which of them reach which line. Then each
mutant gets a process of its own, forked off before any test has run: its functions take the place
of the right ones, and the tests that reach its line run until one fails. The plans are read before
the forks; a mutant of what reads them reads them again. Survivors that stand in survivors.md with
a reason are known; others make it fail. Takes minutes, so it is no part of the tests.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import os
import pickle
import resource
import sys
import time
import types
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from tests.mutation.mutants import mutants, unchanged  # noqa: E402  found by the line above

KNOWN = Path(__file__).with_name("survivors.md")
MODULES = (
    "settled", "matchers", "chain", "limits", "approvals", "signatures", "moving", "duetime",
    "deadlines", "gates", "runs", "corrections", "checks", "personal",
)  # fmt: skip
"""What judges, small ones first."""

LEFT_OUT = (
    "test_any_history", "test_any_settings", "test_fold_properties", "test_deadlines_properties",
)  # fmt: skip
"""Tests that draw what they judge: too slow to be run for each mutant."""

PATIENCE = 30
"""Seconds of computing after which a mutant counts as noticed: it goes on for ever."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=" ".join(MODULES))
    parser.add_argument("--most", type=int, default=400, help="tests for a mutant, at most")
    parser.add_argument("--only", default="", help="only what reads so after the change")
    parser.add_argument("--log", type=Path, help="survivors are noted here one by one")
    asked = parser.parse_args()
    import pytest

    files = sorted((ROOT / "tests" / "rules").glob("test_*.py"))
    tests = [str(each) for each in files if each.stem not in LEFT_OUT]
    os.chdir(ROOT)
    campaign = Campaign(asked)
    words = [
        "-o",
        "addopts=--import-mode=importlib",
        "--quick",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:terminal",
        "-p",
        "no:cov",
    ]
    pytest.main([*words, *tests], plugins=[campaign])
    return 1 if campaign.unknown else 0


class Campaign:
    """Takes the place of pytest's own loop over the tests."""

    def __init__(self, asked):
        self.names = asked.modules or MODULES
        self.most = asked.most
        self.only = asked.only
        self.log = asked.log
        self.unknown = 0
        self.failed = False

    def pytest_runtest_logreport(self, report):
        self.failed |= report.failed

    def pytest_runtestloop(self, session):
        self.readers = self.warmed()
        gc.collect()
        gc.freeze()  # a collection in a child would copy every page of ours
        reached = forked(lambda: self.reached(session))
        if not reached:
            sys.exit("the tests fail before anything is changed")
        for name in self.names:
            self.judge(name, session, *reached)
        return True

    def files(self):
        return [str(ROOT / "scripts/taizhang/rules" / f"{name}.py") for name in self.names]

    def warmed(self):
        """Reads the plans once for all; the modules of ours that took part in it."""
        import coverage
        from tests.rules.histories import NAMES, world

        for name in self.names:
            importlib.import_module(f"taizhang.rules.{name}")
        cover = coverage.Coverage(include=self.files(), data_file=None, config_file=False)
        cover.set_option("run:disable_warnings", ["no-data-collected"])
        cover.start()
        for name in NAMES:
            world(name)
        cover.stop()
        return {Path(each).stem for each in cover.get_data().measured_files()}

    def reached(self, session):
        """Line of a module -> the tests that reach it; test -> seconds. None where one fails."""
        import coverage

        cover = coverage.Coverage(include=self.files(), data_file=None, config_file=False)
        taken = {}
        cover.start()
        for item in session.items:
            cover.switch_context(item.nodeid)
            begun = time.perf_counter()
            run(item)
            taken[item.nodeid] = time.perf_counter() - begun
        cover.stop()
        data = cover.get_data()
        lines = {Path(each).stem: data.contexts_by_lineno(each) for each in data.measured_files()}
        return None if self.failed else (lines, taken)

    def judge(self, name, session, lines, taken):
        """Every mutant of one module."""
        path = ROOT / "scripts/taizhang/rules" / f"{name}.py"
        explained = KNOWN.read_text(encoding="utf-8") if KNOWN.exists() else ""
        items = {each.nodeid: each for each in session.items}
        begun, count, alive, new = time.time(), 0, 0, 0
        source = path.read_text(encoding="utf-8")
        all_of_it = set().union(*lines.get(name, {}).values())
        ways = [each for each in session.items if each.nodeid in all_of_it]
        nothing = functools.partial(self.noticed, name, path, unchanged(source), ways)
        if forked(nothing) is not False:
            sys.exit(f"{name}: the tests fail when it is put in its own place unchanged")
        for mutant in mutants(source):
            if self.only not in mutant.new:
                continue
            count += 1
            span = range(mutant.first, mutant.last + 1)
            reach = {each for line in span for each in lines.get(name, {}).get(line, ())}
            chosen = in_turn(reach if mutant.inside else all_of_it, name, taken)
            ways = [items[each] for each in chosen[: self.most]]
            noticed = functools.partial(self.noticed, name, path, mutant, ways)
            if forked(noticed, PATIENCE) is False:
                alive += 1
                known = f"`{mutant.old}` | `{mutant.new}`" in explained
                new += not known
                told = f"{name}:{mutant.first} {'known' if known else 'NEW'}\n- {mutant.old}\n+ {mutant.new}\n"
                self.tell(told)
        self.unknown += new
        self.tell(
            f"== {name}: {count} mutants, {count - alive} killed, {alive} survived,"
            f" {new} of them not explained; {time.time() - begun:.0f} s"
        )

    def tell(self, text):
        os.write(2, f"{text}\n".encode())
        if self.log:
            with self.log.open("a", encoding="utf-8") as log:
                log.write(f"{text}\n")

    def noticed(self, name, path, mutant, ways):
        """In a process of its own: True when a test fails."""
        try:
            install(importlib.import_module(f"taizhang.rules.{name}"), mutant, path)
            if name in self.readers:
                forget()
        except Exception:  # noqa: BLE001  it cannot even be imported
            return True
        for item in ways:
            run(item)
            if self.failed:
                return True
        return False


def in_turn(tests, name, taken):
    """The tests of the module itself first, for they look closest; then a quick one a file."""
    files: dict[str, list[str]] = {}
    for test in sorted(set(tests) & set(taken), key=taken.get):
        files.setdefault(test.partition("::")[0], []).append(test)
    own = [each for file, found in files.items() if name in Path(file).stem for each in found]
    others = [found for file, found in files.items() if name not in Path(file).stem]
    return own + [each for turn in zip_longest(*others) for each in turn if each]


def run(item):
    """One test, its fixtures set up and taken down."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def install(module, mutant, path):
    """The mutant's functions and constants take the place of the module's, wherever they are."""
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
        if isinstance(new, type) and getattr(new, "__module__", "") == module.__name__:
            for key, method in vars(new).items():
                replace_code(vars(old).get(key), method)
        elif not replace_code(old, new) and not name.startswith("__") and differs(old, new):
            replace_constant(name, old, new)


def forget():
    """Whatever was read or worked out before is read and worked out again."""
    gc.unfreeze()
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            each.cache_clear()


def bare(function):
    """The plain function behind a cached one, a property or a class method."""
    for name in ("__wrapped__", "fget", "__func__"):
        function = getattr(function, name, None) or function
    return function if isinstance(function, types.FunctionType) else None


def replace_code(old, new):
    old, new = bare(old), bare(new)
    if old is None or new is None or old.__module__ != new.__module__:
        return False
    if len(old.__code__.co_freevars) == len(new.__code__.co_freevars):
        old.__code__ = new.__code__
    old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
    return True


def differs(old, new):
    return type(old) is type(new) and repr(old) != repr(new) and " at 0x" not in repr(new)


def replace_constant(name, old, new):
    """Wherever the constant was imported under its name."""
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("taizhang") and vars(module).get(name) is old:
            setattr(module, name, new)


def forked(work, patience=3600):
    """What ``work`` gives in a process of its own; None when it computes longer or breaks."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            hush()
            resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
            answer = pickle.dumps(work())
        except BaseException:  # noqa: BLE001  whatever breaks in there is noticed
            answer = pickle.dumps(None)
        with os.fdopen(theirs, "wb") as pipe:
            pipe.write(answer)
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else None  # noqa: S301  our own child


def hush():
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


if __name__ == "__main__":
    sys.exit(main())
