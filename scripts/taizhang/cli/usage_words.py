"""Words for what click refuses: its exception in, a code of the catalogue and values out.

Click words its errors in English only; here each kind is told anew, from its parts.
"""

from __future__ import annotations

import re

import click

from taizhang.model.findings import Phrase

Said = tuple[str, dict[str, object]]
"""A code of the message catalogue and what fills it."""


def usage_words(error: click.ClickException) -> Said:
    """Code and values for any error click can raise."""
    if isinstance(error, click.NoSuchOption):
        close = error.possibilities
        values = {"name": error.option_name, "close": _close(close), "command": _path(error)}
        return "no-such-option", values
    if isinstance(error, click.exceptions.NoSuchCommand):
        close = error.possibilities or _alike(error)
        values = {"name": error.command_name, "close": _close(close), "command": _path(error)}
        return "no-such-command", values
    if isinstance(error, click.MissingParameter):
        return "missing-parameter", {"name": _name(error), "usage": _usage(error)}
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.BadOptionUsage):
        return "bad-option-usage", {"name": error.option_name, "command": _path(error)}
    if isinstance(error, click.FileError):
        return "cannot-open", {"name": error.ui_filename, "reason": error.message}
    return _other(error)


def _bad_value(error: click.BadParameter) -> Said:
    wanted = _wanted(error.param.type) if error.param else None
    if wanted is None:
        return "bad-value", {"name": _name(error), "detail": error.message}
    return "bad-value-of-kind", {"name": _name(error), "wanted": wanted}


def _wanted(kind: click.ParamType[object]) -> Phrase | None:
    """What a value of click's own types must be; ``None`` for other types."""
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return Phrase("、".join(choices) + " 之一", "one of " + ", ".join(choices))
    if isinstance(kind, click.IntRange):
        low, high = kind.min, kind.max
        return Phrase(f"{low} 到 {high} 的整数", f"a whole number from {low} to {high}")
    if isinstance(kind, click.Path):
        return Phrase("一个存在且可读的文件或目录", "an existing, readable file or folder")
    plain = {
        "integer": Phrase("整数", "a whole number"),
        "float": Phrase("数字", "a number"),
        "boolean": Phrase("yes 或 no", "yes or no"),
    }
    return plain.get(kind.name)


def _other(error: click.ClickException) -> Said:
    extra = re.match(r"Got unexpected extra arguments? \((.*)\)$", error.message, re.DOTALL)
    if extra:
        return "extra-argument", {"name": extra[1], "usage": _usage(error)}
    if error.message == "Missing command.":
        return "missing-command", {"command": _path(error)}
    return "usage-problem", {"detail": error.message, "command": _path(error)}


def _alike(error: click.exceptions.NoSuchCommand) -> list[str]:
    """Commands spelled much like the one asked for; click itself looks at imported ones only."""
    from difflib import get_close_matches

    if error.ctx is None or not isinstance(error.ctx.command, click.Group):
        return []
    return get_close_matches(error.command_name, error.ctx.command.list_commands(error.ctx))


def _close(names: list[str] | None) -> Phrase:
    if not names:
        return Phrase("", "")
    return Phrase(f"是不是 {names[0]}？", f"Did you mean {names[0]}? ")


def _path(error: click.ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    return ctx.command_path if ctx else "taizhang"


def _usage(error: click.UsageError | click.ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    if not ctx:
        return "taizhang --help"
    return " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])


def _name(error: click.BadParameter) -> str:
    """The option's longest spelling, or an argument's metavar."""
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    if error.param is not None and error.ctx is not None:
        return error.param.make_metavar(error.ctx)
    return str(error.param_hint or "")
