"""Messages about annexes kept outside git."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    "annex-not-here": Message(
        "附件（{digest}…）不在本机。",
        "The annex ({digest}…) is not on this machine.",
        "到保管附件的电脑上操作，或用 git config taizhang.annex 指明附件目录。",
        "Go to the machine that keeps it, or name the folder: git config taizhang.annex.",
    ),
    "annex-damaged": Message(
        "附件（{digest}…）已损坏或被换过，与台账中的摘要值不符。",
        "The annex ({digest}…) is damaged or was replaced.",
        "从备份中恢复该文件；无备份的，另记“说明”。",
        "Restore it from a backup, or note it in a 说明.",
    ),
    "annex-key-gone": Message(
        "{incident} 的附件密钥已销毁，无法打开。",
        "The key of {incident} is destroyed; nothing can be opened.",
        "附件已按规定销毁，台账中只留名称和摘要值。",
        "The annexes were destroyed; name and digest remain.",
    ),
    "annex-unwritable": Message(
        "附件目录 {folder} 写不进去：{reason}。",
        "The annex folder {folder} cannot be written: {reason}.",
        "核对目录权限和剩余空间，或用 git config taizhang.annex 换一个目录。",
        "Check permissions and space, or set another folder: git config taizhang.annex.",
    ),
    "annex-too-large": Message(
        "附件 {name} 超过 {limit} MB。",
        "{name} is larger than {limit} MB.",
        "只保管必要的部分。",
        "Keep only what is needed.",
    ),
    "annex-name-taken": Message(
        "这件舆情已有附件“{name}”。",
        "This incident has an annex {name} already.",
        "换一个名称。",
        "Use another name.",
    ),
    "annex-unknown": Message(
        "没有附件“{name}”。",
        "There is no annex {name}.",
        "现有：{known}",
        "At hand: {known}",
    ),
    "annex-destroyed": Message(
        "附件“{name}”已销毁。",
        "The annex {name} is destroyed.",
        "台账中只留名称和摘要值。",
        "Name and digest remain in the ledger.",
    ),
    "annex-waiting": Message(
        "附件“{name}”的销毁还在待审批。",
        "The destruction of {name} still waits for approval.",
        "先审批：taizhang approve {id}",
        "Have it approved: taizhang approve {id}",
    ),
}
