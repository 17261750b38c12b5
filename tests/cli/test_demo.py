"""``taizhang demo`` as people type it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from time import monotonic, sleep

NOW = "2026-11-23 15:30"


def test_it_tells_where_how_much_who_and_what_next(taizhang, tmp_path):
    done = taizhang("demo", "demo", "--now", NOW, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    first, second, third = done.out.splitlines()
    assert first.startswith("演练台账已建好：demo，24 件舆情，")
    assert "李娜（li.na@taizhang.invalid）" in second
    assert "cd demo" in third
    assert "taizhang list" in third


def test_it_speaks_english_when_asked(taizhang, tmp_path):
    done = taizhang("--lang", "en", "demo", "demo", "--incidents", 2, cwd=tmp_path)
    assert done.code == 0
    assert done.out.startswith("The drill ledger is in demo: 2 incidents, ")


def test_the_next_command_works_at_once(taizhang, tmp_path):
    taizhang("demo", "demo", cwd=tmp_path)
    done = taizhang("check", cwd=tmp_path / "demo")
    assert (done.code, done.err) == (0, "")
    assert "24" in done.out.splitlines()[-1]


def test_the_same_words_make_the_same_ledger(taizhang, tmp_path):
    heads = set()
    for name in ("a", "b"):
        taizhang("demo", name, "--seed", 7, "--now", NOW, "--incidents", 3, cwd=tmp_path)
        told = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=tmp_path / name, capture_output=True, check=True
        )
        heads.add(told.stdout)
    assert len(heads) == 1


def test_a_taken_folder_is_refused_with_what_to_do(taizhang, tmp_path):
    (tmp_path / "x").write_text("", encoding="utf-8")
    done = taizhang("demo", tmp_path, "--force")
    assert done.code == 2
    assert "不是空的" in done.err
    taizhang("demo", tmp_path / "demo", "--incidents", 1)
    done = taizhang("demo", tmp_path / "demo")
    assert done.code == 2
    assert "--force" in done.err
    assert taizhang("demo", tmp_path / "demo", "--incidents", 1, "--force").code == 0


def test_numbers_out_of_range_are_refused(taizhang, tmp_path):
    assert taizhang("demo", "demo", "--incidents", 0, cwd=tmp_path).code == 2
    assert taizhang("demo", "demo", "--now", "明天", cwd=tmp_path).code == 2
    assert not (tmp_path / "demo").exists()


def test_a_keyboard_interrupt_is_one_line_and_leaves_nothing(tmp_path):
    """Of all its processes, as a terminal sends it: git, and two that write incidents."""
    words = [sys.executable, "-m", "taizhang", "demo", "demo", "--incidents", "20000"]
    env = os.environ | {"TAIZHANG_LANG": "zh"}
    making = subprocess.Popen(
        words, cwd=tmp_path, env=env, stderr=subprocess.PIPE, start_new_session=True
    )
    patience = monotonic() + 60
    while not [*tmp_path.glob(".taizhang-*/.git/objects/pack/tmp_pack*")]:
        assert making.poll() is None
        assert monotonic() < patience
        sleep(0.05)
    os.killpg(making.pid, signal.SIGINT)
    _, said = making.communicate(timeout=60)
    assert (making.returncode, said.decode().strip()) == (130, "已中断。")
    assert not [*tmp_path.iterdir()]
