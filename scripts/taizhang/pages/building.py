"""One build of a site beside what earlier ones left: pages of incidents that did not change."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from taizhang.actions.site import Drawing, load
from taizhang.pages.site import artist_of, artist_stamp
from taizhang.rules.views.audience import shown_to
from taizhang.store import switching
from taizhang.store.keptfiles import KeptFiles
from taizhang.store.keptpages import FOLDER, KeptPages
from taizhang.store.sketches import Sketches

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from taizhang.actions.site import Asked
    from taizhang.model.site import SiteViews
    from taizhang.pages.frame import Frame
    from taizhang.pages.site import Site
    from taizhang.pages.slots import Shape


class Building:
    """From the ledger to all files; a generator empties the folder and draws frames between."""

    def __init__(self, out: Path, site: Path | None = None) -> None:
        """``out``: the folder it is built in; ``site``: the one it goes to by ``switch``."""
        self._out = out
        self._site = site or out
        self._staged = site is not None
        self._kept = KeptPages(self._site, staged=self._staged)
        self._sketches = Sketches()

    def load(self, asked: Asked, address: str) -> SiteViews:
        """Put kept pages aside, judge and draw what is not known; what the audience is shown.

        ``address``: the site's, ``""`` = not known.

        Raises:
            EnvironmentProblem: no ledger there, or its plan or roster cannot be read.
        """
        if self._staged:
            switching.heal(self._site, FOLDER)
        self._kept.take()
        drawing = Drawing(
            sketches=self._sketches,
            pages=self._kept,
            artist=lambda plans, said: artist_of(plans, said, asked.root, address).sketch,
            stamp=artist_stamp(asked.root, address),
        )
        return shown_to(asked.audience, load(asked, drawing))

    def finish(self, site: Site, frames: Mapping[Shape, Frame]) -> None:
        """Write what changed beside what was kept."""
        self._kept.put_back()
        site.write(str(self._out), frames, KeptFiles(self._site))
        self._sketches.close()

    def switch(self) -> None:
        """Put what was built where the site is; nothing is to be done where it was built there.

        Raises:
            OSError: folders cannot change places.
        """
        if self._staged:
            self._kept.give_way()
            switching.put_over(self._site, FOLDER)
            switching.switch(self._site, FOLDER)
            self._kept.settle()

    def give_up(self) -> None:
        """Put kept pages back where they were."""
        self._kept.put_back()
        if self._staged:
            shutil.rmtree(self._out, ignore_errors=True)
        self._sketches.close()

    def forget(self) -> None:
        """Delete what lies beside the site."""
        self._kept.forget()
