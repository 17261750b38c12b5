"""What the program's rules about daily work ask: watch, duty, contacts, yearly items, journal."""

from __future__ import annotations

from taizhang.model.rulebook import RuleWords

_WARN = "警"

OFFICE: dict[str, RuleWords] = {
    "basis-superseded": RuleWords(zh="编制依据没有被新的文件代替。", en="No basis of the plan was replaced by a newer one.", clause="一(二)", strength=_WARN),
    "basis-unchecked": RuleWords(zh="编制依据定期核对。", en="The bases of the plan are checked in time.", clause="一(二)", strength=_WARN),
    "roles-in-one-hand": RuleWords(zh="监测、拟稿、发布不集中在一人身上。", en="Watching, drafting and publishing do not lie in one hand.", clause="二(二)", strength=_WARN),
    "look-overdue": RuleWords(zh="按间隔监测，每次都记。", en="The watch is kept at its interval, and every look recorded.", clause="二(二)", strength=_WARN),
    "watch-list-stale": RuleWords(zh="有现行的监测清单，并定期复核。", en="There is a watch list, reviewed in time.", clause="三(一)", strength=_WARN),
    "watch-keywords-none": RuleWords(zh="监测清单有关键词。", en="The watch list has keywords.", clause="三(一)"),
    "period-without-duty": RuleWords(zh="敏感时段每天有人值班。", en="Somebody is on duty on every day of a sensitive period.", clause="三(一)", strength=_WARN),
    "contact-missing": RuleWords(zh="固定联络的单位都在联络表里。", en="The standing contacts are on the list.", clause="四(一)", strength=_WARN),
    "contact-body-unknown": RuleWords(zh="联络表写预案列出的单位。", en="The contact list names bodies of the plan.", clause="四(一)", strength=_WARN),
    "contact-unverified": RuleWords(zh="联络方式定期打通核对。", en="Contacts are verified in time.", clause="四(一)", strength=_WARN),
    "contact-not-round-clock": RuleWords(zh="要全天联系得上的单位，写明 24 小时岗位。", en="Who must be reached at any hour has a post round the clock.", clause="四(二)", strength=_WARN),
    "duty-gap": RuleWords(zh="值班前后接上，不留空档。", en="Duty has no gap.", clause="四(二)", strength=_WARN),
    "duty-overlap": RuleWords(zh="班次不重叠。", en="Turns of duty do not overlap.", clause="四(二)", strength=_WARN),
    "duty-person": RuleWords(zh="值班的人在名册里，当日仍在任。", en="Who is on duty is on the roster and in office.", clause="四(二)", strength=_WARN),
    "training-missing": RuleWords(zh="网络评论员每年学习。", en="Commentators are trained every year.", clause="四(三)", strength=_WARN),
    "annual-item-missing": RuleWords(zh="每年列入议程、安排经费，并有记录。", en="Agenda and budget are on record every year.", clause="四(四)", strength=_WARN),
    "drill-missing": RuleWords(zh="定期演练。", en="Drills are held in time.", clause="", strength=_WARN),
}  # fmt: skip
"""Checks of the office as a whole."""

JOURNAL: dict[str, RuleWords] = {
    "journal-month-malformed": RuleWords(zh="日志表头的月份写成 2026-11。", en="The month of a journal is written 2026-11.", clause="二(二)"),
    "journal-month-not-path": RuleWords(zh="日志表头的月份与文件的位置一致。", en="The month of a journal fits its place.", clause="二(二)"),
    "journal-empty": RuleWords(zh="日志里至少有一条记录。", en="A journal has at least one entry.", clause="二(二)"),
    "journal-other-month": RuleWords(zh="每条记在它那个月的日志里。", en="An entry stands in the journal of its month.", clause="二(二)"),
    "journal-entry-twice": RuleWords(zh="一人的记录，时间和种类不重复。", en="Of one person no two entries share time and kind.", clause="二(二)"),
    "journal-void-nothing": RuleWords(zh="只作废本人前面记过的一条。", en="One voids only an earlier entry of one's own.", clause="二(二)"),
    "value-not-look": RuleWords(zh="监测没有发现的写“无”，有的写事件编号。", en="A look names what was found: “无” for nothing, or an incident by its id.", clause="二(二)"),
}  # fmt: skip
"""The form of the journal."""

ENTRIES: dict[str, RuleWords] = {
    "one-person-throughout": RuleWords(zh="一件里发现、拟稿、发布不都是同一人。", en="One person does not find, draft and publish the same.", clause="二(二)", strength=_WARN),
    "platform-unnamed": RuleWords(zh="平台写“其他”的，写明是哪里。", en="A platform given as “其他” is named as well.", clause="三(一)"),
    "work-unknown": RuleWords(zh="写明的同期重点工作在清单里。", en="A key work that is named is on the list.", clause="三(一)", strength=_WARN),
    "account-unregistered": RuleWords(zh="只用登记过的官方账号。", en="Only registered official accounts are used.", clause="三(四)1"),
    "account-not-open": RuleWords(zh="官方账号在启用之后、停用之前使用。", en="An account is used while it is open.", clause="三(四)1"),
    "incident-not-there": RuleWords(zh="所指的其他事件在台账里。", en="An incident that is named is in the ledger.", clause="三(一)", strength=_WARN),
    "improve-plan-unknown": RuleWords(zh="改进写明的预案版本在 plan 下面。", en="The plan version an improvement names is there.", clause="三(六)", strength=_WARN),
    "media-open": RuleWords(zh="媒体来访在期限内答复。", en="A visit of the media is answered in time.", clause="二(三)4", strength=_WARN),
    "watch-gap": RuleWords(zh="没有平息的，按间隔监看。", en="An open incident is watched at its interval.", clause="三(一)", strength=_WARN),
}  # fmt: skip
"""An incident against what the office keeps."""

DAILY: dict[str, RuleWords] = {**ENTRIES, **OFFICE, **JOURNAL}
