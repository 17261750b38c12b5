from __future__ import annotations

import subprocess
import sys
import types
from datetime import UTC, datetime, timedelta, timezone

import click
import pytest

from taizhang import __version__, cli
from taizhang.cli import COMMANDS, Entry, both, edge
from taizhang.cli.width import columns
from taizhang.errors import EnvironmentProblem, Refused, UsageProblem
from taizhang.model.findings import Finding


@pytest.fixture
def probe(monkeypatch):
    """Adds a command ``probe`` that does what the test gives it."""

    def add(action, *params):
        module = types.ModuleType("taizhang.cli.probe")
        command = click.Command("probe", callback=action, params=list(params))
        vars(module)["command"] = command
        monkeypatch.setitem(sys.modules, "taizhang.cli.probe", module)
        monkeypatch.setitem(COMMANDS, "probe", Entry("probe", both("试探", "probe")))

    return add


def _raising(error):
    def action(**_):
        raise error

    return action


PARAMS = (
    click.Argument(["id"], metavar="ID"),
    click.Option(["--level"], type=click.Choice(["较大", "一般"])),
    click.Option(["--count"], type=click.IntRange(1, 9), default=3, show_default=True),
    click.Option(["--number"], type=int),
    click.Option(["--file"], type=click.Path(exists=True)),
    click.Option(["--unit"], required=True, help=both("单位", "unit")),
)

USAGE = {
    "no-such-command": (["nonsense"], "没有命令“nonsense”", "no command nonsense"),
    "no-such-command, close": (["prob"], "是不是 probe？", "Did you mean probe?"),
    "no-such-option": (["probe", "--nowhere"], "没有选项“--nowhere”", "no option --nowhere"),
    "no-such-option, close": (["probe", "--leve"], "是不是 --level？", "Did you mean --level?"),
    "missing option": (["probe", "X"], "缺少必填项 --unit", "--unit is missing"),
    "missing argument": (["probe", "--unit", "a"], "缺少必填项 ID", "ID is missing"),
    "bad choice": (["probe", "--level", "严重"], "应为较大、一般 之一", "one of 较大, 一般"),
    "bad range": (["probe", "--count", "0"], "应为1 到 9 的整数", "from 1 to 9"),
    "bad number": (["probe", "--number", "x"], "应为整数", "a whole number"),
    "bad path": (["probe", "--file", "x"], "应为一个存在", "an existing"),
    "option without value": (["probe", "X", "--unit"], "选项 --unit 的写法", "Option --unit lacks"),
    "too much": (["probe", "X", "more", "--unit", "a"], "多出了“more”", "Too much was given: more"),
    "no command": (["--lang", "zh"], "没有写明要执行的命令", ""),
}


@pytest.mark.parametrize(("args", "zh", "en"), USAGE.values(), ids=USAGE)
def test_a_usage_error_is_told_in_the_language_asked_for(probe, capsys, args, zh, en):
    probe(lambda **_: None, *PARAMS)
    assert edge.main(args) == 2
    said = capsys.readouterr()
    assert zh in said.err
    assert said.out == ""
    if en:
        assert edge.main(["--lang", "en", *args]) == 2
        said = capsys.readouterr().err
        assert en in said
        assert all(columns(char) == 1 for char in said.replace("较大", "").replace("一般", ""))


def test_a_usage_error_says_what_to_do_next_on_a_line_of_its_own(capsys):
    edge.main(["nonsense"])
    assert capsys.readouterr().err.splitlines()[1].startswith("  ↳ ")


ERRORS = {
    "usage": (UsageProblem("bad-now", text="昨天"), 2, "时间“昨天”看不懂"),
    "environment": (EnvironmentProblem("not-in-a-ledger", folder="x"), 4, "没有台账"),
    "interrupted": (KeyboardInterrupt(), 130, "已中断"),
    "given up at a prompt": (click.Abort(), 130, "已中断"),
}


@pytest.mark.parametrize(("error", "code", "words"), ERRORS.values(), ids=ERRORS)
def test_an_error_has_its_exit_code_and_words(probe, capsys, error, code, words):
    probe(_raising(error))
    assert edge.main(["probe"]) == code
    assert words in capsys.readouterr().err


def test_a_refused_act_tells_every_finding(probe, capsys):
    findings = [
        Finding(code="bad-now", values={"text": "甲"}, path="ledger/a.yml", line=3),
        Finding(code="bad-now", values={"text": "乙"}),
    ]
    probe(_raising(Refused(findings)))
    assert edge.main(["probe"]) == 1
    said = capsys.readouterr().err
    assert "- ledger/a.yml:3: 时间“甲”看不懂" in said
    assert "- 时间“乙”看不懂" in said


