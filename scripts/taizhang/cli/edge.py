"""The edge of the program: the clock, the ledger's root, and errors turned into words.

The only place that reads the time, catches every exception and decides an exit code:
0 clean, 1 findings, 2 usage, 3 our bug, 4 environment, 130 interrupted.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NoReturn

import click

from taizhang.cli import LANGUAGES, Session, program, session_of
from taizhang.errors import EnvironmentProblem, Refused, TaizhangError, UsageProblem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

OUR_BUG = 3
INTERRUPTED = 130

_GARBAGE = 1_000_000
"""Values made and not yet gone before garbage is looked for: ours hold no circles, and what a
build of a site leaves in some does not grow with the ledger."""

_OFFICE_ZONE = timezone(timedelta(hours=8))


def main(args: Sequence[str] | None = None) -> int:
    """Runs the command line ``args`` and returns its exit code.

    Without ``args`` it is the console script: the process's own words, and the process ends.
    """
    if args is None:
        gc.set_threshold(_GARBAGE)
        _leave(_main(sys.argv[1:]))
    return _main(args)


def _leave(code: int) -> NoReturn:
    """End the process at once: taking every value apart first costs a tenth of a short command.

    Where something may still have to tidy up (MkDocs, a thread) it ends the ordinary way.
    """
    import threading

    if "mkdocs" in sys.modules or threading.active_count() > 1:
        gc.freeze()  # else the interpreter searches all there is for garbage, some times over
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _main(args: Sequence[str]) -> int:
    argv = list(args)
    session = Session(lang=language(argv, os.environ))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code = _guarded(argv, session)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone (`| head`); what is left must not fail again at shutdown.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def language(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """``zh`` or ``en``: ``--lang`` before the command, else TAIZHANG_LANG, else Chinese.

    Read before click reads, since click's own complaints are to be in that language too.
    """
    asked = environ.get("TAIZHANG_LANG", "")
    before = iter(argv)
    for word in before:
        if not word.startswith("-"):
            break
        if word == "--lang":
            asked = next(before, asked)
        elif word.startswith("--lang="):
            asked = word.partition("=")[2]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def session() -> Session:
    """The session of the command that is running."""
    return session_of(click.get_current_context())


def now(text: str | None = None, zone: timezone | None = None) -> datetime:
    """The present moment in ``zone`` to the second, or the one that ``--now`` names.

    Args:
        text: ``2026-11-09 10:00`` or with seconds, in ``zone``; or a full time with its offset.
        zone: the plan's fixed offset; +08:00 where no plan has been read.

    Raises:
        UsageProblem: ``text`` is no time.
    """
    zone = zone or _OFFICE_ZONE
    if not text:
        return datetime.now(UTC).astimezone(zone).replace(microsecond=0)
    from taizhang.model.times import parse_time

    try:
        return parse_time(text, zone)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageProblem("bad-now", text=text) from None
    if moment.tzinfo is None:
        raise UsageProblem("bad-now", text=text)
    return moment.astimezone(zone)


def ledger_root(start: Path | None = None) -> Path:
    """The nearest folder at or above ``start`` (default: here) that holds plan/ and ledger/.

    Raises:
        EnvironmentProblem: there is none.
    """
    from pathlib import Path

    return Path(ledger_folder(str(start) if start else "."))


def ledger_folder(start: str) -> str:
    """The same as a text: pathlib takes longer to load than a file to check.

    Raises:
        EnvironmentProblem: there is none.
    """
    begin = folder = os.path.realpath(start)
    while True:
        if all(os.path.isdir(f"{folder}/{name}") for name in ("plan", "ledger")):  # noqa: PTH112
            return folder
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            raise EnvironmentProblem("not-in-a-ledger", folder=begin)
        folder = above


def _guarded(argv: Sequence[str], session: Session) -> int:
    """Runs the group; whatever is raised becomes words on stderr and an exit code."""
    try:
        color = False if os.environ.get("NO_COLOR") else None
        result = program.main(
            argv, prog_name="taizhang", standalone_mode=False, obj=session, color=color
        )
        return result if isinstance(result, int) else 0
    except (click.Abort, KeyboardInterrupt):
        _say("interrupted", {}, session)
        return INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return UsageProblem.exit_code
    except click.ClickException as error:
        from taizhang.cli.usage_words import usage_words

        _say(*usage_words(error), session)
        return UsageProblem.exit_code
    except TaizhangError as error:
        _say_error(error, session)
        return error.exit_code
    except SystemExit as leaving:
        # Click leaves this way when the reader of a pipe has gone.
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:  # noqa: BLE001 - the last net: no traceback reaches a user
        from taizhang.cli.bug_report import write_bug_report

        log = write_bug_report(error, argv, os.environ, datetime.now(UTC))
        _say("our-bug", {"kind": type(error).__name__, "log": log}, session)
        return OUR_BUG


def _say_error(error: TaizhangError, session: Session) -> None:
    """The error, and each finding where an act was refused for some."""
    _say(error.code, error.values, session)
    if not isinstance(error, Refused):
        return
    from taizhang.model.messages import finding_words

    for finding in error.findings:
        message, fix = finding_words(finding, session.lang)
        place = f"{finding.path}:{finding.line}: " if finding.path and finding.line else ""
        _write(f"- {place}{message}", fix)


def _say(code: str, values: Mapping[str, object], session: Session) -> None:
    from taizhang.model.messages import words

    _write(*words(code, values, session.lang))


def _write(message: str, fix: str) -> None:
    click.echo(message, err=True)
    if fix:
        click.echo(f"  ↳ {fix}", err=True)
