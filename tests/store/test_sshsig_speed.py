"""The benchmark runs, and what it measures keeps its order of magnitude."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store import stock

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "signatures.py"


@stock.needed
@pytest.mark.slow
def test_verifying_here_is_many_times_as_fast_as_a_process_each():
    words = ["--signatures", "200", "--stock", "10", "--rounds", "3"]
    done = subprocess.run([sys.executable, str(SCRIPT), *words], capture_output=True, check=True)
    found = re.search(r"^ratio +([\d.]+)", done.stdout.decode(), re.MULTILINE)
    assert found is not None
    assert float(found[1]) > 10
