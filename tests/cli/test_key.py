"""``taizhang key``: one line for the administrator on stdout, everything else beside it."""

from __future__ import annotations

import os
import pty
import sys
import sysconfig
from pathlib import Path

import pytest
from tests.store import agents, stock

SECRET = "一句并不算短的口令\n"  # noqa: S105 - of keys that live as long as a test


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def key(taizhang, home):
    def run(*words, stdin="", **environ):
        return taizhang("key", *words, stdin=stdin, cwd=home, HOME=str(home), **environ)

    return run


def new(key, *more):
    return key("new", "--passphrase-file", "-", *more, stdin=SECRET)


def test_new_prints_the_line_for_the_roster_and_nothing_else(key, home):
    done = new(key)
    assert done.code == 0, done.err
    line = (home / ".ssh" / "taizhang.pub").read_text("utf-8")
    assert done.out == line
    assert line.startswith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA")
    assert "交给管理员" in done.err
    assert (home / ".ssh").stat().st_mode & 0o777 == 0o700
    assert (home / ".ssh" / "taizhang").stat().st_mode & 0o777 == 0o600


def test_show_asks_for_no_passphrase(key, home):
    made = new(key, "--file", "mine")
    assert made.code == 0, made.err
    assert key("show", "--file", "mine").out == made.out
    assert key("show", "--file", "~/mine").out == made.out


@stock.needed
def test_the_fingerprint_is_the_one_openssh_shows(key, home):
    new(key)
    listed = stock.run("-l", "-f", home / ".ssh" / "taizhang.pub").stdout.decode().split()[1]
    assert listed in key("show").err


@pytest.mark.parametrize(
    ("words", "stdin", "code", "told"),
    [
        (("show",), "", 2, "taizhang key new"),
        (("new", "--passphrase-file", "-"), "short\n", 2, "至少 8 个字符"),
        (("new", "--passphrase-file", "-"), "", 2, "至少 8 个字符"),
        (("new",), "", 2, "没有终端"),
        (("show", "--file", "/dev/null"), "", 2, "不是 OpenSSH 格式"),
        (("show", "--agent"), "", 2, "没有可用的 Ed25519 密钥"),
    ],
)
def test_what_cannot_be_done_is_told_with_the_next_step(key, home, words, stdin, code, told):
    done = key(*words, stdin=stdin, SSH_AUTH_SOCK="")
    assert done.code == code
    assert told in done.err
    assert done.out == ""
    assert not (home / ".ssh").exists()


def test_an_existing_key_is_never_written_over(key, home):
    new(key)
    before = (home / ".ssh" / "taizhang").read_bytes()
    done = new(key)
    assert done.code == 2
    assert "已经存在" in done.err
    assert (home / ".ssh" / "taizhang").read_bytes() == before


@agents.needed
def test_keys_of_the_agent_are_shown(key, tmp_path):
    """Where it holds none the message is ``agent-empty``."""
    path, line = stock.make(tmp_path)
    with agents.running(tmp_path) as address:
        agents.add(address, path)
        done = key("show", "--agent", SSH_AUTH_SOCK=address)
    assert done.out == f"{line}\n"
    gone = key("show", "--agent", SSH_AUTH_SOCK=address)
    assert gone.code == 4
    assert "没有应答" in gone.err


def typed(home, *answers):
    """``key new`` at a real terminal, each answer typed when it is asked for."""
    command = str(Path(sysconfig.get_path("scripts")) / "taizhang")
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(command, [command, "key", "new"], {**os.environ, "HOME": str(home)})  # noqa: S606 - a terminal of its own
        sys.exit(1)
    said = b""
    left = list(answers)
    try:
        while chunk := os.read(terminal, 4096):
            said += chunk
            if left and said.endswith(b": "):
                os.write(terminal, f"{left.pop(0)}\n".encode())
    except OSError:
        pass  # the other end has gone
    finally:
        os.close(terminal)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status), said.decode()


def test_at_a_terminal_the_passphrase_is_typed_twice_and_never_shown(home):
    code, said = typed(home, "correct horse", "correct horse")
    assert code == 0, said
    assert "新口令" in said
    assert "再输一遍" in said
    assert "horse" not in said
    assert (home / ".ssh" / "taizhang").exists()


def test_two_passphrases_that_differ_make_nothing(home):
    """The message is ``key-passphrase-differs``."""
    code, said = typed(home, "correct horse", "correct hearse")
    assert code == 2
    assert "不一样" in said
    assert not (home / ".ssh").exists()


def test_help_of_a_group_speaks_one_language(key):
    zh, en = key("--help"), key("--help", TAIZHANG_LANG="en")
    assert "新建一把密钥" in zh.out
    assert "Make a key" not in zh.out
    assert "Make a key under a passphrase; hand the line shown" in " ".join(en.out.split())
