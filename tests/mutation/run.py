#!/usr/bin/env python3
"""Mutation testing of the rules: makes them wrong in memory, and names what no test noticed.

    .venv/bin/python tests/mutation/run.py                  the modules that judge
    .venv/bin/python tests/mutation/run.py gates moving     some
    … run.py phrases --test tests/rules/test_sentences.py --log LOG     a few tests, quickly
    … run.py phrases --again LOG                                        all, what these let pass

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
import re
import resource
import sys
import time
from collections import Counter
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from tests.mutation.installing import forget, install, kept_once  # noqa: E402  found by the line above
from tests.mutation.mutants import mutants, unchanged  # noqa: E402  the same

RULES = ROOT / "scripts" / "taizhang" / "rules"
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

CASES = ["tests/test_cases.py::test_a_case_gives_the_findings_it_names"]
"""Beside the tests of the rules: every case, with the place of every finding."""

PATIENCE = 30
"""Seconds of computing, beside four times those of its tests, after which a mutant counts as
noticed: it goes on for ever."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=" ".join(MODULES))
    parser.add_argument("--most", type=int, default=400, help="tests for a mutant, at most")
    parser.add_argument("--only", default="", help="only what reads so after the change")
    parser.add_argument("--jobs", type=int, default=1, help="modules at a time")
    parser.add_argument("--reach", type=Path, help="which test reaches what, kept between runs")
    parser.add_argument("--again", type=Path, help="only survivors that this log notes")
    parser.add_argument("--test", action="append", help="these files of tests in place of all")
    parser.add_argument("--log", type=Path, help="survivors are noted here one by one")
    asked = parser.parse_args()
    import pytest

    files = sorted((ROOT / "tests" / "rules").glob("test_*.py"))
    tests = asked.test or [str(each) for each in files if each.stem not in LEFT_OUT] + CASES
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
        self.jobs = asked.jobs
        self.kept = asked.reach
        self.only = asked.only
        self.again = asked.again and asked.again.read_text(encoding="utf-8")
        self.log = asked.log
        self.unknown = 0
        self.failed = False

    def pytest_runtest_logreport(self, report):
        self.failed |= report.failed

    def pytest_runtestloop(self, session):
        self.readers = self.warmed()
        self.once = kept_once()
        gc.collect()
        gc.freeze()  # a collection in a child would copy every page of ours
        lines, taken = self.kept_or_learnt(session)
        workers = []
        for job in range(self.jobs):
            workers.append(os.fork())
            if not workers[-1]:
                for name in self.names[job :: self.jobs]:
                    self.judge(name, session, lines, taken)
                os._exit(min(self.unknown, 1))
        self.unknown = sum(os.waitpid(each, 0)[1] for each in workers)
        return True

    def kept_or_learnt(self, session):
        if self.kept and self.kept.exists():
            return pickle.loads(self.kept.read_bytes())  # noqa: S301  our own file
        reached, failing = forked(lambda: self.reached(session))
        if failing:
            sys.exit(f"these fail before anything is changed: {failing}")
        if self.kept:
            self.kept.write_bytes(pickle.dumps(reached))
        return reached

    def warmed(self):
        """Reads the plans once for all; the modules of ours that took part in it."""
        import coverage
        from tests.casebook import shipped_ledger
        from tests.rules.histories import NAMES, world

        for name in self.names:
            importlib.import_module(f"taizhang.rules.{name}")
        cover = coverage.Coverage(include=[f"{RULES}/*"], data_file=None, config_file=False)
        cover.set_option("run:disable_warnings", ["no-data-collected"])
        cover.start()
        for name in NAMES:
            world(name)
        shipped_ledger()
        cover.stop()
        return {name_of(each) for each in cover.get_data().measured_files()}

    def reached(self, session):
        """Line of a module -> the tests that reach it; test -> seconds; and which tests fail."""
        import coverage

        cover = coverage.Coverage(include=[f"{RULES}/*"], data_file=None, config_file=False)
        taken, failing = {}, []
        cover.start()
        for item in session.items:
            cover.switch_context(item.nodeid)
            for each in self.once:
                each.clear()  # or only the first test would be seen to look a plan up
            begun = time.process_time()
            run(item)
            taken[item.nodeid] = time.process_time() - begun
            failing += [item.nodeid] if self.failed else []
            self.failed = False
        cover.stop()
        data = cover.get_data()
        lines = {name_of(each): data.contexts_by_lineno(each) for each in data.measured_files()}
        return (lines, taken), failing

    def judge(self, name, session, lines, taken):
        """Every mutant of one module."""
        path = path_of(name)
        # What is well in one module need not be in another: `continue` | `break`.
        explained = KNOWN.read_text(encoding="utf-8").partition(f"## {name}\n")[2]
        explained = explained.partition("\n## ")[0]
        items = {each.nodeid: each for each in session.items}
        begun, count, alive, new = time.time(), 0, 0, 0
        source = path.read_text(encoding="utf-8")
        # A test of a table alone reaches no line: those of the module's own files count, too.
        all_of_it = set().union(*lines.get(name, {}).values()) | own_tests(items, name)
        ways = [items[each] for each in in_turn(all_of_it, name, taken)[: self.most]]
        nothing = functools.partial(self.noticed, name, path, unchanged(source), ways)
        if forked(nothing) is not False:
            sys.exit(f"{name}: the tests fail when it is put in its own place unchanged")
        keen: Counter[str] = Counter()
        for mutant in mutants(source):
            if self.only not in mutant.new or not self.noted(mutant):
                continue
            count += 1
            span = range(mutant.first, mutant.last + 1)
            reach = {each for line in span for each in lines.get(name, {}).get(line, ())}
            chosen = in_turn(reach if mutant.inside else all_of_it, name, taken)
            chosen.sort(key=lambda test: -keen[test])  # what noticed most so far comes first
            ways = [items[each] for each in chosen[: self.most]]
            noticed = functools.partial(self.noticed, name, path, mutant, ways)
            killer = forked(noticed, PATIENCE + round(4 * sum(taken[each.nodeid] for each in ways)))
            keen.update([killer] if killer else ())
            if killer is False:
                alive += 1
                known = f"`{mutant.old}` | `{mutant.new}`" in explained
                new += not known
                how = "known" if known else "NEW"
                self.tell(f"{name}:{mutant.first} {how}\n{_worded(mutant)}\n")
        self.unknown += new
        self.tell(
            f"== {name}: {count} mutants, {count - alive} killed, {alive} survived,"
            f" {new} of them not explained; {time.time() - begun:.0f} s"
        )

    def noted(self, mutant):
        return self.again is None or f"\n{_worded(mutant)}\n" in self.again

    def tell(self, text):
        os.write(2, f"{text}\n".encode())
        if self.log:
            with self.log.open("a", encoding="utf-8") as log:
                log.write(f"{text}\n")

    def noticed(self, name, path, mutant, ways):
        """In a process of its own: the test that fails, False where none does."""
        try:
            install(importlib.import_module(f"taizhang.rules.{name}"), mutant, path)
            for each in self.once:
                each.clear()
            if name in self.readers:
                forget()
        except Exception:  # noqa: BLE001  it cannot even be imported
            return None
        for item in ways:
            run(item)
            if self.failed:
                return item.nodeid
        return False


