"""What the strict reader takes, and that nothing it is handed can end the process."""

from __future__ import annotations

import contextlib
import gc
import subprocess
import sys
import time

import pytest
import yaml
from tests.store.strict_tables import ENTRY, HEAD

from taizhang.store import guard, parsing
from taizhang.store.strict import Profile, Unreadable, read


def test_every_scalar_is_read_as_the_text_that_is_written():
    written = (
        "no on Yes true null Null 9:10 09:10 10:30:00 010 0817 1_000 1e3 .nan 0x1F 2026-08-07"
        " 2026-02-30 1.0 = y 是 +86 -5 <1 2026-08-07T09:12:00+08:00"
    )
    words = written.split(" ")
    data = "".join(f"k{number}: {word}\n" for number, word in enumerate(words))
    assert list(read(data.encode()).values()) == words


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"见 #3 号"', "见 #3 号"),
        ("'a: b'", "a: b"),
        ("'it''s'", "it's"),
        ('"~"', "~"),
        ('""', ""),
        (r'"甲\n乙\t丙"', "甲\n乙\t丙"),
        ("|-\n  甲\n\n    乙: # 丙\n  {丁}", "甲\n\n  乙: # 丙\n{丁}"),
        ("|\n  \u3000\u3000甲\n  \u3000\u3000乙：丙\n", "\u3000\u3000甲\n\u3000\u3000乙：丙\n"),
        (">-\n  甲\n  乙", "甲 乙"),
        ("张\u3000伟", "张\u3000伟"),
        ("a\u00a0b", "a\u00a0b"),
        ("C#语言", "C#语言"),
        ("https://a.example/x?a=1&b=2#c", "https://a.example/x?a=1&b=2#c"),
        ("甲 & 乙，是！对 * 丙", "甲 & 乙，是！对 * 丙"),
        ("教训：夜间无备岗", "教训：夜间无备岗"),
        ("⚠️ 注意 😀", "⚠️ 注意 😀"),
        ("[甲, 乙 丙]", ["甲", "乙 丙"]),
        ("[]", []),
        ("\n- 教训：甲\n- 乙、丙", ["教训：甲", "乙、丙"]),
        ("\n  状态: 已发布", {"状态": "已发布"}),
        ("甲\n  乙", "甲 乙"),
    ],
)
@pytest.mark.parametrize("profile", Profile)
def test_what_tools_and_people_write_is_read_exactly(written, value, profile):
    written = f"id: x\nnote: {written}\nplan: y\n".replace(": \n", ":\n")
    assert read(written.encode(), profile=profile) == {"id": "x", "note": value, "plan": "y"}
    windows = written.replace("\n", "\r\n").encode()
    assert read(windows, profile=profile) == {"id": "x", "note": value, "plan": "y"}


def test_comments_and_blank_lines_between_are_taken():
    text = f"# 一\n\n{HEAD}# 二 #3\n{ENTRY}\n  # 三\n  text: 甲\n\n{ENTRY}# 四"
    assert len(read(text.encode())["timeline"]) == 2


def test_settings_may_use_braces_and_comments_after_values():
    text = (
        'utc_offset: "+08:00"   # 时间\n'
        "levels:                # 由高到低\n"
        "- {name: 重大,  key: L2, criteria: 甲，乙}   # 说明\n"
        '- {name: "一般", when: {level: [重大, "较大"]}, need: [{kind: 报告}, {a: [b, [c]]}]}\n'
    )
    base = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes nothing but texts
    assert read(text.encode(), profile=Profile.SETTINGS) == base


def test_twelve_levels_are_taken_and_thirteen_are_not():
    text = "".join(f"{' ' * level}a:\n" for level in range(12)) + " " * 12
    with pytest.raises(Unreadable) as caught:
        read((text + "b: c\n").encode())
    assert [(each.code, each.line) for each in caught.value.findings] == [("yaml-too-deep", 13)]
    read((text + "bc\n").encode())


DEEP = [
    "[", "{", "- ", "? ", "-  ", "- ? ", "? - ", "- [", "{a: ", "[a, ", "{? ", '["]",', "[#]\n",
    "- : ", ": ", "- - - a: ", "a: [", "-\n", "&a ", "!a ", "*a ", "| ", "'", '"', "? a\n: - ",
    "[[]", "{}{", "- a: ", "%", "---\n", "\n- - ", "\n\n\n\n- ? - ",
]  # fmt: skip

