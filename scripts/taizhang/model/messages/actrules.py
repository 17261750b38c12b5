"""What the program's own rules about acts ask: order, references, approvals, corrections."""

from __future__ import annotations

from taizhang.model.rulebook import RuleWords

_WARN, _LATE = "警", "记"

ORDER: dict[str, RuleWords] = {
    "discovery-first": RuleWords(zh="第一条是“发现”，而且只有一条。", en="The first entry is a discovery, and there is only one.", clause="三(一)"),
    "before-discovery": RuleWords(zh="各条的时间不早于发现的时间。", en="Nothing is timed before the discovery.", clause="三(二)"),
    "time-future": RuleWords(zh="时间不在将来。", en="No time lies in the future.", clause="三(二)"),
    "late-without-reason": RuleWords(zh="比上一条早的是补录，补录写明原因。", en="What lies before the entry above is recorded late and says why.", clause="三(二)", strength=_LATE),
    "duplicate-entry": RuleWords(zh="时间和种类合起来是一条记录的名称，不与其他记录相同。", en="Time and kind together name an entry; no two are alike."),
    "move-not-allowed": RuleWords(zh="环节只照预案列出的推进变动。", en="Stages change only by the moves the plan lists.", clause="三"),
    "kind-cannot-enter": RuleWords(zh="进入一个环节，用预案规定的那几种记录。", en="A stage is entered only by the kinds the plan names.", clause="三"),
    "second-pending-move": RuleWords(zh="改变环节或等级的记录还在待审批时，不再提出第二个。", en="While a change of stage or level waits, no second one is filed."),
    "incident-closed": RuleWords(zh="归档之后，除审批、更正、改进、说明和销毁外，先重开再记。", en="A closed incident takes no further acts unless it is reopened.", clause="三(六)"),
    "levels-none": RuleWords(zh="不分级的预案，不写等级，不调级。", en="Under a plan without levels none is written or changed."),
    "level-same": RuleWords(zh="调级是调到另一个等级。", en="A regrade goes to another level.", clause="二(三)5"),
    "level-differs": RuleWords(zh="会商认为等级应当改变的，另记调级。", en="A consultation that judges another level calls for a regrade.", clause="二(三)5", strength=_WARN),
    "thing-taken": RuleWords(zh="事项、任务、发布等的名称在一件里不重复。", en="Names of items, tasks and releases are unique in a file."),
    "thing-unknown": RuleWords(zh="所指的事项、任务、发布等，文件里要有。", en="What an entry names exists in the file."),
}  # fmt: skip
"""Order, stages, levels, names."""

CONDUCT: dict[str, RuleWords] = {
    "reference-own-file": RuleWords(zh="举报单独立一件。", en="Whistle-blowing has a file of its own.", clause="三(四)1"),
    "reference-title": RuleWords(zh="举报一件的标题只写性质。", en="The title of such a file is its nature alone.", clause="三(四)1"),
    "reference-field": RuleWords(zh="举报一件只记文号、去向、日期和结果，不记内容。", en="Such a file keeps reference data only.", clause="三(四)1"),
    "control-of-criticism": RuleWords(zh="只有咨询、质疑、诉求、意见建议、举报的，不得商请管控，不得移送能采取措施的单位。", en="Where there is nothing but inquiries, criticism, claims, suggestions or whistle-blowing, no restrictive measure is taken.", clause="三(五)"),
    "drafter-submits": RuleWords(zh="拟稿的人不自己送审。", en="Who wrote a draft does not submit it.", clause="三(四)1", strength=_WARN),
    "release-differs": RuleWords(zh="按审定的渠道和账号发布。", en="A release goes out by the channel and account approved.", clause="二(三)2"),
    "account-other-channel": RuleWords(zh="官方账号用在它登记的渠道。", en="An official account speaks on its own channel.", clause="三(四)1"),
}  # fmt: skip
"""Whistle-blowing, restrictive measures, releases."""

APPROVALS: dict[str, RuleWords] = {
    "approval-of-nothing": RuleWords(zh="审批写明的那一条，文件里要有，而且在审批之前。", en="The entry an approval names stands before it."),
    "approval-not-needed": RuleWords(zh="只审批预案要审批的记录。", en="Only what the plan wants approved is approved."),
    "approval-of-returned": RuleWords(zh="退回或作废的记录不再审批，重新提出。", en="What was returned or voided is filed anew, not approved."),
    "approval-of-refused": RuleWords(zh="不符合预案的记录，审批也不生效。", en="An entry that breaks the plan takes no effect by approval."),
    "approval-surplus": RuleWords(zh="签齐之后不再多签。", en="Nobody signs what has all its approvals."),
    "approval-before-entry": RuleWords(zh="审批不早于所审批的记录。", en="An approval does not lie before its entry."),
    "return-without-reason": RuleWords(zh="退回写明理由。", en="A return says why."),
    "roster-version-unknown": RuleWords(zh="审批写明名册的版本，名册要有那一版。", en="The roster version an approval names exists.", clause="二(一)"),
    "approver-without-role": RuleWords(zh="审批的人当时具有所写的角色。", en="An approver holds the role at that time.", clause="二(一)"),
    "approver-is-author": RuleWords(zh="不审批自己提出或参加拟稿的事。", en="Nobody approves what he filed or helped to draft.", clause="二(二)"),
    "approver-twice": RuleWords(zh="需要几人签的，由不同的人签，一人只算一次。", en="Where several sign, they are different persons.", clause="二(三)2"),
    "approver-role-not-asked": RuleWords(zh="以预案要的角色审批。", en="An approval fills a role that is asked for.", clause="二(三)2"),
    "urgent-not-allowed": RuleWords(zh="先办后签只用于预案许可的记录。", en="Acting before signing is for what the plan allows.", clause="二(三)2"),
}  # fmt: skip
"""Who may sign what."""

