"""English for the headings and set words of tables, by the Chinese that pages and files carry."""

from __future__ import annotations

import re

from taizhang.model.plan import FORCES

_NUMBERS = re.compile(r"\d[\d-]*")

_HEADS = {
    "编号": "id", "标题": "title", "等级": "level", "环节": "stage", "下一时限": "next due",
    "状态": "state", "事项": "matter", "到期": "due", "时间": "time", "种类": "kind",
    "记录人": "by", "内容": "what", "姓名": "name", "单位": "unit", "角色": "roles",
    "公钥指纹": "keys", "代号": "key", "指标": "figure", "数值": "value", "年份": "year",
    "月份": "month", "登记": "opened", "办结": "closed", "按时率": "on time, %", "记录": "entries",
    "补录": "recorded late", "件数": "incidents", "占比": "share", "次数": "times",
    "中位数": "median", "九成以内": "9 of 10 within", "性质": "nature", "平台": "platform",
    "适用情形": "why it applies", "措施": "measure", "已回应": "answered", "未回应": "unanswered",
    "回应率": "answered, %", "时限": "limit", "要求": "force", "依据": "basis", "按时": "on time",
    "迟": "late", "逾期": "overdue", "已办": "done", "在办": "under way", "应于": "due at",
    "已逾期": "overdue for", "起止": "from, to", "记录种类": "kind of entry",
    "补录率": "recorded late, %", "成因": "cause", "问题": "problems", "去向": "what came of it",
}  # fmt: skip
"""Columns."""

_FIGURES = {
    "总数": "Totals", "逐年": "By year", "逐月": "By month", "事项回应": "Matters answered",
    "有时限的事项": "Duties with a limit", "及时办理的事项": "Duties to be done promptly",
    "逾期未办": "Overdue", "各段用时": "Time taken from one act to the next",
    "各环节停留": "Time spent in a stage", "教训的去向": "What came of the lessons",
}  # fmt: skip
"""Tables that are not called by their first column."""

_TOTALS = {
    "已办结": "closed", "在办中有逾期事项的": "under way with something overdue",
    "有时限的事项（已到期或已办）": "duties with a limit, due or done", "其中按时": "on time of them",
    "网民所提事项": "matters raised", "台账记录": "entries", "其中补录": "recorded late of them",
    "总结中的问题": "problems found in reviews", "已据此修订预案": "led to a new version of the plan",
}  # fmt: skip

_CELLS = {
    "全部": "all", "未分级": "no level", "所定时限": "as set",
    "首次出现→发现": "posted → found", "发现→报告": "found → reported",
    "报告→会商": "reported → consulted", "会商→首次回应": "consulted → first response",
    "首次回应→结论性回应": "first response → conclusion", "发现→首次回应": "found → first response",
    "发现→平息": "found → subsided", "平息→办结": "subsided → closed", "发现→办结": "found → closed",
    "修订预案，{} 版": "plan revised, {}", "其他改进": "improved otherwise",
    "尚无改进": "nothing yet", "历年合计": "all years", "{} 年": "{}",
    **dict(zip(FORCES, ("statutory", "adopted", "this plan", "target"), strict=True)),
}  # fmt: skip

_STATES = {
    "按时": "on time", "超时完成": "done late", "进行中": "running", "将到期": "due soon",
    "已超时": "overdue", "待办": "to do", "已重新计时": "counted anew",
    "随办结终止": "ended with the incident", "无法计算": "cannot be counted",
    "无法计算，缺{}年放假数据": "cannot be counted: no holidays of {}",
    "办结时未办，已超时": "not done at closing, overdue", "及时": "promptly",
    "生效": "in effect", "待审批": "to be approved", "已退回": "returned", "待追认": "to be ratified",
    "不计": "counts for nothing", "作废": "void", "未验签": "not signed", "已验签": "signature good",
    "签名不符": "signature wrong", "已更正": "corrected", "代录": "recorded by another",
    "已满足": "met", "未满足": "not met", "不适用": "does not apply", "必须": "must", "应当": "should",
    "前进": "on to", "退回": "back to", "跳过": "skip to", "重开": "reopen to",
    "错误": "error", "提示": "warning", "预案": "plan", "演练": "drill", "下一步": "next",
    "经过": "what happened", "核对": "findings", "补录原因": "why late",
    "先办后签原因": "why signed after", "先办后签": "signed after",
    "挡": "blocks", "警": "warns", "记": "notes", "程序": "procedure",
    "由人判断": "for people to judge", "只作记载": "kept as a record only",
}  # fmt: skip
"""How a duty, an entry, a signature or a requirement stands, and what stands over them."""

_LENGTHS = {
    "{} 天": "{} d", "{} 小时": "{} h", "{} 分钟": "{} min", "{} 日": "{} d",
    "{} 个工作日": "{} workdays", "{} 天 {} 小时": "{} d {} h", "{} 天 {} 分钟": "{} d {} min",
    "{} 小时 {} 分钟": "{} h {} min", "不足 {} 分钟": "under {} min",
}  # fmt: skip

_ENGLISH = {**_STATES, **_LENGTHS, **_CELLS, **_TOTALS, **_FIGURES, **_HEADS}


def heading(words: str, lang: str) -> str:
    """``words`` in ``lang``, its numbers kept; words of the plan, and unknown ones, as they are."""
    bare = words.strip()
    known = _ENGLISH.get(_NUMBERS.sub("{}", bare)) if lang == "en" else None
    if known is None:
        return words
    return words.replace(bare, known.format(*_NUMBERS.findall(bare)))
