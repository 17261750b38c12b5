"""Messages about statistics."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    "stats-empty": Message(
        "还没有可以统计的舆情。",
        "There is nothing to count yet.",
        "登记第一件：taizhang new。",
        "Record the first one: taizhang new.",
    ),
    "stats-drill": Message(
        "这是演练台账，统计的都是演练事件。", "A drill ledger: every incident counted is a drill."
    ),
    "stats-left-out": Message("单次演练 {count} 件不计。", "Single drills, not counted: {count}."),
    "stats-no-year": Message(
        "没有“{value}”年发现的舆情。",
        "Nothing was discovered in {value}.",
        "年份写四位数字，可写：{known}；不写 --year 为历年合计。",
        "Write the year in four digits, one of: {known}; without --year all years count.",
    ),
    "stats-no-figure": Message(
        "没有叫“{value}”的表。",
        "No figure is called {value}.",
        "可写：{known}。",
        "One of: {known}.",
    ),
    "stats-one-form": Message(
        "--json 和 --csv 只能写一个。",
        "Only one of --json and --csv can be given.",
        "去掉其中一个。",
        "Leave one out.",
    ),
}
