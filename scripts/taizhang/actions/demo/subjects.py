"""All invented matters, by nature."""

from __future__ import annotations

from taizhang.actions.demo.subjects_asked import CHALLENGES, CLAIMS, INQUIRIES, SUGGESTIONS
from taizhang.actions.demo.subjects_doubted import GUESSES, MISREADINGS, QUERIES, RUMOURS

SUBJECTS = {
    group[0].nature: group
    for group in (
        INQUIRIES,
        CHALLENGES,
        CLAIMS,
        SUGGESTIONS,
        QUERIES,
        GUESSES,
        RUMOURS,
        MISREADINGS,
    )
}
"""Nature -> matters. 举报 is not among them: of it nothing may be told."""

REFUTED = ("求证", "揣测", "虚假信息")
"""Natures that are answered by a public denial after verification."""

MISREAD = "法规误读"
