"""The pure floors stand alone: each module loads, and none brings along what reads or shows."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import taizhang.model
import taizhang.rules

HEAVY = "git, yaml, jinja2, click, mkdocs, cryptography, nacl, subprocess"


def names():
    for floor in (taizhang.model, taizhang.rules):
        for each in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}."):
            yield each.name


MODULES = [importlib.import_module(name) for name in names()]
"""Loaded here, before any test: what is measured of them includes their own lines."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_a_module_loads_and_says_what_it_is_for(module):
    assert module.__doc__


def test_all_of_them_bring_along_nothing_heavy():
    program = (
        f"import importlib, sys\nfor name in {list(names())}: importlib.import_module(name)\n"
        f"print(*(each for each in '{HEAVY}'.split(', ') if each in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert done.stdout.split() == []
