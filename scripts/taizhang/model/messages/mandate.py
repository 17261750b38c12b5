"""Messages about versions of plan and roster: kept, approved, resting on a root of trust."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # what was there stays
    "governance-rewritten": Message(
        "{path} 属于已经入库的版本，不得改动。",
        "{path} belongs to a version that is recorded; it may not be changed.",
        "恢复原文；要改的写进新的版本（plan/新版本/ 或 plan/roster/ 的下一号）。",
        "Restore it; write what is to change into a new version.",
    ),
    "governance-deleted": Message(
        "{path} 是已经入库的制度文件，不得删除或改名。",
        "{path} is recorded; it may not be deleted or renamed.",
        "恢复这个文件：git checkout 原来的提交 -- {path}",
        "Restore it: git checkout COMMIT -- {path}",
    ),
    "office-rewritten": Message(
        "{path} 中原有的条目被改动。单位资料和审批只增不改。",
        "Rows of {path} were changed. What the office keeps is only added to.",
        "恢复原有条目，变动的另加一条，放在最后。",
        "Restore the rows and put the change into a new one, at the end.",
    ),
    "ledger-renamed": Message(
        "台账的代号和演练标记启用后不得改动：所有签名都写着代号。",
        "Id and drill mark of a ledger never change: every signature names the id.",
        "恢复原值；要另起一本台账，用 taizhang init。",
        "Restore it; for another ledger use taizhang init.",
    ),
    "program-changed": Message(
        "这次改动涉及核对程序、测试或流水线设置（{path}）。",
        "This change touches the checker, its tests or the pipeline ({path}).",
        "由管理员逐行看过再合并；核对始终用改动之前的程序。",
        "Have an administrator read it line by line; the checker before the change judges.",
    ),
    # versions begin
    "roster-gap": Message(
        "名册第 {version} 版不能接在这里，下一版应为第 {next} 版。",
        "Roster {version} cannot follow here; the next one is {next}.",
        "把版本号和文件名改为 {next}。",
        "Make it version {next}, in the file's name too.",
    ),
    "administrators-few": Message(
        "这一版名册里能核准下一版的只有 {able} 人，规定要 {asked} 人，以后将无法再改。",
        "Of this roster {able} could approve the next one, {asked} are asked for.",
        "给足够多的管理员登记公钥，或调低 administrators 的 threshold。",
        "List keys of enough administrators, or lower the threshold.",
    ),
    "mandate-unsigned": Message(
        "{what} 没有签名核准：此前的名册里没有任何人登记公钥。",
        "{what} is not approved by signature: nobody had a key in the roster before it.",
        "尽快给管理员登记公钥（taizhang key new），从有公钥的一版起逐版核准。",
        "List the administrators' keys soon (taizhang key new); from then on versions are signed.",
    ),
    "mandate-few": Message(
        "核准人数不够：有效的 {count} 人，第 {roster} 版名册规定要 {asked} 人。",
        "Approved by {count}; roster {roster} asks for {asked}.",
        "在分支上凑齐签名（taizhang roster approve 或 taizhang plan approve），再 git merge --no-ff 合并。",
        "Gather signatures on a branch (taizhang roster approve, plan approve); git merge --no-ff.",
    ),
    "mandate-later": Message(
        "新版与它的核准分在两步里：新版入库这一步有效的核准只有 {count} 人，第 {roster} 版名册规定要 {asked} 人。",
        "Version and approvals come in separate steps; where it begins {count} of {asked} (roster {roster}) count.",
        "并成一步再推送：git branch xinban，git reset --hard {old}，git merge --no-ff xinban。",
        "Make it one step: git branch version; git reset --hard {old}; git merge --no-ff version.",
    ),
    "mandate-early": Message(
        "核准先入库、它核准的新版后入库，分在两步里：入库这一步 {path} 核准的版本还不存在。",
        "The approvals come a step before their version: where {path} enters it is not there yet.",
        "并成一步再推送：git branch xinban，git reset --hard {old}，git merge --no-ff xinban。",
        "Make it one step: git branch version; git reset --hard {old}; git merge --no-ff version.",
    ),
    "mandate-stranger": Message(
        "{name} 在上一版名册中不是管理员，或者没有有效的公钥，不能核准。",
        "By the roster before, {name} is no administrator with an open key.",
        "由上一版名册的管理员核准；新加入的人从下一次起才能核准。",
        "Let an administrator of the roster before approve; newcomers do from the next time on.",
    ),
    "mandate-twice": Message(
        "{name} 核准了两次，只算一次。",
        "{name} approved twice; it counts once.",
        "再请另一位管理员核准。",
        "Have another administrator approve.",
    ),
    "mandate-roster": Message(
        "{name} 的核准没有依据上一版名册。",
        "{name} did not approve by the roster before.",
        "取得最新记录后重新核准。",
        "Fetch the newest records and approve again.",
    ),
    "mandate-in-future": Message(
        "{name} 的核准时间还没有到。",
        "The approval of {name} lies in the future.",
        "校准时钟后重新核准。",
        "Set the clock right and approve again.",
    ),
    "mandate-of-nothing": Message(
        "{path} 核准的版本不存在：没有同名的名册或预案版本。",
        "The version that {path} approves is not there: no roster or plan version has that name.",
        "新版和核准在分支上凑齐，用 git merge --no-ff 合并后一起推送；文件名写作 roster-0002.yml 或 plan-版本.yml。",
        "Gather version and approvals on a branch, git merge --no-ff, push both; name it roster-0002.yml or plan-VERSION.yml.",
    ),
    # approving
    "mandate-done": Message(
        "已核准并提交（{commit}），签名在 {path}。",
        "Approved and recorded ({commit}); the signature stands in {path}.",
        "签名够数后，在主分支上运行 git merge --no-ff 本分支，再推送。",
        "With enough signatures, merge this branch with git merge --no-ff and push.",
    ),
    "mandate-not-yours": Message(
        "{name} 在第 {roster} 版名册中不是管理员，或者没有登记有效的公钥。",
        "By roster {roster}, {name} is no administrator with an open key.",
        "请上一版名册的管理员核准。",
        "Have an administrator of the version before approve.",
    ),
    "mandate-given": Message(
        "{name} 已经核准过，签名在 {path}。",
        "{name} has approved already; see {path}.",
        "请另一位管理员核准。",
        "Have another administrator approve.",
    ),
    "mandate-no-version": Message(
        "没有 {value}。",
        "There is no {value}.",
        "先写好新版本的文件：plan/roster/下一号.yml 或 plan/版本/plan.yml。",
        "Write the files of the version first: plan/roster/NNNN.yml or plan/VERSION/plan.yml.",
    ),
    "mandate-first": Message(
        "第一版名册没有上一版，不用核准。",
        "The first roster has none before it and is not approved.",
        "运行 taizhang roster root，把信任根抄在仓库之外。",
        "Run taizhang roster root and keep what it prints outside the repository.",
    ),
    "mandate-no-keys": Message(
        "第 {roster} 版名册里没有任何人登记公钥，还不能用签名核准。",
        "Nobody has a key in roster {roster}; nothing can be approved by signature yet.",
        "先出一版登记了公钥的名册：各人运行 taizhang key new，把显示的一行交给管理员。",
        "Make a roster with keys first: everybody runs taizhang key new and hands in the line.",
    ),
    # the root of trust
    "root-told": Message(
        "这是信任根：第 {version} 版名册的摘要和历史的起点。",
        "This is the root of trust: the digest of roster {version} and where history begins.",
        "抄在仓库之外（纸质存档、钩子和流水线设置）；核对时用 --pin。",
        "Keep it outside the repository, on paper and in the settings of hook and CI (--pin).",
    ),
    "root-unsigned": Message(
        "名册里还没有人登记公钥，这个信任根现在只能证明历史的起点。",
        "Nobody has a key yet; this root of trust proves only where history begins.",
        "登记公钥、出了新一版名册以后，重新抄录。",
        "List keys in a new roster, then take it down again.",
    ),
    "pin-form": Message(
        "“{value}”不是信任根的写法。",
        '"{value}" is no root of trust.',
        "照抄 taizhang roster root 显示的一行：版本号-摘要-首个提交。",
        "Copy the line that taizhang roster root prints.",
    ),
    "pin-roster-differs": Message(
        "第 {version} 版名册与保存在外的信任根不符：名册被换过，或者信任根抄错了。",
        "Roster {version} is not the one of the root of trust: it was replaced, or copied wrongly.",
        "停止合并，由管理员对照纸质留存的信任根查明。",
        "Stop, and have the administrators compare it with the copy kept on paper.",
    ),
    "pin-genesis-differs": Message(
        "历史的起点是 {found}，信任根记的是 {pinned}：整个历史被换过。",
        "The history begins with {found}, not with {pinned}: all of it was replaced.",
        "停止使用这个仓库，从备份或其他人的副本恢复，用封存核对。",
        "Stop using it, restore from a backup or a colleague's clone, and verify the seals.",
    ),
}
