"""The frame around a body: drawn once with marks in it, then joined with the slots of many pages.

The generator never sees a page's own text. It draws a frame in which marks stand where title,
description, body and file name belong; the frame is cut at the marks once, and what is put in
between is escaped here. Text that holds a mark cannot reach another slot.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from taizhang.pages.slots import PageSlots

_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_DATA_TYPE = re.compile(r"\btype=\"?application/(?:ld\+)?json")

_POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Marks of one build, not to be guessed by anyone who writes text for the site.

    ``body`` looks like a heading to a theme that would add one of its own where none is.
    """

    title: str
    description: str
    body: str
    name: str

    @classmethod
    def of(cls, nonce: str) -> Marks:
        """Marks made from ``nonce``, letters and digits only."""
        return cls(
            title=f"x{nonce}t",
            description=f"x{nonce}d",
            body=f"<!--x{nonce}b<h1-->",
            name=f"x{nonce}n",
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawn frame, cut at its marks.

    Attributes:
        fixed: what stands before, between and behind the slots, in UTF-8.
        slots: which each is, by its name among the marks.
    """

    fixed: tuple[bytes, ...]
    slots: tuple[str, ...]

    @classmethod
    def cut(cls, html: str, marks: Marks) -> Frame:
        """Cut ``html`` at every mark. A number behind the name told frames apart; it goes.

        Raises:
            ValueError: the frame has not exactly one place for the body.
        """
        names = {getattr(marks, name): name for name in Marks.__slots__}
        pattern = re.compile("(" + "|".join(map(re.escape, names)) + ")")
        pieces = pattern.split(re.sub(rf"{re.escape(marks.name)}-\d+", marks.name, html))
        slots = tuple(names[piece] for piece in pieces[1::2])
        if slots.count("body") != 1:
            raise ValueError(slots.count("body"))
        return cls(tuple(piece.encode() for piece in pieces[::2]), slots)

    def digest(self) -> str:
        """The same for frames that differ in their marks alone."""
        return sha256(
            b"\0".join((*self.fixed, *(name.encode() for name in self.slots)))
        ).hexdigest()

    def join(self, page: PageSlots) -> str:
        """The finished page: every slot filled, plain text escaped."""
        return self.around(page, page.body.encode()).decode()

    def around(self, page: PageSlots, body: bytes) -> bytes:
        """The finished page in UTF-8, with ``body`` in the place of its own."""
        from markupsafe import escape

        filled = {
            "title": escape(page.title).encode(),
            "description": escape(page.description).encode(),
            "body": body,
            "name": escape(page.uri.rpartition("/")[2].removesuffix(".html")).encode(),
        }
        pieces = [self.fixed[0]]
        for slot, rest in zip(self.slots, self.fixed[1:], strict=True):
            pieces += filled[slot], rest
        return b"".join(pieces)


def with_policy(frame: str) -> str:
    """``frame`` with a content policy that allows its own inline scripts and nothing else.

    Only to be called while no text of people stands in the frame: what is inline now is allowed.
    """
    hashes = {
        b64encode(sha256(found["code"].encode()).digest()).decode()
        for found in _INLINE_SCRIPT.finditer(frame)
        if "src=" not in found["attributes"] and not _DATA_TYPE.search(found["attributes"])
    }
    allowed = "".join(f" 'sha256-{digest}'" for digest in sorted(hashes))
    policy = _POLICY.format(hashes=allowed)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return frame.replace('<meta charset="utf-8">', f'<meta charset="utf-8">{meta}', 1)
