"""The digest of a tree of strings: quoting, order of keys and line ends do not matter.

Made without ``json`` and ``hashlib``: to load those takes longer than to check a file, and all
that is needed of either stands in a small module of Python's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from hashlib import sha256, sha512
    from json.encoder import py_encode_basestring as quoted
else:
    try:
        from _json import encode_basestring as quoted
    except ImportError:
        from json.encoder import encode_basestring as quoted
    try:
        from _sha2 import sha256, sha512
    except ImportError:
        try:
            from _sha256 import sha256
            from _sha512 import sha512
        except ImportError:
            from hashlib import sha256, sha512

__all__ = ["sha256", "sha512", "tree_digest"]


def tree_digest(tree: object) -> str:
    """SHA-256 over the sorted JSON of ``tree`` in NFC, 64 hexadecimal digits.

    Raises:
        TypeError: something else than texts, sequences and mappings is in it.
    """
    return sha256(normalize("NFC", _json(tree)).encode()).hexdigest()


def _json(tree: object) -> str:
    """What ``json.dumps`` writes with sorted keys and nothing escaped that need not be."""
    if isinstance(tree, str):
        return quoted(tree)
    if isinstance(tree, dict):
        pairs = [f"{quoted(key)}:{_json(tree[key])}" for key in sorted(tree)]
        return f"{{{','.join(pairs)}}}"
    if isinstance(tree, (list, tuple)):
        return f"[{','.join(map(_json, tree))}]"
    raise TypeError(type(tree).__name__)
