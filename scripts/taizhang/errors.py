"""The errors that stop a command: a code of the message catalogue, its values, an exit code.

Findings about data are not errors; they are values (see ``model.findings``). An error from
this module is raised below the edge and turned into words once, in ``cli.edge``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taizhang.model.findings import Finding


class TaizhangError(Exception):
    """Stops a command. ``code`` names a message of the catalogue, ``values`` fill it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class UsageProblem(TaizhangError):
    """What was asked for cannot be understood: an option, a name, an id (exit code 2)."""

    exit_code = 2


class EnvironmentProblem(TaizhangError):
    """The machine or the repository is not in a state to work in (exit code 4)."""

    exit_code = 4


class Refused(TaizhangError):
    """An act the plan or the formats forbid; nothing was written (exit code 1).

    ``findings`` says why, one finding a fault.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("refused", count=len(findings))
        self.findings = tuple(findings)
