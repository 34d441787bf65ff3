"""What is known of towns. Names of hosts are asked on every request: see ``by_host``."""

from datetime import date

from django.db.models import Q, QuerySet

from allmende.core.cache.memo import remembered
from allmende.core.kit.dates import today
from allmende.core.kit.geo import distance_km
from allmende.core.towns.choices import TAKING_PART
from allmende.core.towns.models import Host, Population, Town, Village

TOWNS_TAG = "towns"


@remembered(TOWNS_TAG)
def _directory() -> dict[str, tuple[Town, bool]]:
    """Every host with its town, and whether it is the main one."""
    towns = {town.pk: town for town in Town.objects.select_related("authority")}
    found = {town.host: (town, True) for town in towns.values()}
    for host in Host.objects.all():
        found.setdefault(host.name, (towns[host.town_id], False))
    return found


def by_host(host: str) -> tuple[Town, bool] | None:
    """Town of a host name (without port), and whether the name is its main one."""
    return _directory().get(host.lower().rstrip("."))


def all_towns() -> list[Town]:
    """All bodies that publish here: alliances first, then municipalities by name."""
    towns = {town.pk: town for town, _ in _directory().values()}
    return sorted(towns.values(), key=lambda town: (not town.is_alliance, town.name))


def town_by_id(pk: int) -> Town:
    """Town from the remembered directory; raises KeyError for an unknown one."""
    return _by_id()[pk]


@remembered(TOWNS_TAG)
def _by_id() -> dict[int, Town]:
    return {town.pk: town for town, _ in _directory().values()}


@remembered(TOWNS_TAG)
def _by_slug() -> dict[str, Town]:
    return {town.slug: town for town in _by_id().values()}


def town_by_slug(slug: str) -> Town | None:
    return _by_slug().get(slug)


@remembered(TOWNS_TAG)
def _alliances_of(day: date) -> dict[int, frozenset[int]]:
    from allmende.core.towns.models import Membership

    found: dict[int, set[int]] = {}
    for row in Membership.objects.filter(state__in=TAKING_PART):
        if row.takes_part(day):
            found.setdefault(row.town_id, set()).add(row.alliance_id)
            found.setdefault(row.alliance_id, set()).add(row.alliance_id)
    return {town: frozenset(alliances) for town, alliances in found.items()}


def alliances_of(town: Town) -> frozenset[int]:
    """Ids of the alliances in which a town takes part today (an alliance is in itself)."""
    return _alliances_of(today()).get(town.pk, frozenset())


def partners_of(town: Town) -> list[Town]:
    """The other towns and the alliance whose channels a town can reach.

    A municipality that is served by the same authority but is not a member is not among
    them (domain.md § 0.2), and has no partners itself.
    """
    ours = alliances_of(town)
    return [other for other in all_towns() if other != town and ours & alliances_of(other)]


def members_of(alliance: Town) -> list[Town]:
    return [town for town in partners_of(alliance) if not town.is_alliance]


def switcher_towns(town: Town) -> list[Town]:
    """Towns in the switcher of a page: those one shares an alliance with, and oneself."""
    ours = alliances_of(town)
    return [other for other in all_towns() if other == town or ours & alliances_of(other)]


def towns_within(town: Town, km: float) -> list[Town]:
    """Partners whose centre lies within a distance in kilometres."""
    return [
        other
        for other in partners_of(town)
        if town.place and other.place and distance_km(town.place, other.place) <= km
    ]


def villages_of(town: Town, day: date | None = None) -> QuerySet[Village]:
    return Village.objects.on(day or today()).filter(town=town)  # type: ignore[return-value]


def latest_population(towns: list[Town], day: date | None = None) -> dict[int, Population]:
    """Newest count of each town on or before a day, by id of the town."""
    rows = Population.objects.filter(Q(town__in=towns), day__lte=day or today()).order_by("day")
    return {row.town_id: row for row in rows}
