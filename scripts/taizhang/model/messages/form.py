"""Messages about faults of a file's form: bytes, YAML, keys, values."""

from taizhang.model.messages import Message, encoding, syntax

MESSAGES: dict[str, Message] = {
    **encoding.MESSAGES,
    **syntax.MESSAGES,
    # fields and their values
}
