"""How many items of a kind a town shows, by year, origin and category: counted once, then followed.

Items stand in groups of five hundred by their number, and every change of an item moves the tag of
its group (``changed``). So after a publication one group is read again and the difference is put
to the counts, however many items the town shows. What is counted is ``shown_in`` and no rule of
its own. Embargoes and expiries turn by the clock: a group is also read again when one has come.
"""

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from threading import Lock

from django.db.models import Case, Exists, Max, OuterRef, Q, Value, When
from django.db.models.functions import ExtractYear
from django.utils import timezone

from allmende.core.cache.tags import clock, is_pending
from allmende.core.exchange.models import Placement
from allmende.core.exchange.queries import shown_in, shown_placements
from allmende.core.items.models import Item
from allmende.core.items.queries import GROUP, group_tag, list_tag
from allmende.core.kit.dates import BERLIN
from allmende.core.towns.models import Town

#: Year, id of the town of origin, id of the category.
Cell = tuple[int | None, int | None, int | None]
#: Stands for any year or any town of origin.
ANY = 0
#: More groups than this are read in one sweep over everything.
MOST_GROUPS = 40
#: Tallies kept per process: the oldest goes.
MOST_KEPT = 64
#: Years told apart in SQL by comparing; older items are asked for their year.
YEARS = 25


@dataclass(slots=True)
class Tally:
    """Counts of what a town shows of a kind, and what is needed to follow them."""

    town: Town
    kind: int
    epoch: int = -1
    #: Counter of the tag of each group when it was read last.
    read: dict[int, int] = field(default_factory=dict)
    #: Soonest moment at which something in a group appears or disappears by the clock.
    turns: dict[int, datetime] = field(default_factory=dict)
    cells: dict[Cell, int] = field(default_factory=dict)
    names: list[Cell] = field(default_factory=list)
    groups: dict[int, "array[int]"] = field(default_factory=dict)
    by_year: Counter[int | None] = field(default_factory=Counter)
    by_origin: dict[int | None, Counter[int | None]] = field(default_factory=dict)
    by_category: dict[tuple[int | None, int | None], Counter[int | None]] = field(
        default_factory=dict
    )
    lock: Lock = field(default_factory=Lock)

    def years(self) -> list[tuple[int, int]]:
        """Years of Berlin with their items, newest first."""
        with self.lock:
            found = [(year, n) for year, n in self.by_year.items() if year and n]
        return sorted(found, reverse=True)

    def origins(self, year: int | None = None) -> dict[int | None, int]:
        """Items by town of origin."""
        with self.lock:
            return dict(+self.by_origin.get(year or ANY, Counter()))

    def categories(
        self, year: int | None = None, origin: int | None = None
    ) -> dict[int | None, int]:
        """Items by category, of a year and a town of origin or of all."""
        with self.lock:
            return dict(+self.by_category.get((year or ANY, origin or ANY), Counter()))

    def follow(self) -> None:
        """Bring the counts up to date."""
        epoch, now = clock().epoch, timezone.now()
        over = {number for number, moment in self.turns.items() if moment <= now}
        if epoch == self.epoch and not over:
            return
        top = Item.objects.aggregate(top=Max("pk"))["top"] or 0
        # Counters are read before the items: a change between the two is seen the next time.
        numbers = range(max(top // GROUP, *self.read, 0) + 1)
        stands = {n: clock().read(group_tag(n * GROUP)) for n in numbers}
        stale = over | {n for n, count in stands.items() if self.read.get(n) != count}
        if stale:
            self._read_anew(stale, now)
            self.turns = _turns(self.town, now)
        self.read, self.epoch = stands, epoch

    def _read_anew(self, stale: set[int], now: datetime) -> None:
        is_much = len(stale) > MOST_GROUPS
        rows = shown_in(self.town, now=now).filter(content_type=self.kind)
        if is_much:  # from the placements: a small town in a large house shows little
            rows = rows.filter(pk__in=shown_placements(self.town, now=now).values("item"))
        else:
            rows = rows.filter(_within(stale))
        found: dict[int, array[int]] = {n: array("I") for n in (self.groups if is_much else stale)}
        fields = ("pk", "year_", "town_id", "category_id")
        for pk, *place in rows.annotate(year_=_year(now)).values_list(*fields):
            found.setdefault(pk // GROUP, array("I")).append(self._cell(*place))
        for number, new in found.items():
            self._put(number, new)

    def _cell(self, year: int | None, origin: int | None, category: int | None) -> int:
        cell = (year, origin, category)
        number = self.cells.get(cell)
        if number is None:
            number = self.cells[cell] = len(self.names)
            self.names.append(cell)
        return number

    def _put(self, number: int, new: "array[int]") -> None:
        """Put the difference between a group as it was and as it is to the counts."""
        difference = Counter(new)
        difference.subtract(self.groups.get(number, ()))
        self.groups[number] = new
        for cell, n in difference.items():
            if n:
                self._add(*self.names[cell], n)

    def _add(self, year: int | None, origin: int | None, category: int | None, n: int) -> None:
        self.by_year[year] += n
        for one in (year, ANY):
            self.by_origin.setdefault(one, Counter())[origin] += n
            for other in (origin, ANY):
                self.by_category.setdefault((one, other), Counter())[category] += n


_kept: dict[tuple[int, int], Tally] = {}


def tally(town: Town, kind: int) -> Tally:
    """Counts of what a town shows of a kind (id of its content type) now.

    A transaction that has changed what is shown counts for itself.
    """
    if is_pending([list_tag(town.pk)]):
        found = Tally(town, kind)
    else:
        found = _kept.setdefault((town.pk, kind), Tally(town, kind))
        for key in list(_kept)[:-MOST_KEPT]:
            _kept.pop(key, None)
    with found.lock:
        found.follow()
    return found


def _within(groups: Iterable[int]) -> Q:
    ranges = (Q(pk__range=(number * GROUP, number * GROUP + GROUP - 1)) for number in groups)
    return reduce(or_, ranges)


def _year(now: datetime) -> Case:
    """Year of Berlin; comparing is many times cheaper for a database than taking dates apart."""
    this = now.astimezone(BERLIN).year
    begins = {year: datetime(year, 1, 1, tzinfo=BERLIN) for year in range(this - YEARS, this + 3)}
    cases = [
        When(
            first_published_at__gte=begins[year],
            first_published_at__lt=begins[year + 1],
            then=Value(year),
        )
        for year in sorted(begins, reverse=True)[1:]
    ]
    return Case(*cases, default=ExtractYear("first_published_at", tzinfo=BERLIN))


def _turns(town: Town, now: datetime) -> dict[int, datetime]:
    """Soonest moment ahead of each group that has one."""
    found: dict[int, datetime] = {}
    for pk, moment in _moments(town, now):
        number = pk // GROUP
        found[number] = min(moment, found.get(number, moment))
    return found


def _moments(town: Town, now: datetime) -> Iterable[tuple[int, datetime]]:
    here = Placement.objects.filter(town=town)
    yield from here.filter(shown_until__gt=now).values_list("item", "shown_until")  # type: ignore[misc]
    items = Item.objects.filter(Exists(here.filter(item=OuterRef("pk"))))
    for name in ("embargo_until", "expire_at"):
        ahead = items.filter(**{f"{name}__gt": now}).order_by(name)
        yield from ahead.values_list("pk", name)
