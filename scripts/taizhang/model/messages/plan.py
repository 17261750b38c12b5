"""Messages about faults of a plan, a roster, the office's own files, and of incidents against them."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # a plan's lines
    "matcher-not-record": Message(
        zh="这里应当写“项: 值”，例如 kind: 报告。",
        en="A matcher is expected here, for example kind: 报告.",
        fix_zh="照其他条目改写。",
        fix_en="Write it like the other lines.",
    ),
    "approval-count-of-many": Message(
        zh="列出几个角色时，每个角色各一人，不能再写 count。",
        en="With several roles each is one person; count cannot be given.",
        fix_zh="去掉 count，或者只留一个角色。",
        fix_en="Remove count, or keep one role.",
    ),
    "rule-asks-one": Message(
        zh="一条规则要在 need、drafters、fields 中写一项，而且只能写一项。",
        en="A rule has exactly one of need, drafters and fields.",
        fix_zh="保留一项；有几项要求的，分成几条规则。",
        fix_en="Keep one; make several rules where several are meant.",
    ),
    # what a plan says against itself
    "plan-name-unknown": Message(
        zh="“{key}”写的“{value}”，没有列在可用的名称中。",
        en="“{value}” in “{key}” is not declared.",
        fix_zh="改为“{near}”，或者先把它列出来。",
        fix_en="Use “{near}”, or declare it first.",
    ),
    "plan-without-levels": Message(
        zh="预案没有分级，这里却问到等级或升级、降级。",
        en="The plan has no levels, but this asks for one.",
        fix_zh="去掉这一项，或者在 levels 中列出等级。",
        fix_en="Remove it, or list levels.",
    ),
    "plan-no-stages": Message(
        zh="预案没有列出环节。",
        en="The plan lists no stages.",
        fix_zh="在 stages 中列出环节。",
        fix_en="List them under stages.",
    ),
    "plan-no-closed-stage": Message(
        zh="没有一个环节是办结的环节。",
        en="No stage closes an incident.",
        fix_zh="给最后的环节写上 closed: 是。",
        fix_en="Give the last stage closed: 是.",
    ),
    "plan-first-stage-closed": Message(
        zh="第一个环节“{stage}”写成了办结的环节，事件一登记就办结了。",
        en="The first stage “{stage}” closes the incident as soon as it is opened.",
        fix_zh="去掉它的 closed，或者调整环节的次序。",
        fix_en="Remove closed, or reorder the stages.",
    ),
    "plan-stage-unreachable": Message(
        zh="从“{first}”出发，走不到“{stage}”。",
        en="“{stage}” cannot be reached from “{first}”.",
        fix_zh="在 moves 中补上通往它的推进，或者删去这个环节。",
        fix_en="Add a move to it, or remove the stage.",
    ),
    "plan-stage-no-way-out": Message(
        zh="进了“{stage}”，就再也到不了办结的环节。",
        en="From “{stage}” no closing stage can be reached.",
        fix_zh="在 moves 中补上从它出去的推进。",
        fix_en="Add a move out of it.",
    ),
    "plan-stage-not-entered": Message(
        zh="没有写明由哪种登记进入“{stage}”。",
        en="Nothing says which kind of entry enters “{stage}”.",
        fix_zh="补上 entered_by，例如 entered_by: [推进]。",
        fix_en="Add entered_by, for example entered_by: [推进].",
    ),
    "plan-move-to-itself": Message(
        zh="“{origin}”推进到自己。",
        en="“{origin}” moves to itself.",
        fix_zh="改写 from 或 to。",
        fix_en="Change from or to.",
    ),
    "plan-move-twice": Message(
        zh="从“{origin}”到“{to}”的推进列了两次。",
        en="The move from “{origin}” to “{to}” is listed twice.",
        fix_zh="只留一条。",
        fix_en="Keep one.",
    ),
    "plan-code-twice": Message(
        zh="代号“{value}”在前面已经用过；代号在整个预案中不能重复。",
        en="The code “{value}” is used before; codes are unique in a plan.",
        fix_zh="换一个代号。",
        fix_en="Use another code.",
    ),
    "approval-shadowed": Message(
        zh="审批“{value}”永远轮不到：前面的“{earlier}”已经包括了它。",
        en="Approval “{value}” never applies: “{earlier}” before it covers it.",
        fix_zh="把它移到“{earlier}”之前，或者删去。",
        fix_en="Move it before “{earlier}”, or remove it.",
    ),
    "approval-shadowed-partly": Message(
        zh="审批“{value}”中的{kinds}永远轮不到：前面的“{earlier}”已经包括。",
        en="In approval “{value}”, {kinds} never applies: “{earlier}” before it covers it.",
        fix_zh="把它移到“{earlier}”之前，或者去掉{kinds}。",
        fix_en="Move it before “{earlier}”, or remove {kinds}.",
    ),
    "deadline-name-twice": Message(
        zh="时限“{code}”与“{other}”同名“{value}”，而两者的条件可能同时成立。",
        en="Deadlines “{code}” and “{other}” share the name “{value}” though both may hold.",
        fix_zh="改名，或者让两条的 when 不会同时成立。",
        fix_en="Rename one, or make their conditions exclude each other.",
    ),
    "rule-need-never": Message(
        zh="规则“{code}”要求的事，不可能在它之前发生。",
        en="What rule “{code}” needs can never come before it.",
        fix_zh="核对 on 和 need，看是否互相等待，或者环节前后颠倒。",
        fix_en="Check on and need: do rules wait for each other, are stages in the wrong order?",
    ),
    # a plan against roster and office
    "approval-nobody": Message(
        zh="审批“{value}”需要的人（{roles}），名册第 {version} 版除登记人以外凑不齐。",
        en="Roster {version} has not enough persons besides the author for approval “{value}” ({roles}).",
        fix_zh="在名册中补足担任这些角色的人，或者修改这条审批。",
        fix_en="Add persons with these roles, or change the approval.",
    ),
    "row-rule-unknown": Message(
        zh="没有代码为“{value}”的规则。",
        en="There is no rule “{value}”.",
        fix_zh="是否指：{near}",
        fix_en="Did you mean: {near}",
    ),
    "row-empty": Message(
        zh="第 {value} 条没有写由哪条规则执行，也没有写记在哪里。",
        en="Row {value} names neither a rule nor where it is recorded.",
        fix_zh="写上 rules；由人判断的，写上 record。",
        fix_en="Give rules, or record where a person judges.",
    ),
    "rule-not-there": Message(
        zh="没有代码为“{value}”的规则。",
        en="There is no rule “{value}”.",
        fix_zh="是否指：{near}；全部规则见 taizhang rules",
        fix_en="Did you mean: {near}; taizhang rules lists all",
    ),
    "drafters-nobody": Message(
        zh="规则“{value}”要“{unit}”的人拟稿，名册第 {version} 版没有这个单位的人。",
        en="Rule “{value}” asks for a drafter of “{unit}”; roster {version} has nobody of that unit.",
        fix_zh="在名册中补上该单位的人，或者修改这条规则。",
        fix_en="Add a person of that unit, or change the rule.",
    ),
    "account-channel-unknown": Message(
        zh="官方账号“{account}”的渠道“{value}”，没有列在预案的 channels 中。",
        en="The channel “{value}” of the account “{account}” is not among the plan's channels.",
        fix_zh="改为“{near}”，或者在预案中补上。",
        fix_en="Use “{near}”, or add it to the plan.",
    ),
    # roster and office
    "person-key": Message(
        zh="“{value}”不能作人员代号。",
        en="“{value}” cannot be a person's key.",
        fix_zh="代号用小写字母和数字，中间可用点或连字符，例如 zhang.wei。",
        fix_en="Use lower-case letters and digits, dots or hyphens between, as zhang.wei.",
    ),
    "person-email": Message(
        zh="“{value}”不是邮箱地址。",
        en="“{value}” is not an e-mail address.",
        fix_zh="改写为完整的邮箱地址，或者删去这一项。",
        fix_en="Write the full address, or leave it out.",
    ),
    "person-email-taken": Message(
        zh="“{value}”在前面已经是另一人的邮箱。",
        en="“{value}” is another person's e-mail address already.",
        fix_zh="改写为本人的邮箱；本人重复列出的，删去重复的一条。",
        fix_en="Write the person's own address, or remove the duplicate of the person.",
    ),
    "person-role-unknown": Message(
        zh="{person}的角色“{value}”，预案没有列出。",
        en="The plan declares no role “{value}” ({person}).",
        fix_zh="可用的角色：{options}。",
        fix_en="Roles: {options}.",
    ),
    "office-file-unknown": Message(
        zh="plan/office 中不认识“{value}”这个文件。",
        en="plan/office knows no file “{value}”.",
        fix_zh="改名为“{near}”，或者移走。",
        fix_en="Rename it to “{near}”, or move it away.",
    ),
    "record-ends-nothing": Message(
        zh="“{value}”前面没有登记过，无从停用。",
        en="“{value}” was never listed, so it cannot end.",
        fix_zh="核对名称。",
        fix_en="Check the name.",
    ),
    # files of plan, roster and office as a whole
    "plan-missing": Message(
        zh="没有找到预案。",
        en="There is no plan.",
        fix_zh="预案放在 plan/版本号/plan.yml。",
        fix_en="A plan stands in plan/VERSION/plan.yml.",
    ),
    "plan-id-differs": Message(
        zh="预案的 id 是“{value}”，所在文件夹却是“{folder}”。",
        en="The plan's id is “{value}”, its folder “{folder}”.",
        fix_zh="两者改为一致。",
        fix_en="Make them the same.",
    ),
    "plan-revises-unknown": Message(
        zh="这一版写明修订“{value}”，没有这一版预案。",
        en="This version revises “{value}”, which is not there.",
        fix_zh="其他版本：{known}。改写 revises，或者删去这一项。",
        fix_en="Other versions: {known}. Change revises, or remove it.",
    ),
    "plan-none-in-force": Message(
        zh="现有的预案都是修订建议，没有一版施行。",
        en="All plan versions are proposals; none is in force.",
        fix_zh="补回施行的版本；建议通过以后另立版本目录，去掉 proposal 一项。",
        fix_en="Bring back the version in force; an adopted one is a new folder without proposal.",
    ),
    "improve-plan-unknown": Message(
        zh="改进写明预案“{value}”，没有这一版预案。",
        en="The improvement names the plan version “{value}”, which is not there.",
        fix_zh="现有版本：{known}。另记一条改进写明版本，或者把该版本放进 plan 目录。",
        fix_en="Versions: {known}. Record another improvement, or add the version to plan/.",
    ),
    "plan-proposal-used": Message(
        zh="“{value}”是修订建议，尚未施行，不能据以登记。",
        en="“{value}” is a proposal and not in force; nothing can be recorded under it.",
        fix_zh="删去该文件，用 taizhang new 按现行预案 {known} 重新登记。",
        fix_en="Remove the file and open the incident anew under {known} with taizhang new.",
    ),
    "roster-missing": Message(
        zh="没有找到名册。",
        en="There is no roster.",
        fix_zh="名册放在 plan/roster/0001.yml。",
        fix_en="A roster stands in plan/roster/0001.yml.",
    ),
    "roster-version-differs": Message(
        zh="名册的 version 是“{value}”，文件名却是“{file}”。",
        en="The roster's version is “{value}”, its file “{file}”.",
        fix_zh="两者改为一致：第 1 版的文件名是 0001.yml。",
        fix_en="Make them the same: version 1 is 0001.yml.",
    ),
    "ledger-facts-missing": Message(
        zh="没有找到 plan/office/ledger.yml，不知道台账的名称和代号。",
        en="plan/office/ledger.yml is missing, so the ledger has no name and id.",
        fix_zh="补上这个文件，写明 name、id、drill。",
        fix_en="Add the file with name, id and drill.",
    ),
    # the command line
    "plan-version-not-there": Message(
        zh="没有“{value}”这一版预案。",
        en="There is no plan version “{value}”.",
        fix_zh="现有版本：{options}。",
        fix_en="Versions: {options}.",
    ),
    "plan-code-not-there": Message(
        zh="预案中没有代号“{value}”。",
        en="The plan has no code “{value}”.",
        fix_zh="是否为：{near}。全部代号用 taizhang plan show 查看。",
        fix_en="Did you mean {near}? taizhang plan show lists all.",
    ),
}
