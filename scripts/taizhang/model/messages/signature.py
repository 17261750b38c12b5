"""Messages about signatures in a file, and about the keys of a roster."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # a key in the roster
    "public-key": Message(
        "这不是可以登记的公钥。",
        "This is no public key that can be listed.",
        "填 taizhang key show 显示的一行：ssh-ed25519 和一串字符，后面不带备注。",
        "Put the line that taizhang key show prints: ssh-ed25519 and its text, no comment.",
    ),
    "public-key-taken": Message(
        "这一行公钥在前面已经登记过，一把密钥只属于一个人，只登记一行。",
        "This public key is listed before; a key belongs to one person and is listed once.",
        "本人重复登记的，删去这一行；登记在别人名下的，请本人用 taizhang key new 新建一把，换上显示的一行。",
        "Remove this line where it is the same person; else have the person make an own key with taizhang key new and put the line it prints.",
    ),
    "roster-drops-person": Message(
        "名册第 {version} 版的{person}（{key}）在这一版里不见了。",
        "{person} ({key}) of roster version {version} is not in this one.",
        "照原样补上这个人；离任的写 until，不删除，姓名和 key 不改。",
        "Put the person back; who left gets until, nobody is deleted, name and key stay.",
    ),
    "roster-drops-key": Message(
        "名册第 {version} 版{person}的公钥（末尾 {end}）在这一版里不见了。",
        "A key of {person} (ending in {end}) in roster version {version} is not in this one.",
        "照原样补上这把公钥；停用的写 until，丢失的写 compromised_since，不删除。",
        "Put the key back; one no longer used gets until, a lost one compromised_since.",
    ),
    "roster-without-keys": Message(
        "名册没有公钥，审批无法验签。",
        "The roster has no keys: approvals cannot be verified.",
        "审批人各自运行 taizhang key new，管理员用 taizhang roster new 登记到新一版名册。",
        "Let each approver run taizhang key new, and list the keys in a new version: "
        "taizhang roster new.",
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
    "sig-key-closed": Message(
        "签名用的密钥在审批时已经停用，或者还没有启用。",
        "The key of the signature was closed, or not yet open, at the time of the approval.",
        "由审批人用在用的密钥重新签；没有的，新建一把并登记。",
        "Let the approver sign with a key that is open, or make one and have it listed.",
    ),
    "sig-key-lost": Message(
        "签名用的密钥在审批之前已经登记为丢失。",
        "The key of the signature had been reported lost before the approval.",
        "审批人换一把密钥登记后重新审批。",
        "Let the approver have another key listed and approve again.",
    ),
}
