"""Sites built by MkDocs from views made by hand, and a server for them."""

from __future__ import annotations

import functools
import http.server
import logging
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.pages import samples

ROOT = Path(__file__).resolve().parents[2]


def build_site(folder: Path, views, **settings) -> Path:
    """Build ``views`` in a ledger repository at ``folder``; where the site lies."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from taizhang.pages import building

    if not (folder / "mkdocs.yml").exists():
        shutil.copytree(ROOT / "site" / "ledger-template", folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        patch.setenv("DISABLE_MKDOCS_2_WARNING", "true")
        patch.setattr(building, "load", lambda *_, **__: views)
        config = load_config(str(folder / "mkdocs.yml"), **{"strict": True, **settings})
        build(config)
    return Path(config.site_dir)


@pytest.fixture
def built(tmp_path, caplog):
    """Builds a site from views."""
    caplog.set_level(logging.INFO, logger="mkdocs")

    def run(views, **settings):
        return build_site(tmp_path / "ledger", views, **settings)

    return run


@pytest.fixture(scope="session")
def ordinary(tmp_path_factory):
    """An ordinary site, built once; not to be changed."""
    return build_site(tmp_path_factory.mktemp("ordinary") / "ledger", samples.site())


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="session")
def serve():
    """Serves a folder on this machine; its address, with a slash at the end."""
    servers = []

    def run(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield run
    with ThreadPoolExecutor(len(servers) or 1) as every:  # each takes up to half a second
        list(every.map(http.server.ThreadingHTTPServer.shutdown, servers))
    for server in servers:
        server.server_close()


@pytest.fixture
def watched(page):
    """A page that remembers what went wrong: errors, warnings, dialogs, foreign requests."""
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))

    def foreign(request):
        if not request.url.startswith(("http://127.0.0.1:", "file://", "data:")):
            troubles.append(f"foreign: {request.url}")

    def dialog(shown):
        troubles.append(f"dialog: {shown.message}")
        shown.dismiss()

    page.on("request", foreign)
    page.on("dialog", dialog)
    page.troubles = troubles
    return page
