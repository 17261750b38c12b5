"""Messages of the pages on which entries are made, and of the schema for editors."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    "schema-written": Message(
        "格式说明已写到 {file}。",
        "The schema is written to {file}.",
    ),
    "form-missing": Message(
        "没有填“{title}”",
        "'{title}' is not filled in",
        "填上，或选一项",
        "fill it in or choose one",
    ),
    "form-missing-one-of": Message(
        "“{titles}”至少要填一项",
        "one of {titles} is needed",
        "填上其中一项",
        "fill in one of them",
    ),
    "form-hidden": Message(
        "“{title}”里有不能入库的字符 {char}，多半是复制时带进来的",
        "'{title}' holds the character {char}, which no file may hold",
        "删去它前后的文字，重新输入",
        "delete the text around it and type it anew",
    ),
    "form-too-long": Message(
        "“{title}”有 {length} 字，最多 {limit} 字",
        "'{title}' has {length} characters, at most {limit} are taken",
        "写要点，原件记为附件",
        "write the gist and keep the original as an annex",
    ),
    "form-thing-taken": Message(
        "名称“{value}”已经用过",
        "the name '{value}' is taken",
        "换一个，如把末尾数字加一",
        "use another one",
    ),
    "form-future": Message(
        "“{title}”在将来",
        "'{title}' lies in the future",
        "核对时间和本机时钟",
        "check the time and this machine's clock",
    ),
    "form-late": Message(
        "时间早于上一条（{before}），属于补录",
        "the time lies before the last entry ({before}): recorded late",
        "在“更多”里写补录原因",
        "give the reason for recording it late",
    ),
    "form-title": Message(
        "标题里有“<”“>”或“&”",
        "the title holds '<', '>' or '&'",
        "改用中文标点",
        "use Chinese punctuation",
    ),
    "form-malformed": Message(
        "“{title}”里的“{value}”写法不对",
        "'{value}' is not a form that '{title}' takes",
        "照提示改写",
        "write it as the hint says",
    ),
    "form-number-first": Message(
        "没有选是哪一件舆情",
        "no incident is chosen",
        "从列表选，或写编号，如 20261109-4mq2",
        "choose one or write its id, such as 20261109-4mq2",
    ),
    "form-return-reason": Message(
        "退回没有写理由",
        "a return without a reason",
        "写明为何退回、要改什么",
        "say why and what is to be changed",
    ),
    "form-role": Message(
        "{person}没有这一条所缺的角色（{roles}）",
        "{person} holds no role that is missing here ({roles})",
        "由有该角色的人签署",
        "somebody of that role must sign",
    ),
    "form-own": Message(
        "这一条是{person}自己提出的",
        "{person} put this forward",
        "由他人签署",
        "somebody else must sign",
    ),
    "form-key": Message(
        "这台机器上还没有签名密钥",
        "there is no signing key on this machine",
        "先点“生成密钥”，把公钥交给管理员登记",
        "make one first and hand its public line to the administrator",
    ),
}
