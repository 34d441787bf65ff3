"""What a reader wants to see of the directory, and what there is of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count

from allmende.core.cache.tags import lives_until
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_slug
from allmende.modules.directory.choices import EntryKind
from allmende.modules.directory.models import Entry, EntryQuerySet
from allmende.modules.directory.queries import OFFICES_FIRST, having_words, shown_in
from allmende.shared.places.choices import Known
from allmende.shared.places.queries import states_of

EVERYWHERE = "alle"
#: Points on one map, and entries whose hours are looked at for "open now".
MOST = 600


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for; nonsense asks for nothing. ``town`` None means everywhere."""

    query: str = ""
    kind: str = ""
    town: Town | None = None
    place: str = ""
    village: int | None = None
    open_now: bool = False
    step_free: bool = False


def wish_of(asked: Mapping[str, str], town: Town) -> Wish:
    """Read the query string. A town shows itself first, an alliance all its members."""
    place = asked.get("ort", "")[:60]
    named = town_by_slug(place) if place and place != EVERYWHERE else None
    kind, village = asked.get("art", ""), asked.get("ortsteil", "")
    own = None if town.is_alliance or place == EVERYWHERE else town
    return Wish(
        query=" ".join(asked.get("q", "").split())[:100],
        kind=kind if kind in EntryKind.values else "",
        town=named or own,
        place=place if named or place == EVERYWHERE else "",
        village=int(village) if village.isdecimal() and len(village) < 10 else None,
        open_now=bool(asked.get("offen")),
        step_free=bool(asked.get("stufenlos")),
    )


@dataclass(slots=True)
class Found:
    """Entries that fit, and how many there are of every sort."""

    entries: EntryQuerySet
    open_ids: list[int] | None
    kinds: Counter[str] = field(default_factory=Counter)
    towns: Counter[int] = field(default_factory=Counter)
    villages: Counter[tuple[int, str]] = field(default_factory=Counter)

    def page(self, number: int, per_page: int) -> Any:
        return Paginator(self._chosen(), per_page).get_page(number)

    def points(self) -> list[Entry]:
        """Entries that lie somewhere, for the map."""
        placed = self._chosen().filter(place__lat__isnull=False)
        return list(placed.select_related(None).select_related("place", "town")[:MOST])

    def _chosen(self) -> EntryQuerySet:
        if self.open_ids is None:
            return self.entries
        return self.entries.filter(pk__in=self.open_ids)


def find(town: Town, wish: Wish, now: datetime) -> Found:
    """Entries shown in a town that fit a wish."""
    everything = shown_in(town)
    matching = having_words(everything, wish.query) if wish.query else everything
    if wish.step_free:
        matching = matching.filter(place__step_free=Known.YES)
    chosen = _narrowed(matching, wish).order_by(*OFFICES_FIRST)
    found = Found(chosen, _open_among(chosen, now) if wish.open_now else None)
    _count(found, matching, wish)
    return found


def _narrowed(entries: EntryQuerySet, wish: Wish) -> EntryQuerySet:
    if wish.town:
        entries = entries.filter(town=wish.town)
    if wish.kind:
        entries = entries.filter(kind=wish.kind)
    if wish.village:
        entries = entries.filter(place__village=wish.village)
    return entries


def _open_among(entries: EntryQuerySet, now: datetime) -> list[int]:
    """Ids of entries that are open; the answer ends when the first of all opens or closes."""
    rows = list(entries.filter(place__opening_hours__isnull=False).distinct()[:MOST])
    states = states_of([row.place for row in rows if row.place], now)
    for state in states.values():
        if state.turns_at:
            lives_until(state.turns_at)
    return [row.pk for row in rows if row.place_id and states[row.place_id].is_open]


def _count(found: Found, matching: EntryQuerySet, wish: Wish) -> None:
    """Count by town, kind and village: each as it would be with the other choices kept."""
    rows = matching.order_by().values_list("town", "kind", "place__village", "place__village__name")
    for town, kind, village, name, n in rows.annotate(n=Count("pk")):
        fits_town = wish.town is None or town == wish.town.pk
        fits_kind = wish.kind in {"", kind}
        if fits_kind:
            found.towns[town] += n
        if fits_town and wish.village in {None, village}:
            found.kinds[kind] += n
        if fits_town and fits_kind and village:
            found.villages[village, name] += n
