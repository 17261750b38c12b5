"""Messages about sharing records with others."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    "submitted": Message(
        "已提交共享 {count} 次记录（{remote}/{branch}）。",
        "Shared {count} record(s) ({remote}/{branch}).",
    ),
    "submitted-behind": Message(
        "已提交共享 {count} 次记录，接在他人先提交的记录之后（{remote}/{branch}）。",
        "Shared {count} record(s), behind those of others ({remote}/{branch}).",
    ),
    "refreshed": Message(
        "本机没有要提交的；已取回他人的记录（{remote}/{branch}）。",
        "Nothing to share; records of others were fetched ({remote}/{branch}).",
    ),
    "nothing-to-submit": Message(
        "本机没有要提交的，与 {remote}/{branch} 一致。",
        "Nothing to share; this machine agrees with {remote}/{branch}.",
    ),
    "no-remote": Message(
        "本台账还没有远程仓库，无处提交。",
        "This ledger has no remote to share with.",
        "向管理员要地址，运行：git remote add origin 地址；然后重做。",
        "Ask for its address, run: git remote add origin ADDRESS; then try again.",
    ),
    "no-upstream": Message(
        "有不止一个远程仓库（{known}），没有指定提交到哪一个。",
        "There are several remotes ({known}) and none is chosen.",
        "指定：git branch --set-upstream-to={remote}/{branch}",
        "Choose one: git branch --set-upstream-to={remote}/{branch}",
    ),
    "nothing-recorded": Message(
        "仓库中还没有任何提交。",
        "The repository holds no commit yet.",
        "先登记：taizhang new",
        "Record something first: taizhang new",
    ),
    "submit-strangers": Message(
        "本机的历史与远程仓库没有共同的来源，不是同一个台账。",
        "This history and the remote's never met: they are two ledgers.",
        "核对远程地址：git remote --verbose",
        "Check the address: git remote --verbose",
    ),
    "submit-not-entries": Message(
        "本机的提交 {commit} 不只是在末尾续写记录，不能自动接在他人之后。",
        "The commit {commit} does more than add entries; it cannot be put behind those of others.",
        "本机的记录都在。查看：git show --stat {commit}；请管理员合并。",
        "Nothing is lost. Look at it: git show --stat {commit}; have it merged by hand.",
    ),
    "submit-gone": Message(
        "{path} 在远程仓库中已被删除，本机的记录无处可接",
        "{path} was removed from the remote; your entries have no place to go",
        "本机的记录都在；请管理员在远程仓库恢复该文件，然后重做",
        "your entries are safe here; have the file restored on the remote, then try again",
    ),
    "submit-same-id": Message(
        "另一台电脑先用了编号 {id}",
        "another machine took the id {id} first",
        "给本机这一件换一个编号：taizhang renumber {id}；然后重做",
        "give yours another id: taizhang renumber {id}; then try again",
    ),
    "submit-both-moved": Message(
        "本机和他人同时改变了 {id} 的环节或等级：他人已提交“{theirs}”，本机记有“{ours}”",
        "this machine and somebody else both changed stage or level of {id}: theirs is {theirs}, yours {ours}",
        "留他人的、不要本机的：taizhang sync --keep theirs；两条都留、本机的在后：taizhang sync --keep both；"
        "要以本机的为准，先两条都留，再请审批人退回或更正他人的一条",
        "keep theirs and drop yours: taizhang sync --keep theirs; keep both, yours behind: taizhang sync --keep both; "
        "to let yours stand, keep both, then have theirs returned or corrected",
    ),
    "submit-rests": Message(
        "{id}：{person}对“{entry}”的审批排在他人的记录之后要重新签署，本机的“{names}”依据它，还不能接上",
        "{id}: {person} must approve {entry} anew behind the records of others; your {names} rest on it",
        "用 taizhang undo {id} 从后往前逐条撤回，到这次审批也撤回为止；再 taizhang sync；"
        "请{person}重新审批：taizhang approve {id}；然后重新登记撤回的记录",
        "take back one by one, this approval the last: taizhang undo {id}; then taizhang sync; "
        "have {person} approve anew: taizhang approve {id}; then record anew what was taken back",
    ),
    # Synchronising.
    "synced": Message(
        "已取回他人的 {count} 次记录；本机有 {own} 次尚未提交，接在其后（{remote}/{branch}）。",
        "Fetched {count} record(s) of others; {own} of yours stand behind, not yet shared ({remote}/{branch}).",
        "提交共享：taizhang submit",
        "Share them: taizhang submit",
    ),
    "synced-even": Message(
        "已取回他人的 {count} 次记录；本机没有要提交的（{remote}/{branch}）。",
        "Fetched {count} record(s) of others; nothing of yours is to be shared ({remote}/{branch}).",
    ),
    "sync-untangled": Message(
        "上次用 git 取回时停在冲突处，现已理顺：两边的记录逐条保留，相同的只留一条。",
        "The git pull that had stopped in a conflict is in order: every entry of both sides is kept, equal ones once.",
    ),
    "sync-copy": Message(
        "冲突文件中有双方都没有记过的文字，已另存备查：{path}",
        "A conflicted file held words that neither side had recorded; a copy is kept: {path}",
        "仍需要的，用 taizhang add 或 taizhang correct 重新登记。",
        "Record what is still needed with taizhang add or taizhang correct.",
    ),
    "sync-both-moved": Message(
        "本机和他人同时改变了 {id} 的环节或等级。他人已提交：{theirs}；本机：{ours}。",
        "This machine and somebody else both changed stage or level of {id}. Theirs: {theirs}; yours: {ours}.",
    ),
    "sync-gave-way": Message(
        "{id}：以他人的为准，本机的“{names}”和依据它的记录没有接上。",
        "{id}: theirs stands; your {names} and what rests on it were left out.",
        "仍需要的，按现在的情况重新登记；查看进展：taizhang show {id}",
        "Record anew what is still needed; to see how it stands: taizhang show {id}",
    ),
    "sync-overtaken": Message(
        "{id}：{person}对“{entry}”的审批排在他人的记录之后已不作数，没有接上。",
        "{id}: the approval of {entry} by {person} does not count behind the records of others and was left out.",
        "请{person}重新审批：taizhang approve {id}",
        "Have {person} approve anew: taizhang approve {id}",
    ),
    "sync-retimed": Message(
        "{path}：他人已有“{old}”，本机的一条加秒，记为“{new}”。",
        "{path}: another has {old}; yours was given seconds and is {new}.",
    ),
    # Another id.
    "renumbered": Message(
        "编号已由 {old} 改为 {new}，本机尚未提交的记录中引用它的一并改过。",
        "The id {old} is now {new}; own entries not yet shared that name it follow.",
        "提交共享：taizhang submit；已经口头报过旧编号的，告知新编号。",
        "Share it: taizhang submit; tell those who know the old id.",
    ),
    "renumber-unsigned": Message(
        "{id}：{person}的签名写有旧编号，已不作数，没有带过来。",
        "{id}: the signature of {person} names the old id and was left out.",
        "请{person}重新审批：taizhang approve {id}",
        "Have {person} approve anew: taizhang approve {id}",
    ),
    "renumber-shared": Message(
        "{id} 已提交共享（{where}），编号不能再变。",
        "{id} is shared already ({where}); its id does not change any more.",
        "登记错了的，用 taizhang correct 更正，或用 taizhang advance 并入另一件。",
        "To mend what is wrong use taizhang correct, or merge it into another with taizhang advance.",
    ),
    "renumber-alone": Message(
        "本台账还没有任何记录提交共享，编号不会与他人相撞，没有改动。",
        "Nothing of this ledger is shared yet, so no id can collide; nothing was changed.",
        "先提交共享：taizhang submit",
        "Share it first: taizhang submit",
    ),
    # The written form.
    "fmt-done": Message(
        "已整理 {path} 中尚未入库的部分。",
        "The part of {path} not recorded yet is in the written form now.",
    ),
    "fmt-untidy": Message(
        "{path} 的写法与工具写的不同（含义不受影响）。",
        "{path} is not in the written form (its meaning is not affected).",
        "整理：taizhang fmt {path}",
        "Tidy it: taizhang fmt {path}",
    ),
    "fmt-tidy": Message(
        "尚未入库的记录都合乎写法，无须整理。",
        "Everything not recorded yet is in the written form.",
    ),
    "fmt-no-record": Message(
        "{path} 不是舆情或工作日志的文件；fmt 只整理这两种，预案、名册等的注释要给人看，不动。",
        "{path} is no file of an incident or the journal; fmt leaves all others alone, comments and all.",
        "写 ledger/ 下的文件；不写文件名，则整理所有尚未入库的记录。",
        "Name a file below ledger/, or none: then all records not committed yet are tidied.",
    ),
    "fmt-recorded-touched": Message(
        "{path} 中已入库的部分被改动了，没有整理。",
        "What is recorded of {path} was touched; nothing was tidied.",
        "把新写的几行另存，取回原文件：git restore -- {path}；再把新写的接在末尾。",
        "Keep the new lines elsewhere, bring the file back: git restore -- {path}; then append them.",
    ),
}
