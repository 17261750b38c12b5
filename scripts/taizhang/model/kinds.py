"""The 23 kinds of entries and their fields.

The kinds and fields are the program's; which are used, gated, by whom and when is the plan's.
"""

from __future__ import annotations

from taizhang.model.fields import Field, Kind, Type

_ITEM = (
    Field("id", Type.NEW, "事项名", needed=True),
    Field("nature", Type.CHOICE, "性质", needed=True, choices="natures"),
    Field("summary", Type.TEXT, "概述", hint="只写事实，不写网民姓名、账号、电话。"),
)
_SOURCE = (
    Field("platform", Type.CHOICE, "平台", needed=True, choices="platforms"),
    Field("section", Type.WORD, "版块"),
    Field("posted_at", Type.TIME, "发布时间"),
    Field("sha256", Type.DIGEST, "截图摘要值"),
)
_TASK = (
    Field("id", Type.NEW, "任务名", needed=True),
    Field("unit", Type.BODY, "责任单位", needed=True),
    Field("items", Type.THINGS, "事项"),
    Field("do", Type.TEXT, "办什么", needed=True),
    Field("due", Type.TIME, "办结时限"),
)
_FACT = (
    Field("text", Type.TEXT, "核查结果", needed=True),
    Field("status", Type.CHOICE, "结论", needed=True, choices="fact_status"),
    Field("sha256", Type.DIGEST, "证据摘要值"),
)
_SPREAD = (
    Field("posts", Type.NUMBER, "帖文数"),
    Field("reads", Type.NUMBER, "阅读量"),
    Field("comments", Type.NUMBER, "评论数"),
)
_PROBLEM = (
    Field("id", Type.NEW, "问题名", needed=True),
    Field("text", Type.TEXT, "问题", needed=True),
    Field("cause", Type.WORD, "成因"),
)

_LEVEL = Field("level", Type.LEVEL, "等级")
_CHANNEL = Field("channel", Type.CHOICE, "渠道", choices="channels")
_ACCOUNT = Field("account", Type.CHOICE, "账号", choices="accounts", hint="只能是登记的官方账号。")
_DOC = Field("doc_no", Type.WORD, "文号")
_REASON = Field("reason", Type.TEXT, "理由")
_ITEMS = Field("items", Type.THINGS, "事项", needed=True)
_WORK = Field("work", Type.WORD, "同期重点工作")
_MARKS = Field("marks", Type.MARKS, "情况标记")


def _must(field: Field) -> Field:
    return Field(
        field.name, field.type, field.zh, needed=True, choices=field.choices, hint=field.hint
    )


