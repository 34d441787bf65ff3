"""What a town shows at this moment, as search needs it: by number, for fifty thousand items.

The shelf of a town is made by the very query of ``exchange.shown_in`` and by no rule of its own.
It is remembered as long as that query would give the same: until the town's lists or switches
change, or the clock reaches the next embargo, expiry or midnight. What is printed of an item is
asked of the database once more.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from allmende.core.cache.tags import clock, is_pending
from allmende.core.exchange.models import Placement
from allmende.core.exchange.queries import shown_in
from allmende.core.items.models import Item
from allmende.core.items.queries import list_tag
from allmende.core.kit.dates import end_of, today
from allmende.core.modules.contract import SearchSource
from allmende.core.modules.switchboard import SWITCHES_TAG, given
from allmende.core.search.facets import Calendar, Cell, calendar
from allmende.core.towns.models import Town


@dataclass(frozen=True, slots=True)
class Shelf:
    """``cell[id]`` is 0 for what is not shown, else a number in ``cells``.

    ``age[id]`` grows from the newest item to the oldest.
    """

    kinds: dict[int, SearchSource]
    calendar: Calendar
    cells: list[Cell]
    cell: "array[int]"
    age: "array[int]"
    begins: datetime
    ends: datetime
    #: What was asked for lately (see ``queries.search``).
    answers: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def numbers(self, ids: Collection[int]) -> list[int]:
        """Cells of items, 0 for what is not shown here."""
        try:
            return list(map(self.cell.__getitem__, ids))
        except IndexError:  # newer than all that is shown here
            found, size = self.cell, len(self.cell)
            return [found[pk] if pk < size else 0 for pk in ids]

    def tally(self, ids: Collection[int]) -> Counter[int]:
        """How many of these items stand in each cell; 0 stands for what is not shown."""
        try:
            return Counter(map(self.cell.__getitem__, ids))
        except IndexError:
            return Counter(self.numbers(ids))

    def shows_any(self, ids: Iterable[int]) -> bool:
        found, size = self.cell, len(self.cell)
        return any(pk < size and found[pk] for pk in ids)

    def shown(self, ids: Iterable[int]) -> list[int]:
        found, size = self.cell, len(self.cell)
        return [pk for pk in ids if pk < size and found[pk]]


def sources(town: Town) -> list[SearchSource]:
    return given(town, "search_sources")


def kinds_of(town: Town) -> dict[int, SearchSource]:
    """What modules of the town let search find, by the id of the content type."""
    found: dict[int, SearchSource] = {}
    for source in sources(town):
        model = apps.get_model(source.item_type)
        found.setdefault(ContentType.objects.get_for_model(model).pk, source)
    return found


def searchable(town: Town) -> QuerySet[Item]:
    """All that search may find in a town at this moment."""
    return shown_in(town).filter(content_type__in=list(kinds_of(town)))


_lock = Lock()
_held: dict[int, tuple[tuple[int, ...], Shelf]] = {}


def shelf_of(town: Town) -> Shelf:
    """Shelf of a town now. A transaction that has changed what is shown reads past the memory."""
    tags = (list_tag(town.pk), SWITCHES_TAG)
    if is_pending(tags):
        return _fill(town)
    now = tuple(clock().read(tag) for tag in tags)  # before the database is asked
    with _lock:
        held = _held.get(town.pk)
    if held and held[0] == now and held[1].begins <= timezone.now() < held[1].ends:
        return held[1]
    shelf = _fill(town)
    with _lock:
        _held[town.pk] = (now, shelf)
    return shelf


def _fill(town: Town) -> Shelf:
    begins, known = timezone.now(), calendar()
    rows = searchable(town).annotate(slot=_slot(known)).order_by("-first_published_at", "-pk")
    found = list(rows.values_list("pk", "town_id", "content_type_id", "slot"))
    size = max((row[0] for row in found), default=0) + 1
    shelf = Shelf(
        kinds_of(town), known, [], _zeros("H", size), _zeros("L", size), begins, _ends(town, begins)
    )
    numbers: dict[tuple[int, int, int], int] = {}
    for age, (pk, *place) in enumerate(found):
        shelf.cell[pk] = numbers.setdefault(tuple(place), len(numbers) + 1)
        shelf.age[pk] = age
    shelf.cells.extend([Cell(0, 0, 0), *(Cell(*place) for place in numbers)])
    return shelf


def _zeros(kind: str, size: int) -> "array[int]":
    return array(kind, bytes(array(kind).itemsize * size))


def _slot(known: Calendar) -> Case:
    """Number of the slot of time: 0 is the newest, the last one has no beginning."""
    cases = [
        When(first_published_at__gte=start, then=Value(number))
        for number, start in enumerate(known.starts)
    ]
    return Case(*cases, default=Value(len(known.starts)), output_field=IntegerField())


def _ends(town: Town, now: datetime) -> datetime:
    """When the clock alone will change what is shown; at the latest at midnight."""
    items, here = Item.objects.filter(live=True), Placement.objects.filter(town=town)
    places = ((items, "embargo_until"), (items, "expire_at"), (here, "shown_until"))
    return min([end_of(today()), *(end for rows, name in places for end in _next(rows, name, now))])


def _next(rows: QuerySet[Any], name: str, now: datetime) -> Iterable[datetime]:
    """The soonest moment ahead in a column, if any: asked so that an index can answer it."""
    ahead = rows.filter(**{f"{name}__gt": now}).order_by(name)
    return ahead.values_list(name, flat=True)[:1]