def _worded(mutant):
    return f"- {mutant.old}\n+ {mutant.new}"


def path_of(name):
    """Of ``gates`` or ``views.board``."""
    return RULES.joinpath(*name.split(".")).with_suffix(".py")


def name_of(path):
    return ".".join(Path(path).relative_to(RULES).with_suffix("").parts)


_IMPORTED = re.compile(r"^ *from taizhang\.rules\.([\w.]+) import", re.MULTILINE)


def in_turn(tests, name, taken):
    """The tests near the module first, for they look closest; then a quick one a file."""
    files: dict[str, list[str]] = {}
    for test in sorted(set(tests) & set(taken), key=taken.get):
        files.setdefault(test.partition("::")[0], []).append(test)
    own = [each for file, found in files.items() if is_own(file, name) for each in found]
    others = [found for file, found in files.items() if not is_own(file, name)]
    return own + [each for turn in zip_longest(*others) for each in turn if each]


def own_tests(tests, name):
    return {each for each in tests if is_own(each.partition("::")[0], name)}


def is_own(file, name):
    """True when the file is named after the module, or asks for it or for what rests on it."""
    asked = imported(ROOT / file)
    return name.rpartition(".")[2] in Path(file).stem or not asked.isdisjoint(resting_on(name))


@functools.cache
def resting_on(name):
    """The module, and those that import it."""
    others = map(name_of, RULES.rglob("*.py"))
    return {name, *(each for each in others if name in imported(path_of(each)))}


@functools.cache
def imported(path):
    """Modules of the rules that a file imports from."""
    return set(_IMPORTED.findall(path.read_text(encoding="utf-8")))


def run(item):
    """One test, its fixtures set up and taken down."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


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
