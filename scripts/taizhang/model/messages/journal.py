"""Messages about the office's journal and about its facts: watch, duty, contacts, yearly items."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # the form of the journal and of the office's files
    "setting-not-clock": Message(
        "“{key}”的“{value}”不是钟点",
        "'{value}' in '{key}' is not a time of day",
        "写成 08:30 这样",
        "write it as 08:30",
    ),
    "value-not-look": Message(
        "“{title}”只能写“无”或事件编号，不能写“{value}”",
        "{field} is either 无 or the id of an incident, not '{value}'",
        "没有发现的写“无”；有的先用 taizhang new 登记，再写它的编号",
        "write 无, or open the incident first and give its id",
    ),
    "journal-not-one": Message(
        "文件不是一份工作日志：最外层应当是“键: 值”",
        "the file is not a journal: its outermost level must be keys and values",
        "照 taizhang journal add 写出的文件补齐表头 journal、plan、timeline",
        "write the header as taizhang journal add does: journal, plan, timeline",
    ),
    "journal-month-malformed": Message(
        "表头的月份“{value}”不合写法",
        "the month '{value}' of the header is malformed",
        "写成 2026-11 这样",
        "write it as 2026-11",
    ),
    "journal-month-not-path": Message(
        "表头写的月份是 {value}，文件应当是 {expected}",
        "the header says {value}, so the file should be {expected}",
        "把文件移到 {expected}",
        "move the file to {expected}",
    ),
    "journal-added": Message(
        "已记：{entry}，{by}；在 {path}", "recorded: {entry}, {by}; in {path}"
    ),
    "journal-none": Message(
        "没有记录",
        "no entries",
        "用 taizhang journal add 记一条",
        "add one with taizhang journal add",
    ),
    "journal-all": Message(
        "--all 只用于{kind}，并且要有现行的监测清单",
        "--all goes with {kind} only, and needs a watch list in force",
        "去掉 --all；监测清单写在 plan/office/watch.yml",
        "leave it out; the watch list stands in plan/office/watch.yml",
    ),
    "journal-time": Message(
        "“{value}”不是时间",
        "'{value}' is no time",
        "写成 09:35 或 2026-11-23 09:35 这样",
        "write it as 09:35 or 2026-11-23 09:35",
    ),
    "journal-unsound": Message(
        "工作日志 {path} 有写法上的错误，不能再记",
        "the journal {path} is not sound, so nothing can be added",
        "先运行 taizhang check 看清错误并改正",
        "run taizhang check and mend it first",
    ),
    "journal-empty": Message(
        "工作日志没有记录：timeline 下面至少要有一条",
        "the journal has no entries: timeline needs at least one",
        "用 taizhang journal add 记一条",
        "add one with taizhang journal add",
    ),
    "journal-other-month": Message(
        "{at} 的事不属于 {month} 这个月的日志",
        "what was done at {at} does not belong to {month}",
        "作废这一条，用 taizhang journal add 记到当月",
        "void this entry and file it anew in its month",
    ),
    "journal-entry-twice": Message(
        "{person}的“{entry}”与第 {other} 条同名",
        "'{entry}' of {person} has the same time and kind as entry {other}",
        "作废这一条，另记一条并给时间加上秒，如 10:20:30",
        "void it and file it anew with seconds in its time",
    ),
    "journal-void-nothing": Message(
        "前面没有{person}的“{entry}”，无从作废",
        "{person} has no entry '{entry}' before this one",
        "照所要作废的那一条写时间和种类，如“2026-11-23 09:00 监测”；只能作废本人的",
        "name an entry of one's own by its time and kind, as in '2026-11-23 09:00 监测'",
    ),
    "incident-not-there": Message(
        "台账中没有编号为 {value} 的事件",
        "the ledger holds no incident {value}",
        "核对编号，用 taizhang list 查看",
        "check the id: taizhang list shows all",
    ),
    # an incident against what the office keeps
    "account-unregistered": Message(
        "“{account}”不是登记的官方账号",
        "'{account}' is no registered official account",
        "改用登记的账号；确是官方账号的，先登记到 plan/office/accounts.yml",
        "use a registered account, or register it in plan/office/accounts.yml first",
    ),
    "account-not-open": Message(
        "官方账号“{account}”在 {day} 没有启用或者已经停用",
        "the account '{account}' was not open on {day}",
        "改用当日在用的账号",
        "use an account that is open on that day",
    ),
    "platform-unnamed": Message(
        "平台写的是“其他”，没有写明是哪里",
        "the platform is 其他 and nothing says which",
        "在这一出处补写 section，写明平台和版块的名称",
        "add section with the platform's name",
    ),
    "work-unknown": Message(
        "“{work}”没有列在同期重点工作中",
        "'{work}' is not among the office's key works",
        "改为“{near}”，或者先登记到 plan/office/sensitive.yml",
        "use '{near}', or add it to plan/office/sensitive.yml",
    ),
    "one-person-throughout": Message(
        "发现、拟稿、发布都是{person}一人",
        "{person} found, drafted and published this alone",
        "今后拟稿或者发布换一人办；人手不足的在说明中写明",
        "let another person draft or publish; where there is none, say so in a 说明",
    ),
    "media-open": Message(
        "“{thing}”还没有答复，已过 {age}",
        "'{thing}' has not been answered for {age}",
        "答复后记一条：taizhang add ID 办理 --about {thing}",
        "answer and record it: taizhang add ID 办理 --about {thing}",
    ),
    "watch-gap": Message(
        "已有 {age} 没有监看（间隔 {limit}）",
        "the trend was last watched {age} ago; the interval is {limit}",
        "记一条：taizhang add ID 监看 --trend 态势",
        "record it: taizhang add ID 监看 --trend TREND",
    ),
    # the watch
    "look-overdue": Message(
        "监测应于 {due} 再做一次，已过 {over}",
        "the next watch look was due at {due}, {over} ago",
        "监测后记一条：taizhang journal add 监测 --all --found 无",
        "look, then record it: taizhang journal add 监测 --all --found 无",
    ),
    "watch-list-stale": Message(
        "监测清单上次复核是 {day}，已过期限（{limit}）",
        "the watch list was reviewed last on {day}; the limit is {limit}",
        "复核后在 plan/office/watch.yml 另加一条，或者记：taizhang journal add 复核 --form 监测清单",
        "review it, then add a record to plan/office/watch.yml or a 复核 to the journal",
    ),
    "watch-list-none": Message(
        "没有现行的监测清单",
        "there is no watch list in force",
        "在 plan/office/watch.yml 写明搜索引擎、关键词和平台",
        "write one in plan/office/watch.yml",
    ),
    "watch-keywords-none": Message(
        "监测清单没有关键词",
        "the watch list has no keywords",
        "至少写一个关键词，如本单位的简称",
        "give at least one, such as the office's short name",
    ),
    "period-without-duty": Message(
        "敏感时段“{name}”有 {count} 天没有排班，最早一天是 {day}",
        "{count} days of the sensitive period '{name}' have nobody on duty, from {day}",
        "在 plan/office/duty.yml 补排值班",
        "add the duty to plan/office/duty.yml",
    ),
    # duty
    "duty-gap": Message(
        "今后几日的值班有 {count} 处空档：{spans}",
        "nobody is on duty in {count} spans of the coming days: {spans}",
        "在 plan/office/duty.yml 补排值班",
        "add the duty to plan/office/duty.yml",
    ),
    "duty-none": Message(
        "今后几日没有排班",
        "nobody is on duty in the coming days",
        "在 plan/office/duty.yml 排定值班",
        "write the duty in plan/office/duty.yml",
    ),
    "duty-overlap": Message(
        "今后几日的值班有 {count} 处重叠：{spans}",
        "turns overlap in {count} spans of the coming days: {spans}",
        "核对 plan/office/duty.yml 中班次的起止时刻",
        "check the shifts in plan/office/duty.yml",
    ),
    "duty-person": Message(
        "值班人“{person}”不在名册中",
        "'{person}' is on duty but not on the roster",
        "核对姓名；是新来的，先列入名册",
        "check the name, or add the person to the roster",
    ),
    "duty-person-closed": Message(
        "值班人“{person}”在 {day} 已不担任角色",
        "'{person}' is on duty on {day} but holds no role then",
        "改排他人，或者更新名册",
        "put another person on duty, or renew the roster",
    ),
    # contacts
    "contact-missing": Message(
        "联络表缺少：{bodies}",
        "the contact list lacks: {bodies}",
        "在 plan/office/contacts.yml 补上单位和岗位",
        "add them to plan/office/contacts.yml",
    ),
    "contact-not-round-clock": Message(
        "没有 24 小时可联系的岗位：{bodies}",
        "no post can be reached around the clock: {bodies}",
        "在 plan/office/contacts.yml 补上，写明 hours: 24小时",
        "add one to plan/office/contacts.yml with hours: 24小时",
    ),
    "contact-body-unknown": Message(
        "联络表的“{value}”不是预案列出的单位",
        "the plan declares no body '{value}'",
        "改为“{near}”，或者在预案的 bodies 中补上",
        "use '{near}', or add it to the plan's bodies",
    ),
    "contact-unverified": Message(
        "联络表中有单位久未核对（期限 {limit}）：{bodies}",
        "not verified within {limit}: {bodies}",
        "打通电话核对后，在 plan/office/contacts.yml 另加一条，写明 verified_on",
        "verify them, then add records with verified_on to plan/office/contacts.yml",
    ),
    # yearly items
    "training-missing": Message(
        "期限内没有培训记录（{limit}）：{persons}",
        "no training within {limit}: {persons}",
        "培训后记一条：taizhang journal add 培训",
        "record it: taizhang journal add 培训",
    ),
    "drill-missing": Message(
        "期限内没有演练记录（{limit}，年限待核）",
        "no drill within {limit}; the number is still to be verified",
        "演练后记一条：taizhang journal add 演练",
        "record it: taizhang journal add 演练",
    ),
    "annual-item-missing": Message(
        "{year} 年还没有：{items}",
        "not yet recorded in {year}: {items}",
        "办理后记一条：taizhang journal add 年度事项 --form 事项名",
        "record it: taizhang journal add 年度事项 --form ITEM",
    ),
    "basis-superseded": Message(
        "编制依据“{basis}”已由{by}取代",
        "the basis '{basis}' was replaced by {by}",
        "修订预案时改用新的依据",
        "rest on the new one when the plan is revised",
    ),
    "basis-unchecked": Message(
        "编制依据中有 {count} 项久未核对（期限 {limit}）：{bases}",
        "{count} bases have not been checked within {limit}: {bases}",
        "核对后记一条：taizhang journal add 复核 --form 编制依据",
        "record it: taizhang journal add 复核 --form 编制依据",
    ),
    "roles-in-one-hand": Message(
        "{person}一人兼有{roles}",
        "{person} holds all of: {roles}",
        "至少分给两人；人手不足的，由审定的人多看一遍",
        "divide them among two persons at least",
    ),
}
