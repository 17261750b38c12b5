"""``taizhang approve``: approve or return what waits, and sign it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both, recording, telling, wizard
from taizhang.cli.completion import complete_ids
from taizhang.cli.edge import session
from taizhang.cli.entry_options import acting as acting_option
from taizhang.cli.key import ask_passphrase
from taizhang.cli.output import tell, write_bytes
from taizhang.errors import UsageProblem

if TYPE_CHECKING:
    from typing import TextIO

    from taizhang.actions.acting import Desk
    from taizhang.actions.filing import Draft
    from taizhang.actions.signing import Unsigned
    from taizhang.model.state import Act


@click.command(
    help=both(
        "审批一条待审批的记录：同意，或写明理由退回。",
        "Approve a waiting entry, or return it with a reason.",
    )
)
@click.argument("identity", metavar="ID", shell_complete=complete_ids)
@click.option(
    "--entry", default="", metavar="ENTRY", help=both("审批哪一条：“时间 种类”", "which entry")
)
@click.option(
    "--return", "back", default="", metavar="REASON", help=both("退回，并写明理由", "return it")
)
@click.option("--role", default="", metavar="ROLE", help=both("以何角色", "in which role"))
@click.option("--at", default="", metavar="TIME", help=both("何时审批的，默认现在", "when"))
@click.option(
    "--key",
    "file",
    default="",
    metavar="FILE",
    help=both("签名的私钥文件，默认 ssh-agent 或 ~/.ssh/taizhang", "the private key to sign with"),
)
@click.option(
    "--sig",
    "source",
    type=click.File("r", encoding="ascii", errors="replace"),
    metavar="FILE",
    help=both("用 ssh-keygen 签好的签名，- 为标准输入", "a signature made with ssh-keygen"),
)
@click.option(
    "--statement",
    "shows",
    flag_value="statement",
    help=both("只显示待签的声明原文，不签名，不记录", "print the statement alone"),
)
@click.option(
    "--print",
    "shows",
    flag_value="block",
    help=both("签名后只显示要粘贴的一段，不记录", "sign, and print the block to paste elsewhere"),
)
@acting_option
def command(
    *,
    identity: str,
    entry: str,
    back: str,
    role: str,
    at: str,
    file: str,
    source: TextIO | None,
    shows: str | None,
    acting: str,
) -> int:
    """Records the 审批 of the person at work, or shows what would be recorded."""
    from taizhang.actions.approving import approval, choose
    from taizhang.actions.filing import Draft, append, locate, rehearse
    from taizhang.actions.signing import unsigned

    desk, now = recording.start(acting)
    case = locate(desk, identity, now)
    act = _one(choose(case.judged, desk.person, entry))
    roster = desk.workspace.governance.rosters.current
    fields = approval(act, desk.person, case.judged, roster, role=role, back=back)
    timed_at = recording.full_time(desk, case, at, now)
    draft = Draft(kind="审批", by=desk.person.name, at=timed_at, fields=fields, to_second=True)
    now = recording.wait(case, draft, now)
    ready = unsigned(desk, case, draft, now)
    if shows == "statement":
        write_bytes(ready.text.encode())
        tell("statement-shown", session().lang, id=case.id, at=ready.draft.at)
        return 0
    done = _pasted(ready, source, at) if source else _signed(desk, ready, file)
    if shows == "block":
        write_bytes(rehearse(desk, case, done, now))
        tell("block-shown", session().lang, file=case.file.path)
        return 0
    telling.approved(append(desk, case, [done], now), act, now)
    return 0


def _signed(desk: Desk, ready: Unsigned, file: str) -> Draft:
    """The 审批 with its signature; under a roster without keys as it is.

    Raises:
        UsageProblem: the person has no key to sign with.
    """
    from taizhang.actions.signing import require_key, signed, signer_at

    if not ready.text or not (ready.asked or file):
        return ready.draft
    require_key(desk, ready)
    tell("statement-told", session().lang)
    click.echo(ready.text, err=True)
    return signed(ready, signer_at(desk, ready.keys, file, ask_passphrase))


def _pasted(ready: Unsigned, source: TextIO, at: str) -> Draft:
    """The 审批 with a signature made elsewhere.

    Raises:
        UsageProblem: not a signature, or not said for which time it was made.
    """
    from taizhang.actions.signing import pasted

    if not at:
        raise UsageProblem("sig-needs-time")
    return pasted(ready, source.read())


def _one(acts: tuple[Act, ...]) -> Act:
    """The act meant; of several, the one a person on a terminal picks.

    Raises: UsageProblem: several, and nobody is there to ask.
    """
    if len(acts) == 1:
        return acts[0]
    names = [act.written.name for act in acts]
    if not wizard.interactive():
        raise UsageProblem("several-wait", listed="；".join(names), example=names[0])
    (chosen,) = wizard.ask_choice("审批哪一条", "which entry", names)
    return acts[names.index(chosen)]
