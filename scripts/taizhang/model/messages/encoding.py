"""Messages about the bytes of a file and about single characters."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # bytes of the file
    "yaml-empty": Message(
        zh="文件是空的。",
        en="The file is empty.",
        fix_zh="补上内容；多余的文件请删除。",
        fix_en="Fill it in, or delete the file if it is not needed.",
    ),
    "yaml-too-big": Message(
        zh="文件有 {size} KiB，超过上限 {limit} KiB。",
        en="The file has {size} KiB, more than the limit of {limit} KiB.",
        fix_zh="原文和截图不入库，只记名称和摘要值；请把长篇材料移出本文件。",
        fix_en="Originals and screenshots are not kept here, only their names and digests; move long material out of the file.",
    ),
    "yaml-gbk": Message(
        zh="文件是 GBK 编码，请另存为 UTF-8。",
        en="The file is encoded as GBK, not UTF-8.",
        fix_zh="在编辑器中选“另存为”，编码选“UTF-8”（不带 BOM）。",
        fix_en='In your editor choose "Save as" with the encoding "UTF-8" (without BOM).',
    ),
    "yaml-utf16": Message(
        zh="文件是 UTF-16 编码（记事本中叫“Unicode”），请另存为 UTF-8。",
        en='The file is encoded as UTF-16 ("Unicode" in Notepad), not UTF-8.',
        fix_zh="在编辑器中选“另存为”，编码选“UTF-8”（不带 BOM）。",
        fix_en='In your editor choose "Save as" with the encoding "UTF-8" (without BOM).',
    ),
    "yaml-bom": Message(
        zh="文件开头有 BOM 标记。",
        en="The file begins with a byte order mark.",
        fix_zh="在编辑器中选“另存为”，编码选“UTF-8”，不要选“带有 BOM 的 UTF-8”。",
        fix_en='In your editor choose "Save as" with the encoding "UTF-8", not "UTF-8 with BOM".',
    ),
    "yaml-not-utf8": Message(
        zh="此处的字节不是 UTF-8 文字，文件可能已损坏。",
        en="The bytes here are no UTF-8 text; the file may be damaged.",
        fix_zh="重新输入此处的文字，并以 UTF-8 编码保存。",
        fix_en="Type the text here again and save the file as UTF-8.",
    ),
    # single characters
    "yaml-tab": Message(
        zh="此处有制表符（Tab）。",
        en="There is a tab here.",
        fix_zh="换成半角空格；缩进每层两个。",
        fix_en="Put spaces in its place; two for each level of indentation.",
    ),
    "yaml-lone-return": Message(
        zh="此处有单独的回车符。",
        en="There is a carriage return here that ends no line.",
        fix_zh="在编辑器中把换行方式改为“LF”后保存。",
        fix_en='Set the line endings to "LF" in your editor and save the file.',
    ),
    "yaml-control-character": Message(
        zh="此处有控制字符 {char}{name}。",
        en="There is a control character here: {char}{name}.",
        fix_zh="删去它；看不见时，删去并重新输入前后各一个字。",
        fix_en="Delete it; if you cannot see it, delete and retype the characters around it.",
    ),
    "yaml-bidi-character": Message(
        zh="此处有改变文字方向的隐藏字符 {char}{name}，会使显示与内容不符。",
        en="There is a hidden character here that turns the direction of text, so that it reads differently from what it is: {char}{name}.",
        fix_zh="删去它；看不见时，删去并重新输入前后各一个字。",
        fix_en="Delete it; if you cannot see it, delete and retype the characters around it.",
    ),
    "yaml-hidden-character": Message(
        zh="此处有看不见的字符 {char}{name}。",
        en="There is an invisible character here: {char}{name}.",
        fix_zh="删去它；看不见时，删去并重新输入前后各一个字。",
        fix_en="Delete it; if you cannot see it, delete and retype the characters around it.",
    ),
    "yaml-line-separator": Message(
        zh="此处有特殊的换行字符 {char}{name}。",
        en="There is an unusual line separator here: {char}{name}.",
        fix_zh="删去它，改按回车键换行。",
        fix_en="Delete it and press Enter instead.",
    ),
    "yaml-not-nfc": Message(
        zh="此处的字由几个部分拼成，与直接输入的“{char}”看着相同而内容不同。",
        en='The character here is put together from parts: it looks like "{char}" but is not the same.',
        fix_zh="删去它，直接输入“{char}”。",
        fix_en='Delete it and type "{char}".',
    ),
    "yaml-hidden-escape": Message(
        zh="引号中的转义写法代表了不许使用的字符 {char}。",
        en="An escape in the quotes stands for a character that may not be used: {char}.",
        fix_zh="删去这个以反斜杠开头的写法。",
        fix_en="Delete the escape that begins with a backslash.",
    ),
    "yaml-odd-space": Message(
        zh="此处用了全角空格或其他特殊空格（{point}）。",
        en="There is a full-width or other unusual space here ({point}).",
        fix_zh="换成半角空格；缩进每层两个，冒号后一个。",
        fix_en="Put plain spaces in its place: two for each level, one after a colon.",
    ),
    "yaml-fullwidth-colon": Message(
        zh="“{key}”后面是全角冒号“{char}”。",
        en='After "{key}" stands the full-width colon "{char}".',
        fix_zh="换成半角冒号加一个空格，即“{key}: ”。若整行是正文，给正文加上英文双引号。",
        fix_en='Put a plain colon and a space: "{key}: ". If the whole line is text, put it in double quotes.',
    ),
}