@pytest.mark.parametrize(("value", "code"), [(None, 0), (1, 1), (0, 0), ("text", 0)])
def test_what_a_command_returns_is_its_exit_code(probe, value, code):
    probe(lambda: value)
    assert edge.main(["probe"]) == code


class TestOurOwnBug:
    def test_it_gives_a_log_and_no_traceback(self, probe, capsys, monkeypatch, tmp_path):
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
        probe(_raising(ZeroDivisionError("probe")), click.Option(["--text"]))
        assert edge.main(["probe", "--text", "某小区"]) == 3
        said = capsys.readouterr().err
        (log,) = (tmp_path / "taizhang").iterdir()
        assert "程序自身出了错（ZeroDivisionError）" in said
        assert str(log) in said
        assert "Traceback" not in said
        kept = log.read_text(encoding="utf-8")
        assert "Traceback" in kept
        assert f"taizhang: {__version__}" in kept
        assert "command: taizhang probe --text\n" in kept
        assert "某小区" not in kept
        assert log.stat().st_mode & 0o077 == 0

    def test_an_unwritable_home_is_no_second_fault(self, probe, capsys, monkeypatch, tmp_path):
        (tmp_path / "file").touch()
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        probe(_raising(ZeroDivisionError()))
        assert edge.main(["probe"]) == 3
        (log,) = tmp_path.glob("taizhang-*.log")
        assert str(log) in capsys.readouterr().err


LANGUAGE = {
    "by default": ([], "", "zh"),
    "from the environment": ([], "en", "en"),
    "the option wins": (["--lang", "zh"], "en", "zh"),
    "with an equals sign": (["--lang=en", "check"], "", "en"),
    "after the command it is the command's own": (["check", "--lang", "en"], "", "zh"),
    "unknown in the environment": ([], "fr", "zh"),
    "without its value": (["--lang"], "en", "en"),
}


@pytest.mark.parametrize(("argv", "env", "expected"), LANGUAGE.values(), ids=LANGUAGE)
def test_the_language_is_known_before_click_reads(argv, env, expected):
    assert edge.language(argv, {"TAIZHANG_LANG": env} if env else {}) == expected


def test_an_unknown_language_is_refused(capsys):
    assert edge.main(["--lang", "fr", "check"]) == 2
    assert "zh、en 之一" in capsys.readouterr().err


class TestHelp:
    def test_it_is_chinese_with_chinese_headings(self, capsys):
        assert edge.main(["--help"]) == 0
        said = capsys.readouterr().out
        for word in ("用法：taizhang [选项] 命令", "选项：", "命令：", "显示本说明"):
            assert word in said
        for name in COMMANDS:
            assert f"\n  {name} " in said

    def test_it_is_english_when_asked(self, capsys):
        assert edge.main(["--lang", "en", "--help"]) == 0
        said = capsys.readouterr().out
        assert "Usage: taizhang [OPTIONS] COMMAND [ARGS]..." in said
        assert said.isascii()

    def test_a_commands_own_page_follows(self, probe, capsys):
        probe(lambda **_: None, *PARAMS)
        assert edge.main(["probe", "--help"]) == 0
        said = capsys.readouterr().out
        assert "用法：taizhang probe [选项] ID" in said
        assert "--unit 文字" in said
        assert "单位  [必填]" in said
        assert "--count 整数 " in said
        assert "[默认 3；1<=x<=9]" in said
        assert edge.main(["--lang", "en", "probe", "--help"]) == 0
        said = capsys.readouterr().out
        assert "--unit TEXT" in said
        assert "unit  [required]" in said

    def test_no_line_is_wider_than_the_page(self, probe, capsys, monkeypatch):
        monkeypatch.setenv("COLUMNS", "60")
        long_text = both("很长的说明，" * 30, "a long text, " * 30)
        probe(lambda **_: None, click.Option(["--unit"], help=long_text))
        for lang in ("zh", "en"):
            edge.main(["--lang", lang, "probe", "--help"])
            # Closing punctuation may stand out by one character.
            assert max(columns(line) for line in capsys.readouterr().out.splitlines()) <= 62

    def test_no_arguments_show_it_and_are_a_usage_error(self, capsys):
        assert edge.main([]) == 2
        assert "用法：taizhang" in capsys.readouterr().err

    def test_it_imports_no_command_and_nothing_heavy(self):
        ask = (
            "import sys\n"
            "from taizhang.cli.edge import main\n"
            "assert main(['--help']) == 0\n"
            "print(sorted(sys.modules), file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True)
        loaded = set(eval(done.stderr))  # noqa: S307 - a list of names we have just printed
        own = {name for name in loaded if name.startswith("taizhang.")}
        assert own == {
            "taizhang.cli",
            "taizhang.cli.edge",
            "taizhang.cli.help_page",
            "taizhang.cli.width",
            "taizhang.errors",
            "taizhang.model",
            "taizhang.model.record",
        }
        assert not loaded & {
            "dataclasses",
            "yaml",
            "git",
            "jinja2",
            "mkdocs",
            "subprocess",
            "json",
            "pathlib",
        }


def test_completion_offers_commands_without_importing_them(taizhang):
    done = taizhang(
        _TAIZHANG_COMPLETE="bash_complete",
        COMP_WORDS="taizhang s",
        COMP_CWORD="1",
        TAIZHANG_LANG="",
    )
    offered = {line.removeprefix("plain,") for line in done.out.splitlines()}
    assert offered == {name for name in COMMANDS if name.startswith("s")}


class TestStreams:
    def test_a_terminal_that_knows_no_chinese_gets_escapes_not_a_crash(self, taizhang):
        done = taizhang("--help", PYTHONIOENCODING="latin-1")
        assert done.code == 0
        assert "\\u7528\\u6cd5" in done.out

    def test_a_reader_that_leaves_early_is_no_error(self, clean_environment):
        program = f"{sys.executable} -m taizhang --help | true; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", program], check=True, capture_output=True)
        assert done.stderr == b""

    def test_no_color_is_honoured(self, probe, capsys, monkeypatch):
        probe(lambda: click.secho("红", fg="red", color=click.get_current_context().color))
        monkeypatch.setenv("NO_COLOR", "1")
        edge.main(["probe"])
        assert capsys.readouterr().out == "红\n"


