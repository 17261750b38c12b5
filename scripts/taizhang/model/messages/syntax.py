"""Messages about what is no YAML, or YAML that the strict reader does not take."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    # what YAML can do and this reader does not take
    "yaml-document-mark": Message(
        zh="此处有文档分隔线“{mark}”；一个文件只写一份内容。",
        en='There is a document mark "{mark}" here; a file holds one document.',
        fix_zh="删去这一行；若后面是另一份内容，移到另一个文件。",
        fix_en="Delete the line; if another document follows, move it to a file of its own.",
    ),
    "yaml-directive": Message(
        zh="此处有 YAML 指令行。",
        en="There is a YAML directive here.",
        fix_zh="删去这一行及其后的“---”。",
        fix_en='Delete the line and the "---" after it.',
    ),
    "yaml-anchor": Message(
        zh="此处的“&{name}”是 YAML 的锚点，不能使用。",
        en='"&{name}" is an anchor of YAML; anchors are not taken.',
        fix_zh="删去它，把内容写全。若是正文，给正文加上英文双引号。",
        fix_en="Delete it and write the content out. If it is text, put the text in double quotes.",
    ),
    "yaml-alias": Message(
        zh="此处的“*{name}”是 YAML 的引用，不能使用。",
        en='"*{name}" is an alias of YAML; aliases are not taken.',
        fix_zh="把所引的内容写全。若是正文，给正文加上英文双引号。",
        fix_en="Write the content out. If it is text, put the text in double quotes.",
    ),
    "yaml-merge-key": Message(
        zh="此处的“<<”是 YAML 的合并写法，不能使用。",
        en='"<<" is a merge key of YAML; merge keys are not taken.',
        fix_zh="删去它，把内容写全。",
        fix_en="Delete it and write the content out.",
    ),
    "yaml-tag": Message(
        zh="此处的“{name}”是 YAML 的类型标签，不能使用。",
        en='"{name}" is a tag of YAML; tags are not taken.',
        fix_zh="删去它。若是正文，给正文加上英文双引号。",
        fix_en="Delete it. If it is text, put the text in double quotes.",
    ),
    "yaml-too-deep": Message(
        zh="内容的层次超过 {limit} 层。",
        en="The content has more than {limit} levels.",
        fix_zh="检查此处的缩进和括号；正文中的括号须在英文双引号内。",
        fix_en="Look at the indentation and the brackets here; brackets of a text must stand in double quotes.",
    ),
    "yaml-not-mapping": Message(
        zh="文件最外层不是“名称: 内容”的写法。",
        en='The outermost level is not of the form "name: content".',
        fix_zh="每行写成“名称: 内容”，从最左边写起，冒号用半角，后空一格。",
        fix_en='Write each line as "name: content", from the left edge, with a plain colon and a space.',
    ),
    "yaml-key-not-text": Message(
        zh="冒号前面没有名称，或名称不是一个词。",
        en="There is no name before the colon, or the name is not a word.",
        fix_zh="写成“名称: 内容”。",
        fix_en='Write "name: content".',
    ),
    "yaml-duplicate-key": Message(
        zh="“{key}”重复，第 {first} 行已有。",
        en='"{key}" is there twice; it first stands in line {first}.',
        fix_zh="只留一个；两处内容都要的，合并到一处。",
        fix_en="Keep one; if both contents are needed, put them together.",
    ),
    "yaml-empty-value": Message(
        zh="“{key}”后面没有内容。",
        en='There is nothing after "{key}".',
        fix_zh="写上内容；没有内容的，删去这一行。",
        fix_en="Fill it in, or delete the line.",
    ),
    "yaml-empty-item": Message(
        zh="列表中有一项没有内容。",
        en="An item of the list is empty.",
        fix_zh="写上内容；没有内容的，删去这一项。",
        fix_en="Fill it in, or delete the item.",
    ),
    "yaml-flow-mapping": Message(
        zh="此处用了花括号 {{}}。",
        en="There are braces here: {{}}.",
        fix_zh="每项另起一行，写成“名称: 内容”，比上一层多缩进两个空格。若是正文，给正文加上英文双引号。",
        fix_en='Give each item a line of its own, "name: content", two spaces further in. If it is text, put it in double quotes.',
    ),
    "yaml-flow-lines": Message(
        zh="方括号 [] 写成了几行。",
        en="The brackets [] run over several lines.",
        fix_zh="写在一行里；一行写不下的，列表每项另起一行，以“- ”开头。",
        fix_en='Put them on one line, or give each item a line of its own that begins with "- ".',
    ),
    "yaml-flow-nested": Message(
        zh="方括号 [] 里又有方括号。",
        en="There are brackets [] within brackets.",
        fix_zh="列表每项另起一行，以“- ”开头。若是正文，给正文加上英文双引号。",
        fix_en='Give each item a line of its own that begins with "- ". If it is text, put it in double quotes.',
    ),
    "yaml-flow-quoted": Message(
        zh="方括号 [] 里只写名称，不写带引号的正文。",
        en="Brackets [] hold names only, no text in quotes.",
        fix_zh="名称去掉引号；正文每项另起一行，以“- ”开头。",
        fix_en='Take the quotes off a name; give text a line of its own that begins with "- ".',
    ),
    "yaml-flow-long": Message(
        zh="方括号 [] 里有一项超过 {limit} 个字；方括号里只写名称。",
        en="An item in the brackets [] has more than {limit} characters; brackets hold names only.",
        fix_zh="列表每项另起一行，以“- ”开头。",
        fix_en='Give each item a line of its own that begins with "- ".',
    ),
    "yaml-flow-comma": Message(
        zh="方括号 [] 里用了全角“{char}”，各项会连成一项。",
        en='In the brackets [] stands the full-width "{char}"; the items would become one.',
        fix_zh="换成半角逗号加一个空格。“{char}”属于正文的，该项另起一行，以“- ”开头。",
        fix_en='Put a plain comma and a space. If "{char}" belongs to the text, give the item a line of its own that begins with "- ".',
    ),
    "yaml-comment-after-value": Message(
        zh="此处的“#”使本行其后的文字成为注释，不算内容。",
        en='The "#" here makes a comment of the rest of the line.',
        fix_zh="是注释的，移到上一行单独写。是正文的，给整个内容加上英文双引号。",
        fix_en="If it is a comment, move it to a line of its own above. If it is text, put the whole value in double quotes.",
    ),
    "yaml-timeline-line": Message(
        zh="“timeline:”没有独占一行，或加了引号、空格。",
        en='"timeline:" does not stand alone on its line, or has quotes or a space in it.',
        fix_zh="这一行只写“timeline:”，从最左边写起；各条记录从下一行起，以“- ”开头。",
        fix_en='Write only "timeline:" on the line, from the left edge; entries begin with "- " below.',
    ),
    "yaml-after-timeline": Message(
        zh="“{key}”写在各条记录之后；timeline 须在文件最后。",
        en='"{key}" stands after the entries; timeline must come last in the file.',
        fix_zh="把“{key}”移到“timeline:”这一行之前；属于最后一条记录的，缩进两个空格。",
        fix_en='Move "{key}" before the line "timeline:"; if it belongs to the last entry, indent it by two spaces.',
    ),
    "yaml-list-indent": Message(
        zh="最外层列表的“- ”没有靠最左边写。",
        en='The "- " of an outermost list does not stand at the left edge.',
        fix_zh="把这个列表整体左移，使“- ”在行首。",
        fix_en='Move the whole list to the left, so that "- " begins the line.',
    ),
    "yaml-quoted-indent": Message(
        zh="引号中的文字换行后从最左边写起，与各条记录分不清。",
        en="Text in quotes goes on at the left edge, where it looks like an entry.",
        fix_zh="在这一行前加四个半角空格。",
        fix_en="Put four spaces before the line.",
    ),
    # where the file stops being YAML
    "yaml-needs-quotes": Message(
        zh="内容不能以“{char}”这样开头。",
        en='A value cannot begin with "{char}" like this.',
        fix_zh="给整个内容加上英文双引号。",
        fix_en="Put the whole value in double quotes.",
    ),
    "yaml-colon-in-value": Message(
        zh="内容里又有半角冒号加空格，读不出哪里是名称。",
        en="The value holds another colon and space; it cannot be told what is the name.",
        fix_zh="给整个内容加上英文双引号，或把内容里的冒号改成全角“：”。",
        fix_en="Put the whole value in double quotes.",
    ),
    "yaml-colon-space": Message(
        zh="“{key}”的冒号后面没有空格。",
        en='There is no space after the colon of "{key}".',
        fix_zh="在冒号后加一个半角空格。",
        fix_en="Put a space after the colon.",
    ),
    "yaml-no-colon": Message(
        zh="这一行“{key}”没有“名称: ”，也不是列表的一项。",
        en='The line "{key}" has no "name: " and is no item of a list.',
        fix_zh="补上名称和半角冒号；是上一行正文的，与上一行写成一行。",
        fix_en="Put a name and a colon before it; if it belongs to the text above, join the lines.",
    ),
    "yaml-bad-indent": Message(
        zh="这一行的缩进与上下行对不上。",
        en="The indentation of this line does not fit the lines around it.",
        fix_zh="同一层的各行左边对齐；每深一层，多两个半角空格。",
        fix_en="Align the lines of one level; indent each further level by two more spaces.",
    ),
    "yaml-unclosed-quote": Message(
        zh="此处的引号没有配对的后引号。",
        en="The quotes that open here are never closed.",
        fix_zh="在内容末尾补上同样的引号。",
        fix_en="Put the same quotes at the end of the value.",
    ),
    "yaml-text-after-quote": Message(
        zh="后引号之后还有文字。",
        en="There is more text after the closing quotes.",
        fix_zh="把整个内容放进一对英文双引号，其中的引号改用中文引号“ ”。",
        fix_en='Put the whole value in one pair of double quotes and write quotes inside it as \\".',
    ),
    "yaml-bad-escape": Message(
        zh="双引号里的反斜杠写法不对。",
        en="The backslash in the quotes begins no escape that YAML knows.",
        fix_zh="反斜杠本身写成两个“\\\\”，或换用英文单引号。",
        fix_en="Write a backslash twice, or use single quotes.",
    ),
    "yaml-unclosed-bracket": Message(
        zh="此处的括号没有配对的后括号，或括号里的各项没有用半角逗号隔开。",
        en="The bracket that opens here is never closed, or its items are not separated by plain commas.",
        fix_zh="补上后括号和半角逗号。若是正文，给整个内容加上英文双引号。",
        fix_en="Put the closing bracket and plain commas. If it is text, put the whole value in double quotes.",
    ),
    "yaml-syntax": Message(
        zh="此处不合 YAML 的写法。",
        en="This is not YAML: {problem}.",
        fix_zh="对照前后的记录检查本行和上一行的缩进、冒号和引号。",
        fix_en="Compare indentation, colons and quotes of this line and the one above with other entries.",
    ),
}
