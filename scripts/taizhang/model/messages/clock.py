"""Messages about clocks: limits in a plan, the calendar of working days, limits in an incident."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # the form of deadlines and office hours in a plan
    "setting-not-hours": Message(
        zh="“{value}”不是上班时间。",
        en="“{value}” is no office hours.",
        fix_zh="写成 08:30-12:00 这样；上下午分两段写。",
        fix_en="Write 08:30-12:00, morning and afternoon apart.",
    ),
    "office-hours-order": Message(
        zh="上班时间“{value}”前后颠倒，或者与前一段重叠。",
        en="Office hours “{value}” end before they begin, or overlap those before.",
        fix_zh="按先后各写一段，互不重叠。",
        fix_en="Write them one after the other, without overlap.",
    ),
    "office-hours-missing": Message(
        zh="outside 写“{value}”要用到上班时间，预案没有写上班时间。",
        en="outside “{value}” rests on office hours, which the plan does not give.",
        fix_zh="在预案最外层写一次 office_hours，例如 [08:30-12:00, 14:30-18:00]。",
        fix_en="Give office_hours once, at the plan's outermost level: [08:30-12:00, 14:30-18:00].",
    ),
    "deadline-limit-none": Message(
        zh="这一条时限没有写 limit，“{key}”无从算起。",
        en="The deadline has no limit that “{key}” could work on.",
        fix_zh="写上 limit，或者去掉“{key}”。",
        fix_en="Give a limit, or remove “{key}”.",
    ),
    "deadline-outside-unit": Message(
        zh="以这种单位计的时限，outside 不能写“{value}”。",
        en="A limit in this unit cannot have outside “{value}”.",
        fix_zh="改写为：{options}；只算上班时间的，时限以分钟（min）或小时（h）计。",
        fix_en="Use: {options}; to count office hours alone give minutes (min) or hours (h).",
    ),
    "deadline-extend-each": Message(
        zh="写了 extend，却没有写 each：延期要指明是哪一件。",
        en="extend is given without each: an extension names a thing.",
        fix_zh="补上 each，或者去掉 extend。",
        fix_en="Add each, or remove extend.",
    ),
    "deadline-limit-each": Message(
        zh="limit 写“{limit}”时，each 要写“{sort}”。",
        en="With limit “{limit}”, each must be “{sort}”.",
        fix_zh="补上 each: {sort}，或者改写时限。",
        fix_en="Add each: {sort}, or another limit.",
    ),
    "deadline-remind-long": Message(
        zh="提醒时间不短于时限本身。",
        en="The reminder is no shorter than the limit.",
        fix_zh="把 remind 改短。",
        fix_en="Shorten remind.",
    ),
    # what a plan's clocks rest on
    "deadline-signed-from": Message(
        zh="时限“{code}”到签完为止，它的起算须是要审批的登记，而且只写“签完”一项。",
        en="Deadline “{code}” ends with the signing: it must start from entries that need approval, and end with 签完 alone.",
        fix_zh="from 写要审批的登记，例如 {{kind: 送审}}；to 只写签完。",
        fix_en="Let from name entries that need approval, as {{kind: 送审}}, and to 签完 alone.",
    ),
    "deadline-extend-unsigned": Message(
        zh="时限“{code}”可以延期，但预案没有规定延期由谁审批，延期不会起作用。",
        en="Deadline “{code}” can be extended, but the plan asks no approval of an extension, so none counts.",
        fix_zh="在 approvals 中加一条 on: {{kind: 延期}}。",
        fix_en="Add a line to approvals with on: {{kind: 延期}}.",
    ),
    "calendar-year-ahead": Message(
        zh="预案按工作日或上班时间计时，{year}年还没有放假和调休的数据，算到那里的时限无法计算。",
        en="The plan counts working days or office hours, and there are no holidays on file for {year}: limits that reach it cannot be computed.",
        fix_zh="国务院办公厅的放假通知公布后，在 plan/office/workdays.yml 加上{year}年一条，写明来源和核对日期。",
        fix_en="Once the notice is out, add {year} to plan/office/workdays.yml with its source and the day it was checked.",
    ),
    # the calendar of working days
    "calendar-day-outside": Message(
        zh="{value} 不在这一条的首尾日期之内。",
        en="{value} lies outside the days of this record.",
        fix_zh="核对日期；通知管到上一年末的，把 from 提前到那一天。",
        fix_en="Check the day; where the notice reaches into the year before, set from accordingly.",
    ),
    "calendar-day-both": Message(
        zh="{value} 既列为放假，又列为上班。",
        en="{value} is listed both as free and as worked.",
        fix_zh="对照通知，只留一处。",
        fix_en="Keep one, as the notice says.",
    ),
    "calendar-work-on-weekday": Message(
        zh="{value} 不是周末，本来就上班，不必列为调休上班日。",
        en="{value} is no weekend day: it is worked anyway.",
        fix_zh="对照通知核对日期。",
        fix_en="Check the day against the notice.",
    ),
    # clocks of an incident
    "calendar-year-missing": Message(
        "“{name}”要按工作日计时，{year}年没有放假和调休的数据，无法计算时限",
        "'{name}' counts working days, and there are no holidays on file for {year}: its limit cannot be computed",
        "在 plan/office/workdays.yml 加上{year}年一条，写明来源和核对日期",
        "add {year} to plan/office/workdays.yml with its source and the day it was checked",
    ),
    "extension-too-long": Message(
        "“{name}”延期超过预案许可的 {most}，只算到 {due}",
        "'{name}' is extended by more than the {most} the plan allows; it counts until {due}",
        "核对延至的时间，有误的用“更正”改正",
        "check until; mend it by a 更正 if it is wrong",
    ),
}
