"""``taizhang advance``: move an incident on, by whichever kind of entry the plan asks for."""

from __future__ import annotations

import click

from taizhang.cli import both, recording
from taizhang.cli.completion import complete_ids
from taizhang.cli.entry_options import ADDED, common_options, field_options, typed_fields


@click.command(
    help=both(
        "把一件舆情推进（或退回）到某一环节，按预案选用合适的记录种类。",
        "Move an incident to a stage, by whichever kind of entry the plan asks for.",
    )
)
@click.argument("identity", metavar="ID", shell_complete=complete_ids)
@click.argument("stage", metavar="STAGE")
@common_options
@field_options(ADDED, without=("stage",))
def command(
    identity: str, stage: str, at: str, by: str, acting: str, **typed: tuple[str, ...]
) -> int:
    """Records the entry that enters the stage."""
    from taizhang.actions.filing import locate
    from taizhang.actions.moving import asked_fields, fitting_kind, require_stage

    desk, now = recording.start(acting)
    case = locate(desk, identity, now)
    name = require_stage(case.judged.plan, stage)
    fields = typed_fields(typed)
    kind = fitting_kind(case.judged, name, fields, now)
    asked = asked_fields(case.judged, name, kind, now)
    fields = {**{key: (value,) for key, value in asked.items()}, **fields, "stage": (name,)}
    draft = recording.entry(desk, case, kind, fields, now, at=at, by=by)
    return recording.file(desk, case, draft, now)
