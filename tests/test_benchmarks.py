"""The benchmarks run, and no ratio is far worse than it was when the table was made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.slow
def test_no_ratio_of_the_table_is_broken():
    table = [sys.executable, str(ROOT / "benchmarks/table.py"), "--small", "--rounds", "3"]
    done = subprocess.run(table, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("| ") > 6
