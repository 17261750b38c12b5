"""Messages about faults of a file's form: bytes, YAML, keys, values."""

from taizhang.model.messages import Message

MESSAGES: dict[str, Message] = {}
