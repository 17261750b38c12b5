"""Messages about faults of a plan, a roster, the office's own files, and of incidents against them."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {}
