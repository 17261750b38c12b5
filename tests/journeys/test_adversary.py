"""Random changes of a signed ledger: none that changes its meaning passes unnoticed.

Two kinds. What is recorded is changed and offered to the range check: bytes, fields, the order of
entries, signatures, commits, the roster. And what is about to be recorded is changed after it was
signed: then either an error is told, or the decision has no effect.

What keeps the meaning, and may pass: the very same bytes; comments and blank lines below the last
entry; quotes around a value, blanks at the end of a line, the order of an entry's keys.
"""

from __future__ import annotations

import random
import shutil
import subprocess

import pytest
from tests.attacks import PATH, ROSTER, found_base, incident
from tests.branches import Branch, moment
from tests.ledgers import models
from tests.rules.builders import until_handling

from taizhang.actions.ranging import check_range
from taizhang.actions.workspace import judge_file, open_workspace, read_file
from taizhang.model.state import Effect
from taizhang.rules.heads import entry_digest
from taizhang.store.emit import blocks
from taizhang.store.git.repository import open_repository
from taizhang.store.worktree import WorkTree

__all__ = ["models"]

NOW = "2026-11-09 10:41"


@pytest.fixture(scope="module")
def root(models, tmp_path_factory):
    place = tmp_path_factory.mktemp("adversary") / "ledger"
    shutil.copytree(models["real"], place)
    found_base(place)
    return place


# changes of bytes


def flip(rng, data):
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(7))]) + data[at + 1 :]


def drop(rng, data):
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.randint(1, 9) :]


def put(rng, data):
    at = rng.randrange(len(data))
    return data[:at] + rng.choice([b"x", b" ", b"\n", b"- ", b"#", b"0", "不".encode()]) + data[at:]


def digit(rng, data):
    places = [at for at, byte in enumerate(data) if chr(byte).isdigit()]
    at = rng.choice(places)
    return data[:at] + str(rng.randrange(10)).encode() + data[at + 1 :]


def line_lost(rng, data):
    lines = data.splitlines(keepends=True)
    del lines[rng.randrange(len(lines))]
    return b"".join(lines)


def line_twice(rng, data):
    lines = data.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    return b"".join([*lines[:at], lines[at], *lines[at:]])


BYTES = (flip, drop, put, digit, line_lost, line_twice)


# changes of a whole record


def entries_swapped(rng, data):
    head, *entries = blocks(data)
    one, other = rng.sample(range(len(entries)), 2)
    entries[one], entries[other] = entries[other], entries[one]
    return b"".join([head, *entries])


def entry_lost(rng, data):
    head, *entries = blocks(data)
    del entries[rng.randrange(len(entries))]
    return b"".join([head, *entries])


def entry_twice(rng, data):
    head, *entries = blocks(data)
    at = rng.randrange(len(entries))
    return b"".join([head, *entries[:at], entries[at], *entries[at:]])


def signatures_swapped(rng, data):
    lines = data.splitlines(keepends=True)
    places = [at for at, line in enumerate(lines) if line.startswith(b"  sig: ")]
    one, other = rng.sample(places, 2)
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


WHOLE = (*BYTES, entries_swapped, entry_lost, entry_twice, signatures_swapped)


def recorded_mutants(rng, root, count):
    """Files as somebody might leave them: path -> bytes; and the commit they follow."""
    branch = Branch(root)
    old = branch.tip
    before = branch.git("rev-parse", "HEAD~1")
    record, roster = (root / PATH).read_bytes(), (root / ROSTER).read_bytes()
    for number in range(count):
        if number % 5 == 0:
            yield old, {ROSTER: rng.choice(BYTES)(rng, roster)}
        elif number % 5 == 1:  # the commit before is replaced
            yield before, {PATH: rng.choice(WHOLE)(rng, record)}
        else:
            yield old, {PATH: rng.choice(WHOLE)(rng, record)}


def import_all(root, mutants):
    """One branch a mutant, by one git; their commits."""
    when = int(moment("2026-11-09 10:40").timestamp())
    feed = b""
    for number, (parent, files) in enumerate(mutants):
        feed += b"commit refs/heads/m%d\nmark :%d\n" % (number, number + 1)
        feed += b"committer x <x@taizhang.invalid> %d +0800\ndata 1\nx\nfrom %s\n" % (
            when, parent.encode(),
        )  # fmt: skip
        for path, data in files.items():
            feed += b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
    subprocess.run(
        ["git", "fast-import", "--quiet"], input=feed, cwd=root, check=True, capture_output=True
    )
    names = [f"m{number}" for number in range(len(mutants))]
    return Branch(root).git("rev-parse", *names).split()


def passes_unnoticed(root, count, seed):
    """Mutants of what is recorded that the range check takes."""
    rng = random.Random(seed)  # noqa: S311  must be the same each time
    mutants = list(recorded_mutants(rng, root, count))
    branch = Branch(root)
    old, repo = branch.tip, open_repository(root)
    same = {PATH: (root / PATH).read_bytes(), ROSTER: (root / ROSTER).read_bytes()}
    found = []
    for (parent, files), commit in zip(mutants, import_all(root, mutants), strict=True):
        report = check_range(repo, old, commit, moment(NOW))
        unchanged = all(data == same[path] for path, data in files.items()) and parent == old
        if report.clean and not unchanged:
            found.append(files)
    return found


def changed_after_signing(root, count, seed):
    """Mutants of a decision and its approvals that still take effect, with another meaning."""
    rng = random.Random(seed)  # noqa: S311  must be the same each time
    workspace = open_workspace(WorkTree(root))
    whole = incident(root, until_handling("特别重大")).encode()
    start = len(b"".join(blocks(whole)[:-3]))  # the decision and its two approvals
    before, signed = whole[:start], whole[start:]
    meant = meaning(workspace, whole)
    found = []
    for _ in range(count):
        mutant = rng.choice((*BYTES, signatures_swapped))(rng, signed)
        got = meaning(workspace, before + mutant)
        if got is not None and got != meant:
            found.append(mutant)
    return meant, found


def meaning(workspace, data):
    """What is decided: the digests of what is in effect; None where an error is told, or where
    the decision has no effect."""
    case = judge_file(workspace, read_file(workspace, PATH, data), moment(NOW))
    if case is None or any(each.severity.value == "error" for each in case.findings):
        return None
    acts = case.judged.state.acts
    if not acts or case.judged.state.stage != "应急处置":
        return None
    if any(act.effect is not Effect.EFFECTIVE for act in acts):
        return None
    return tuple(entry_digest(act.written) for act in acts)


def test_no_change_of_the_record_passes(root):
    assert passes_unnoticed(root, 100, seed=1) == []


def test_no_change_after_signing_takes_effect(root):
    meant, found = changed_after_signing(root, 400, seed=1)
    assert meant is not None
    assert found == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("reason: 转发不多", 'reason: "转发不多"'),
        lambda text: text.replace("  by: 李娜\n  kind: 决定\n", "  kind: 决定\n  by: 李娜\n"),
        lambda text: text + "# 注\n\n",
    ],
    ids=["quotes", "order of keys", "a comment below"],
)
def test_what_keeps_the_meaning_keeps_the_signatures(root, change):
    workspace = open_workspace(WorkTree(root))
    text = incident(root, until_handling("特别重大"))
    assert change(text) != text
    assert meaning(workspace, change(text).encode()) == meaning(workspace, text.encode())


@pytest.mark.long
def test_ten_thousand_changes(root):
    assert passes_unnoticed(root, 2000, seed=2) == []
    assert changed_after_signing(root, 8000, seed=2)[1] == []
