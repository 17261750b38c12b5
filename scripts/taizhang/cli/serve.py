"""``taizhang serve``: the site on this machine, rebuilt and reloaded on every edit."""

from __future__ import annotations

import gc

import click

from taizhang.cli import both
from taizhang.cli.edge import session
from taizhang.cli.sitework import config_file, mkdocs_ready, show_warnings
from taizhang.errors import EnvironmentProblem

_GARBAGE = 100_000
"""Values made and not yet gone before garbage is looked for: every build leaves some."""


@click.command(
    help=both("在本机打开网站，改动即时可见。", "Serve the site here, rebuilt on every edit.")
)
@click.argument("ledger", required=False)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    metavar="PORT",
    help=both("端口", "port"),
)
def command(ledger: str | None, port: int) -> None:
    """Build into a temporary folder, watch ledger and plan, serve on 127.0.0.1 only."""
    settings = config_file(ledger)
    _require_free(port)
    words = {"zh": "网站地址（按 Ctrl+C 结束）：", "en": "The site (Ctrl+C ends it): "}
    click.echo(f"{words[session().lang]}http://127.0.0.1:{port}/")
    with mkdocs_ready():
        from mkdocs.commands.serve import serve

        show_warnings()
        gc.set_threshold(_GARBAGE)
        serve(
            str(settings),
            livereload=True,
            open_in_browser=False,
            dev_addr=f"127.0.0.1:{port}",
        )


def _require_free(port: int) -> None:
    """Refuses a port somebody listens on, before minutes of building.

    Raises:
        EnvironmentProblem: the port is taken.
    """
    import socket

    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise EnvironmentProblem("port-taken", port=port)
