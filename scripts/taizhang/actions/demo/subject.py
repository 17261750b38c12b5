"""What an invented incident is about: the prose one flow of acts is filled with."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One invented matter. ``{area}`` stands for a part of the town that does not exist.

    Attributes:
        unit: the unit that has to handle it.
        findings: what the consultation found.
        task: what the unit is to do, and ``result``: what it did.
        reply: text of the release.
        problem: what the review brought to light, and ``mend``: what became of it.
        fact: what verification showed, where something had to be verified.
    """

    title: str
    nature: str
    platform: str
    summary: str
    unit: str
    findings: str
    task: str
    result: str
    reply: str
    problem: str
    mend: str
    fact: str = ""

    def placed(self, area: str) -> Subject:
        """The same matter with ``area`` named."""
        return Subject(
            **{each.name: getattr(self, each.name).format(area=area) for each in fields(self)}
        )


AREAS = ("城东", "城西", "江岸", "北湖", "南门", "新桥", "石塔", "梅林", "柳湾", "东岭")
"""Parts of an invented town."""
