"""The digest of a tree of strings: quoting, order of keys and line ends do not matter."""

from __future__ import annotations

import hashlib
import json
from unicodedata import normalize


def tree_digest(tree: object) -> str:
    """SHA-256 over the sorted JSON of ``tree`` in NFC, 64 hexadecimal digits."""
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(normalize("NFC", text).encode()).hexdigest()
