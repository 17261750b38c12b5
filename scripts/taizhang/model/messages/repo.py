"""Messages about the repository and the machine."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {}
