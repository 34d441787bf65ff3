"""Which towns stand first where there are too many to name them all; the others have a page."""

from datetime import date
from math import inf

from allmende.core.cache.memo import remembered
from allmende.core.kit.dates import today
from allmende.core.kit.geo import distance_km
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG, latest_population, switcher_towns, town_by_id

#: Towns named in the switcher, in the footer and on the start page of an alliance.
MOST = 12


def first_towns(town: Town) -> list[Town]:
    """Alliance, the town itself and its nearest neighbours, or the largest towns of an alliance."""
    return _first_towns(town.pk, today())[0]


def has_more(town: Town) -> bool:
    """Whether there are towns that ``first_towns`` leaves out."""
    return _first_towns(town.pk, today())[1]


@remembered(TOWNS_TAG)
def _first_towns(town_id: int, _day: date) -> tuple[list[Town], bool]:
    town = town_by_id(town_id)
    everyone = switcher_towns(town)
    if len(everyone) <= MOST:
        return everyone, False
    people = {pk: row.count for pk, row in latest_population(everyone).items()}

    def rank(other: Town) -> tuple[bool, bool, float, int]:
        return (
            not other.is_alliance,
            other != town,
            _distance(town, other),
            -people.get(other.pk, 0),
        )

    chosen = set(sorted(everyone, key=rank)[:MOST])
    return [other for other in everyone if other in chosen], True


def _distance(town: Town, other: Town) -> float:
    """Kilometres between two towns; from an alliance everybody is equally far."""
    if town.is_alliance or town.place is None or other.place is None:
        return inf
    return distance_km(town.place, other.place)
