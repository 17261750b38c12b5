"""A site built on what an earlier build left is the site built from nothing, file by file."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from tests.actions.demo.conftest import NOW, make

from taizhang.actions import site as loading
from taizhang.actions.site import Asked, Drawing, load
from taizhang.pages import render_site
from taizhang.pages.frame import Frame, Marks
from taizhang.pages.site import artist_of, artist_stamp
from taizhang.rules.views.audience import shown_to
from taizhang.store import months, switching
from taizhang.store.git import history, past
from taizhang.store.keptfiles import KeptFiles
from taizhang.store.keptpages import KeptPages
from taizhang.store.sketches import Sketches

LATER = NOW + timedelta(days=1)
FRAME = "<title>{title}</title>{toc}{body}"


@pytest.fixture(scope="module")
def model(tmp_path_factory, clean_environment):
    folder = make(tmp_path_factory.mktemp("model") / "demo", incidents=14).folder
    build(folder, folder / "build" / "site")
    return folder


@pytest.fixture
def root(model, tmp_path, monkeypatch):
    """A drill ledger with a site that was built; its files count as written long ago."""
    monkeypatch.setattr(months, "_LATELY", 0)
    folder = tmp_path / "ledger"
    shutil.copytree(model, folder, symlinks=True)
    return folder


def build(
    root,
    out,
    *,
    frame=FRAME,
    audience="staff",
    now=LATER,
    work_tree=False,
    fails=False,
    staged=False,
):
    """Everything that a build does but what MkDocs does; how many pages were drawn.

    ``staged``: beside the site, which it changes places with; then it ``fails`` at the very end.
    """
    site_dir, out = out, out.with_name(f".{out.name}.next") if staged else out
    if staged:
        switching.heal(site_dir, "incidents")
    kept, sketches, drawn = KeptPages(site_dir, staged=staged), Sketches(), []

    def artist(plans, setting):
        made = artist_of(plans, setting, root, "")

        def sketch(view):
            drawn.append(view.row.id)
            return made.sketch(view)

        return sketch

    kept.take()
    asked = Asked(root=root, now=now, work_tree=work_tree, audience=audience)
    drawing = Drawing(sketches=sketches, pages=kept, artist=artist, stamp=artist_stamp(root, ""))
    site = render_site(shown_to(audience, load(asked, drawing)), root)
    shutil.rmtree(out, ignore_errors=True)
    if fails and not staged:
        return drawn
    kept.put_back()
    marks = Marks.of(os.urandom(4).hex())
    frames = {
        shape: Frame.cut(
            frame.format(
                title=marks.title, toc=[each.anchor for each in shape.contents], body=marks.body
            ),
            marks,
        )
        for shape in site.shapes()
    }
    Path(out).mkdir(parents=True, exist_ok=True)
    for page in site.pages:
        place = out / page.uri
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(page.body, encoding="utf-8")
    site.write(str(out), frames, KeptFiles(site_dir))
    sketches.close()
    if staged and fails:
        return drawn
    if staged:
        kept.give_way()
        switching.put_over(site_dir, "incidents")
        switching.switch(site_dir, "incidents")
        kept.settle()
    return drawn


def files(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name[0] != "."
    }


@pytest.fixture
def same(root, tmp_path):
    """Builds on what there is, and from nothing; the pages that were drawn, which are the same."""

    def check(**asked):
        drawn = build(root, root / "build" / "site", **asked)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(loading, "_PLACE", ("taizhang", "cold"))
            shutil.rmtree(root / ".git" / "taizhang" / "cold", ignore_errors=True)
            cold = tmp_path / "cold" / "site"
            shutil.rmtree(tmp_path / "cold", ignore_errors=True)
            build(root, cold, **asked)
        found, wanted = files(root / "build" / "site"), files(cold)
        assert sorted(found) == sorted(wanted)
        assert not [name for name, data in wanted.items() if found[name] != data]
        return drawn

    return check


def git(root, *words, when="2026-11-20T09:00:00+08:00"):
    env = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", *words], cwd=root, env=env, check=True, capture_output=True)


def commit(root, **more):
    git(root, "add", "-A", "ledger", "plan", **more)
    git(root, "commit", "-qm", "x", **more)


def incidents(root):
    return sorted((root / "ledger").glob("2*/*/*.yml"))


def closed(root):
    """Settled incidents: those that a second build does not draw."""
    drawn = set(build(root, root / "build" / "site"))
    return [path for path in incidents(root) if path.stem not in drawn]


def copied(root, source, identity):
    """A copy of an incident under another id."""
    place = root / "ledger" / identity[:4] / identity[4:6] / f"{identity}.yml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(source.read_bytes().replace(source.stem.encode(), identity.encode()))
    return place


def test_only_open_incidents_are_drawn_again(root, same):
    settled = closed(root)
    assert len(settled) > 2
    drawn = same()
    assert not {path.stem for path in settled} & set(drawn)


def test_a_new_incident_changes_its_page_and_its_neighbours(root, same):
    settled = closed(root)
    open_ones = set(same())
    copied(root, settled[2], settled[2].stem[:-4] + "zzzz")
    commit(root)
    assert 1 <= len(set(same()) - open_ones) <= 3
    assert not {path.stem for path in settled} & set(same())


def test_an_appended_entry_and_its_undoing(root, same):
    one = closed(root)[1]
    open_ones = set(same())
    before = one.read_bytes()
    one.write_bytes(before + b"- at: 2026-11-20 08:00\n  by: x\n  kind: y\n")
    commit(root)
    same()
    one.write_bytes(before)
    commit(root, when="2026-11-20T09:10:00+08:00")
    assert set(same()) - open_ones == {one.stem}


def test_entries_of_one_second_follow_each_other_and_git_is_not_asked_for_all(root, same):
    one, asked = closed(root)[1], []

    def versions(repo, rev, paths, since=None):
        asked.append((paths, since))
        return history.versions(repo, rev, paths, since)

    for _ in range(2):
        one.write_bytes(one.read_bytes() + b"# x\n")
        commit(root)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("taizhang.store.git.past.versions", versions)
            build(root, root / "build" / "site")
    assert [paths for paths, since in asked if paths or not since] == []
    same()


def test_the_past_of_what_did_not_change_is_not_looked_at(root, same):
    one, asked = closed(root)[0], []
    beside = copied(root, one, one.stem[:-4] + "zzzz")
    beside.with_name("a b.yml").write_bytes(b"x\n")
    commit(root)
    same()
    beside.write_bytes(beside.read_bytes() + b"# x\n")
    commit(root)

    def steps_in(plain, path, sizes):
        asked.append(Path(path).name)
        return past.steps_in(plain, path, sizes)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("taizhang.actions.pasts.steps_in", steps_in)
        build(root, root / "build" / "site")
    assert beside.name in asked
    assert one.name not in asked
    same()


def test_an_incident_that_is_deleted_leaves_nothing(root, same):
    closed(root)[-1].unlink()
    commit(root)
    same()


def test_an_open_incident_that_is_deleted_leaves_nothing_beside_settled_ones(root, same):
    settled = closed(root)
    running = next(path for path in incidents(root) if path not in settled)
    beside = copied(root, running, settled[0].stem[:-4] + "zzzz")
    commit(root)
    assert beside.stem in same()
    beside.unlink()
    commit(root)
    same()


def test_a_month_just_written_to_is_gone_with_its_pages(root, same, monkeypatch):
    monkeypatch.setattr(months, "_LATELY", 10**18)
    copied(root, closed(root)[0], "20310101-zzzz")
    build(root, root / "build" / "site", work_tree=True)
    shutil.rmtree(root / "ledger" / "2031")
    same(work_tree=True)


def test_a_withheld_incident_that_comes_and_goes(root, same):
    one, withheld = closed(root)[:2]
    place = root / "build" / "site" / "incidents"
    beside = copied(root, withheld, one.stem[:-4] + "zzzz")
    commit(root)
    same()
    assert not (place / f"{beside.stem}.html").exists()
    assert (place / f"{one.stem}.html").exists()
    beside.unlink()
    commit(root)
    same()


class Watched(str):
    """A frame that tells for which sections it was drawn."""

    __slots__ = ("drawn",)
    drawn: list[list[str]]

    def format(self, *args, **told):
        self.drawn.append(told["toc"])
        return super().format(*args, **told)


def test_frames_for_links_are_drawn_from_the_first_link_to_the_last(root, same):
    one, _, other = closed(root)[:3]
    page = root / "build" / "site" / "incidents" / f"{other.stem}.html"
    before = one.read_bytes()
    note = "- at: 2026-11-20 08:00\n  by: 李娜\n  kind: 说明\n  text: 补\n  related: [{}]\n"
    for data in (before, before + note.format(other.stem).encode(), before):
        one.write_bytes(data)
        git(root, "commit", "-qam", "x", "--allow-empty")
        frame = Watched(FRAME)
        frame.drawn = []
        same(frame=frame)
        linked = data != before
        assert any("related" in toc for toc in frame.drawn) is linked
        assert (one.stem in page.read_text("utf-8")) is linked


def test_a_branch_with_older_commits_is_merged(root, same):
    git(root, "checkout", "-qb", "side")
    copied(root, closed(root)[0], "20200101-sxde")
    commit(root, when="2020-01-02T09:00:00+08:00")
    git(root, "checkout", "-q", "main")
    copied(root, closed(root)[1], "20200102-mxxx")
    commit(root)
    same()
    git(root, "merge", "-q", "--no-ff", "side", "-m", "m", when="2026-11-20T09:30:00+08:00")
    same()
    assert (root / "build" / "site" / "incidents" / "20200101-sxde.html").exists()


def test_plan_roster_templates_and_frame(root, same):
    office = next((root / "plan" / "office").glob("ledger.yml"))
    office.write_text(office.read_text("utf-8") + "\n# x\n", "utf-8")
    commit(root)
    assert len(same()) >= len(incidents(root))
    own = root / "site" / "templates"
    own.mkdir(parents=True)
    (own / "beside.html.j2").write_text("<p>{{ links.before }}</p>\n", "utf-8")
    assert len(same()) >= len(incidents(root))
    same(frame="<b>" + FRAME)


def test_another_audience_another_moment_and_back(root, same):
    build(root, root / "build" / "site", audience="office")
    same(now=LATER - timedelta(days=400))
    same()


def test_a_rewritten_history_is_read_anew(root, same):
    git(root, "commit", "-q", "--amend", "--allow-empty", "-m", "y", "--author", "A <a@b.invalid>")
    same()
    git(root, "checkout", "-q", "--orphan", "new")
    commit(root)
    same()


@pytest.mark.parametrize(
    "left", [("months", "past-"), ("leaves-", "tops-"), ("lines-", "sums-"), ()]
)
def test_a_memory_that_is_damaged_or_gone_is_as_if_it_never_was(root, same, left):
    place = root / ".git" / "taizhang" / "site"
    if not left:
        shutil.rmtree(place)
    for path in place.rglob("*.*"):
        if path.name.startswith(left):
            path.write_bytes(path.read_bytes()[:-3] + b"]]]")
    same()


@pytest.mark.parametrize("where", ["known", "incidents"])
def test_pages_or_what_is_known_of_them_may_be_gone(root, same, where):
    if where == "known":
        shutil.rmtree(root / "build" / ".site.kept")
    else:
        next((root / "build" / "site" / "incidents").glob("*.html")).unlink()
    (root / "build" / "site" / "incidents" / "stray.html").write_text("x")
    same()


def test_a_build_that_is_killed_is_healed_by_the_next(root, same):
    settled = {path.stem for path in closed(root)}
    build(root, root / "build" / "site", fails=True)
    assert not (root / "build" / "site").exists()
    assert not settled & set(same())


def test_the_work_tree_is_shown_as_it_lies(root, same):
    one = closed(root)[0]
    one.write_bytes(one.read_bytes() + b"# x\n")
    same(work_tree=True)
    same()


def test_two_processes_write_what_one_does(root, same, monkeypatch):
    from taizhang.actions import pagewriting, shelving

    shutil.rmtree(root / ".git" / "taizhang")
    for module in (pagewriting, shelving):
        monkeypatch.setattr(module, "MANY", 1)
    monkeypatch.setattr(shelving, "_PIECE", 4)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    build(root, root / "build" / "site")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    same()


def test_lists_and_reports_of_years_at_rest_are_kept(root, same):
    settled, out = closed(root), root / "build" / "site"
    for path in set(incidents(root)) - set(settled):
        path.unlink()
    commit(root)
    later = LATER + timedelta(days=400)
    same(now=later)
    for uri in files(out):
        os.utime(out / uri, (1, 1))
    same(now=later)
    kept = {uri for uri in files(out) if (out / uri).stat().st_mtime == 1}
    resting = {"archive/2026.html", "assets/search/2026.js", "statistics/2026.html"}
    assert resting <= kept
    assert not {"board.json", "statistics/index-totals.csv"} & kept
    settled[0].unlink()
    next((root / "build" / ".site.kept" / "known" / "files").iterdir()).unlink()
    commit(root)
    same(now=later)


class Killed(BaseException):
    """What a build does not survive."""


def _stop(*_, **__):
    raise Killed


def _stop_in_the_switch(source, _):
    """``heal`` comes by here, too, and then there is nothing to move."""
    if source.is_dir():
        raise Killed


STEPS = {
    "before": (switching, "put_over", _stop),
    "after pages were put over": (Path, "rmdir", _stop),
    "before the switch": (switching, "switch", _stop),
    "before the swap": (switching, "_exchange", _stop),
    "between swap and folder": (switching, "_moved", _stop_in_the_switch),
    "before it is noted": (KeptPages, "settle", _stop),
}


@pytest.mark.parametrize("swaps", [True, False])
def test_a_staged_site_is_what_one_built_in_its_place_is(root, same, monkeypatch, swaps):
    if not swaps:
        monkeypatch.setattr(switching, "_exchange", lambda *_: False)
    settled, out = closed(root), root / "build" / "site"
    (out / ".nojekyll").touch()
    same(staged=True)
    settled[0].unlink()
    copied(root, settled[1], settled[1].stem[:-4] + "zzzz")
    commit(root)
    before = (out / "incidents" / f"{settled[2].stem}.html").stat().st_ino
    assert not {path.stem for path in settled[3:]} & set(same(staged=True))
    assert (out / "incidents" / f"{settled[2].stem}.html").stat().st_ino == before
    assert (out / ".nojekyll").exists()
    assert not [path for path in out.parent.iterdir() if path.name in (".site.next", ".site.last")]
    shutil.rmtree(out)
    same(staged=True)


def test_a_staged_build_that_fails_late_lets_the_next_look_at_what_changed(root, same):
    """MkDocs counts its warnings when all is written."""
    settled, out = closed(root), root / "build" / "site"
    build(root, out, staged=True)
    build(root, out, staged=True)
    settled[0].unlink()
    commit(root)
    build(root, out, staged=True, fails=True)
    assert KeptPages(out, staged=True).months()
    same(staged=True)


@pytest.mark.parametrize("step", STEPS)
def test_a_staged_build_that_is_killed_shows_whole_pages_and_is_healed(root, same, step):
    settled, out = closed(root), root / "build" / "site"
    build(root, out, staged=True)
    (out / ".htaccess").touch()
    copied(root, settled[1], settled[1].stem[:-4] + "zzzz")
    settled[0].unlink()
    commit(root)
    old = files(out)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(*STEPS[step])
        with pytest.raises(Killed):
            build(root, out, staged=True)
    seen = files(out)
    if step == "before":
        assert seen == old
    assert [uri for uri in old if not (out / uri).is_file()] == []
    same(staged=True)
    assert (out / ".htaccess").is_file()
    assert [path for path in out.rglob("*") if path.is_symlink()] == []
