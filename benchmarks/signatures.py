#!/usr/bin/env python3
"""Signatures of statements verified a second: in this process, and by ``ssh-keygen -Y verify``.

Both check the same signatures in the same run, in turns, so that the ratio holds on a busy
machine too. Prints medians; makes throw-away keys and keeps nothing.

    python benchmarks/signatures.py [--signatures 2000] [--stock 60] [--rounds 5]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from taizhang.store.keys import unlock
from taizhang.store.sshsig import NAMESPACE, sign, to_armor, why_not

if TYPE_CHECKING:
    from collections.abc import Callable

PERSONS = 3
WHO = "zhang.wei"
STATEMENT = """\
舆情台账审批声明 v1
台账：drill-ledger
事件：20261109-4mq2 联络站开放时间与公告不符
记录：2026-11-09 10:45 决定 李娜
环节：会商研判 → 应急处置
等级：一般
前序：{digest}
审批人：陈立 chen.li
结论：同意
"""


def main() -> int:
    """Measures and prints; 1 where a signature was not taken by one of the two."""
    asked = arguments().parse_args()
    if shutil.which("ssh-keygen") is None:
        print("ssh-keygen was not found")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder), asked.signatures, asked.stock, asked.rounds)


def arguments() -> argparse.ArgumentParser:
    """The options of this script."""
    parser = argparse.ArgumentParser(description="signatures verified a second")
    parser.add_argument("--signatures", type=int, default=2000, help="in process, each round")
    parser.add_argument("--stock", type=int, default=60, help="by ssh-keygen, each round")
    parser.add_argument("--rounds", type=int, default=5)
    return parser


def measure(folder: Path, count: int, stock_count: int, rounds: int) -> int:
    """Signs ``count`` statements, then lets both verify them in turns."""
    files = [_key(folder / f"key{number}") for number in range(PERSONS)]
    signers = [unlock(file, str) for file in files]
    keys = tuple(signer.key for signer in signers)
    texts = [STATEMENT.format(digest=f"{number:064x}") for number in range(count)]
    begun = perf_counter()
    sigs = [sign(text, signers[number % PERSONS]) for number, text in enumerate(texts)]
    signed = count / (perf_counter() - begun)
    allowed = folder / "allowed_signers"
    lines = (f'{WHO} namespaces="{NAMESPACE}" {key}\n' for key in keys)
    allowed.write_text("".join(lines), encoding="utf-8")
    paths = [folder / f"{number}.sig" for number in range(stock_count)]
    for path, sig in zip(paths, sigs, strict=False):
        path.write_text(to_armor(sig), encoding="ascii")

    def ours() -> bool:
        return not any(why_not(text, sig, keys) for text, sig in zip(texts, sigs, strict=True))

    def theirs() -> bool:
        pairs = zip(paths, texts, strict=False)
        return all(_stock_takes(allowed, path, text) for path, text in pairs)

    ours()  # imports, and the keys once
    in_process, stock = [], []
    for _ in range(rounds):
        in_process.append(_rate(ours, count))
        stock.append(_rate(theirs, stock_count))
    ratio = median(one / other for one, other in zip(in_process, stock, strict=True))
    print(f"in process            {median(in_process):8.0f} /s  ({count} signatures)")
    print(f"ssh-keygen -Y verify  {median(stock):8.0f} /s  ({stock_count} signatures)")
    print(f"ratio                 {ratio:8.1f}     (median of {rounds} rounds)")
    print(f"signed in process     {signed:8.0f} /s")
    return 0


def _key(path: Path) -> Path:
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    return path


def _stock_takes(allowed: Path, sig: Path, text: str) -> bool:
    words = ["ssh-keygen", "-Y", "verify", "-f", str(allowed), "-I", WHO, "-n", NAMESPACE]
    done = subprocess.run(
        [*words, "-s", str(sig)], input=text.encode(), capture_output=True, check=False
    )
    return done.returncode == 0


def _rate(work: Callable[[], bool], count: int) -> float:
    """How many a second; everything must have been taken.

    Raises:
        SystemExit: something was not.
    """
    begun = perf_counter()
    if not work():
        raise SystemExit("a good signature was refused")
    return count / (perf_counter() - begun)


if __name__ == "__main__":
    sys.exit(main())