_ALL = (
    Kind(
        name="发现",
        key="discovery",
        en="discovery",
        fields=(
            _must(_LEVEL),
            _REASON,
            Field("scope", Type.CHOICES, "适用情形", needed=True, choices="scope"),
            _MARKS,
            Field("items", Type.RECORDS, "事项", needed=True, fields=_ITEM),
            Field("sources", Type.RECORDS, "出处", fields=_SOURCE),
            Field("related", Type.INCIDENTS, "相关事件"),
            _WORK,
        ),
    ),
    Kind(
        name="说明",
        key="note",
        en="note",
        fields=(
            Field("items", Type.RECORDS, "新增事项", fields=_ITEM),
            Field("sources", Type.RECORDS, "新增出处", fields=_SOURCE),
            _MARKS,
            Field("related", Type.INCIDENTS, "相关事件"),
            _WORK,
        ),
        any_of=(("text", "items", "sources", "marks"),),
    ),
    Kind(
        name="报告",
        key="report",
        en="report",
        fields=(
            Field("form", Type.CHOICE, "报别", needed=True, choices="forms"),
            Field("to", Type.BODY, "报给", needed=True),
            Field("via", Type.BODIES, "经由"),
            _must(_CHANNEL),
            _DOC,
        ),
    ),
    Kind(
        name="会商",
        key="consult",
        en="consultation",
        fields=(
            Field("present", Type.BODIES, "参加", needed=True),
            Field("findings", Type.TEXT, "研判意见", needed=True),
            _LEVEL,
        ),
    ),
    Kind(
        name="来文",
        key="incoming",
        en="incoming document",
        fields=(
            Field("from", Type.BODY, "来自", needed=True),
            Field("about", Type.THING, "针对"),
            Field("form", Type.CHOICE, "类别", needed=True, choices="forms"),
            _CHANNEL,
            _DOC,
            Field("gist", Type.TEXT, "要点"),
        ),
        any_of=(("gist", "about"),),
    ),
    Kind(
        name="决定",
        key="decision",
        en="decision",
        fields=(
            Field("measures", Type.CHOICES, "措施", needed=True, choices="measures"),
            _MARKS,
            _REASON,
            Field("tasks", Type.RECORDS, "任务", fields=_TASK),
        ),
    ),
    Kind(name="调级", key="regrade", en="regrade", fields=(_must(_LEVEL), _must(_REASON))),
    Kind(
        name="核查",
        key="verify",
        en="verification",
        fields=(_ITEMS, Field("facts", Type.RECORDS, "核查情况", needed=True, fields=_FACT)),
    ),
    Kind(
        name="办理",
        key="handling",
        en="handling",
        fields=(
            Field("about", Type.THING, "针对", needed=True),
            Field("lane", Type.CHOICE, "线上线下", choices="lanes"),
            Field("outcome", Type.CHOICE, "结果", choices="outcomes"),
            Field("result", Type.TEXT, "办理情况"),
            _REASON,
            Field("rectified", Type.TEXT, "整改情况"),
            _DOC,
        ),
        any_of=(("outcome", "result"),),
    ),
    Kind(
        name="送审",
        key="draft",
        en="draft for approval",
        makes="发布",
        fields=(
            Field("id", Type.NEW, "发布名", needed=True),
            _ITEMS,
            Field("phase", Type.CHOICE, "阶段", choices="phases"),
            Field("form", Type.CHOICE, "形式", needed=True, choices="forms"),
            Field("drafted_by", Type.PERSONS, "拟稿人", needed=True),
            _must(_CHANNEL),
            _ACCOUNT,
            Field("audience", Type.WORD, "对象范围"),
            Field("about", Type.THING, "针对"),
            Field("text", Type.TEXT, "发布内容", needed=True),
        ),
    ),
    Kind(
        name="发布",
        key="publish",
        en="publication",
        fields=(
            Field("about", Type.THING, "发布哪一稿", needed=True),
            _must(_CHANNEL),
            _ACCOUNT,
            _REASON,
        ),
    ),
    Kind(
        name="移送",
        key="refer",
        en="referral",
        makes="移送",
        fields=(
            Field("id", Type.NEW, "移送名", needed=True),
            _ITEMS,
            Field("to", Type.BODY, "移送给", needed=True),
            Field("ground", Type.TEXT, "事由"),
            Field("article", Type.WORD, "依据条款"),
            _DOC,
        ),
    ),
    Kind(
        name="管控",
        key="control",
        en="information-control request",
        makes="管控",
        fields=(
            Field("id", Type.NEW, "管控名", needed=True),
            Field("form", Type.CHOICE, "形式", needed=True, choices="forms"),
            _ITEMS,
            Field("to", Type.BODY, "商请", needed=True),
            Field("ground", Type.CHOICE, "情形", needed=True, choices="grounds"),
            Field("article", Type.WORD, "依据条款", needed=True),
            Field("necessity", Type.TEXT, "必要性", needed=True),
            Field("limits", Type.TEXT, "范围限制", needed=True),
            Field("expires", Type.DAY, "到期", needed=True),
            _DOC,
        ),
    ),
    Kind(
        name="来访",
        key="media",
        en="media contact",
        makes="来访",
        restricted=True,
        fields=(
            Field("id", Type.NEW, "来访名", needed=True),
            Field("outlet", Type.WORD, "媒体", needed=True),
            Field("topic", Type.TEXT, "关注点", needed=True),
            Field("handled_by", Type.PERSON, "接待人", needed=True),
        ),
    ),
    Kind(
        name="监看",
        key="watch",
        en="watch",
        fields=(
            Field("trend", Type.CHOICE, "态势", needed=True, choices="trends"),
            Field("spread", Type.RECORD, "传播数据", fields=_SPREAD),
            Field("basis", Type.TEXT, "依据"),
        ),
    ),
    Kind(
        name="总结",
        key="review",
        en="review",
        fields=(
            Field("units", Type.BODIES, "参加单位", needed=True),
            Field("invitees", Type.BODIES, "邀请"),
            Field("good", Type.WORDS, "有效做法", needed=True),
            Field("problems", Type.RECORDS, "暴露的问题", needed=True, fields=_PROBLEM),
        ),
    ),
    Kind(
        name="建议",
        key="suggest",
        en="suggestion",
        restricted=True,
        fields=(
            Field("form", Type.CHOICE, "类别", needed=True, choices="forms"),
            Field("target", Type.BODY, "对象", needed=True),
            Field("to", Type.BODY, "提给", needed=True),
            Field("cause", Type.TEXT, "原因"),
            Field("consequence", Type.TEXT, "后果"),
        ),
    ),
    Kind(
        name="改进",
        key="improve",
        en="improvement",
        fields=(
            Field("about", Type.THING, "针对问题", needed=True),
            Field("plan", Type.WORD, "修订后的预案版本"),
            Field("clause", Type.WORD, "条款"),
            _REASON,
        ),
        any_of=(("plan", "reason"),),
    ),
    Kind(
        name="推进",
        key="move",
        en="move",
        fields=(_REASON, Field("into", Type.INCIDENT, "并入事件")),
        any_of=(("stage",),),
    ),
    Kind(
        name="延期",
        key="extend",
        en="extension",
        fields=(
            Field("about", Type.THING, "针对", needed=True),
            Field("until", Type.TIME, "延至", needed=True),
            _must(_REASON),
        ),
    ),
    Kind(
        name="审批",
        key="approval",
        en="approval",
        fields=(
            Field("entry", Type.ENTRY, "审批哪一条", needed=True),
            Field("as", Type.ROLE, "以何角色", needed=True),
            Field("roster", Type.NUMBER, "名册版本", needed=True),
            Field("verdict", Type.CHOICE, "结论", needed=True, choices="verdicts"),
            _REASON,
            Field("sig", Type.WORD, "签名"),
        ),
    ),
    Kind(
        name="更正",
        key="correct",
        en="correction",
        fields=(
            Field("entry", Type.ENTRY, "更正哪一条", needed=True),
            Field("field", Type.FIELD, "更正哪一项"),
            Field("was", Type.VALUE, "原写"),
            Field("now", Type.VALUE, "应为"),
            Field("void", Type.YES, "作废"),
            _must(_REASON),
        ),
        any_of=(("field", "void"),),
    ),
    Kind(
        name="销毁",
        key="destroy",
        en="destruction of an annex",
        fields=(
            Field("annex_name", Type.WORD, "附件名称", needed=True),
            Field("assessment", Type.TEXT, "评估"),
        ),
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
"""Every kind by the name used in files."""

KEYS: dict[str, str] = {kind.key: kind.name for kind in _ALL}
"""ASCII key of the command line -> name used in files."""

RESTRICTED = frozenset(kind.name for kind in _ALL if kind.restricted)
"""Kinds whose content a site for everyone does not show."""

VERDICTS = ("同意", "退回")
FACT_STATUS = ("属实", "不实", "部分属实", "未查实")
WATCH_LIST, CONTACTS, BASES, ROSTER, ACCOUNTS = (
    "监测清单", "联络表", "编制依据", "名册", "官方账号",
)  # fmt: skip
"""Lists the office goes through from time to time, as its journal names them."""
FIXED_CHOICES: dict[str, tuple[str, ...]] = {
    "verdicts": VERDICTS,
    "fact_status": FACT_STATUS,
    "checked": (WATCH_LIST, CONTACTS, BASES, ROSTER, ACCOUNTS),
}
"""Lists of values that are the program's own, not the plan's."""
