"""Messages about a new ledger, and about what ``doctor`` looks at."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    "init-made": Message(
        "已在 {folder} 新建台账，管理员为{person}。",
        "Made a ledger at {folder}; {person} administers it.",
        "接着：cd {folder}；把 plan/roster/0001.yml 中的占位换成本单位人员，按本单位预案改 plan/；运行 taizhang plan check；"
        "改好后并入第一次提交：git add --all；git commit --amend --no-edit。登记第一件以后，名册和预案只出新版，不改旧版",
        "Next: cd {folder}; replace the stand-ins in plan/roster/0001.yml, fit plan/ to your office; run taizhang plan check; "
        "then make it part of the first commit: git add --all; git commit --amend --no-edit. From the first incident on "
        "roster and plan get new versions, and no old one changes",
    ),
    "init-no-identity": Message(
        "git 还不知道操作人的姓名和邮箱，没有新建。",
        "git does not know your name and address yet; nothing was made.",
        "加上 --person 姓名 --email 邮箱；或先运行：git config --global user.name 姓名；git config --global user.email 邮箱",
        "Add --person NAME --email ADDRESS; or first: git config --global user.name NAME; git config --global user.email ADDRESS",
    ),
    "init-folder-taken": Message(
        "{folder} 中已有内容，没有新建。",
        "There is something in {folder} already; nothing was made.",
        "换一个空目录或不存在的目录。",
        "Name a folder that is empty or not there yet.",
    ),
    "init-unwritable": Message(
        "不能在 {folder} 新建：{reason}。",
        "Cannot write to {folder}: {reason}.",
        "检查目录权限和磁盘空间。",
        "Check permissions and the disk.",
    ),
    "init-id": Message(
        "台账代号“{value}”不合规则。",
        "{value} cannot be the id of a ledger.",
        "只用小写字母、数字和连字符，如 nanchong-opinion。",
        "Use lower-case letters, digits and hyphens, such as city-opinion.",
    ),
    "init-name": Message(
        "名称“{value}”中有不能用的符号，或太长。",
        "The name {value} holds characters that cannot be used, or is too long.",
        "用六十字以内的普通文字，不用引号、冒号、井号。",
        "Use plain text under sixty characters, without quotes, colons or #.",
    ),
    "init-who": Message(
        "--person 和 --email 要么都写，要么都不写。",
        "Give both --person and --email, or neither.",
        "都不写时，取 git 的身份。",
        "With neither, git's identity is taken.",
    ),
    "python-too-old": Message(
        "Python 版本是 {found}，过旧；至少需要 3.11。",
        "Python is {found}; at least 3.11 is needed.",
        "请管理员安装新版 Python：sudo apt install python3",
        "Have a newer Python installed: sudo apt install python3",
    ),
    "doctor-nowhere": Message(
        "当前目录不在台账中。",
        "This folder is not inside a ledger.",
        "用 cd 进入台账目录；没有台账的，运行 taizhang init 目录",
        "Go to the ledger with cd; if there is none, run taizhang init DIR",
    ),
    "doctor-python": Message("Python 版本", "Python"),
    "doctor-libyaml": Message("YAML 解析库", "YAML library"),
    "doctor-git": Message("git 版本", "git"),
    "doctor-ledger": Message("台账", "ledger"),
    "doctor-repository": Message("台账仓库", "repository"),
    "doctor-identity": Message("git 身份", "git identity"),
    "doctor-person": Message("名册中的人", "person of the roster"),
    "doctor-state": Message("仓库状态", "state of the repository"),
    "doctor-history": Message("历史完整", "whole history"),
    "doctor-remote": Message("远程仓库", "remote"),
    "doctor-hooks": Message(
        "git 钩子（本程序写入时不运行）", "git hooks (not run by this program)"
    ),
}
