"""Messages about the command line's own words."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # What click refuses.
    "no-such-option": Message(
        "没有选项“{name}”。",
        "There is no option {name}.",
        "{close}输入 {command} --help 可看全部选项；--lang 要写在命令之前。",
        "{close}{command} --help lists all options; --lang goes before the command.",
    ),
    "no-such-command": Message(
        "没有命令“{name}”。",
        "There is no command {name}.",
        "{close}输入 {command} --help 可看全部命令。",
        "{close}{command} --help lists all commands.",
    ),
    "missing-command": Message(
        "没有写明要执行的命令。",
        "No command was given.",
        "输入 {command} --help 可看全部命令。",
        "{command} --help lists all commands.",
    ),
    "missing-parameter": Message(
        "缺少必填项 {name}。",
        "{name} is missing.",
        "写法：{usage}",
        "Usage: {usage}",
    ),
    "extra-argument": Message(
        "多出了“{name}”，不知是哪一项。",
        "Too much was given: {name}.",
        "含空格的文字要用引号括起来。写法：{usage}",
        "Put text that holds spaces in quotes. Usage: {usage}",
    ),
    "bad-value-of-kind": Message(
        "{name} 的值不对。",
        "The value of {name} is wrong.",
        "应为{wanted}。",
        "It must be {wanted}.",
    ),
    "bad-value": Message(
        "{name} 的值不对：{detail}",
        "The value of {name} is wrong: {detail}",
        "请改正后重新输入。",
        "Correct it and enter the command again.",
    ),
    "bad-option-usage": Message(
        "选项 {name} 的写法不对：缺少值，或不该带值。",
        "Option {name} lacks a value, or takes none.",
        "输入 {command} --help 可看各选项的写法。",
        "{command} --help shows how options are written.",
    ),
    "cannot-open": Message(
        "打不开文件 {name}：{reason}",
        "Cannot open {name}: {reason}",
        "请核对路径和读写权限。",
        "Check the path and its permissions.",
    ),
    "usage-problem": Message(
        "命令的写法不对：{detail}",
        "The command is not written right: {detail}",
        "输入 {command} --help 可看写法。",
        "{command} --help shows how it is written.",
    ),
    # The edge itself.
    "bad-now": Message(
        "时间“{text}”看不懂。",
        "Cannot read the time {text}.",
        "写成“2026-11-09 10:00”的样子，外面加引号。",
        'Write it like "2026-11-09 10:00", in quotes.',
    ),
    "interrupted": Message(
        "已中断。",
        "Interrupted.",
    ),
    "our-bug": Message(
        "程序自身出了错（{kind}）。",
        "The program itself failed ({kind}).",
        "经过已写入 {log}，请把这个文件交给维护人员。",
        "What happened is in {log}; please hand that file to the maintainers.",
    ),
    "not-in-a-ledger": Message(
        "{folder} 及其上级目录中没有台账（没有 plan/ 和 ledger/）。",
        "Neither {folder} nor a folder above it is a ledger (plan/ and ledger/).",
        "先用 cd 进入台账目录；还没有台账的，用 taizhang init 新建，或用 taizhang demo 建一个演练台账。",
        "Go to the ledger with cd; make one with taizhang init, or taizhang demo for a drill.",
    ),
    "governance-unreadable": Message(
        "预案或名册读不出，无法核对。",
        "No plan version or no roster can be read; nothing can be judged.",
        "先运行 taizhang plan check，按提示改正。",
        "Run taizhang plan check and mend what it says.",
    ),
    "id-not-one": Message(
        "“{value}”不是事件编号。",
        "{value} is not an incident id.",
        "编号形如 20261109-4mq2，也可只写后四位；taizhang list 可查。",
        "An id looks like 20261109-4mq2; its last four will do; see taizhang list.",
    ),
    "incident-unknown": Message(
        "没有编号为“{value}”的事件。",
        "There is no incident {value}.",
        "用 taizhang list 查看编号。",
        "See taizhang list.",
    ),
    "incident-several": Message(
        "编号以“{value}”结尾的事件有 {count} 件。",
        "{count} incidents end in {value}.",
        "写全编号。",
        "Give the whole id.",
    ),
    "incident-unsound": Message(
        "文件 {path} 的写法有误，无法读取。",
        "The file {path} is not sound and cannot be read.",
        "运行 taizhang check {path}，按提示改正。",
        "Run taizhang check {path} and mend what it says.",
    ),
    "site-no-settings": Message(
        "{folder} 中没有网站设置 mkdocs.yml。",
        "{folder} has no mkdocs.yml.",
        "从 taizhang init 新建的台账中复制一份。",
        "Copy one from a ledger made by taizhang init.",
    ),
    "site-build-failed": Message(
        "网站没有生成：{reason}",
        "The site was not built: {reason}",
        "按上面的提示改正后再运行；台账本身未受影响。",
        "Mend what is said above and run it again; the ledger is untouched.",
    ),
    "port-taken": Message(
        "端口 {port} 已有程序在用。",
        "Port {port} is taken by another program.",
        "换一个端口：--port 8001。",
        "Use another one: --port 8001.",
    ),
    "resource-missing": Message(
        "安装不完整：缺少程序自带的目录 {name}（{folder}）。",
        "The installation is incomplete: it lacks its folder {name} ({folder}).",
        "请重新安装本程序。",
        "Install the program again.",
    ),
    # The drill ledger.
    "demo-made": Message(
        "演练台账已建好：{folder}，{incidents} 件舆情，{commits} 次提交。",
        "The drill ledger is in {folder}: {incidents} incidents, {commits} commits.",
    ),
    "demo-identity": Message(
        "在其中以 {name}（{email}）的身份操作；命令后加 --as 姓名，可代其他人操作。",
        "You work there as {name} ({email}); --as NAME after a command acts for another person.",
    ),
    "demo-next": Message(
        "接下来可以试：cd {folder}，然后 taizhang list、taizhang todo、taizhang check、taizhang serve。",
        "Try next: cd {folder}, then taizhang list, taizhang todo, taizhang check, taizhang serve.",
    ),
    "demo-folder-taken": Message(
        "目录 {folder} 不是空的，也不是演练台账，不能在此新建。",
        "{folder} is not empty and is no drill ledger; none is made there.",
        "换一个不存在的目录名。",
        "Name a folder that does not exist.",
    ),
    "demo-folder-drill": Message(
        "目录 {folder} 中已有演练台账。",
        "There is a drill ledger in {folder} already.",
        "继续使用它；要重建的加 --force，其中的改动会丢失。",
        "Go on with it, or make it anew with --force; edits in it are lost.",
    ),
    "demo-folder-unwritable": Message(
        "不能在 {folder} 建台账：{reason}",
        "No ledger can be made in {folder}: {reason}",
        "请核对路径和写权限，或换一个目录；原有内容没有改动。",
        "Check the path and its permissions, or name another folder; nothing was changed.",
    ),
    # The site.
    "site-dir-unsafe": Message(
        "网站不能输出到 {folder}：生成前会清空该目录，其中有台账或本站的源文件。",
        "The site cannot be written to {folder}: a build empties that folder, and work lies in it.",
        "请在 mkdocs.yml 中写 site_dir: build/site，或用 --site-dir 指定另一个空目录。",
        "Set site_dir: build/site in mkdocs.yml, or name another empty folder with --site-dir.",
    ),
    "site-link": Message(
        "{path} 是符号链接，不能发布：它可能指向台账以外的文件。",
        "{path} is a symbolic link and is not published: it may lead out of the ledger.",
        "删除这个链接；确要发布的，把文件本身放在这里。",
        "Delete the link; put the file itself there if it is to be published.",
    ),
    "site-theme": Message(
        "mkdocs.yml 的主题是 {theme}，本站的页面只适合 material。",
        "The theme in mkdocs.yml is {theme}; these pages need material.",
        "请把 theme 的 name 改为 material。",
        "Set the name under theme to material.",
    ),
    "site-frame": Message(
        "事件页的页框与 MkDocs 自己所画的不同：{page}。",
        "The frame of an incident page is not what MkDocs draws itself: {page}.",
        "主题或插件把各页自己的内容放进了页框。请停用新加的插件，或换回原来的主题版本。",
        "A theme or plugin puts a page's own content into the frame. Remove new plugins, or go back "
        "to the former version of the theme.",
    ),
    "site-now": Message(
        "插件设置中的 now “{now}”看不懂。",
        "Cannot read now in the plugin settings: {now}.",
        "请写成“2026-11-09T10:00:00+08:00”的样子，外面加引号；不写则取当前时间。",
        'Write it like "2026-11-09T10:00:00+08:00", in quotes, or leave it out for the clock.',
    ),
    "range-form": Message(
        "“{value}”不是一段改动。",
        '"{value}" is no range.',
        "写成 旧提交..新提交，例如 origin/main..HEAD；..HEAD 表示从头开始。",
        "Write OLD..NEW, for example origin/main..HEAD; ..HEAD is everything from the start.",
    ),
    "range-and-history": Message(
        "一次只核对一段改动或全部历史。",
        "Either a range is judged or the history.",
        "去掉 --range 或 --history。",
        "Leave out --range or --history.",
    ),
    "pin-alone": Message(
        "信任根要与一段改动或全部历史一起核对。",
        "The root of trust is compared with a range or with the history.",
        "加上 --history，或加上 --range 旧提交..新提交。",
        "Add --history, or --range OLD..NEW.",
    ),
    "range-with-files": Message(
        "核对一段改动时不能另指定文件。",
        "A range is judged whole; no files can be named beside it.",
        "去掉文件名，或去掉 --range。",
        "Leave out the files, or --range.",
    ),
}
