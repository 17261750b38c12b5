"""The hook behind real servers: what a user of ssh and of http sees, and many at once."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.server.pushing import (
    BAD,
    TAIZHANG,
    Client,
    assert_refused,
    git,
    push_until_it_lands,
    wait,
)
from tests.server.real import gitolite, http, nginx

from taizhang.store.publication import published
from taizhang.store.receipts import read_receipts

pytestmark = pytest.mark.slow


@pytest.fixture
def base():
    """A folder with a short name: a socket's and a host key's path must not be long."""
    folder = Path(tempfile.mkdtemp(prefix="tz-"))
    yield folder
    shutil.rmtree(folder)


def _install(repository, *more):
    words = [TAIZHANG, "hook", "install", repository, *more]
    subprocess.run(words, check=True, capture_output=True)


def _each_bad_push_is_refused(server, client):
    for push, words in BAD.items():
        client.git("switch", "-q", "-C", "main", "origin/main")
        wanted = push(client)
        before = git(server, "for-each-ref"), read_receipts(server)
        assert_refused(client.push(*wanted), words)
        assert (git(server, "for-each-ref"), read_receipts(server)) == before


def _nothing_is_lost(server, clients):
    """All push at once to one branch; every incident is there in the end, and every receipt.

    Gives who pushed what landed: a push that another overtook after the hook had allowed it has
    left a receipt of its own.
    """
    before = len(read_receipts(server))
    paths = [client.new() for client in clients]
    for client in clients:
        client.commit()
    with ThreadPoolExecutor(len(clients)) as pool:
        list(pool.map(push_until_it_lands, clients))
    held = git(server, "ls-tree", "-r", "--name-only", "main").split("\n")
    assert [path for path in paths if path not in held] == []
    assert git(server, "fsck", "--no-dangling") == ""
    landed = git(server, "rev-list", "--first-parent", "main").split()
    receipts = [each for each in read_receipts(server)[before:] if each.update.new in landed]
    assert len({each.update.new for each in receipts}) == len(clients)
    status = subprocess.run([TAIZHANG, "hook", "status", server], capture_output=True, check=False)
    assert status.returncode == 0, status.stdout.decode()
    return {each.pusher for each in receipts}


def test_gitolite_over_ssh(base, office, tmp_path):
    ledger, incident = office[0] / "ledger.git", office[2]
    with gitolite(base, ledger) as (server, url, envs):
        _install(server)
        first = Client(tmp_path / "first", url, incident, envs["li.na"])
        first.begun()
        assert read_receipts(server)[-1].pusher == "li.na"
        _each_bad_push_is_refused(server, first)
        names = ("li.na", "wang.qiang")
        clients = [
            Client(tmp_path / f"client{number}", url, incident, envs[names[number % 2]])
            for number in range(5)
        ]
        assert _nothing_is_lost(server, clients) == set(names)


def test_http_backend_behind_lighttpd(base, office, tmp_path):
    ledger, incident = office[0] / "ledger.git", office[2]
    with http(base, ledger) as (server, url):
        _install(server)
        first = Client(tmp_path / "first", url.format(user="li.na"), incident)
        first.begun()
        assert read_receipts(server)[-1].pusher == "li.na"
        _each_bad_push_is_refused(server, first)
        stranger = git(tmp_path, "push", url.format(user="nobody"), "HEAD:main", check=False)
        assert stranger.returncode != 0
        clients = [
            Client(tmp_path / f"client{number}", url.format(user="wang.qiang"), incident)
            for number in range(20)
        ]
        assert _nothing_is_lost(server, clients) == {"wang.qiang"}


def _fetched(address, path):
    """Status, type and text of what a server gives somebody; who asks stands in the address."""
    at = urlsplit(address)
    asking = HTTPConnection(at.hostname or "", at.port, timeout=30)
    entry = b64encode(f"{at.username}:{at.password}".encode()).decode()
    asking.request("GET", path, headers={"Authorization": f"Basic {entry}"})
    told = asking.getresponse()
    with closing(asking):
        return told.status, told.headers["Content-Type"], told.read().decode()


def test_git_and_the_site_behind_nginx_as_the_guide_says(base, office, tmp_path):
    ledger, incident, site = office[0] / "ledger.git", office[2], tmp_path / "ledger"
    with nginx(base, ledger, site) as (server, url):
        _install(server, "--publish", site)
        address = url.format(user="li.na")
        client = Client(tmp_path / "client", f"{address}/git/ledger.git", incident)
        path = client.begun()
        assert read_receipts(server)[-1].pusher == "li.na"
        refused, words = next(iter(BAD.items()))
        assert_refused(client.push(*refused(client)), words)
        stranger = f"{url.format(user='nobody')}/git/ledger.git"
        assert git(tmp_path, "ls-remote", stranger, check=False).returncode != 0
        tip = git(server, "rev-parse", "main").strip()
        wait(lambda: published(site) == tip)
        identity = Path(path).stem
        code, sort, board = _fetched(address, "/ledger/index.html")
        assert (code, sort, identity in board) == (200, "text/html; charset=utf-8", True)
        assert _fetched(address, "/ledger/")[2] == board
        code, _, told = _fetched(address, "/ledger/none.html")
        assert (code, told) == (404, (site / "404.html").read_text("utf-8"))
        assert _fetched(url.format(user="nobody"), "/ledger/")[0] == 401
