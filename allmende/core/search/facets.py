"""Choices for narrowing down, each with the true number of hits it would leave."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils import timezone

from allmende.core.kit.dates import BERLIN

Counts = Sequence[tuple["Cell", int]]

#: Years that can be chosen one by one; what is older is found without a choice of time.
YEARS = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """Items of one town of origin, of one kind, in one slot of time."""

    town: int
    kind: int
    slot: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Narrow down: ids of the town of origin and of the kind, and slots of time."""

    town: int | None = None
    kind: int | None = None
    slots: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment until now, or until another moment."""

    key: str
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Periods, and the slots of time they are made of: no period cuts a slot in two."""

    periods: Sequence[Period]
    starts: Sequence[datetime]

    def slots_of(self, key: str) -> frozenset[int] | None:
        """Slots of a period; None for all time, or for a period nobody knows."""
        period = next((one for one in self.periods if one.key == key), None)
        if period is None:
            return None
        return frozenset(
            number
            for number, start in enumerate(self.starts)
            if start >= period.start and (period.end is None or start < period.end)
        )


def calendar(now: datetime | None = None) -> Calendar:
    """Thirty days, twelve months, and the last years, counted in Berlin by whole days."""
    day = (now or timezone.now()).astimezone(BERLIN)
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    starts = {
        year: datetime(year, 1, 1, tzinfo=BERLIN)
        for year in range(day.year + 2 - YEARS, day.year + 2)
    }
    periods = [
        Period("30", midnight - timedelta(days=30)),
        Period("365", midnight - timedelta(days=365)),
        *(
            Period(str(year), starts[year], starts[year + 1])
            for year in sorted(starts, reverse=True)[1:]
        ),
    ]
    moments = {period.start for period in periods} | {starts[day.year + 1]}
    return Calendar(periods, sorted(moments, reverse=True))


def towns(cells: Counts, wanted: Wanted) -> Counter[int]:
    """Hits by town of origin, with the other choices as they are."""
    found: Counter[int] = Counter()
    for cell, count in _left(cells, replace(wanted, town=None)):
        found[cell.town] += count
    return found


def kinds(cells: Counts, wanted: Wanted) -> Counter[int]:
    """Hits by kind, with the other choices as they are."""
    found: Counter[int] = Counter()
    for cell, count in _left(cells, replace(wanted, kind=None)):
        found[cell.kind] += count
    return found


def periods(cells: Counts, wanted: Wanted, known: Calendar) -> Counter[str]:
    """Hits by period, with the other choices as they are; periods without hits are left out."""
    slots: Counter[int] = Counter()
    for cell, count in _left(cells, replace(wanted, slots=None)):
        slots[cell.slot] += count
    found = {one.key: sum(slots[n] for n in known.slots_of(one.key) or ()) for one in known.periods}
    return +Counter(found)


def total(cells: Counts, wanted: Wanted) -> int:
    """How many hits the present choice leaves."""
    return sum(count for _, count in _left(cells, wanted))


def fits(cell: Cell, wanted: Wanted) -> bool:
    fits_town = wanted.town in {None, cell.town}
    fits_kind = wanted.kind in {None, cell.kind}
    return fits_town and fits_kind and (wanted.slots is None or cell.slot in wanted.slots)


def _left(cells: Counts, wanted: Wanted) -> Iterator[tuple[Cell, int]]:
    return ((cell, count) for cell, count in cells if fits(cell, wanted))
