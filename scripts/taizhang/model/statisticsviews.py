"""Statistics as pages, tables and files show them: figures of one period, already in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, overload

from taizhang.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from taizhang.model.views import Moment


class Column(NamedTuple):
    """A column of a figure's table.

    Attributes:
        key: its name for programs, never changed.
        title: its words, never changed either: files carry them.
        unit: what a bare number in a file counts, ``""`` = nothing in particular.
        number: True when the cells are numbers or lengths of time.
    """

    key: str
    title: str
    unit: str = ""
    number: bool = True


class Cell(NamedTuple):
    """A cell: as people read it, and bare for files (``""`` = no value)."""

    text: str
    value: str | int | float


class Total(NamedTuple):
    """A total of a period: its name for programs, and the number in words."""

    key: str
    text: str


class Series(NamedTuple):
    """Numbers of a chart by one name; ``colour`` is a level's own, ``""`` = by its place.

    ``line``: drawn as a line over the columns.
    """

    name: str
    values: tuple[int, ...]
    colour: str = ""
    line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn of a figure.

    Attributes:
        form: ``bars``, ``stacked`` (shares of a row), ``columns`` (over time) or ``range`` (from
            the median to the ninth tenth, in seconds).
        labels: of rows or columns, as long as every series.
    """

    form: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with its table.

    Attributes:
        key: ASCII words, never changed: anchor and name of the file.
        note: what it counts, and what it does not say.
        group: heading it stands under.
    """

    key: str
    title: str
    note: str
    group: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: Chart | None = None


class Figures(Sequence[Figure]):
    """Figures that are made when they are first looked at: of most years nobody asks."""

    def __init__(self, make: Callable[[], Iterable[Figure]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[Figure, ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, index: int) -> Figure: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Figure, ...]: ...
    def __getitem__(self, index: int | slice) -> Figure | tuple[Figure, ...]:
        return self._made[index]

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._made)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Figures) and self._made == other._made

    __hash__ = None  # type: ignore[assignment]  # made late, and compared in tests alone


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """The figures of a year, or of all years (``key`` is ``all``).

    Attributes:
        head: the totals of the first figure.
        total: incidents.
        partial: the year is not over at the moment of the view.
        moving: time alone changes the figures: it is not over, or something in it is open.
        mark: changes with the figures; ``""`` = not known.
    """

    key: str
    title: str
    head: tuple[Total, ...]
    figures: Sequence[Figure]
    total: int
    partial: bool = False
    moving: bool = True
    mark: str = ""

    def figure(self, key: str) -> Figure | None:
        """The figure called so."""
        return next((each for each in self.figures if each.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsView:
    """All statistics of a ledger at one moment.

    Attributes:
        drill: a drill ledger, whose every incident is a drill and counts.
        left_out: single drills in a real ledger, which do not count.
        history: recorded times were known, so that late entries could be told.
        periods: all years first, then year by year, the newest first.
    """

    ledger: str
    drill: bool
    built: Moment
    left_out: int
    history: bool
    periods: tuple[PeriodView, ...]

    def period(self, key: str) -> PeriodView | None:
        """The period called so."""
        return next((each for each in self.periods if each.key == key), None)
