"""Messages of the pages on which entries are made, and of the schema for editors."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {
    "schema-written": Message(
        "格式说明已写到 {file}。",
        "The schema is written to {file}.",
    ),
}
