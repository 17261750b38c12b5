"""``taizhang hook``: the same check at a server's door, and before work leaves a machine."""

from __future__ import annotations

import click

from taizhang.cli import both
from taizhang.cli.edge import session
from taizhang.cli.output import say

_REPO = click.argument("folder", metavar="[REPO]", default=".")


@click.group(
    help=both("在服务器或本机安装核对钩子。", "Install the check as hooks, on a server or here.")
)
def command() -> None:
    """Installs, removes, examines and runs hooks."""


@command.command(
    "install",
    help=both(
        "安装钩子：裸仓库装接收前核对，工作仓库装提交前、推送前核对。",
        "Install hooks: before receiving in a bare repository, before commit and push elsewhere.",
    ),
)
@_REPO
@click.option("--pin", default="", metavar="ROOT", help=both("信任根", "the root of trust"))
@click.option(
    "--publish", metavar="DIR", help=both("推送后把网站发布到此处", "publish the site there")
)
def install(folder: str, pin: str, publish: str | None) -> int:
    """Writes the hook files and a server's settings."""
    from pathlib import Path

    from taizhang.actions.hooking import Wish
    from taizhang.actions.hooking import install as put
    from taizhang.store.git.hookfiles import open_anywhere

    link = Path(publish).absolute() if publish else None
    repo = open_anywhere(Path(folder))
    for path in put(repo, Wish(pin=pin, publish=link), session().lang):
        say("hook-installed", session().lang, path=path)
    return 0


@command.command("remove", help=both("移除本程序的钩子。", "Remove this program's hooks."))
@_REPO
def remove(folder: str) -> int:
    """Removes what ``install`` wrote."""
    from pathlib import Path

    from taizhang.actions.hooking import remove as drop
    from taizhang.store.git.hookfiles import open_anywhere

    gone = drop(open_anywhere(Path(folder)))
    for path in gone:
        say("hook-removed", session().lang, path=path)
    if not gone:
        say("hook-none", session().lang)
    return 0


@command.command(
    "status",
    help=both(
        "检查钩子是否生效，有没有绕过核对的写入。",
        "Are the hooks in force, and did anything go past them?",
    ),
)
@_REPO
def status(folder: str) -> int:
    """One line a point; 4 where something is not as it must be."""
    from pathlib import Path

    from taizhang.actions.hooking import examine_hooks
    from taizhang.cli.output import point_lines
    from taizhang.store.git.hookfiles import open_anywhere

    points = tuple(examine_hooks(open_anywhere(Path(folder))))
    for point in points:
        point_lines(point, session().lang)
    return 4 if any(point.problem for point in points) else 0


@command.command(
    "publish",
    help=both(
        "现在就生成并发布裸仓库的网站（供定时任务和补做）。",
        "Build and publish the site of a bare repository now (for timers, and after a failure).",
    ),
)
@click.argument("folder", metavar="REPO")
@click.argument("link", metavar="DIR")
def publish(folder: str, link: str) -> int:
    """Waits for its turn, then builds whatever main stands on."""
    from pathlib import Path

    from taizhang.cli.publishing import publish_now
    from taizhang.store.git.hookfiles import open_anywhere
    from taizhang.store.publication import forget_failure, one_turn, require_link

    place = Path(link).absolute()
    repo = open_anywhere(Path(folder))
    require_link(place, repo.git_dir)
    with one_turn(repo.git_dir) as ours:
        revision = publish_now(repo, place, again=True) if ours else None
    if revision:
        forget_failure(repo.git_dir)
        say("site-published", session().lang, commit=revision[:12], folder=place)
    else:
        say("site-publish-waiting", session().lang)
    return 0


@command.command(
    "run",
    help=both("由 git 调用：运行一个钩子。", "Called by git: run one of the hooks."),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED)
def run(words: tuple[str, ...]) -> int:
    """The same as git's way in, which spares itself the import of click."""
    from taizhang.githook import main

    return main(words)
