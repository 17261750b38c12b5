"""Messages about personal data and secrecy marks in a text."""

from taizhang.model.messages import Message

_OUT_ZH = "删去；台账不存个人信息。确不是个人信息的，在这一条加“confirmed: 理由”"
_OUT_EN = "take it out; if it is none, add 'confirmed: reason' to the entry"

MESSAGES: dict[str, Message] = {
    "identity-number": Message(
        "含有身份证号码（{found}）",
        "an identity number stands here ({found})",
        "删去；身份证号码一律不得写入台账",
        "take it out; identity numbers never enter the ledger",
    ),
    "secrecy-mark": Message(
        "含有密级字样“{found}”",
        "a secrecy mark stands here ({found})",
        "涉密内容不得写入本台账，按保密规定另行处理",
        "classified matter must not enter this ledger",
    ),
    "mobile-number": Message(
        "像是手机号码（{found}）", "this looks like a mobile number ({found})", _OUT_ZH, _OUT_EN
    ),
    "card-number": Message(
        "像是银行卡号（{found}）", "this looks like a bank card number ({found})", _OUT_ZH, _OUT_EN
    ),
    "mail-address": Message(
        "像是电子邮箱（{found}）", "this looks like an e-mail address ({found})", _OUT_ZH, _OUT_EN
    ),
    "account-handle": Message(
        "像是网络账号（{found}）", "this looks like an account handle ({found})", _OUT_ZH, _OUT_EN
    ),
    "account-id": Message(
        "像是网络账号（{found}）", "this looks like an account id ({found})", _OUT_ZH, _OUT_EN
    ),
    "profile-link": Message(
        "像是个人主页链接（{found}）",
        "this looks like a link to a person's page ({found})",
        _OUT_ZH,
        _OUT_EN,
    ),
}
