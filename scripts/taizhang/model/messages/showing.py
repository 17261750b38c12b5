"""What stands around the facts of an incident, and of its clocks, on a terminal."""

from __future__ import annotations

from taizhang.model.messages import Message

MESSAGES = {
    "show-provisional": Message("{level}（暂定）", "{level} (provisional)"),
    "show-before": Message("{at} 前", "by {at}"),
    "show-over": Message("超 {time}", "{time} late"),
    "show-running": Message("已过 {time}", "{time} so far"),
    "show-taken": Message("用时 {time}", "took {time}"),
    "show-waiting": Message("待审批 {count}", "{count} to approve"),
    "show-lacks": Message("{entry}，还缺 {roles}", "{entry}, lacks {roles}"),
    "show-approved-by": Message("{move}，须经 {roles} 审批", "{move}, to be approved by {roles}"),
    "show-not-ready": Message("{move}（条件未齐）", "{move} (not ready)"),
    "show-need": Message("{state}：{strength}有{text}", "{state}: {strength} have {text}"),
    "show-no-history": Message(
        "（没有入库时间：尚未提交，或本地没有完整历史）",
        "(no times of recording: not committed yet, or the history here is not whole)",
    ),
    "show-recorded": Message("入库 {at}", "recorded {at}"),
    "show-lag": Message("，晚 {time}", ", {time} late"),
    "show-recorder": Message("，{name} 代录", ", by {name} for them"),
    "show-received": Message("，服务器 {at} 收到", ", received by the server {at}"),
    "show-was": Message("（原写 {was}）", " (was {was})"),
    "show-no-count": Message("，不算数：{why}", ", counts for nothing: {why}"),
    "show-missing": Message("还缺 {roles} 审批", "lacks the approval of {roles}"),
    "show-finding": Message(
        "{severity} 第 {line} 行：{message}", "{severity} line {line}: {message}"
    ),
}
