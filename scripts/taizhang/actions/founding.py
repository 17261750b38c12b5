"""Found a ledger for another office: the plan as a template, a roster to fill in, one commit."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.actions.governance import is_proposal
from taizhang.actions.standins import UNSETTLED, administrators_role, stand_ins
from taizhang.errors import EnvironmentProblem, UsageProblem
from taizhang.model.record import dataclass
from taizhang.rules.planread import read_plan
from taizhang.rules.settings import CODE
from taizhang.store.git.fastimport import Commit, import_commits, new_repository
from taizhang.store.git.repository import Identity, identity
from taizhang.store.resources import resource_dir
from taizhang.store.strict import Profile, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from taizhang.model.plan import Plan
    from taizhang.store.git.repository import Repository

_OWN = ("accounts.yml", "contacts.yml", "duty.yml", "sensitive.yml")
"""Files of the office that a new one begins without records of."""
_RECORDS = re.compile(r"^records:\n.*", re.MULTILINE | re.DOTALL)
_SITE_NAME = re.compile(r"^site_name:.*$", re.MULTILINE)
_PLAIN = re.compile(r"[^\s#:,\[\]{}&*!|>'\"%@`-][^\n\t#:\"']{0,58}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What a new ledger is called, and who administers it. ``who`` None: git's own identity."""

    name: str
    id: str
    drill: bool = False
    who: Identity | None = None


def found(folder: Path, founding: Founding, now: datetime) -> Identity:
    """Make a ledger at ``folder``; who its administrator is.

    Raises:
        UsageProblem: something is in the folder, or a name cannot be used.
        EnvironmentProblem: no identity, or it could not be written; nothing was left behind.
    """
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageProblem("init-folder-taken", folder=str(folder))
    if not CODE.fullmatch(founding.id):
        raise UsageProblem("init-id", value=founding.id)
    if not _PLAIN.fullmatch(founding.name):
        raise UsageProblem("init-name", value=founding.name)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".taizhang-", dir=folder.parent) as place:
            who = _build(Path(place), founding, now)
            folder.mkdir(exist_ok=True)
            for each in tuple(Path(place).iterdir()):
                shutil.move(each, folder / each.name)
    except OSError as error:
        raise EnvironmentProblem(
            "init-unwritable", folder=str(folder), reason=error.strerror or str(error)
        ) from error
    return who


def _build(place: Path, founding: Founding, now: datetime) -> Identity:
    repo = new_repository(place, founding.who or Identity(name="-", email="-"))
    who = founding.who or _global_identity(repo)
    if any(char in "<>\n#:\"'" for char in who.name + who.email):
        raise UsageProblem("init-name", value=f"{who.name} {who.email}")
    first = Commit(
        number=1,
        parents=(),
        author=who,
        committer=who,
        when=now,
        message="台账启用",
        files=_files(founding, who, now),
    )
    import_commits(repo, (first,))
    return who


def _global_identity(repo: Repository) -> Identity:
    """Who git says works on this machine; the new repository itself says nothing of it.

    Raises:
        EnvironmentProblem: ``init-no-identity``.
    """
    repo.git("config", "--local", "--remove-section", "user")
    try:
        return identity(repo)
    except EnvironmentProblem as problem:
        raise EnvironmentProblem("init-no-identity") from problem


def _files(founding: Founding, who: Identity, now: datetime) -> dict[str, bytes]:
    files = _below(resource_dir("ledger-template"), "")
    settings = files["mkdocs.yml"].decode()
    files["mkdocs.yml"] = _SITE_NAME.sub(lambda _: f"site_name: {founding.name}", settings).encode()
    plan = _below(resource_dir("plan"), "plan/")
    # A new office starts from the plan in force; what is proposed elsewhere is no matter of its.
    proposals = tuple(
        path.removesuffix("plan.yml")
        for path, data in plan.items()
        if path.endswith("/plan.yml") and is_proposal(data)
    )
    for path, data in plan.items():
        if not path.startswith(("plan/roster/", *proposals)):
            files[path] = _emptied(path, data)
    drill = "是" if founding.drill else "否"
    files["plan/office/ledger.yml"] = (
        "# 本台账的名称和代号。代号写进每一个签名，启用后不改。\n"
        f"name: {founding.name}\nid: {founding.id}\ndrill: {drill}\n"
    ).encode()
    files["plan/roster/0001.yml"] = _roster(who, _newest(files), now).encode()
    files["ledger/.gitkeep"] = b""
    return files


def _emptied(path: str, data: bytes) -> bytes:
    if path.rpartition("/")[2] not in _OWN or not path.startswith("plan/office/"):
        return data
    return _RECORDS.sub("records: []\n", data.decode()).encode()


def _newest(files: Mapping[str, bytes]) -> Plan:
    """The plan version of ``files`` that a ledger would open incidents under."""
    read_in = [
        read_plan(read(data, profile=Profile.SETTINGS), "")[0]
        for path, data in files.items()
        if path.startswith("plan/") and path.endswith("/plan.yml")
    ]
    plans = [plan for plan in read_in if plan is not None]
    if not plans:
        raise EnvironmentProblem("governance-unreadable", count=len(read_in))
    return max(plans, key=lambda plan: (plan.published_on, plan.id))


def _roster(who: Identity, plan: Plan, now: datetime) -> str:
    """A roster that can run the plan, with stand-ins for everybody but the administrator."""
    role = administrators_role(plan)
    lines = [
        "# 名册第 1 版。除管理员外均为占位，启用前换成本单位人员，并入第一次提交",
        "# （git commit --amend）；启用后变动另立新版本。",
        "version: 1",
        f"from: {now:%Y-%m-%d %H:%M}",
        "persons:",
        f"- name: {who.name}",
        "  key: admin",
        f"  unit: {UNSETTLED}",
        f"  post: {role}",
        f"  roles: [{role}]",
        f"  email: {who.email}",
    ]
    for each in stand_ins(plan):
        lines += [f"- name: {each.name}", f"  key: {each.key}"]
        lines += [f"  unit: {each.unit}", f"  roles: [{each.role}]"]
    return "\n".join(lines) + "\n"


def _below(folder: Path, prefix: str) -> dict[str, bytes]:
    return {
        prefix + path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
