"""``taizhang build``: the whole site into a folder."""

from __future__ import annotations

import click

from taizhang.cli import both, edge
from taizhang.cli.sitework import build_site, config_file


@click.command(help=both("生成网站。", "Build the site."))
@click.argument("ledger", required=False)
@click.option(
    "--site-dir", metavar="DIR", help=both("放到哪个目录", "where to put it (emptied first)")
)
@click.option("--now", metavar="TIME", help=both("按哪一时刻判断时限", "judge clocks at TIME"))
def command(ledger: str | None, site_dir: str | None, now: str | None) -> None:
    """Run a strict MkDocs build of the ledger's ``mkdocs.yml``."""
    settings = config_file(ledger)
    moment = edge.now(now).isoformat() if now else ""
    built = build_site(settings, site_dir, moment)
    words = {"zh": "网站已生成：", "en": "Site built: "}
    click.echo(f"{words[edge.session().lang]}{built}/index.html")
