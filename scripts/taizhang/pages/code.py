"""The square code of an address, for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

_QUIET = 4
"""Modules of white around the code that readers count on."""


def square_code(address: str) -> Markup:
    """``address`` as an inline SVG, black on white, one unit a module.

    Always the same mask: trying all eight takes three times as long and is not read any better
    at the size of a printed page.
    """
    import segno
    from markupsafe import Markup

    made = segno.make_qr(address, error="m", boost_error=False, mask=0)
    size = len(made.matrix) + 2 * _QUIET
    path = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, line in enumerate(made.matrix)
        for x, dark in enumerate(line)
        if dark
    )
    return Markup(  # noqa: S704 - numbers only; the address is in the dots
        f'<svg class="tz-code" viewBox="0 0 {size} {size}" role="img" aria-label="本页网址">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    )
