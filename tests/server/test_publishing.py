"""The site of a server's repository: mended after a push, put in place at one moment."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading

import pytest
from tests.server.pushing import TAIZHANG, Client, git, now, wait

from taizhang.errors import UsageProblem
from taizhang.rules.sitesettings import settings_findings
from taizhang.store import switching
from taizhang.store.publication import claim, one_turn, place_of, published, show

_ENDS = ("html", "json")
_KILLED = """
import importlib, os, signal, sys
kill = sys.argv.pop(1)
module, _, name = kill.rpartition(".")
place = importlib.import_module(module)
whole = getattr(place, name)

def stop(first, *rest):
    if name != "_moved" or first.is_dir():  # a build that begins comes by there, too
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(first, *rest)

setattr(place, name, stop)
from taizhang.cli.edge import main
sys.exit(main())
"""
PLAIN = {"site_name": "台账", "docs_dir": "site/pages", "plugins": ["taizhang"]}


@pytest.fixture
def publishing(bare, office, tmp_path):
    """A server that publishes to a link, and a clone of it."""
    link = tmp_path / "www" / "ledger"
    link.parent.mkdir()
    code, said = _command("hook", "install", bare, "--publish", link)
    assert code == 0, said
    return bare, link, Client(tmp_path / "client", str(bare), office[2])


def _command(*words, kill=""):
    """Exit code and words; ``kill``: the function at whose first real call it is killed."""
    program = [sys.executable, "-c", _KILLED, kill] if kill else [TAIZHANG]
    done = subprocess.run([*program, *map(str, words)], capture_output=True, check=False)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def _inodes(link):
    """Which file each of a site is."""
    folder = link.resolve()
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_is_pushed_is_on_the_board_without_more_ado(publishing):
    server, link, client = publishing
    client.begin()
    path = client.new()
    client.commit(GIT_COMMITTER_DATE=now(minutes=-3).isoformat())
    assert client.push("HEAD:main").code == 0
    tip = git(server, "rev-parse", "main").strip()
    wait(lambda: published(link) == tip)
    identity = path.rpartition("/")[2].removesuffix(".yml")
    assert identity in (link / "index.html").read_text("utf-8")
    pages = [*link.glob(f"**/{identity}*.html"), *link.glob(f"**/{identity}/index.html")]
    assert ["收于 <" in page.read_text("utf-8") for page in pages] == [True]
    assert _command("hook", "status", server)[0] == 0


def test_a_failure_is_told_to_the_next_who_pushes_until_it_is_made_good(publishing):
    server, link, client = publishing
    code, said = _command("hook", "publish", server, link)
    assert (code, "网站已发布到" in said) == (0, True)
    shown = _inodes(link)
    settings = (client.root / "mkdocs.yml").read_text("utf-8")
    client.write("mkdocs.yml", settings + "hooks:\n  - site/pages/run.py\n")
    canary = link.parent / "canary"
    client.write("site/pages/run.py", f"open({str(canary)!r}, 'w')\n")
    client.commit()
    git(
        server, "fetch", "-q", client.root, "HEAD:main"
    )  # what governs needs signatures at the door
    refused, said = _command("hook", "publish", server, link)
    assert refused == 1
    assert "在服务器上生成网站时，mkdocs.yml 不能写“hooks”" in said
    client.new()
    client.commit()
    assert client.push("HEAD:main").said == []
    failed = server / "taizhang" / "publish-failed"
    wait(failed.is_file)
    assert (_inodes(link), canary.exists()) == (shown, False)
    client.new()
    client.commit()
    pushed = client.push("HEAD:main")
    assert pushed.code == 0
    assert pushed.said[0].startswith("网站没有更新成功（")
    code, said = _command("hook", "status", server)
    assert code == 4
    assert "✗ 网站发布  网站没有更新成功（" in said
    client.write("mkdocs.yml", settings)
    client.commit()
    git(server, "fetch", "-q", client.root, "HEAD:main")
    assert _command("hook", "publish", server, link)[0] == 0
    assert not failed.exists()
    assert _inodes(link) != shown


def test_a_second_publication_draws_only_the_pages_that_one_change_touches(publishing):
    server, link, client = publishing
    assert _command("hook", "publish", server, link)[0] == 0
    first = _inodes(link)
    assert _command("hook", "publish", server, link)[0] == 0
    second = _inodes(link)
    open_ones = {uri for uri in first if first[uri] != second[uri]}
    kept = {uri for uri in second if uri.startswith("incidents/")} - open_ones
    assert kept
    path = client.new()
    client.commit()
    git(server, "fetch", "-q", client.root, "HEAD:main")
    assert _command("hook", "publish", server, link)[0] == 0
    third = _inodes(link)
    identity = path.rpartition("/")[2].removesuffix(".yml")
    assert third.keys() - second.keys() >= {f"incidents/{identity}.{end}" for end in _ENDS}
    assert len({uri for uri in kept if second[uri] != third[uri]}) <= 2 * len(_ENDS)  # neighbours
    assert {uri for uri in kept if second[uri] == third[uri]}
    assert published(link) == git(server, "rev-parse", "main").strip()
    assert link.readlink().as_posix() == ".ledger.sites/site"


def test_a_publication_that_is_killed_leaves_a_whole_site_and_the_next_heals_it(publishing):
    server, link, client = publishing
    assert _command("hook", "publish", server, link)[0] == 0
    wanted = {*_inodes(link)}
    for where in ("switching.switch", "switching._moved", "publication.show"):
        identity = client.new().rpartition("/")[2].removesuffix(".yml")
        client.commit()
        git(server, "fetch", "-q", client.root, "HEAD:main")
        killed = _command("hook", "publish", server, link, kill=f"taizhang.store.{where}")
        assert killed[0] == -signal.SIGKILL, killed
        assert [uri for uri in wanted if not (link / uri).is_file()] == []
        assert published(link) == ""
        wanted |= {f"incidents/{identity}.{end}" for end in _ENDS}
    assert _command("hook", "publish", server, link)[0] == 0
    assert {*_inodes(link)} == wanted
    assert published(link) == git(server, "rev-parse", "main").strip()
    beside = {each.name for each in (link.parent / ".ledger.sites").iterdir()}
    assert beside == {"site", ".site.kept", "commit", "repository"}


def test_a_place_with_a_folder_for_each_site_is_moved_by_the_next_publication(tmp_path):
    link, sites = tmp_path / "www", tmp_path / ".www.sites"
    for name in ("aaaaaaaaaaaa-1", ".aaaaaaaaaaaa-1.kept"):
        (sites / name).mkdir(parents=True)
    link.symlink_to(".www.sites/aaaaaaaaaaaa-1")
    (link / "index.html").write_text("old")
    assert published(link) == ""
    for number in (1, 2):
        _put_in_place(link, number)
        assert (link / "index.html").read_text() == str(number)
        assert (sites / "aaaaaaaaaaaa-1").exists() == (number == 1)
        assert published(link) == f"{number:040}"
    assert {each.name for each in sites.iterdir()} == {"site", "commit"}


def test_a_place_where_something_stands_is_refused(bare, tmp_path):
    (tmp_path / "www").mkdir()
    code, said = _command("hook", "install", bare, "--publish", tmp_path / "www")
    assert code == 2
    assert "已经是一个目录或文件" in said
    assert not (bare / "hooks" / "post-receive").exists()
    code, said = _command("hook", "install", bare, "--publish", tmp_path / "no" / "www")
    assert code == 2
    assert "或运行钩子的账号不能在其中写入" in said


def test_a_place_where_another_repository_publishes_is_refused(bare, tmp_path):
    link, other = tmp_path / "www", tmp_path / "other.git"
    git(tmp_path, "init", "-q", "--bare", other)
    claim(link, other)
    claim(link, other)
    for words in (("install", bare, "--publish", link), ("publish", bare, link)):
        code, said = _command("hook", *words)
        assert (code, f"仓库 {other} 已在这里发布网站" in said) == (2, True)
        assert f"再删除 {tmp_path}/.www.sites/repository" in said
    with pytest.raises(UsageProblem, match="publish-place-shared"):
        claim(link, bare)
    assert not (bare / "hooks" / "post-receive").exists()
    (tmp_path / ".www.sites" / "repository").unlink()
    code, said = _command("hook", "install", bare, "--publish", link)
    assert code == 0, said
    claim(link, bare)
    bare.rename(tmp_path / "moved.git")
    claim(link, tmp_path / "moved.git")
    assert (tmp_path / ".www.sites" / "repository").read_text().strip().endswith("moved.git")


def test_a_reader_never_finds_nothing_while_sites_are_switched(tmp_path):
    link = tmp_path / "www"
    missing, read_files = [], []
    done = threading.Event()

    def read():
        while not done.is_set():
            for name in ("index.html", "incidents/kept.html"):
                try:
                    read_files.append((link / name).read_text())
                except OSError as error:
                    missing.append(error)

    _put_in_place(link, 0)
    (link / "incidents" / "kept.html").write_text("kept")
    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 100):
        _put_in_place(link, number)
    done.set()
    reader.join()
    assert (missing, (link / "index.html").read_text()) == ([], "99")
    assert len(set(read_files)) > 2
    assert {each.name for each in (tmp_path / ".www.sites").iterdir()} == {"site", "commit"}


def _put_in_place(link, number):
    """What a publication does, but for drawing."""
    site = place_of(link)
    made = site.with_name(".site.next")
    (made / "incidents").mkdir(parents=True)
    (made / "index.html").write_text(str(number))
    (made / "incidents" / "changed.html").write_text(str(number))
    switching.put_over(site, "incidents")
    switching.switch(site, "incidents")
    show(link, f"{number:040}")


def test_of_many_who_want_to_build_one_builds_and_one_waits(tmp_path):
    built = []
    first_in = threading.Event()
    go_on = threading.Event()

    def build(name):
        with one_turn(tmp_path) as ours:
            if ours:
                built.append(name)
                first_in.set()
                go_on.wait(30)

    first = threading.Thread(target=build, args=("first",))
    first.start()
    assert first_in.wait(30)
    others = [threading.Thread(target=build, args=(f"other {number}",)) for number in range(5)]
    for each in others:
        each.start()
    wait(lambda: sum(each.is_alive() for each in others) == 1)
    go_on.set()
    for each in (first, *others):
        each.join(30)
    assert len(built) == 2


def test_one_that_finds_two_others_at_it_says_so(bare, tmp_path):
    with one_turn(bare):
        waiting = os.open(bare / "taizhang" / "publish.waiting", os.O_RDWR)
        fcntl.flock(waiting, fcntl.LOCK_EX)
        code, said = _command("hook", "publish", bare, tmp_path / "www")
        os.close(waiting)
    assert (code, "另一次在等候" in said) == (0, True)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({}, []),
        ({"theme": {"name": "material", "palette": []}, "nav": []}, []),
        ({"hooks": ["run.py"]}, ["hooks"]),
        ({"INHERIT": "../other.yml"}, ["INHERIT"]),
        ({"docs_dir": "."}, ["docs_dir"]),
        ({"plugins": ["taizhang", "macros"]}, ["plugins"]),
        ({"plugins": [{"taizhang": {"ledger": "/"}}]}, ["plugins"]),
        ({"theme": {"name": "material", "custom_dir": "x"}}, ["theme: custom_dir"]),
        ({"markdown_extensions": ["toc", "pymdownx.snippets"]}, ["pymdownx.snippets"]),
        ({"markdown_extensions": [{"toc": {"permalink": "true"}}, {"x": {}}]}, ["x"]),
        ({"watch": ["/"], "extra_css": ["x"]}, ["watch", "extra_css"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) and value else None,
)
def test_settings_that_run_programs_or_read_elsewhere_are_not_built_with(more, named):
    assert [each.values["name"] for each in settings_findings({**PLAIN, **more})] == named