SIGNATURES: dict[str, RuleWords] = {
    "sig-missing": RuleWords(zh="名册有公钥的，审批都要签名。", en="Under a roster with keys every approval is signed.", clause="二(一)"),
    "sig-differs": RuleWords(zh="签名与审批声明相符：签名之后，所审批的记录、此前的环节和等级、审批的各项都没有改动。", en="A signature fits its statement: the entry, what led to it and the approval are as they were.", clause="二(三)2"),
    "sig-other-key": RuleWords(zh="用名册中审批人本人的密钥签名。", en="An approver signs with a key the roster lists as theirs.", clause="二(一)"),
    "sig-key-closed": RuleWords(zh="签名的密钥审批时在用，没有停用。", en="The key is open at the time of the approval.", clause="二(一)"),
    "sig-key-lost": RuleWords(zh="登记为丢失的密钥，丢失之后的签名不算。", en="What a lost key signs after the loss counts for nothing.", clause="二(一)"),
    "sig-not-base64": RuleWords(zh="签名是一行 base64。", en="A signature is one line of base64."),
    "sig-malformed": RuleWords(zh="签名完整，不多不少。", en="A signature is whole and holds nothing else."),
    "sig-version": RuleWords(zh="签名是 OpenSSH 签名格式的第 1 版。", en="A signature is of version 1 of OpenSSH's format."),
    "sig-namespace": RuleWords(zh="签名的用途是审批，不能挪用别处的签名。", en="A signature was made for approvals, not for another purpose."),
    "sig-hash": RuleWords(zh="签名的摘要算法是 sha512 或 sha256。", en="The hash of a signature is sha512 or sha256."),
    "sig-key-type": RuleWords(zh="签名用 Ed25519 密钥。", en="Signatures are made with Ed25519 keys."),
    "roster-drops-person": RuleWords(zh="名册各版的人只停用，不删除。", en="Persons of a roster are closed, never deleted.", clause="二(一)"),
    "roster-drops-key": RuleWords(zh="名册各版的公钥只停用，不删除。", en="Keys of a roster are closed, never deleted.", clause="二(一)"),
    "roster-without-keys": RuleWords(zh="名册登记审批人的公钥。", en="The roster lists the keys of those who approve.", clause="二(一)", strength=_WARN),
}  # fmt: skip
"""Signatures of approvals, and the keys they are made with."""

CORRECTIONS: dict[str, RuleWords] = {
    "correction-of-nothing": RuleWords(zh="更正写明的那一条，文件里要有，而且在更正之前。", en="The entry a correction names stands before it.", clause="三(二)"),
    "correction-of-waiting": RuleWords(zh="待审批的记录不更正，退回后重新提出。", en="What waits for approval is returned and filed anew.", clause="三(二)"),
    "correction-of-record": RuleWords(zh="审批不由别人更正；发现不作废。", en="Nobody corrects an approval; a discovery is not voided.", clause="三(二)"),
    "correction-of-fixed": RuleWords(zh="名称和先办后签的理由不更正；写错的，作废后另记。", en="Names and the reason of urgency are not corrected.", clause="三(二)"),
    "correction-was-differs": RuleWords(zh="更正照文件抄录原来的写法。", en="A correction quotes the file as it stands.", clause="三(二)"),
}  # fmt: skip
"""What may be corrected."""

CLOCKS: dict[str, RuleWords] = {
    "calendar-year-missing": RuleWords(zh="按工作日计的期限，所到的年份要有放假和调休的数据。", en="A limit in working days needs the calendar of its years."),
    "extension-too-long": RuleWords(zh="延期不超过预案许可的长度。", en="An extension stays within what the plan allows.", clause="二(三)3", strength=_WARN),
}  # fmt: skip
"""Limits that cannot be computed, or were stretched."""

PERSONAL: dict[str, RuleWords] = {
    "identity-number": RuleWords(zh="任何文字里没有身份证号码。", en="No text holds an identity number.", clause="三(一)"),
    "secrecy-mark": RuleWords(zh="任何文字里没有密级字样。", en="No text holds a secrecy mark.", clause="三(一)"),
    "mobile-number": RuleWords(zh="文字里没有手机号码；确不是的，写明理由。", en="No text holds a mobile number, unless it is confirmed to be none.", clause="三(一)", strength=_WARN),
    "card-number": RuleWords(zh="文字里没有银行卡号；确不是的，写明理由。", en="No text holds a bank card number, unless it is confirmed to be none.", clause="三(一)", strength=_WARN),
    "mail-address": RuleWords(zh="文字里没有个人电子邮箱；确不是的，写明理由。", en="No text holds an e-mail address, unless it is confirmed to be none.", clause="三(一)", strength=_WARN),
    "account-handle": RuleWords(zh="文字里没有“@某人”的网络账号；确不是的，写明理由。", en="No text holds an @handle, unless it is confirmed to be none.", clause="三(一)", strength=_WARN),
    "account-id": RuleWords(zh="文字里没有网络账号的号码；确不是的，写明理由。", en="No text holds an account id, unless it is confirmed to be none.", clause="三(一)", strength=_WARN),
    "profile-link": RuleWords(zh="文字里没有个人主页的链接；确不是的，写明理由。", en="No text holds a link to a person's page, unless it is confirmed to be none.", clause="三(一)", strength=_WARN),
}  # fmt: skip
"""Personal data and secrecy marks."""
