"""Messages about seals."""

from taizhang.model.messages import Message

_COMPARE_ZH = "停止使用这个仓库，与存在外面的封存和其他人的副本对照，查明以前不要推送。"
_COMPARE_EN = "Stop using it; compare with seals kept outside and other clones, and do not push."

MESSAGES: dict[str, Message] = {
    "seal-done": Message(
        "已封存并提交（{commit}）：{path}。",
        "Sealed and recorded ({commit}): {path}.",
        "推送后，把这个文件抄存在仓库之外（打印、另一科室、移动存储）；日后用 taizhang seal verify 文件 核对。",
        "Push, then keep a copy outside (print, another office); verify it with taizhang seal verify FILE.",
    ),
    "seal-none": Message(
        "没有第 {number} 次封存。",
        "There is no seal {number}.",
        "核对序号，见 ledger/seals；不写序号的，签最后一次封存",
        "Check the number, see ledger/seals; without one the last seal is signed",
    ),
    "seal-none-yet": Message(
        "还没有封存过。",
        "There is no seal yet.",
        "先封存：taizhang seal",
        "Seal first: taizhang seal",
    ),
    "seal-signed": Message(
        "{name} 已在 {path} 上签过名。",
        "{name} has signed {path} already.",
        "请另一位签：taizhang seal sign",
        "Have somebody else sign: taizhang seal sign",
    ),
    "seal-no-key": Message(
        "{name} 在名册中没有有效的公钥，不能签封存。",
        "{name} has no open key in the roster and cannot sign a seal.",
        "由有公钥的人封存；或先运行 taizhang key new，把公钥登记进名册。",
        "Let somebody with a key do it, or run taizhang key new and have it listed.",
    ),
    "seal-value": Message(
        "封存的 {key} 不能是“{value}”。",
        "{key} of a seal cannot be '{value}'.",
        "封存只由 taizhang seal 写入，不要手改；恢复原文。",
        "Only taizhang seal writes seals; restore the file.",
    ),
    "seal-misplaced": Message(
        "这是第 {number} 次封存，文件名却是另一号。",
        "This is seal {number}, but its file has another number.",
        "封存只由 taizhang seal 写入，不要改名；恢复原名。",
        "Only taizhang seal writes seals; restore the name.",
    ),
    "seal-chain-broken": Message(
        "第 {number} 次封存没有接在上一次之后：其间的封存缺了，或被换过。",
        "Seal {number} does not follow the one before: one is missing or was replaced.",
        _COMPARE_ZH,
        _COMPARE_EN,
    ),
    "seal-genesis-differs": Message(
        "封存时历史的起点是 {sealed}，现在是 {found}：整个历史被换过。",
        "When sealed, history began with {sealed}; now with {found}: all of it was replaced.",
        _COMPARE_ZH,
        _COMPARE_EN,
    ),
    "seal-not-on-chain": Message(
        "封存的提交 {sealed} 不在现在的历史（{tip}）上：历史被退回、改写或换过。",
        "The sealed commit {sealed} is not in the history of {tip}: set back or rewritten.",
        _COMPARE_ZH,
        _COMPARE_EN,
    ),
    "seal-digest-differs": Message(
        "封存的摘要与封存的提交对不上：封存被改过。",
        "The digest is not that of the sealed commit: the seal was changed.",
        _COMPARE_ZH,
        _COMPARE_EN,
    ),
    "seal-record-missing": Message(
        "封存时有 {path}，现在没有了。",
        "{path} was sealed and is gone.",
        _COMPARE_ZH,
        _COMPARE_EN,
    ),
    "seal-record-changed": Message(
        "{path} 封存以后被改动，不只是增加。",
        "{path} was changed after it was sealed, not only added to.",
        _COMPARE_ZH,
        _COMPARE_EN,
    ),
    "seal-lost": Message(
        "仓库里没有这份第 {number} 次封存，或者内容不同。",
        "The repository does not hold this seal {number}, or another one of that number.",
        _COMPARE_ZH,
        _COMPARE_EN,
    ),
    "seal-stranger": Message(
        "{name} 不在名册中，或签了两次，这个签名不算。",
        "{name} is not in the roster, or signed twice; the signature does not count.",
        "由名册中的人签：taizhang seal sign",
        "Have somebody of the roster sign: taizhang seal sign",
    ),
    "seal-unsigned": Message(
        "这份封存没有有效的签名。",
        "The seal has no signature that counts.",
        "由名册中有公钥的人签：taizhang seal sign",
        "Have somebody with a key in the roster sign: taizhang seal sign",
    ),
}
