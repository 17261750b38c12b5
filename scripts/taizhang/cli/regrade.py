"""``taizhang regrade``: change an incident's level."""

from __future__ import annotations

import click

from taizhang.cli import both, recording
from taizhang.cli.completion import complete_ids
from taizhang.cli.entry_options import common_options, field_options, typed_fields


@click.command(
    help=both(
        "调整一件舆情的等级；预案要求同时退回会商的，自动写明。",
        "Change an incident's level, and the stage with it where the plan asks.",
    )
)
@click.argument("identity", metavar="ID", shell_complete=complete_ids)
@click.argument("level", metavar="LEVEL")
@common_options
@field_options(("调级",), without=("level",))
def command(
    identity: str, level: str, at: str, by: str, acting: str, **typed: tuple[str, ...]
) -> int:
    """Records the 调级."""
    from taizhang.actions.filing import locate
    from taizhang.actions.moving import regrade_stage, require_level

    desk, now = recording.start(acting)
    case = locate(desk, identity, now)
    name = require_level(case.judged.plan, level)
    fields = {**typed_fields(typed), "level": (name,)}
    stage = regrade_stage(case.judged, name, now)
    if stage and "stage" not in fields:
        fields["stage"] = (stage,)
    draft = recording.entry(desk, case, "调级", fields, now, at=at, by=by)
    return recording.file(desk, case, draft, now)
