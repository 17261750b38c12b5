"""Messages about hooks: what a server refuses, what is installed, what is published."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # what a hook says first
    "push-not-taken": Message(
        zh="推送未被接受：有 {count} 处不符合规定。服务器上没有任何改动，本机的记录也都在。",
        en="The push was not taken: {count} faults. Nothing changed on the server, and nothing is lost here.",
    ),
    "commit-not-made": Message(
        zh="没有提交：有 {count} 处不符合规定。文件都在，改好后再提交。",
        en="Not committed: {count} faults. The files are all there; mend them and commit again.",
    ),
    "push-not-sent": Message(
        zh="没有推送：有 {count} 处不符合规定，服务器也不会接受。",
        en="Not pushed: {count} faults that the server would refuse as well.",
    ),
    "hook-more": Message(
        zh="还有 {count} 处，先改上面的。", en="And {count} more; mend these first."
    ),
    "hook-expired": Message(
        zh="推送未被接受：核对超过 {limit} 秒没有做完，按规定不予放行。服务器上没有任何改动。",
        en="The push was not taken: its check did not end within {limit} seconds. Nothing changed on the server.",
        fix_zh="过一分钟再推送一次；仍不行的，请服务器管理员查看。一次推送成千上万件的，由管理员在装钩子之前导入。",
        fix_en="Push again in a minute; if that fails too, ask the server's administrator. A whole ledger is brought in before the hook is installed.",
    ),
    "hook-bug": Message(
        zh="推送未被接受：核对程序自身出错（{kind}），按规定不予放行。服务器上没有任何改动。",
        en="The push was not taken: the check itself failed ({kind}). Nothing changed on the server.",
        fix_zh="请服务器管理员把服务器上的这个文件交给维护人员：{log}",
        fix_en="Ask the server's administrator to hand this file of the server to the maintainers: {log}",
    ),
    "hook-gone": Message(
        zh="未被接受：核对程序不在原处，按规定不予放行。请管理员重新运行 taizhang hook install。",
        en="Not taken: the checking program is not where it was. Ask the administrator to run taizhang hook install again.",
    ),
    "hook-unknown": Message(
        zh="没有“{name}”这个钩子。",
        en="There is no hook {name}.",
        fix_zh="可运行的是：{known}",
        fix_en="These can be run: {known}",
    ),
    # what a push may not do, whatever is in it
    "push-ref-name": Message(
        zh="服务器不接受“{ref}”：只收主分支 {main} 和普通分支，不收标签和其他引用。",
        en="The server takes no {ref}: branches only, {main} and others, no tags and nothing else.",
        fix_zh="换一个分支名再推送：以字母、数字或汉字开头，只用字母、数字、汉字和 . _ - /，且不与 {main} 仅大小写不同。",
        fix_en="Push under another name: begin with a letter, digit or Chinese character, use only these and . _ - /, and nothing that differs from {main} in case alone.",
    ),
    "push-deletes": Message(
        zh="分支 {ref} 不能删除：服务器上的记录只增不减。",
        en="The branch {ref} cannot be deleted: a server's record only grows.",
        fix_zh="已办结的分支留着即可；确须删除的，由服务器管理员在服务器上操作。",
        fix_en="Leave a finished branch where it is; if it must go, the server's administrator removes it there.",
    ),
    "push-rewrites": Message(
        zh="分支 {ref} 的历史被改写：服务器上已有的提交 {old} 不在所推送的内容中。",
        en="The history of {ref} was rewritten: the commit {old} that the server holds is not in what was pushed.",
        fix_zh="不要强制推送。先取回服务器上的记录，再把本机的接在后面：taizhang submit",
        fix_en="Do not push by force. Fetch what the server holds and put yours behind it: taizhang submit",
    ),
    "push-no-main": Message(
        zh="服务器仓库 {folder} 没有主分支，无法核对。",
        en="The server's repository {folder} has no main branch; nothing can be checked.",
        fix_zh="请管理员在该仓库中运行：git symbolic-ref HEAD refs/heads/main",
        fix_en="Ask the administrator to run there: git symbolic-ref HEAD refs/heads/main",
    ),
    "receipts-unwritable": Message(
        zh="收件记录 {path} 写不进去（{why}），因此不予放行。",
        en="The receipt could not be written to {path} ({why}); so nothing is let in.",
        fix_zh="请服务器管理员检查磁盘空间和该文件的权限，再推送一次。",
        fix_en="Ask the server's administrator to look at disk space and permissions, then push again.",
    ),
    # installing
    "hook-installed": Message(zh="已装好钩子：{path}", en="Installed: {path}"),
    "hook-removed": Message(zh="已移除钩子：{path}", en="Removed: {path}"),
    "hook-none": Message(
        zh="这里没有本程序装的钩子。", en="No hook of this program is installed here."
    ),
    "hook-foreign": Message(
        zh="{path} 已有别的钩子，没有改动它。",
        en="There is another hook at {path}; it was left alone.",
        fix_zh="两者都要的，新建目录 {path}.d，把原有的移进去，另写一个逐个运行该目录各文件的 {name}；只要本程序的，把原有的移走；然后再运行一次。",
        fix_en="To have both, make a folder {path}.d, move the old one into it and write a {name} that runs each file of that folder; else move the old one away. Then run this again.",
    ),
    "hook-publish-needs-bare": Message(
        zh="{folder} 是工作用的仓库，不由它发布网站。",
        en="{folder} is a repository to work in; no site is published from it.",
        fix_zh="--publish 用于服务器上的裸仓库；在本机看网站，运行 taizhang serve",
        fix_en="--publish is for the bare repository of a server; to see the site here, run taizhang serve",
    ),
    # examining
    "hook-point-files": Message(zh="核对钩子", en="hooks"),
    "hook-point-folder": Message(zh="钩子目录", en="folder of hooks"),
    "hook-point-settings": Message(zh="仓库设置", en="settings of the repository"),
    "hook-point-log": Message(zh="主分支的移动记录，条", en="steps of the main branch"),
    "hook-point-receipts": Message(zh="收件记录，条", en="receipts"),
    "hook-point-publish": Message(zh="网站发布", en="publishing"),
    "hook-missing": Message(
        zh="没有装 {names}。",
        en="Not installed: {names}.",
        fix_zh="运行：taizhang hook install {folder}",
        fix_en="Run: taizhang hook install {folder}",
    ),
    "hook-elsewhere": Message(
        zh="git 设置了 core.hooksPath={folder}，仓库自己的钩子不会运行。",
        en="core.hooksPath is set to {folder}: the repository's own hooks do not run.",
        fix_zh="取消这项设置（git config --unset core.hooksPath，或在设置它的文件中删去）；不能取消的，让该目录中的钩子运行本程序。",
        fix_en="Unset it (git config --unset core.hooksPath, or in the file that sets it), or let the hooks in that folder run this program.",
    ),
    "hook-settings": Message(
        zh="这些设置不在或被改过：{settings}",
        en="These settings are missing or were changed: {settings}",
        fix_zh="再运行一次 taizhang hook install 即可补齐。",
        fix_en="Running taizhang hook install again puts them right.",
    ),
    "hook-log-gap": Message(
        zh="主分支有一步不是推送进来的：停在 {after}，下一步却从 {next} 开始（{at} 前后）。有程序绕过钩子直接写了仓库。",
        en="A step of the main branch did not come in by a push: it stood at {after}, the next begins at {next} (about {at}). Something wrote past the hook.",
        fix_zh="核对历史：git log {after}..{next}；再停用能直接写仓库的途径，例如网页编辑。",
        fix_en="Look at the history: git log {after}..{next}; then shut the way past the hook, such as an editor on web pages.",
    ),
    "hook-unjudged": Message(
        zh="主分支有 {count} 步没有收件记录，第一步是 {at} {who} 的 {commit}。",
        en="{count} steps of the main branch have no receipt, the first is {commit} by {who} at {at}.",
        fix_zh="这些内容没有经过钩子核对，请在一份克隆中运行 taizhang check。",
        fix_en="These were not judged by the hook; run taizhang check in a clone.",
    ),
    # publishing
    "publish-place-taken": Message(
        zh="{folder} 已经是一个目录或文件，不能换成发布用的链接。",
        en="{folder} is a folder or file already; it cannot become the link that is switched.",
        fix_zh="换一个还没有的名字，或先移走它，再让网页服务器指向这个名字。",
        fix_en="Name a place where nothing is yet, or move it away; then let the web server point there.",
    ),
    "publish-place-shared": Message(
        zh="仓库 {other} 已在这里发布网站；两个仓库发布到同一处，会互相换掉对方的网站。",
        en="The repository {other} publishes its site here; two would replace each other's.",
        fix_zh="为本仓库另写一个名字；确要改由本仓库在此发布的，先停止那个仓库的发布，再删除 {file}。",
        fix_en="Name another place for this one. To let it publish here, stop the other, then delete {file}.",
    ),
    "publish-place-closed": Message(
        zh="目录 {folder} 不存在，或运行钩子的账号不能在其中写入。",
        en="The folder {folder} is not there, or the account that runs the hook cannot write in it.",
        fix_zh="请管理员建好该目录并授予写入权限。",
        fix_en="Ask the administrator to make it and to let that account write there.",
    ),
    "publish-failed-before": Message(
        zh="网站没有更新成功（{at}）：{reason}",
        en="The site was not updated ({at}): {reason}",
        fix_zh="记录不受影响。请服务器管理员查看 {log}，处理后运行 taizhang hook publish。",
        fix_en="The record is not affected. Ask the server's administrator to look at {log}, then run taizhang hook publish.",
    ),
    "site-published": Message(
        zh="网站已发布到 {folder}，内容到提交 {commit} 为止。",
        en="The site is published at {folder}, up to commit {commit}.",
    ),
    "site-publish-waiting": Message(
        zh="正有一次发布在进行，另一次在等候；等候的那次会包含全部内容。",
        en="A publication is running and another waits; the one that waits will hold everything.",
    ),
    "site-setting-not-here": Message(
        zh="在服务器上生成网站时，mkdocs.yml 不能写“{name}”：它会让推送来的内容以服务器账号的权限运行程序，或改动网站的来源。",
        en="Where a server builds the site, mkdocs.yml cannot say {name}: what is pushed could run programs as the server's account, or take the site from elsewhere.",
        fix_zh="删去这一项；确有需要的，在另一台机器上用 taizhang build 生成网站。",
        fix_en="Leave it out; if it is needed, build the site on another machine with taizhang build.",
    ),
}
