"""What is written in the project: messages, records, guides, no leftovers."""

from __future__ import annotations

import ast
import re
import string
import subprocess
from pathlib import Path

import pytest

from taizhang.model.messages import catalogue

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "taizhang"

MESSAGES = sorted(catalogue().items())
CODES = [code for code, _ in MESSAGES]


def _tracked():
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    files = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    return [file for file in files if file.is_file() and file.suffix not in {".png", ".ico"}]


def _text(path):
    return path.read_text(encoding="utf-8", errors="replace")


def test_nothing_is_left_for_later():
    word = re.compile(r"(?:#|//|--|\*) ?T[O]DO|T[O]DO[:(]|F[I]XME|X[X]X")
    found = [str(file) for file in _tracked() if word.search(_text(file))]
    assert found == []


def test_no_path_of_somebodys_machine_is_written_down():
    path = re.compile(r"(?<![\w.])/(?:ro{2}t|hom{1}e|wor{1}k)/")
    found = [str(file) for file in _tracked() if path.search(_text(file))]
    assert found == []


def _holes(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("code", "message"), MESSAGES, ids=CODES)
class TestMessage:
    def test_its_code_is_short_ascii_words(self, code, message):
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", code)
        assert len(code) <= 40

    def test_it_holds_both_languages(self, code, message):
        assert message.zh
        assert message.en
        assert bool(message.fix_zh) == bool(message.fix_en)
        assert re.search(r"[\u4e00-\u9fff]", message.zh)

    def test_its_blanks_have_names(self, code, message):
        for text in (message.zh, message.en, message.fix_zh, message.fix_en):
            assert all(name.isidentifier() for name in _holes(text))

    def test_its_chinese_is_plain_office_style(self, code, message):
        said = message.zh + message.fix_zh
        assert not re.search(r"[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]", said), (
            "full-width punctuation"
        )
        assert "！" not in said
        assert "!" not in message.en + message.fix_en


def _strings():
    """Every string constant of the package outside the tables of messages."""
    for path in PACKAGE.rglob("*.py"):
        if "messages" in path.parts:
            continue
        for node in ast.walk(ast.parse(_text(path))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_no_message_is_left_over():
    said = set(_strings())
    plans = "\n".join(_text(path) for path in (ROOT / "plan").rglob("plan.yml"))
    assert [code for code in CODES if code not in said and code not in plans] == []


def _codes_raised():
    errors = {"UsageProblem", "EnvironmentProblem", "TaizhangError"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(_text(path))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in errors
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(path.relative_to(ROOT)), node.args[0].value, node


def test_every_error_has_its_message_and_fills_it():
    table = catalogue()
    missing = [(path, code) for path, code, _ in _codes_raised() if code not in table]
    assert missing == []
    for path, code, call in _codes_raised():
        given = {word.arg for word in call.keywords}
        if None not in given:
            message = table[code]
            assert _holes(message.zh + message.fix_zh) <= given, (path, code)


RECORDS = sorted((ROOT / "scripts" / "decisions").glob("*.md"))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_decision_record_has_its_four_parts(path):
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem)
    text = _text(path)
    assert text.startswith(f"# {path.stem[:4]} — ")
    found = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert [part for part in found if part in {"Context", "Options", "Outcome", "Price"}] == [
        "Context",
        "Options",
        "Outcome",
        "Price",
    ]


def test_decision_records_are_numbered_without_a_gap():
    assert [int(path.stem[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


def _headings(text):
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]


def _commands(text):
    """The blocks of code, without remarks behind the commands."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r"\s+#.*", "", block) for block in blocks]


def test_the_two_readmes_are_kept_in_step():
    if not (ROOT / "README.zh.md").exists():
        return
    english, chinese = _text(ROOT / "README.md"), _text(ROOT / "README.zh.md")
    assert _headings(english) == _headings(chinese)
    assert _commands(english) == _commands(chinese)


def test_the_architecture_page_names_every_module():
    page = _text(ROOT / "scripts" / "ARCHITECTURE.md")
    modules = [
        path.parent if path.stem == "__init__" else path
        for path in PACKAGE.rglob("*.py")
        if path.parent != PACKAGE or path.stem != "__init__"
    ]
    names = {str(path.relative_to(PACKAGE)).removesuffix(".py") for path in modules}
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []
    rows = re.findall(r"^\| `(\w+(?:/\w+)+)` \|", page, re.MULTILINE)
    assert sorted(rows) == sorted({*rows} & names)
