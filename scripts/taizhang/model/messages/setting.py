"""Messages about the form of plans, rosters and office files: keys, values, names taken twice."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    "setting-not-record": Message(
        zh="这里应当写成“名称: 值”的若干项。",
        en="A mapping of keys and values is expected here.",
        fix_zh="照同一文件中其他条目的样子改写。",
        fix_en="Write it like the other entries of the file.",
    ),
    "setting-unknown": Message(
        zh="没有“{key}”这一项。",
        en="There is no key “{key}”.",
        fix_zh="改为“{near}”，或者删去。",
        fix_en="Use “{near}”, or leave it out.",
    ),
    "setting-missing": Message(
        zh="缺少“{key}”这一项。",
        en="“{key}” is missing.",
        fix_zh="补上“{key}”。",
        fix_en="Add “{key}”.",
    ),
    "setting-not-list": Message(
        zh="“{key}”应当是列表。",
        en="“{key}” must be a list.",
        fix_zh="每项另起一行，行首写“- ”。",
        fix_en="Write one element a line, each after “- ”.",
    ),
    "setting-not-text": Message(
        zh="“{key}”应当是一个值或一列值，不能再有下级。",
        en="“{key}” must be a value or a list of values.",
        fix_zh="去掉下级，只写值。",
        fix_en="Write the value itself.",
    ),
    "setting-value": Message(
        zh="“{key}”不能写“{value}”。",
        en="“{key}” cannot be “{value}”.",
        fix_zh="可以写：{options}。",
        fix_en="Allowed: {options}.",
    ),
    "setting-not-day": Message(
        zh="“{key}”的“{value}”不是日期。",
        en="“{value}” in “{key}” is not a day.",
        fix_zh="日期写成 2026-11-09 这样。",
        fix_en="Write a day as 2026-11-09.",
    ),
    "setting-not-span": Message(
        zh="“{key}”的“{value}”不是时长。",
        en="“{value}” in “{key}” is not a length of time.",
        fix_zh="时长写成 10 min、48 h、15 d 或 5 workday 这样。",
        fix_en="Write 10 min, 48 h, 15 d or 5 workday.",
    ),
    "setting-workday": Message(
        zh="“{key}”不能以工作日计。",
        en="“{key}” cannot be in working days.",
        fix_zh="改用小时（h）或日（d）。",
        fix_en="Use hours (h) or days (d).",
    ),
    "setting-not-offset": Message(
        zh="“{value}”不是时差。",
        en="“{value}” is not an offset.",
        fix_zh='时差写成 "+08:00" 这样。',
        fix_en='Write an offset as "+08:00".',
    ),
    "setting-not-code": Message(
        zh="代号“{value}”不合写法。",
        en="“{value}” is not a code.",
        fix_zh="代号用小写英文词，词间用连字符，不超过 60 个字符。",
        fix_en="Use lower-case ASCII words joined by hyphens, at most 60 characters.",
    ),
    "setting-not-count": Message(
        zh="“{value}”不是 1 到 {most} 之间的整数。",
        en="“{value}” is not a whole number from 1 to {most}.",
        fix_zh="改写为整数。",
        fix_en="Write a whole number.",
    ),
    "setting-taken": Message(
        zh="“{value}”在前面已经用过。",
        en="“{value}” is used before.",
        fix_zh="改用另一个名称，或者删去重复的一条。",
        fix_en="Use another name, or remove the duplicate.",
    ),
    "days-reversed": Message(
        zh="结束日期早于开始日期。",
        en="The end is before the beginning.",
        fix_zh="核对两个日期。",
        fix_en="Check the two days.",
    ),
    "days-too-long": Message(
        zh="这一条跨度超过 {most} 天。",
        en="This spans more than {most} days.",
        fix_zh="核对日期；确有需要的分成几条写。",
        fix_en="Check the days, or write several records.",
    ),
}
