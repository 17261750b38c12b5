"""Messages about the command line's own words."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {}
