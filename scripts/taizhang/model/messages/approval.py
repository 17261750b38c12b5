"""Messages about approvals and returns: of which entry, by whom, in which role."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    "approval-of-nothing": Message(
        "找不到要审批的“{entry}”",
        "there is no entry '{entry}' to approve",
        "照时间和种类原样书写；用 taizhang todo 查看待审批",
        "write time and kind as they stand; see taizhang todo",
    ),
    "approval-not-needed": Message(
        "“{entry}”不需要审批",
        "'{entry}' needs no approval",
        "去掉这一条审批",
        "leave this approval out",
    ),
    "approval-of-returned": Message(
        "“{entry}”已退回或作废，不能再审批",
        "'{entry}' was returned or voided",
        "请办理人重新提出",
        "have it filed anew",
    ),
    "approval-of-refused": Message(
        "“{entry}”不符合预案，审批也不能使它生效",
        "'{entry}' breaks the plan; no approval makes it count",
        "先按那一条的提示处理，再重新提出、重新审批",
        "mend that entry first, file it anew and approve it again",
    ),
    "approval-surplus": Message(
        "“{entry}”的审批已经齐了",
        "'{entry}' has all its approvals",
        "去掉这一条审批",
        "leave this approval out",
    ),
    "approval-before-entry": Message(
        "审批时间早于被审批的“{entry}”",
        "the approval lies before '{entry}' itself",
        "核对审批时间",
        "check the time of the approval",
    ),
    "approval-overtaken": Message(
        "审批后环节或等级已变化，须重新审批",
        "stage or level changed after this approval; it must be given anew",
        "重新审批：taizhang approve",
        "approve it again",
    ),
    "approval-returned": Message(
        "此后被退回，须重新审批",
        "returned after this approval; it must be given anew",
        "重新审批：taizhang approve",
        "approve it again",
    ),
    "return-without-reason": Message(
        "退回须写明理由",
        "a return needs a reason",
        "补写“reason: …”，或用 taizhang approve --return 理由",
        "add 'reason: …'",
    ),
    "roster-version-unknown": Message(
        "没有第 {roster} 版名册",
        "there is no version {roster} of the roster",
        "写现行名册的版本号，见 plan/roster",
        "write the version in force, see plan/roster",
    ),
    "approver-without-role": Message(
        "{person}在第 {roster} 版名册中当时不具有“{role}”角色",
        "{person} does not hold the role '{role}' in roster {roster} at that time",
        "请具有“{missing}”角色的人审批",
        "have it approved by: {missing}",
    ),
    "approver-is-author": Message(
        "{person}是“{entry}”的办理人或拟稿人，不能审批自己的事",
        "{person} filed or drafted '{entry}' and cannot approve it",
        "请另一名具有“{missing}”角色的人审批",
        "have another person approve it: {missing}",
    ),
    "approver-twice": Message(
        "{person}已审批过“{entry}”，一人只算一次",
        "{person} approved '{entry}' already; a person counts once",
        "请另一名具有“{missing}”角色的人审批",
        "have another person approve it: {missing}",
    ),
    "approver-role-not-asked": Message(
        "“{entry}”不缺“{role}”的审批",
        "'{entry}' does not lack an approval as '{role}'",
        "请具有“{missing}”角色的人审批",
        "have it approved by: {missing}",
    ),
}
