"""Messages about what a change of the branch may not do: records rewritten, rules brought along."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # records only grow
    "record-rewritten": Message(
        "从这里起，原有的记录被改动。台账只增不改。",
        "From here on what was recorded is changed. Records are only added to.",
        "恢复原文后只在末尾追加；写错的，用 taizhang correct 另记一条更正。",
        "Restore it and add at the end only; to correct a mistake use taizhang correct.",
    ),
    "record-reworded": Message(
        "新加的内容改变了前面记录的意思（接在上一条的文字或字段之后）。",
        "What was added changes the entry above (it carries on its text or its fields).",
        "新的记录另起一条，以“- at: ”开头；用 taizhang add 追加。",
        "Begin a new entry with '- at: '; taizhang add appends one.",
    ),
    "record-deleted": Message(
        "{path} 被删除或改名。台账的记录不得删除，文件不得改名。",
        "{path} was deleted or renamed. Records are never deleted, files keep their names.",
        "恢复这个文件：git checkout 原来的提交 -- {path}；记错的，用 taizhang correct 注明作废。",
        "Restore it: git checkout COMMIT -- {path}; void a mistaken entry with taizhang correct.",
    ),
    "change-mixed": Message(
        "一次改动里既有台账记录（{record}），又有制度、程序或设置（{rule}）。",
        "One change holds records ({record}) and rules, program or settings ({rule}).",
        "分作两次提交、两次推送：先推送制度的改动，核准入库后，再推送记录。",
        "Make two commits and push them one after the other, the rules first.",
    ),
    # where a branch goes
    "branch-not-continued": Message(
        "新的提交 {new} 不是接在现有的 {old} 之后（强制推送，或合并的方向反了）。",
        "{new} does not follow {old}, which the branch stands on (forced, or merged backwards).",
        "在最新的分支上重做：git fetch，再 git rebase origin/main（或 taizhang sync），然后推送。",
        "Redo it on the newest state: git fetch, git rebase origin/main (or taizhang sync), push.",
    ),
    "branch-set-back": Message(
        "要把分支从 {old} 退回到以前的 {new}，其间的记录会丢失。",
        "The branch would go back from {old} to the earlier {new}; records would be lost.",
        "不要强制推送。先取得最新的记录：git pull --rebase。",
        "Do not force it. Get the newest records first: git pull --rebase.",
    ),
    # places, names, kinds, sizes
    "path-name": Message(
        "文件名 {path} 含有不可见字符，或在有的系统上不能使用。",
        "The name {path} holds characters that cannot be seen, or that some systems cannot use.",
        "改用汉字、字母、数字、连字符和点号组成的名字。",
        "Use letters, digits, hyphens and full stops.",
    ),
    "path-unknown": Message(
        "台账里没有 {path} 这样的位置。",
        "A ledger has no such place as {path}.",
        "事件放在 ledger/年/月/编号.yml，编号用小写；预案放在 plan/版本/，单位资料放在 plan/office/。",
        "Incidents stand in ledger/YYYY/MM/ID.yml, in small letters; plans in plan/VERSION/.",
    ),
    "path-twin": Message(
        "{path} 与 {other} 只有大小写或写法不同，有的系统会当作同一个文件。",
        "{path} and {other} differ only in case or form; some systems take them for one file.",
        "换一个名字。",
        "Choose another name.",
    ),
    "mode-program": Message(
        "{path} 带有可执行的标记，记录和制度文件不得带。",
        "{path} is marked as a program; records and rules may not be.",
        "去掉标记：git update-index --chmod=-x {path}，再提交。",
        "Take the mark off: git update-index --chmod=-x {path}, then commit.",
    ),
    "mode-not-plain": Message(
        "{path} 不是普通文件（符号链接或子模块）。",
        "{path} is no plain file (a symbolic link or a module).",
        "删除它，放入文件本身。",
        "Remove it and put the file itself there.",
    ),
    "file-oversize": Message(
        "{path} 有 {size} 字节，超过上限 {most} 字节。",
        "{path} has {size} bytes; at most {most} are taken.",
        "附件用 taizhang annex 保管在仓库之外；记录写不下的，记要点。",
        "Keep annexes outside the repository with taizhang annex; put the gist into records.",
    ),
    # clocks
    "entry-after-record": Message(
        "这一条写的时间 {at} 晚于入库时间 {recorded}，是还没有到的时间。",
        "The entry says {at}, after the time it was recorded ({recorded}).",
        "核对时间和本机时钟，撤回（taizhang undo）后按实际时间重记。",
        "Check the time and the clock, take it back (taizhang undo) and record it again.",
    ),
    "entry-recorded-late": Message(
        "这一条记的是 {at}，过了 {lag} 才入库，没有写明原因。",
        "The entry of {at} was recorded {lag} later, without a reason.",
        "今后补录时用 --late 写明原因；这一条可另记“说明”。",
        "Give --late when recording late; explain this one in a 说明.",
    ),
    "commit-in-future": Message(
        "提交 {commit} 的时间 {at} 比现在（{now}）晚五分钟以上，提交人的时钟不对。",
        "Commit {commit} says {at}, over five minutes ahead of now ({now}): a wrong clock.",
        "校准本机时钟，再运行 git commit --amend --no-edit --date=now，重新推送。",
        "Set the clock right, run git commit --amend --no-edit --date=now, and push again.",
    ),
    "commit-before-tip": Message(
        "提交 {commit} 的时间 {at} 早于它所接的提交（{tip}），提交人的时钟慢了。",
        "Commit {commit} says {at}, before the commit it follows ({tip}): a slow clock.",
        "校准本机时钟，再运行 git commit --amend --no-edit --date=now，重新推送。",
        "Set the clock right, run git commit --amend --no-edit --date=now, and push again.",
    ),
    # what holds on the day of record
    "plan-not-in-force": Message(
        "新事件登记在预案 {value} 之下，现行的是 {known}。",
        "The new incident stands under plan {value}; {known} is in force.",
        "撤回（taizhang undo），取得最新记录后重新登记。",
        "Take it back (taizhang undo), fetch the newest records and open it again.",
    ),
    "approval-roster-old": Message(
        "这条审批依据第 {value} 版名册，现行的是第 {current} 版。",
        "The approval names roster {value}; the current one is {current}.",
        "取得最新记录后，由审批人重新审批。",
        "Fetch the newest records and let the approver sign again.",
    ),
    "approver-gone": Message(
        "{name} 已不在岗，今天入库的审批不能由其作出。",
        "{name} has left; an approval recorded today cannot be theirs.",
        "由在岗的审批人重新审批。",
        "Let somebody in office approve.",
    ),
    "approval-key-closed": Message(
        "签这条审批的密钥已停用或不再可信，{day} 入库的审批不能用它签。",
        "The key of this approval is closed or no longer trusted; on {day} it cannot sign.",
        "由 {name} 用现在登记的密钥重新审批。",
        "Let {name} sign again with the key that is listed now.",
    ),
    # a whole history
    "history-rewritten": Message(
        "历史被改写：上次核对到的提交 {remembered} 不在 {tip} 的历史上。",
        "History was rewritten: {remembered}, checked before, is not in the history of {tip}.",
        "停止使用，与其他人的副本和封存对照（taizhang seal verify）；查明后才可运行 git update-ref -d refs/taizhang/verified",
        "Stop; compare with other clones and seals (taizhang seal verify). When it is explained: git update-ref -d refs/taizhang/verified",
    ),
    "approval-doubtful": Message(
        "存疑：{name} 签这条审批的密钥自 {since} 起可能已落入他人之手，而它在此后才入库。",
        "Doubtful: the key of {name} may have been held by another since {since}; recorded later.",
        "向本人核实；不是本人签的，用 taizhang correct 作废它所批的那一条，重新提出并审批。",
        "Ask the person; if not theirs, void what it approved (taizhang correct), then file and approve anew.",
    ),
}
