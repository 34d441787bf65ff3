"""Places of a town, what is near, and what is open."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from allmende.core.kit.geo import Point, distance_km
from allmende.core.towns.hours import Interval
from allmende.core.towns.models import Town
from allmende.shared.places.choices import HolidayRule
from allmende.shared.places.models import OpeningHours, Place, SpecialHours
from allmende.shared.places.opening import Plan, Special, State, Times, state_at


def places_tag(town_id: int) -> str:
    """Page tag of everything that shows places of a town, their hours included."""
    return f"places:{town_id}"


def places_of(town: Town) -> QuerySet[Place]:
    """Places a town keeps, for forms and lists."""
    return Place.objects.filter(town=town).select_related("village")


def place_named(town: Town, name: str) -> Place | None:
    """Place of a town by its name, whatever its capitals; the oldest of several."""
    wanted = " ".join(name.split()).casefold()
    found = Place.objects.filter(town=town).order_by("pk")
    return next((place for place in found if place.name.casefold() == wanted), None)


class Nearby(NamedTuple):
    """A place and how far it is, in kilometres."""

    place: Place
    km: float


def within(places: QuerySet[Place], point: Point, km: float) -> list[Nearby]:
    """Places at most so many kilometres (great circle) from a point, the nearest first."""
    found = [
        Nearby(place, distance_km(point, place.point))
        for place in places.near(point, km)  # type: ignore[attr-defined]
        if place.point
    ]
    return sorted((one for one in found if one.km <= km), key=lambda one: (one.km, one.place.pk))


def plans_of(places: Iterable[Place]) -> dict[int, Plan]:
    """Opening hours of several places in two questions, by id of the place."""
    rules = {place.pk: HolidayRule(place.on_holidays) for place in places}
    weekly: dict[int, list[Interval]] = defaultdict(list)
    for row in OpeningHours.objects.filter(place__in=list(rules)):
        weekly[row.place_id].append(Interval(row.weekday, row.opens, row.closes))
    specials: dict[int, list[Special]] = defaultdict(list)
    for special in SpecialHours.objects.filter(place__in=list(rules)):
        specials[special.place_id].append(_special(special))
    return {
        pk: Plan(tuple(sorted(weekly[pk])), tuple(specials[pk]), rule) for pk, rule in rules.items()
    }


def _special(row: SpecialHours) -> Special:
    times = (
        (Times(row.opens, row.closes),) if row.opens is not None and row.closes is not None else ()
    )
    return Special(row.first_day, row.last_day, times, row.reason)


def plan_of(place: Place) -> Plan:
    return plans_of([place])[place.pk]


def states_of(places: Iterable[Place], at: datetime | None = None) -> dict[int, State]:
    """Which of several places are open at a moment (now), in two questions."""
    moment = at or timezone.now()
    return {pk: state_at(plan, moment) for pk, plan in plans_of(places).items()}


def is_open(place: Place, at: datetime | None = None) -> bool:
    return states_of([place], at)[place.pk].is_open
