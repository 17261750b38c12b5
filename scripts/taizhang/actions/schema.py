"""The schema of incident files as a ledger's own plan and roster make it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from taizhang.actions.governance import plan_in_force
from taizhang.rules.schema import incident_schema

if TYPE_CHECKING:
    from taizhang.model.governance import Governance


def schema_text(governance: Governance) -> str:
    """The schema as JSON, with names of the plan in force and of everybody on any roster.

    Raises:
        EnvironmentProblem: no plan can be read.
    """
    names = (each.name for roster in governance.rosters.versions for each in roster.persons)
    schema = incident_schema(
        plan_in_force(governance),
        persons=tuple(dict.fromkeys(names)),
        plans=tuple(plan.id for plan in governance.plans.values() if not plan.proposal),
    )
    return as_json(schema)


def as_json(schema: object) -> str:
    """``schema`` as it is written into a file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
