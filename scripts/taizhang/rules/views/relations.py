"""Incidents beside one another: those one names, and those that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.pageviews import LinkView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Named = tuple[str, str]
"""Id of an incident, and the word for how it is named."""

_BACK = {"并入": "由其并入"}
"""What reads another way from the other side."""


def related(
    own: str,
    named: Iterable[Named],
    naming: Iterable[Named],
    title: Callable[[str], str | None],
) -> tuple[LinkView, ...]:
    """Links of the incident ``own``: what names it first, then what it names; each once.

    Args:
        own: id of the incident.
        named: what it names.
        naming: what names it, by the word that stands there, in the order of ids.
        title: of the incident of an id, None when it has no page and is left out.
    """
    told = dict((*((other, _BACK.get(how, how)) for other, how in naming), *named))
    return tuple(
        LinkView(id=other, title=found, how=how)
        for other, how in told.items()
        if other != own and (found := title(other)) is not None
    )
