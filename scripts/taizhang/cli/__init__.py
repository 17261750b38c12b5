"""The command line: options in, words and exit codes out.

The group knows its commands by a table and imports a command's module only when that command is
called: ``taizhang --help`` costs little more than importing click.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

import click

from taizhang import __version__
from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

LANGUAGES = ("zh", "en")
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Session:
    """What holds for the whole call: the language of everything said."""

    lang: str = "zh"


def both(zh: str, en: str) -> str:
    """One help text in two languages; the help page shows the one that is asked for."""
    return f"{zh}{_BETWEEN}{en}"


def one_of(text: str, lang: str) -> str:
    """The part of a ``both`` text in ``lang``; any other text as it is.

    What click adds at the end of an option's help, such as ``[required]``, stays with it.
    """
    if _BETWEEN not in text:
        return text
    zh, _, en = text.partition(_BETWEEN)
    if lang == "en":
        return en
    _, mark, added = en.rpartition("  [")
    return f"{zh}{mark}{added}" if mark and added.endswith("]") else zh


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the command table: the module under ``taizhang.cli`` and its one-line help."""

    module: str
    help: str


_TABLE: dict[str, Entry] = {
    "init": Entry("init", both("为本单位新建一个台账仓库", "make a new ledger repository")),
    "demo": Entry(
        "demo", both("新建一个演练台账，可放心试用", "make a drill ledger to try things in")
    ),
    "new": Entry("new", both("登记一件新舆情", "open an incident")),
    "add": Entry("add", both("给一件舆情记一条", "add an entry to an incident")),
    "advance": Entry(
        "advance", both("把一件舆情推进到下一环节", "move an incident to another stage")
    ),
    "regrade": Entry("regrade", both("调整一件舆情的级别", "change an incident's level")),
    "correct": Entry("correct", both("更正已记的一条", "correct an entry already recorded")),
    "approve": Entry("approve", both("审批一条待审批的记录", "approve or return a waiting entry")),
    "annex": Entry("annex", both("保管、取出或销毁附件", "keep, show or destroy annexes")),
    "key": Entry("key", both("新建或显示审批签名用的密钥", "make or show your signing key")),
    "undo": Entry(
        "undo", both("撤回刚记、尚未提交共享的一条", "take back an entry not yet shared")
    ),
    "submit": Entry("submit", both("把本机记录提交共享", "share what was recorded here")),
    "sync": Entry("sync", both("取回他人的记录", "fetch the records of others")),
    "renumber": Entry(
        "renumber",
        both("给编号相撞的一件换编号", "give an unshared incident another id"),
    ),
    "show": Entry("show", both("查看一件舆情", "show one incident")),
    "list": Entry("list_", both("列出舆情", "list incidents")),
    "todo": Entry("todo", both("列出等待本人办理的事项", "list what waits for you")),
    "due": Entry("due", both("列出即将到期和已逾期的事项", "list what is due or overdue")),
    "stats": Entry("stats", both("统计：件数、时限、用时、教训", "statistics of a year or of all")),
    "check": Entry("check", both("按预案核对台账", "check the ledger against the plan")),
    "journal": Entry(
        "journal", both("工作日志：监测、值班、培训、演练", "the office's journal: watch and duty")
    ),
    "plan": Entry("plan", both("查看或核对预案", "show or check the plan")),
    "roster": Entry(
        "roster", both("名册、管理员和信任根", "the roster, its keys and the root of trust")
    ),
    "seal": Entry("seal", both("封存台账，核对封存", "seal the record and verify seals")),
    "rules": Entry("rules", both("逐条说明各项规则", "explain every rule")),
    "build": Entry("build", both("生成网站", "build the site")),
    "serve": Entry(
        "serve", both("在本机打开网站，改动即时可见", "serve the site, rebuilt on edits")
    ),
    "hook": Entry(
        "hook", both("安装和检查服务器、本机的钩子", "hooks of a server or of this machine")
    ),
    "doctor": Entry("doctor", both("检查本机环境是否齐备", "check this machine and repository")),
    "schema": Entry(
        "schema", both("输出供编辑器核对的格式说明", "print the schema editors check files with")
    ),
    "fmt": Entry("fmt", both("整理文件的写法", "put files into the one written form")),
}

_MADE = frozenset(os.listdir(os.path.dirname(__file__)))  # noqa: PTH120, PTH208 - no pathlib at start

COMMANDS = {name: entry for name, entry in _TABLE.items() if f"{entry.module}.py" in _MADE}
"""Every command there is, by name, in the order of the help page."""


class Context(click.Context):
    """A click context whose help page speaks the language of the session."""

    def make_formatter(self) -> click.HelpFormatter:
        """The page writer for help and usage."""
        from taizhang.cli.help_page import HelpPage

        return HelpPage(
            session_of(self).lang,
            width=self.terminal_width,
            max_width=self.max_content_width,
        )


def session_of(ctx: click.Context) -> Session:
    """The session a context belongs to; a Chinese one where a test has made none."""
    return ctx.find_object(Session) or Session()


def _in_session(command: click.Command) -> click.Command:
    command.context_class = Context
    if isinstance(command, click.Group):
        for part in command.commands.values():
            part.short_help = part.short_help or part.help  # click's own shortening splits ``both``
            _in_session(part)
    return command


class Program(click.Group):
    """The group of all commands, each imported when it is called."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the command's module; ``None`` where there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"taizhang.cli.{COMMANDS[cmd_name].module}")
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return _in_session(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the table; imports no command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Command names and their help; imports no command."""
        from click.shell_completion import CompletionItem

        lang = session_of(ctx).lang
        found = [
            CompletionItem(name, help=one_of(entry.help, lang))
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return found or click.Command.shell_complete(self, ctx, incomplete)


@click.group(
    cls=Program,
    help=both(
        "台账：网络舆情事件的登记、处置与归档，按应急预案核对，全部留痕。",
        "A ledger of online incidents, kept in git and checked against the emergency plan.",
    ),
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=both(
        "提示用中文（zh）还是英文（en）；也可设环境变量 TAIZHANG_LANG",
        "language of all messages; TAIZHANG_LANG does the same",
    ),
)
@click.version_option(
    __version__,
    prog_name="taizhang",
    message="%(prog)s %(version)s",
    help=both("显示版本", "show the version"),
)
def program() -> None:
    """Holds the commands; ``taizhang.cli.edge.main`` runs it."""
