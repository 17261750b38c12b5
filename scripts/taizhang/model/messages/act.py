"""Messages about what commands that write say."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {}
