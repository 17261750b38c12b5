"""Messages about keys and signatures."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # a key in the roster
    "public-key": Message(
        "这不是可以登记的公钥。",
        "This is no public key that can be listed.",
        "填 taizhang key show 显示的一行：ssh-ed25519 和一串字符，后面不带备注。",
        "Put the line that taizhang key show prints: ssh-ed25519 and its text, no comment.",
    ),
    # a signature in a file
    "sig-missing": Message(
        "这条审批没有签名。",
        "This approval is not signed.",
        "由审批人运行 taizhang approve 重新审批。",
        "Let the approver run taizhang approve again.",
    ),
    "sig-not-base64": Message(
        "签名不是规定的写法。",
        "The signature is not written as it has to be.",
        "签名为一行 base64，中间不换行、不加空格；由审批人重新审批。",
        "It is base64 on one line, without blanks; let the approver sign again.",
    ),
    "sig-malformed": Message(
        "签名残缺，或者多出了内容。",
        "The signature is cut short, or holds more than it should.",
        "由审批人重新审批。",
        "Let the approver sign again.",
    ),
    "sig-version": Message(
        "签名的格式版本不认识。",
        "The signature is of an unknown version.",
        "由审批人用 taizhang approve 或 ssh-keygen -Y sign 重新签。",
        "Let the approver sign with taizhang approve or ssh-keygen -Y sign.",
    ),
    "sig-namespace": Message(
        "签名的用途不是审批。",
        "The signature was made for another purpose.",
        "用 ssh-keygen 签名时加 -n transition@taizhang。",
        "With ssh-keygen, sign with -n transition@taizhang.",
    ),
    "sig-hash": Message(
        "签名用的摘要算法不在许可之列。",
        "The signature uses a hash that is not allowed.",
        "用 sha512 或 sha256 重新签。",
        "Sign again with sha512 or sha256.",
    ),
    "sig-key-type": Message(
        "签名用的不是 Ed25519 密钥。",
        "The signature was not made with an Ed25519 key.",
        "用登记在名册中的密钥重新签；没有的，运行 taizhang key new 新建并登记。",
        "Sign with the key in the roster, or make one with taizhang key new and have it listed.",
    ),
    "sig-other-key": Message(
        "签名用的密钥不是名册中审批人的。",
        "The key of the signature is not the approver's in the roster.",
        "由审批人用本人登记、尚未停用的密钥重新签。",
        "Let the approver sign with a key of their own that is listed and open.",
    ),
    "sig-differs": Message(
        "签名与内容不符：签名之后内容有改动，或者环节、等级已变。",
        "The signature is not one of this text: the entry, the stage or the level has changed since.",
        "核对这条记录，由审批人重新审批。",
        "Look at the entry and let the approver sign again.",
    ),
    "sig-not-armor": Message(
        "粘贴的内容不是完整的签名。",
        "What was pasted is not a whole signature.",
        "从 BEGIN SSH SIGNATURE 一行到 END SSH SIGNATURE 一行整段复制。",
        "Copy all of it, from the line BEGIN SSH SIGNATURE to the line END SSH SIGNATURE.",
    ),
    # a key of one's own
    "key-made": Message(
        "密钥已建好。私钥在 {file}，不要交给任何人，也不要入库。",
        "The key is made. The private half is {file}: give it to nobody and keep it out of git.",
        "把上面以 ssh-ed25519 开头的一行交给管理员，登记到名册。",
        "Hand the line that begins with ssh-ed25519 to the administrator for the roster.",
    ),
    "key-fingerprint": Message("指纹：{fingerprint}", "fingerprint: {fingerprint}"),
    "key-there-already": Message(
        "{file} 已经存在，没有改动。",
        "{file} is there already and was left alone.",
        "沿用它：taizhang key show；另建一把：taizhang key new --file 另一文件。",
        "Use it: taizhang key show; or make another: taizhang key new --file OTHER.",
    ),
    "key-not-there": Message(
        "没有找到密钥 {file}。",
        "There is no key {file}.",
        "新建：taizhang key new；已有密钥的，用 --file 指明文件。",
        "Make one: taizhang key new; or name the file you have with --file.",
    ),
    "key-unwritable": Message(
        "{file} 写不进去：{reason}。",
        "{file} cannot be written: {reason}.",
        "核对目录权限和剩余空间，或用 --file 换一个位置。",
        "Check permissions and space, or choose another place with --file.",
    ),
    "key-unreadable": Message(
        "{file} 不是 OpenSSH 格式的私钥，或者已损坏。",
        "{file} is no private key in OpenSSH's format, or is damaged.",
        "指明私钥文件（不是 .pub 文件），或者新建：taizhang key new。",
        "Name the private file, not the .pub one; or make a key: taizhang key new.",
    ),
    "key-of-other-type": Message(
        "{file} 是 {type} 类型的密钥，审批只用 Ed25519。",
        "{file} is a key of type {type}; approvals take Ed25519 alone.",
        "新建：taizhang key new。",
        "Make one: taizhang key new.",
    ),
    "key-open-to-others": Message(
        "{file} 其他用户也能读取，不能用来签名。",
        "{file} can be read by others and is not used to sign.",
        "运行 chmod 600 {file}；可能已被人读取的，另建一把并告知管理员停用旧的。",
        "Run chmod 600 {file}; if somebody may have read it, make another and have this one closed.",
    ),
    "key-passphrase-short": Message(
        "口令至少 {least} 个字符。",
        "A passphrase has at least {least} characters.",
        "换一个长一些的口令。",
        "Choose a longer one.",
    ),
    "key-passphrase-differs": Message(
        "两次输入的口令不一样，没有新建。",
        "The two passphrases differ; nothing was made.",
        "再运行一次。",
        "Run it again.",
    ),
    "key-passphrase-wrong": Message(
        "口令不对，或者密钥 {file} 已损坏。",
        "The passphrase is wrong, or the key {file} is damaged.",
        "再输一次；忘记口令的，新建一把并告知管理员停用旧的。",
        "Try again; if it is forgotten, make another key and have this one closed.",
    ),
    "key-no-terminal": Message(
        "需要输入口令，但这里没有终端可以输入。",
        "A passphrase is needed, and there is no terminal to type it on.",
        "在终端里运行，或者先用 ssh-add 把密钥交给 ssh-agent。",
        "Run it on a terminal, or hand the key to ssh-agent first with ssh-add.",
    ),
    "key-not-in-roster": Message(
        "{file} 不是名册中登记给您、尚未停用的密钥。",
        "{file} is not a key that the roster lists for you and holds open.",
        "运行 taizhang key show，把公钥交给管理员登记；或用 --file 指明另一把。",
        "Run taizhang key show and have the line listed; or name another key with --file.",
    ),
    "agent-silent": Message(
        "ssh-agent（{address}）没有应答：{reason}。",
        "The ssh-agent ({address}) does not answer: {reason}.",
        "重新启动 ssh-agent；不用它的，清除环境变量 SSH_AUTH_SOCK。",
        "Start it again; or unset SSH_AUTH_SOCK to do without it.",
    ),
    "agent-refused": Message(
        "ssh-agent 没有签名。",
        "The ssh-agent did not sign.",
        "解锁 ssh-agent，或者用 --file 指明私钥文件。",
        "Unlock it, or name the private key with --file.",
    ),
    "agent-empty": Message(
        "ssh-agent 中没有可用的 Ed25519 密钥。",
        "The ssh-agent holds no Ed25519 key.",
        "用 ssh-add 加入，或者去掉 --agent。",
        "Add one with ssh-add, or leave --agent out.",
    ),
}
