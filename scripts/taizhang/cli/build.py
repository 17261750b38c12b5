"""``taizhang build``: the whole site into a folder."""

from __future__ import annotations

import click

from taizhang.cli import both, edge
from taizhang.cli.sitework import config_file, mkdocs_ready, show_warnings


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
    with mkdocs_ready():
        from mkdocs.commands.build import build
        from mkdocs.config import load_config

        show_warnings()
        config = load_config(str(settings), site_dir=site_dir, strict=True)
        if moment:
            config.plugins["taizhang"].config["now"] = moment
        config.plugins.run_event("startup", command="build", dirty=False)
        build(config)
    words = {"zh": "网站已生成：", "en": "Site built: "}
    click.echo(f"{words[edge.session().lang]}{config.site_dir}/index.html")