_READ_ALL = """
import sys, threading
from taizhang.store.strict import Profile, Unreadable, read
from taizhang.store.positions import locate
sys.setrecursionlimit(1000)
threading.stack_size(512 * 1024)
deep = eval(sys.stdin.read())

def nested(last):
    # One level a line, as tight as YAML allows.
    return "".join(" " * level + f"a{level % 9}:\\n" for level in range(700)) + " " * 700 + last

def staircase():
    return "".join("  " * level + "- a:\\n" for level in range(500)) + "  " * 500 + "b"

def run():
    for unit in deep:
        for before in ("", "a: ", "a:\\n  ", "\\n" * 130_000, "x: '" + "]" * 40 + "'\\ny: "):
            data = (before + unit * (100_000 // len(unit))).encode()
            refuse(data)
    for text in (nested("b"), staircase(), "a: " + "[" * 40 + "]" * 40, "a: " + "- " * 40 + "b"):
        refuse(text.encode())
    print("alive")

def refuse(data):
    locate(data, ("a", 0))
    for profile in Profile:
        try:
            read(data, profile=profile)
        except Unreadable as error:
            assert error.findings

thread = threading.Thread(target=run)
thread.start()
thread.join()
"""


@pytest.mark.slow
def test_no_nesting_however_deep_reaches_the_parsers_stack():
    done = subprocess.run(
        [sys.executable, "-c", _READ_ALL],
        input=repr(DEEP),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr[-2000:]


@pytest.mark.parametrize("deep", ["[", "- ", "? ", "{a: "])
def test_deep_nesting_is_one_finding_where_it_goes_too_deep(deep):
    with pytest.raises(Unreadable) as caught:
        read(f"id: x\na:\n  {deep * 25_000}\n".encode())
    (finding,) = caught.value.findings
    assert (finding.code, finding.line) == ("yaml-too-deep", 3)
    assert 3 < finding.column < 80


def test_an_alias_bomb_is_refused():
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    with pytest.raises(Unreadable) as caught:
        read(bomb.encode())  # what it stands for is never made: that would not end
    assert len(caught.value.findings) == 20


@pytest.mark.parametrize(
    "unit", ["#", " #", "a #\n", '"', "：", "a：\n", "\u3000", "\t", "'#'", "a:b\n"]
)
def test_a_file_of_one_sign_takes_no_more_than_its_size_asks_for(unit):
    """Eight times the signs: not the 64 times of a search that begins anew at each of them."""
    size = guard.LARGEST // len(unit.encode()) - 6

    def spent(signs):
        begun = time.process_time()
        for before in ("", "a: b", "a: b\nc"):
            with contextlib.suppress(Unreadable):
                read(before.encode() + (unit * signs).encode())
        return time.process_time() - begun

    part = min(spent(size // 8) for _ in range(3))
    assert spent(size) < 8 * 4 * max(part, 0.001)


def test_a_file_of_many_flow_lists_is_no_suspect():
    text = HEAD + "".join(f"{ENTRY}  items: [事项{n}]\n" for n in range(100))
    assert not guard.suspicious(text.encode())
    assert len(read(text.encode())["timeline"]) == 100


def test_bullets_and_deep_indents_within_a_text_are_taken():
    text = f"{HEAD}{ENTRY}  text: |-\n    - - - 甲\n      {' ' * 60}乙\n    [[[[\n    &c *d !e\n"
    assert "- - - 甲" in str(read(text.encode())["timeline"])


def test_without_libyaml_nothing_is_read():
    code = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from taizhang.errors import EnvironmentProblem\n"
        "from taizhang.store.strict import read\n"
        "try:\n    read(b'a: b')\n"
        "except EnvironmentProblem as error:\n    print(error.code, error.exit_code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["libyaml-missing", "4"]


def test_parser_classes_are_made_once():
    assert parsing._parser() is parsing._parser()


@pytest.mark.parametrize("searched", [True, False])
@pytest.mark.parametrize("data", [HEAD + ENTRY, "a: {"])
def test_the_search_for_garbage_rests_while_reading_and_goes_on_as_before(
    searched, data, monkeypatch
):
    meanwhile = []

    def seen(data):
        meanwhile.append(gc.isenabled())
        return parsing.compose(data)

    monkeypatch.setattr("taizhang.store.strict.compose", seen)
    before = gc.isenabled()
    (gc.enable if searched else gc.disable)()
    try:
        with contextlib.suppress(Unreadable):
            read(data.encode())
        after = gc.isenabled()
    finally:
        (gc.enable if before else gc.disable)()
    assert meanwhile == [False]
    assert after is searched
