"""Messages about what commands that write say."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # Who is at work.
    "identity-unknown": Message(
        "名册中没有本机 git 身份“{name} <{email}>”对应的人。",
        "The roster knows nobody like git's identity {name} <{email}>.",
        '写名册中的姓名：git config user.name "姓名"；确有此人而名册没有的，请管理员更新名册。',
        'Use the name of the roster: git config user.name "NAME"; or have the roster updated.',
    ),
    "person-closed": Message(
        "{person}在名册中已不在任，不能登记或审批。",
        "{person} is closed in the roster and cannot record or approve.",
        "请在任人员操作；名册有误的，请管理员更新名册。",
        "Have somebody in office do it, or have the roster updated.",
    ),
    "person-not-known": Message(
        "现行名册中没有“{value}”。",
        "The roster in force knows no {value}.",
        "是否指：{near}。可写姓名或名册中的 key。",
        "Did you mean: {near}? Names and keys of the roster will do.",
    ),
    "as-not-a-drill": Message(
        "--as 只能用于演练台账；本台账是正式台账，不能代{person}操作。",
        "--as works in drill ledgers only; this one is real: nobody can act for {person}.",
        "请{person}在本人的电脑上操作；只是补记他人已做的事，用 --by。",
        "Have {person} do it; to record what another person did, use --by.",
    ),
    "ledger-not-top": Message(
        "台账目录 {root} 不是 git 仓库的最上层目录（{top}）。",
        "The ledger {root} is not the top of its git repository ({top}).",
        "台账须单独成一个仓库：用 taizhang init 新建，或在台账目录中运行 git init。",
        "A ledger is a repository of its own: make one with taizhang init, or run git init in it.",
    ),
    # The incident and its entries.
    "refused": Message(
        "没有写入：有 {count} 处不符合预案或写法。",
        "Nothing was written: {count} fault(s).",
    ),
    "id-not-free": Message(
        "试了 {tries} 次都没有得到未用过的编号。",
        "No unused id was found in {tries} tries.",
        "重做一次；仍不行的，请管理员检查本机的随机数来源。",
        "Try again; if it fails again, have the machine's source of chance looked at.",
    ),
    "file-full": Message(
        "这件舆情的文件已超过 {limit} KiB，不再收“说明”和“监看”。",
        "The file of this incident is past {limit} KiB; it takes no more notes or watches.",
        "详情另存为附件，用 --annex 名称=文件 只记摘要值；决定、审批、总结照常登记。",
        "Keep details as an annex (--annex NAME=FILE); decisions and approvals are still taken.",
    ),
    "kind-not-known": Message(
        "没有“{value}”这种记录。",
        "There is no kind {value}.",
        "可用：{known}。",
        "Kinds: {known}.",
    ),
    "kind-elsewhere": Message(
        "“{kind}”有专门的命令。",
        "{kind} has a command of its own.",
        "改用：{command}",
        "Use: {command}",
    ),
    "stage-not-known": Message(
        "预案中没有“{value}”这个环节。",
        "The plan has no stage {value}.",
        "可用：{known}。",
        "Stages: {known}.",
    ),
    "level-not-known": Message(
        "预案中没有“{value}”这个等级。",
        "The plan has no level {value}.",
        "可用：{known}。",
        "Levels: {known}.",
    ),
    "role-not-known": Message(
        "预案中没有“{value}”这个角色。",
        "The plan has no role {value}.",
        "可用：{known}。",
        "Roles: {known}.",
    ),
    "options-missing": Message(
        "登记“{kind}”还缺：{options}。",
        "{kind} still lacks: {options}.",
        "补上这些选项；在终端上直接运行会逐项询问。",
        "Add these options; on a terminal each is asked for.",
    ),
    "option-not-of-kind": Message(
        "“{kind}”没有 {option} 这一项。",
        "{kind} has no {option}.",
        "可写：{known}",
        "It may carry: {known}",
    ),
    "text-unwritable": Message(
        "要写的内容里有不能写入的字符或空项：{what}",
        "What is to be written holds a character or a gap that no file may hold: {what}",
        "多半是从网页或文档粘贴带来的看不见的字符，重新键入这一段。",
        "Most likely an unseen character that came with pasted text; type that part anew.",
    ),
    "record-form": Message(
        "“{field}”的写法看不懂：{value}",
        "Cannot read {field}: {value}",
        "写成“{form}”，外面加引号。",
        "Write it like {form}, in quotes.",
    ),
    "mark-form": Message(
        "情况标记“{value}”不知是哪一项。",
        "It is not clear which mark {value} stands for.",
        "写成“名称=值”。可用：{known}",
        "Write NAME=VALUE. Marks: {known}",
    ),
    "annex-form": Message(
        "附件“{value}”的写法不对。",
        "Cannot read the annex {value}.",
        "写成 --annex 名称=文件；文件不入库，只记名称和摘要值。",
        "Write --annex NAME=FILE; the file stays outside, its name and digest are recorded.",
    ),
    "entry-not-there": Message(
        "这件舆情中没有“{value}”这一条。",
        "The incident has no entry {value}.",
        "照“时间 种类”书写，或写第几条。最近几条：{listed}",
        "Write its time and kind, or its number. The latest: {listed}",
    ),
    "entry-several": Message(
        "“{value}”不止一条：{listed}",
        "{value} is not one entry alone: {listed}",
        "写全“时间 种类”，外面加引号。",
        "Write time and kind in full, in quotes.",
    ),
    "correct-field": Message(
        "“{entry}”中没有可更正的“{field}”。",
        "{entry} has no {field} that could be corrected.",
        "可更正：{known}。列表和分项不能逐项更正，用 --void 作废后另记一条。",
        "These can: {known}. For lists, void the entry and file another.",
    ),
    "nothing-waits": Message(
        "{id} 没有待审批的记录。",
        "Nothing of {id} waits for approval.",
        "运行 taizhang todo 查看哪些在等审批。",
        "taizhang todo shows what waits.",
    ),
    "several-wait": Message(
        "有不止一条在等审批：{listed}",
        "More than one entry waits: {listed}",
        '写明哪一条：--entry "{example}"',
        'Say which: --entry "{example}"',
    ),
    "undo-not-own": Message(
        "最后一次记录是{author}的，不能由本人撤回。",
        "The last record is {author}'s; it is not yours to take back.",
        "请{author}撤回，或用 taizhang correct 写一条更正。",
        "Have {author} take it back, or write a correction with taizhang correct.",
    ),
    "bad-span": Message(
        "时长“{text}”看不懂。",
        "Cannot read the length of time {text}.",
        "写成 10m、2h 或 1d。",
        "Write 10m, 2h or 1d.",
    ),
    # What was done.
    "opened": Message("已登记 {id}：{title}", "Opened {id}: {title}"),
    "opened-due": Message("  {name}：{until} 前", "  {name}: before {until}"),
    "filed": Message("已记 {id}：{entry}（{by}）", "Recorded in {id}: {entry} ({by})"),
    "filed-waits": Message(
        "  待审批：还缺 {roles}，签齐后生效", "  waits for approval by {roles}, then takes effect"
    ),
    "filed-unratified": Message(
        "  先办后签：已生效，须补签 {roles}", "  in effect; to be signed afterwards by {roles}"
    ),
    "approved": Message(
        "{person}以“{role}”身份同意：{entry}（{content}）。{verified}",
        "{person} approved as {role}: {entry} ({content}). {verified}",
    ),
    "returned": Message(
        "{person}以“{role}”身份退回：{entry}（{content}）。{verified}",
        "{person} returned as {role}: {entry} ({content}). {verified}",
    ),
    "approved-lacks": Message("  还缺 {roles} 审批", "  still lacks {roles}"),
    "approved-in-effect": Message("  审批已齐，已生效{stage}", "  complete and in effect{stage}"),
    "next": Message("下一步：{command}", "Next: {command}"),
    "next-lacks": Message(
        "进入“{stage}”还须有{text}",
        "Before {stage} the incident must have {text}",
        "{fix}",
        "{fix}",
    ),
    "undone": Message("已撤回：{subject}", "Taken back: {subject}"),
    "undone-gone": Message(
        "已撤回：{subject}。这件舆情随之撤销",
        "Taken back: {subject}. The incident is gone with it",
    ),
    # Lists and checks.
    "list-empty": Message("没有符合条件的舆情。", "No incident fits."),
    "todo-empty": Message("没有等待办理的事项。", "Nothing waits."),
    "todo-waiting": Message("等待审批 {count} 条（{person}）", "{count} to approve ({person})"),
    "todo-duties": Message("正在计时 {count} 项", "{count} duties run"),
    "due-empty": Message("没有到期或将到期的事项。", "Nothing is due."),
    "check-clean": Message(
        "核对完毕：{files} 个文件，{incidents} 件舆情，没有错误；提示 {warnings} 处，迟 {late} 处。",
        "Checked {files} files, {incidents} incidents: no errors, {warnings} warnings, {late} late.",
    ),
    "check-nothing": Message(
        "核对完毕：没有新的记录要核对，没有错误。",
        "Checked: there is no new record to judge, no errors.",
    ),
    "check-errors": Message(
        "核对完毕：{files} 个文件，{incidents} 件舆情；错误 {errors} 处，提示 {warnings} 处，迟 {late} 处。",
        "Checked {files} files, {incidents} incidents: {errors} errors, {warnings} warnings, {late} late.",
    ),
    "check-unlisted": Message(
        "其中 {count} 处迟属于已归档的舆情，没有逐条列出。",
        "{count} of the late are of closed incidents and are not listed.",
        "全部列出：taizhang check --all",
        "To list them: taizhang check --all",
    ),
    "path-not-there": Message(
        "没有 {path}。",
        "There is no {path}.",
        "核对路径。",
        "Check the path.",
    ),
    "path-not-a-ledger": Message(
        "{path} 不是台账的最上层目录。",
        "{path} is not the top of a ledger.",
        "写台账目录 {root}，或写其中的文件。",
        "Name the ledger {root}, or files of it.",
    ),
    "two-ledgers": Message(
        "所写的文件分属两个台账：{one}、{other}。",
        "The files are of two ledgers: {one}, {other}.",
        "分两次核对。",
        "Check them one ledger at a time.",
    ),
}
