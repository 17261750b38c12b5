"""A ledger's branch changed by hand: commits with any files, modes and times, and what is found."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from functools import cache
from hashlib import sha256

from tests.ledgers import ZONE, git

from taizhang.actions.ranging import check_range
from taizhang.model.mandate import NAMESPACE, Subject
from taizhang.model.roster import Person, Roster
from taizhang.rules.mandate import mandate_text
from taizhang.store.git.repository import open_repository
from taizhang.store.keys import FileSigner
from taizhang.store.sshsig import sign

LEDGER_ID = "nanchong-renda-opinion"
INCIDENT = "ledger/2026/11/20261109-4mq2.yml"
OTHER = "ledger/2026/11/20261109-7kq4.yml"

HEAD = """\
id: 20261109-4mq2
title: 联络站开放时间与公告不符
plan: 2022-08-05
timeline:
"""
FOUND = """\
- at: 2026-11-09 09:12
  by: 张伟
  kind: 发现
  scope: [公众关注]
  items:
  - id: 事项1
    nature: 诉求
    summary: 周六无人接待
  sources:
  - platform: 论坛
  marks:
    状态: 已发布
  level: 一般
  reason: 浏览约四百
"""
REPORT = """\
- at: 2026-11-09 09:13
  by: 张伟
  kind: 报告
  stage: 快报事实
  form: 首报
  to: 应急管理小组
  channel: 电话
"""
NOTE = """\
- at: {at}
  by: 张伟
  kind: 说明
  text: 已联系责任单位
"""
BEGUN = HEAD + FOUND + REPORT


def note(at="2026-11-09 09:25"):
    return NOTE.format(at=at)


def moment(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


class Branch:
    """The branch of a ledger, moved by plain git."""

    def __init__(self, root):
        self.root = root

    def git(self, *words, at="2026-11-09 09:30"):
        date = f"@{int(moment(at).timestamp())} +0800"
        env = {**os.environ, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        done = subprocess.run(
            ["git", *words], cwd=self.root, env=env, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode().strip()

    @property
    def tip(self):
        return git(self.root, "rev-parse", "HEAD").strip()

    def put(self, files):
        """Write files; None takes one away."""
        for path, data in files.items():
            place = self.root / path
            if data is None:
                place.unlink()
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data.encode() if isinstance(data, str) else data)

    def commit(self, files=None, *, at="2026-11-09 09:30", message="change"):
        """One commit of the whole work tree; its id."""
        self.put(files or {})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, at=at)
        return self.tip

    def mode(self, path, mode, data=b"x"):
        """Put ``path`` into the index as something the file system may not have."""
        if mode == "160000":
            blob = self.tip
        else:
            done = subprocess.run(
                ["git", "hash-object", "-w", "--stdin"], cwd=self.root, input=data,
                capture_output=True, check=True,
            )  # fmt: skip
            blob = done.stdout.decode().strip()
        self.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")

    def record(self, at="2026-11-09 09:30"):
        """A commit of the index as it is."""
        self.git("commit", "-q", "-m", "index", at=at)
        return self.tip

    def text(self, path):
        return (self.root / path).read_text("utf-8")

    def report(self, old, new="", now="2026-11-09 09:31", pin=""):
        repo = open_repository(self.root)
        return check_range(repo, old, new or self.tip, moment(now), pin=pin)

    def codes(self, old, new="", now="2026-11-09 09:31"):
        """The codes of all findings, each once."""
        return {each.code for each in self.report(old, new, now).findings}


@cache
def signer(name):
    """A throw-away key that is always the same."""
    return FileSigner(sha256(name.encode()).digest())


def keyed(text, *people, **more):
    """The roster with a key for everybody named; ``more``: lines to put below a person's key.

    ``people``: keys of persons in the roster, such as ``chen.li``.
    """
    for key in people:
        lines = more.get(key.replace(".", "_"), "")
        text = text.replace(
            f"  key: {key}\n", f"  key: {key}\n  keys:\n  - key: {signer(key).key}\n{lines}"
        )
    return text


def assent(
    kind,
    version,
    files,
    who,
    *,
    roster,
    at="2026-11-09 09:29",
    ledger=LEDGER_ID,
    signed_by="",
    signers=None,
):
    """One approval of a version, signed by ``who``, a name and a key of the roster.

    ``signed_by``: whose key signs instead; ``signers``: gives the keys.
    """
    by, key = who
    digests = tuple(
        (path, sha256(text.encode() if isinstance(text, str) else text).hexdigest())
        for path, text in sorted(files.items())
    )
    subject = Subject(kind=kind, version=version, files=digests)
    before = Roster(version=roster, persons=())
    person = Person(name=by, key=key, unit="", roles=())
    text = mandate_text(subject, ledger, before, person, at)
    sig = sign(text, (signers or signer)(signed_by or key), NAMESPACE)
    return f"- by: {by}\n  at: {at}\n  roster: {roster}\n  sig: {sig}\n"
