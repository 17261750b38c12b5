"""The drill ledger's git history: who, when, by which way."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from tests.actions.demo.conftest import MADE, NOW, woven

from taizhang.actions.demo import made_at
from taizhang.actions.demo.cast import play_of, scripts
from taizhang.actions.demo.ledger import governance_files, people
from taizhang.actions.demo.signing import keyed_files, notary_of
from taizhang.rules.lag import LAG
from taizhang.store.emit import blocks
from taizhang.store.git.history import recorded
from taizhang.store.git.repository import open_repository

ZONE = timezone(timedelta(hours=8))


def rows(drill, *args, form):
    return [line.split("\x1f") for line in drill.git("log", f"--format={form}", *args).splitlines()]


def test_there_are_hundreds_of_commits_and_merges_among_them(drill):
    commits = int(drill.git("rev-list", "--count", "main"))
    assert commits == drill.made.commits >= 100
    assert int(drill.git("rev-list", "--count", "--merges", "main")) >= 20


def test_a_merge_is_made_by_another_person_than_its_branch(drill):
    for sha, merger in rows(drill, "--merges", form="%H%x1f%an"):
        inside = drill.git("log", "--format=%an", f"{sha}^1..{sha}^2").split()
        assert 2 <= len(inside) <= 3
        assert merger not in inside


def test_dates_of_the_main_line_never_go_back_and_never_lie_ahead(drill):
    times = [int(row[0]) for row in rows(drill, "--first-parent", "--reverse", form="%ct")]
    assert times == sorted(times)
    assert times[-1] <= NOW.timestamp()
    every = [(int(a), int(c)) for a, c in rows(drill, form="%at%x1f%ct")]
    assert all(author == committer for author, committer in every)


def test_a_commit_is_never_older_than_its_parent(drill):
    when = {sha: int(at) for sha, at in rows(drill, form="%H%x1f%ct")}
    for sha, parents in rows(drill, form="%H%x1f%P"):
        assert all(when[each] <= when[sha] for each in parents.split())


def test_every_commit_only_adds_lines_to_the_ledger(drill):
    log = drill.git("log", "-p", "-m", "--no-renames", "--format=", "--", "ledger")
    lines = [line for line in log.splitlines() if line.startswith(("+", "-"))]
    assert len(lines) > 1000
    assert [line for line in lines if re.match(r"-(?!-- (a/|/dev/null))", line)] == []


def test_governance_comes_first_and_from_the_administrators(drill):
    first = rows(drill, "--reverse", "--", "plan", form="%an%x1f%H")
    assert {person for person, _ in first} == {"冯涛", "邓丽"}
    touched = drill.git("log", "--format=", "--name-only", "--", "plan", "mkdocs.yml").split()
    assert not any(path.startswith("ledger/") for path in touched)


def test_authors_are_persons_of_the_roster_with_their_addresses(drill):
    roster = drill.workspace.governance.rosters.current
    known = {(each.name, each.email or f"{each.key}@taizhang.invalid") for each in roster.persons}
    used = {tuple(row) for row in rows(drill, form="%an%x1f%ae")}
    assert used <= known
    assert len(used) >= 12


def test_an_entry_is_recorded_minutes_after_the_act_or_the_next_morning(drill):
    repo = open_repository(drill.made.folder)
    told = recorded(repo, drill.git("rev-parse", "main").strip())
    lags = []
    for case in drill.cases():
        entries = case.judged.state.incident.entries
        assert len(told[case.file.path]) == len(entries)
        for entry, record in zip(entries, told[case.file.path], strict=True):
            lags.append((record.at - entry.at).total_seconds())
    assert min(lags) >= 0
    assert sum(lag <= 420 for lag in lags) > len(lags) * 0.9
    assert max(lags) > 9 * 3600


def _woven(*, sittings):
    """How many commits there are, the files, and of each file when its entries were recorded."""
    plan = keyed_files(governance_files(NOW), 1)
    notary = notary_of(plan, "2022-08-05", 1)
    files: dict[str, bytes] = {}
    when: dict[str, list[datetime]] = {}
    count = 0
    play = play_of(40, 1, NOW, ZONE)
    for moment, more in woven(scripts(play), people(plan), notary, sittings=sittings):
        count += 1
        for path, data in more.items():
            known = when.setdefault(path, [])
            known += [moment] * (len(blocks(data)) - 1 - len(known))
            files[path] = data
    return count, files, when


def test_a_commit_a_sitting_makes_no_entry_late(drill):
    fine, files, alone = _woven(sittings=False)
    few, same, together = _woven(sittings=True)
    assert files == same
    assert few < fine / 2.5
    late = []
    for path, data in files.items():
        pairs = zip(blocks(data)[1:], alone[path], together[path], strict=True)
        for block, own, common in pairs:
            at = re.search(rb"^- at: (.+)$", block, re.MULTILINE)
            assert at is not None
            claimed = datetime.fromisoformat(at[1].decode()).replace(tzinfo=ZONE)
            late.append((own - claimed > LAG, common - claimed > LAG))
    assert {(False, False), (True, True)} == set(late)


def test_some_acts_were_filed_by_another_person(drill):
    repo = open_repository(drill.made.folder)
    told = recorded(repo, drill.git("rev-parse", "main").strip())
    pairs = {
        (entry.by, record.author)
        for case in drill.cases()
        for entry, record in zip(
            case.judged.state.incident.entries, told[case.file.path], strict=True
        )
    }
    assert any(by != author for by, author in pairs)


def test_messages_have_the_fixed_form(drill):
    form = re.compile(r"\d{8}-\w{4}: [一-鿿]{2}( → [一-鿿]{2,4})? [一-鿿]{2,3}")
    book = re.compile(r"journal-\d{4}-\d\d: [一-鿿]{2,4} [一-鿿]{2,3}")
    merge = re.compile(r"合并分支 shenpi/\d{8}-\w{4}-\d+：[一-鿿]{2}.*")
    subjects = [row[0] for row in rows(drill, form="%s")]
    for subject in set(subjects[:-3]) - {"预案修订建议入库"}:
        assert any(each.fullmatch(subject) for each in (form, merge, book)), subject


def test_the_repository_is_clean_sound_and_ready_to_work_in(drill):
    assert drill.git("status", "--porcelain") == ""
    assert drill.git("fsck", "--strict", "--no-dangling") == ""
    assert drill.git("symbolic-ref", "HEAD").strip() == "refs/heads/main"
    assert drill.git("for-each-ref", "--format=%(refname)").split() == ["refs/heads/main"]
    assert drill.git("remote") == ""
    assert drill.git("config", "--local", "user.name").strip() == "李娜"
    assert drill.git("config", "--local", "user.email").strip() == "li.na@taizhang.invalid"


def test_the_ledger_says_that_it_is_a_drill(drill):
    office = drill.workspace.governance.office
    assert (office.drill, office.name) == (True, "演练台账")
    assert drill.workspace.governance.findings == ()


def test_somebody_is_on_duty_today(drill):
    duty = (drill.made.folder / "plan/office/duty.yml").read_text(encoding="utf-8")
    assert "- from: 2026-11-23\n  until: 2026-11-29\n  shift: 白班\n" in duty


def test_the_settings_of_the_site_come_with_it(drill):
    folder = drill.made.folder
    assert "site_dir: build/site" in (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "site_name: 演练台账" in (folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "* -text" in (folder / ".gitattributes").read_text(encoding="utf-8")
    assert "/build/" in (folder / ".gitignore").read_text(encoding="utf-8")
    assert (folder / "site/pages").is_dir()


def test_the_stamp_tells_when_it_was_made(drill, tmp_path):
    assert made_at(drill.made.folder) == MADE
    assert made_at(tmp_path) is None
    (tmp_path / ".git").mkdir()
    for text in ("", "[]", "{}", '{"made_at": "soon"}', '{"made_at": "2026-11-23T09:00:00"}'):
        (tmp_path / ".git" / "taizhang-demo.json").write_text(text, encoding="utf-8")
        assert made_at(tmp_path) is None
