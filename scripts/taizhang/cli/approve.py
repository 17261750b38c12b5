"""``taizhang approve``: approve or return what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taizhang.cli import both, recording, telling, wizard
from taizhang.cli.completion import complete_ids
from taizhang.cli.entry_options import acting as acting_option
from taizhang.errors import UsageProblem

if TYPE_CHECKING:
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
@acting_option
def command(identity: str, entry: str, back: str, role: str, at: str, acting: str) -> int:
    """Records the 审批 of the person at work."""
    from taizhang.actions.approving import approval, choose
    from taizhang.actions.filing import Draft, append, locate

    desk, now = recording.start(acting)
    case = locate(desk, identity, now)
    act = _one(choose(case.judged, desk.person, entry))
    roster = desk.workspace.governance.rosters.current
    fields = approval(act, desk.person, case.judged, roster, role=role, back=back)
    at = recording.full_time(desk, case, at, now)
    draft = Draft(kind="审批", by=desk.person.name, at=at, fields=fields, to_second=True)
    now = recording.wait(case, draft, now)
    telling.approved(append(desk, case, [draft], now), act, now)
    return 0


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
