"""``taizhang new``: open an incident, with the report that was already made if there is one."""

from __future__ import annotations

from typing import Any

import click

from taizhang.cli import both, opening, recording, telling
from taizhang.cli.entry_options import common_options

_MANY: dict[str, Any] = {"multiple": True, "metavar": "TEXT"}


@click.command(
    help=both(
        "登记一件新舆情。在终端上缺什么问什么，先问性质。已电话报告的，用 --reported-at 一并登记。",
        "Open an incident; on a terminal, what is missing is asked for, nature first.",
    )
)
@click.option("--nature", **_MANY, help=both("性质，每个事项一个", "nature, one an item"))
@click.option("--summary", **_MANY, help=both("概述，与性质逐个对应", "summary, one an item"))
@click.option("--title", default="", metavar="TEXT", help=both("标题", "title"))
@click.option("--level", default="", metavar="LEVEL", help=both("等级的名称或代号", "level"))
@click.option("--reason", default="", metavar="TEXT", help=both("定级理由", "why this level"))
@click.option("--scope", **_MANY, help=both("适用情形", "why the plan applies"))
@click.option("--platform", **_MANY, help=both("出处平台", "platforms it was seen on"))
@click.option(
    "--source", **_MANY, help=both("出处：“平台;section=版块;posted_at=时间”", "sources in full")
)
@click.option(
    "--state", "--mark", "mark", **_MANY, help=both("情况标记，如 已发布", "marks: NAME=VALUE")
)
@click.option("--related", **_MANY, help=both("相关事件编号", "related incidents"))
@click.option("--text", default="", metavar="TEXT", help=both("说明", "note"))
@click.option("--late", default="", metavar="TEXT", help=both("补录原因", "why recorded late"))
@click.option(
    "--reported-at",
    default="",
    metavar="TIME",
    help=both("已报告的时间；须同时写 --at", "when it was reported already; needs --at"),
)
@click.option("--reported-to", default="", metavar="BODY", help=both("已报给谁", "to whom"))
@click.option("--channel", default="", metavar="TEXT", help=both("报告渠道，默认电话", "how"))
@click.option("--drill", is_flag=True, help=both("这一件是演练", "this one is a drill"))
@common_options
def command(at: str, by: str, acting: str, drill: bool, **typed: str | tuple[str, ...]) -> int:
    """Records the 发现, and the 报告 with it."""
    from taizhang.actions.opening import open_incident

    desk, now = recording.start(acting)
    asked = opening.Asked(desk=desk, now=now, typed=opening.as_typed(typed), at=at, by=by)
    filed = open_incident(desk, asked.opening(drill=drill), now)
    telling.opened(filed, now)
    return 0
