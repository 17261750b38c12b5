"""Where git's hooks enter: the clock, the time limit, words for whoever pushes. No click here.

Fails closed: whatever goes wrong, the push is refused and the pusher is told why. Everything
echoed has its control characters escaped, since it goes to somebody else's terminal.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from taizhang.errors import Refused, TaizhangError
from taizhang.model.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from taizhang.actions.receiving import Gate
    from taizhang.model.findings import Finding, Report

LIMIT = 20
"""Seconds a hook may take; nothing else would ever end one that hangs."""

_SHOWN = 20
_OFFICE_ZONE = timezone(timedelta(hours=8))
_GITLAB = "GL-HOOK-ERR: "
"""Without it GitLab keeps a hook's words from people who merge on its pages."""


class _Expired(BaseException):
    """The time limit; no ``except Exception`` on the way may catch it."""


def main(words: Sequence[str]) -> int:
    """Runs the hook ``words`` names; its exit code, with which git lets the push in or not."""
    name, options = (words[0] if words else ""), _options(words[1:])
    if name not in _HOOKS:
        _say("hook-unknown", {"name": name, "known": "、".join(_HOOKS)})
        return 2
    signal.signal(signal.SIGALRM, _expire)
    signal.alarm(LIMIT)
    try:
        return _HOOKS[name](options)
    except _Expired:
        _say("hook-expired", {"limit": LIMIT})
    except TaizhangError as problem:
        _say(problem.code, problem.values)
        _tell(problem.findings if isinstance(problem, Refused) else ())
    except Exception as error:  # noqa: BLE001 - the last net: fails closed, and says so
        from taizhang.cli.bug_report import write_bug_report

        log = write_bug_report(error, ["hook", name], os.environ, _now())
        _say("hook-bug", {"kind": type(error).__name__, "log": log})
    return 1


def _pre_receive(options: Mapping[str, str]) -> int:
    gate = _gate(options, server=True)
    from taizhang.actions.receiving import read_updates, receive
    from taizhang.store.receipts import pusher

    return _verdict(receive(gate, read_updates(_stdin()), pusher(os.environ)), "push-not-taken")


def _post_receive(options: Mapping[str, str]) -> int:
    """Have the site rebuilt by a process of its own; the pusher does not wait for it."""
    gate = _gate(options, server=True)
    from taizhang.actions.receiving import read_updates

    if not any(update.ref == gate.main for update in read_updates(_stdin())):
        return 0
    from taizhang.cli.publishing import publish_detached
    from taizhang.store.publication import last_failure

    told = last_failure(gate.repo.git_dir)
    if told is not None:
        _say("publish-failed-before", told._asdict())
    publish_detached(gate.repo, Path(options["--publish"]))
    return 0


def _pre_commit(options: Mapping[str, str]) -> int:
    from taizhang.actions.receiving import judge_staged

    report = judge_staged(_gate(options), os.environ.get("GIT_INDEX_FILE", ""))
    return _verdict(report, "commit-not-made")


def _pre_push(options: Mapping[str, str]) -> int:
    from taizhang.actions.receiving import judge_leaving

    return _verdict(judge_leaving(_gate(options), _stdin()), "push-not-sent")


_HOOKS: dict[str, Callable[[Mapping[str, str]], int]] = {
    "pre-receive": _pre_receive,
    "post-receive": _post_receive,
    "pre-commit": _pre_commit,
    "pre-push": _pre_push,
}


def _options(words: Sequence[str]) -> dict[str, str]:
    """``--pin X --publish DIR`` as written into the hook file; what git adds is not ours."""
    found: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            break
        found[word] = next(rest, "")
    return found


def _gate(options: Mapping[str, str], *, server: bool = False) -> Gate:
    """A server's hook runs in the git directory itself, a local one at the top of the files."""
    from taizhang.store.git.repository import opening

    opened = opening(Path(), hook=server)
    from taizhang.actions.receiving import Gate  # git looks while Python reads its modules

    return Gate(repo=opened(), now=_now(), pin=options.get("--pin", ""))


def _stdin() -> bytes:
    return sys.stdin.buffer.read()


def _now() -> datetime:
    return datetime.now(UTC).astimezone(_OFFICE_ZONE).replace(microsecond=0)


def _expire(*_: object) -> NoReturn:
    """End what is running; should that hang too, end the process."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(2)
    raise _Expired


def _verdict(report: Report, code: str) -> int:
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    if not errors:
        return 0
    _say(code, {"count": len(errors)})
    _tell(errors)
    return 1


def _tell(findings: Sequence[Finding]) -> None:
    from taizhang.model.messages import finding_words

    for each in findings[:_SHOWN]:
        message, fix = finding_words(each, _lang())
        place = ":".join(
            filter(None, (each.path, *map(str, filter(None, (each.line, each.column)))))
        )
        _write(f"- {place}: {message}" if place else f"- {message}")
        if fix:
            _write(f"  ↳ {fix}")
    if len(findings) > _SHOWN:
        _say("hook-more", {"count": len(findings) - _SHOWN})


def _say(code: str, values: Mapping[str, object]) -> None:
    from taizhang.model.messages import words

    message, fix = words(code, values, _lang())
    _write(message)
    if fix:
        _write(f"  ↳ {fix}")


def _write(text: str) -> None:
    from taizhang.store.characters import escaped

    prefix = _GITLAB if "GL_ID" in os.environ and "GL_PROTOCOL" in os.environ else ""
    sys.stderr.buffer.write(f"{prefix}{escaped(text)}\n".encode("utf-8", "backslashreplace"))
    sys.stderr.buffer.flush()


def _lang() -> str:
    return "en" if os.environ.get("TAIZHANG_LANG") == "en" else "zh"