CHINA = timezone(timedelta(hours=8))

NOW = {
    "minutes": ("2026-11-09 10:00", datetime(2026, 11, 9, 10, 0, tzinfo=CHINA)),
    "seconds": ("2026-11-09 10:00:30", datetime(2026, 11, 9, 10, 0, 30, tzinfo=CHINA)),
    "with an offset": ("2026-11-09T02:00:00+00:00", datetime(2026, 11, 9, 10, 0, tzinfo=CHINA)),
}


@pytest.mark.parametrize(("text", "expected"), NOW.values(), ids=NOW)
def test_now_is_read_in_the_offices_zone(text, expected):
    moment = edge.now(text)
    assert moment == expected
    assert moment.utcoffset() == timedelta(hours=8)


def test_now_is_read_in_the_plans_zone():
    zone = timezone(timedelta(hours=6))
    assert edge.now("2026-11-09 10:00", zone) == datetime(2026, 11, 9, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["昨天", "2026-11-09", "2026-11-09T10:00:00", "2026-13-01 10:00"])
def test_a_now_that_is_no_time_is_refused(text):
    with pytest.raises(UsageProblem):
        edge.now(text)


def test_now_without_words_is_the_clock():
    before = datetime.now(UTC).replace(microsecond=0)
    moment = edge.now()
    assert before <= moment <= datetime.now(UTC)
    assert moment.utcoffset() == timedelta(hours=8)
    assert moment.microsecond == 0


class TestLedgerRoot:
    def test_it_is_the_nearest_folder_with_a_plan_and_a_ledger(self, tmp_path):
        inner = tmp_path / "build" / "demo"
        for root in (tmp_path, inner):
            (root / "plan").mkdir(parents=True)
            (root / "ledger" / "2026").mkdir(parents=True)
        assert edge.ledger_root(inner / "ledger" / "2026") == inner
        assert edge.ledger_root(tmp_path / "build") == tmp_path

    def test_outside_of_a_ledger_it_is_refused(self, tmp_path):
        (tmp_path / "plan").mkdir()
        with pytest.raises(EnvironmentProblem) as refused:
            edge.ledger_root(tmp_path)
        assert refused.value.code == "not-in-a-ledger"


BOTH = {
    "zh": ("zh", both("中", "en"), "中"),
    "en": ("en", both("中", "en"), "en"),
    "what click adds": ("zh", both("中", "en") + "  [required]", "中  [required]"),
    "plain": ("en", "plain", "plain"),
}


@pytest.mark.parametrize(("lang", "text", "expected"), BOTH.values(), ids=BOTH)
def test_a_help_text_holds_both_languages(lang, text, expected):
    assert cli.one_of(text, lang) == expected
