"""Messages about the keys people sign with, the roster that lists them, and signing."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # the roster
    "roster-not-there": Message(
        "名册没有第 {value} 版；现有：{known}。",
        "The roster has no version {value}; there are: {known}.",
        "写现有的版本号，或者不写，看最新一版。",
        "Name one of these, or none for the newest.",
    ),
    "roster-clean": Message("名册共 {count} 版，没有问题。", "{count} versions, nothing wrong."),
    "roster-begun": Message(
        "已起草 {path}，还没有提交。",
        "{path} is written and not committed yet.",
        "核对无误后，由管理员各自运行 taizhang roster approve {version}。",
        "Look it over; then let each administrator run taizhang roster approve {version}.",
    ),
    "roster-added": Message(
        "已补入 {path}，还没有提交。",
        "Added to {path}, which is not committed yet.",
        "核对无误后，由管理员各自运行 taizhang roster approve {version}。",
        "Look it over; then let each administrator run taizhang roster approve {version}.",
    ),
    # signing
    "approver-without-key": Message(
        "名册没有登记{person}在用的公钥，不能审批。",
        "The roster has no open key of {person}, who cannot approve.",
        "运行 taizhang key new 新建密钥，把显示的一行交给管理员登记到名册。",
        "Run taizhang key new and hand the line shown to the administrator for the roster.",
    ),
    "sig-needs-time": Message(
        "用别处做的签名，须写明签的是哪个时间的声明。",
        "With a signature made elsewhere, say which time its statement names.",
        "加 --at，写声明最后一行的时间；声明由 taizhang approve 的 --statement 显示。",
        "Add --at with the time in the last line of the statement that --statement shows.",
    ),
    "statement-shown": Message(
        "以上是待签的声明，什么也没有记录。",
        "Above is the statement to be signed; nothing was recorded.",
        '签好后运行 taizhang approve {id}，加同样的选项，再加 --at "{at}" --sig 签名文件。',
        'Once signed, run taizhang approve {id} with the same options, --at "{at}" and --sig FILE.',
    ),
    "block-shown": Message(
        "以上一段可粘贴到 {file} 末尾，什么也没有记录。",
        "Paste the block above at the end of {file}; nothing was recorded.",
    ),
    "statement-told": Message("审批声明：", "Statement of approval:"),
    # a signature that was pasted
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
        "新建：taizhang key new；已有密钥的，指明文件：签名时用 --key，显示公钥时用 --file。",
        "Make one: taizhang key new; or name the file you have: --key to sign, --file to show it.",
    ),
    "drill-key-elsewhere": Message(
        "这里没有 {person} 的演练密钥：演练密钥只在当初建成的演练台账目录里，克隆不会带来。",
        "The drill key of {person} is not here: such keys stay in the folder the drill ledger was "
        "made in, and no clone brings them.",
        "到那个目录里操作；或加选项 --key 演练台账目录/.git/taizhang/keys/{name}。",
        "Work in that folder, or add the option --key DRILL-FOLDER/.git/taizhang/keys/{name}.",
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
        "运行 taizhang key show，把公钥交给管理员登记；或用 --key 指明另一把。",
        "Run taizhang key show and have the line listed; or name another key with --key.",
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
        "解锁 ssh-agent，或者用 --key 指明私钥文件。",
        "Unlock it, or name the private key with --key.",
    ),
    "agent-empty": Message(
        "ssh-agent 中没有可用的 Ed25519 密钥。",
        "The ssh-agent holds no Ed25519 key.",
        "用 ssh-add 加入，或者去掉 --agent。",
        "Add one with ssh-add, or leave --agent out.",
    ),
}
