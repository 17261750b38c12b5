"""Messages about the repository and the machine."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # Python's own parts
    "libyaml-missing": Message(
        zh="本机的 PyYAML 不带 libyaml，不能严格读取 YAML 文件。",
        en="PyYAML on this machine comes without libyaml; YAML files cannot be read strictly.",
        fix_zh="请管理员重新安装带 libyaml 的 PyYAML：python -m pip install --force-reinstall --only-binary :all: pyyaml",
        fix_en="Have PyYAML installed with libyaml: python -m pip install --force-reinstall --only-binary :all: pyyaml",
    ),
    # git itself
    "git-missing": Message(
        zh="本机没有找到 git 程序。",
        en="There is no git program on this machine.",
        fix_zh="请管理员安装 git 2.38 或更新的版本，再重做。",
        fix_en="Ask the administrator to install git 2.38 or newer, then try again.",
    ),
    "git-too-old": Message(
        zh="本机的 git 版本是 {found}，过旧；至少需要 {oldest}。",
        en="git on this machine is {found}; at least {oldest} is needed.",
        fix_zh="请管理员更新 git，再重做。",
        fix_en="Ask the administrator to update git, then try again.",
    ),
    "git-failed": Message(
        zh="命令 {command} 没有成功（返回码 {rc}）。git 的说明：{detail}",
        en="The command {command} failed (return code {rc}). git says: {detail}",
        fix_zh="按 git 的说明处理后重做；也可先运行 taizhang doctor 查看本机环境。",
        fix_en="Do what git says, then try again; taizhang doctor shows the state of this machine.",
    ),
    # the repository
    "git-not-a-repository": Message(
        zh="{path} 不在 git 仓库中。",
        en="{path} is not inside a git repository.",
        fix_zh="进入台账所在的文件夹再运行；还没有台账时，先运行：taizhang init 文件夹",
        fix_en="Go to the folder of the ledger first; if there is none yet: taizhang init DIR",
    ),
    "git-unsafe-directory": Message(
        zh="文件夹 {path} 属于另一个系统用户，git 不予信任。",
        en="The folder {path} belongs to another user of this system; git does not trust it.",
        fix_zh="确认该文件夹可信后运行：git config --global --add safe.directory {path}",
        fix_en="If you trust it, run: git config --global --add safe.directory {path}",
    ),
    "git-bare": Message(
        zh="{path} 是没有工作区的裸仓库，或在 git 自己的文件夹中，不能在此记录。",
        en="{path} is a bare repository or lies in git's own folder; nothing can be recorded there.",
        fix_zh="取得带工作区的副本，在副本中工作：git clone {path} 新文件夹",
        fix_en="Make a clone and work there: git clone {path} NEW-FOLDER",
    ),
    "git-sha256": Message(
        zh="{path} 的仓库采用 SHA-256 对象格式，本程序只支持 SHA-1 格式。",
        en="The repository of {path} uses SHA-256 objects; only SHA-1 is supported.",
        fix_zh="另建仓库并把文件移入：git init --object-format=sha1 新文件夹",
        fix_en="Make another repository and move the files there: git init --object-format=sha1 NEW-FOLDER",
    ),
    "git-no-identity": Message(
        zh="git 还不知道操作人的姓名和邮箱。",
        en="git does not know your name and address yet.",
        fix_zh='运行这两条命令，换成本人在人员名册中的姓名和邮箱：git config user.name "姓名"；git config user.email "邮箱"',
        fix_en='Run these two, with your name and address of the roster: git config user.name "NAME"; git config user.email "ADDRESS"',
    ),
    "repository-not-writable": Message(
        zh="不能写入 {path}：{why}。",
        en="Cannot write {path}: {why}.",
        fix_zh="请管理员检查该文件夹的权限和磁盘，再重做。",
        fix_en="Have the permissions of the folder and the disk checked, then try again.",
    ),
    "revision-unknown": Message(
        zh="仓库中没有“{name}”这个提交或分支。",
        en='The repository has no commit or branch "{name}".',
        fix_zh="查看分支：git branch --all；查看提交：git log --oneline",
        fix_en="See the branches: git branch --all; the commits: git log --oneline",
    ),
    "history-shallow": Message(
        zh="本地仓库只取了部分历史，不能判断各项记录的入库时间。",
        en="This clone holds only a part of the history; times of record cannot be told.",
        fix_zh="取回全部历史：git fetch --unshallow",
        fix_en="Fetch the whole history: git fetch --unshallow",
    ),
    "history-unindexed": Message(
        zh="提交已超过 {count} 次，git 没有按文件的索引：查看很早的舆情要等几秒。",
        en="There are more than {count} commits and git has no index of paths: an old incident takes seconds to show.",
        fix_zh="建立索引（不改动任何记录，约半分钟，每年一次即可）：git commit-graph write --reachable --changed-paths",
        fix_en="Make one; it changes no record and takes half a minute, once a year: git commit-graph write --reachable --changed-paths",
    ),
    # states in which nothing is written
    "git-locked": Message(
        zh="另一个 git 程序正在使用本仓库，或上次中断后留下了锁文件 {lock}（已存在 {age}）。",
        en="Another git program is using this repository, or an interruption left the lock file {lock} behind ({age} old).",
        fix_zh="稍等再试；确认没有 git 程序在运行后，删除锁文件：rm {lock}",
        fix_en="Wait and try again; if no git program is running, remove the lock file: rm {lock}",
    ),
    "git-in-progress": Message(
        zh="仓库中有一次没有做完的{what}。",
        en="The repository is in the middle of {what}.",
        fix_zh="取回他人记录时停在冲突处的，运行：taizhang sync；其他的先做完，不再需要时取消：{abort}",
        fix_en="If it is a pull that met a conflict, run taizhang sync; else finish it, or call it off: {abort}",
    ),
    "head-detached": Message(
        zh="当前不在任何分支上，写入的记录会丢失。",
        en="No branch is checked out; what is recorded now would get lost.",
        fix_zh="回到分支：git switch {branch}",
        fix_en="Go back to the branch: git switch {branch}",
    ),
    "clock-behind": Message(
        zh="仓库的最后一次提交比本机时钟晚 {ahead}，本机时钟可能慢了。",
        en="The last commit lies {ahead} in the future of this machine's clock; the clock may be slow.",
        fix_zh="校准本机的日期、时间和时区，再重做。",
        fix_en="Set date, time and zone of this machine right, then try again.",
    ),
    "ledger-busy": Message(
        zh="另一个 taizhang 命令正在写入本台账。",
        en="Another taizhang command is writing to this ledger.",
        fix_zh="等它结束后重做。",
        fix_en="Wait until it ends, then try again.",
    ),
    # the file to be written
    "file-dirty": Message(
        zh="{path} 有尚未入库的改动，为免丢失，没有写入。",
        en="{path} has changes that are not recorded; nothing was written, so that none are lost.",
        fix_zh="保留改动备用：git stash push -- {path}；放弃改动：git restore --staged --worktree -- {path}；然后重做。",
        fix_en="Put the changes aside: git stash push -- {path}; or drop them: git restore --staged --worktree -- {path}; then try again.",
    ),
    "file-staged": Message(
        zh="{path} 在 git 暂存区中有尚未入库的改动，为免丢失，没有写入。",
        en="{path} has staged changes that are not recorded; nothing was written, so that none are lost.",
        fix_zh="查看：git diff --staged -- {path}；放弃：git restore --staged -- {path}；然后重做。",
        fix_en="See them: git diff --staged -- {path}; drop them: git restore --staged -- {path}; then try again.",
    ),
    "file-missing": Message(
        zh="{path} 已入库，但工作区中被删除了。",
        en="{path} is recorded, but was deleted from the work tree.",
        fix_zh="取回：git restore --staged --worktree -- {path}；然后重做。",
        fix_en="Bring it back: git restore --staged --worktree -- {path}; then try again.",
    ),
    "file-untracked": Message(
        zh="{path} 已有一份没有入库的文件，为免覆盖，没有写入。",
        en="{path} is there already but not recorded; nothing was written, so that it is not overwritten.",
        fix_zh="把它收起备用：git stash push --include-untracked -- {path}；然后重做。",
        fix_en="Put it aside: git stash push --include-untracked -- {path}; then try again.",
    ),
    "file-changed": Message(
        zh="{path} 在操作期间已被他人更新，本次没有写入。",
        en="{path} was updated by somebody else in the meantime; nothing was written.",
        fix_zh="查看更新后的内容，仍需要时重做。",
        fix_en="Look at it as it is now, and try again if still needed.",
    ),
    "path-not-plain": Message(
        zh="{path} 或其所在文件夹不是普通的文件和文件夹（例如是符号链接），不予读写。",
        en="{path} or a folder on the way to it is no plain file or folder (a symbolic link, say); it is neither read nor written.",
        fix_zh="查看：ls -l {path}；移走它，换成普通文件和文件夹后重做。",
        fix_en="Look at it: ls -l {path}; move it away, put plain files and folders there, then try again.",
    ),
    "branch-moved": Message(
        zh="分支 {branch} 在操作期间有了新的提交，或被切换；本次没有写入，已有内容没有丢失。",
        en="The branch {branch} moved or was left in the meantime; nothing was written and nothing is lost.",
        fix_zh="重做即可。",
        fix_en="Just try again.",
    ),
    "recorded-unsettled": Message(
        zh="本次已入库（提交 {commit}），但工作区的文件没有更新：{why}",
        en="It is recorded (commit {commit}), but a file of the work tree could not be brought up to date: {why}",
        fix_zh="不要重做。排除该原因后运行任一 taizhang 命令（例如 taizhang list），文件会自动补齐。",
        fix_en="Do not repeat it. Mend the cause, then run any taizhang command (taizhang list, say): the file will be completed.",
    ),
    # taking the last act back
    "undo-not-last": Message(
        zh="要撤回的已不是最后一次提交，不能撤回。",
        en="What is to be undone is not the last commit any more.",
        fix_zh="记录只增不减：用 taizhang correct 写一条更正。",
        fix_en="The record only grows: write a correction with taizhang correct.",
    ),
    "undo-pushed": Message(
        zh="最后一次提交已上交（{where}），不能撤回。",
        en="The last commit has been submitted ({where}); it cannot be undone.",
        fix_zh="记录只增不减：用 taizhang correct 写一条更正。",
        fix_en="The record only grows: write a correction with taizhang correct.",
    ),
    "undo-not-single": Message(
        zh="最后一次提交不是只对 {path} 的一次记录，不能撤回。",
        en="The last commit is not one record in {path} alone; it cannot be undone.",
        fix_zh="查看最后一次提交：git show --stat；需要时用 taizhang correct 写一条更正。",
        fix_en="Look at the last commit: git show --stat; write a correction with taizhang correct if needed.",
    ),
    # the office's server
    "remote-unknown": Message(
        zh="没有名为“{name}”的远程仓库；已有：{known}。",
        en='There is no remote "{name}"; there are: {known}.',
        fix_zh="查看：git remote --verbose；添加：git remote add 名称 地址",
        fix_en="See them: git remote --verbose; add one: git remote add NAME ADDRESS",
    ),
    "branch-name": Message(
        zh="“{name}”不能作为分支名。",
        en='"{name}" cannot be the name of a branch.',
        fix_zh="换一个由字母、数字和连字符组成的名称。",
        fix_en="Choose a name of letters, digits and hyphens.",
    ),
    "remote-unreachable": Message(
        zh="没有连上远程仓库 {remote}。git 的说明：{why}",
        en="The remote {remote} could not be reached. git says: {why}",
        fix_zh="本机的记录都在。检查网络和登录凭据后重做；试连：git ls-remote {remote}",
        fix_en="All records are safe on this machine. Check network and credentials, then try again; to test: git ls-remote {remote}",
    ),
    "push-unknown": Message(
        zh="上交途中与远程仓库 {remote} 断开，是否已收到还不知道。git 的说明：{why}",
        en="The remote {remote} fell silent during the submission; whether it arrived is not known. git says: {why}",
        fix_zh="本机的记录都在。连上后再上交一次：taizhang submit；已经收到的不会重复。",
        fix_en="All records are safe on this machine. Once it answers again: taizhang submit; what arrived is not repeated.",
    ),
    "push-refused": Message(
        zh="远程仓库 {remote} 没有接受上交。它的说明：{words}",
        en="The remote {remote} did not accept the submission. It says: {words}",
        fix_zh="本机的记录都在。按说明处理后重做。",
        fix_en="All records are safe on this machine. Do what it says, then try again.",
    ),
    "push-busy": Message(
        zh="远程仓库 {remote} 同时有多人上交，试了 {attempts} 次没有轮到。",
        en="Many are submitting to the remote {remote} at once; {attempts} attempts came too late.",
        fix_zh="本机的记录都在。过一分钟再上交：taizhang submit",
        fix_en="All records are safe on this machine. Submit again in a minute: taizhang submit",
    ),
    # files of the ledger
    "source-outside": Message(
        zh="“{path}”不是台账里面的路径。",
        en="“{path}” is not a path inside the ledger.",
        fix_zh="路径从台账的文件夹写起，不写“..”。",
        fix_en="Write the path from the ledger's folder on, without “..”.",
    ),
    "source-is-link": Message(
        zh="{path} 是符号链接，或者经过符号链接，不予读取。",
        en="{path} is, or leads through, a symbolic link and is not read.",
        fix_zh="换成文件本身。",
        fix_en="Put the file itself there.",
    ),
    "source-not-plain": Message(
        zh="{path} 不是普通文件。",
        en="{path} is not a plain file.",
        fix_zh="移走它，换成普通文件。",
        fix_en="Replace it with a plain file.",
    ),
    "source-too-large": Message(
        zh="{path} 过大，超过 {limit} 字节。",
        en="{path} is larger than {limit} bytes.",
        fix_zh="核对是否放错了文件。",
        fix_en="Check whether this is the right file.",
    ),
    "source-not-read": Message(
        zh="{path} 不能读取。系统的说明：{reason}",
        en="{path} cannot be read. The system says: {reason}",
        fix_zh="核对文件的权限。",
        fix_en="Check the file's permissions.",
    ),
}
