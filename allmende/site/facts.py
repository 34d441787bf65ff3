"""Figures about towns, computed from dated rows. No number stands in a text (domain.md § 0.1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allmende.core.cache.memo import remembered
from allmende.core.kit.dates import today
from allmende.core.towns.models import Municipality, Population, Town, Village
from allmende.core.towns.queries import (
    TOWNS_TAG,
    latest_population,
    members_of,
    switcher_towns,
    town_by_id,
)
from allmende.site.coats import coat_url
from allmende.site.neighbours import first_towns
from allmende.site.pictures import interface_language


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    note: str = ""


def of(town: Town) -> list[Fact]:
    return _of(town.pk, interface_language(), today())


@remembered(TOWNS_TAG)
def _of(town_id: int, _language: str, _day: date) -> list[Fact]:
    town = town_by_id(town_id)
    towns = members_of(town) if town.is_alliance else [town]
    found = [_people(towns), _area(towns), _villages(towns)]
    if town.is_alliance:
        label = ngettext("town", "towns", len(towns))
        found.insert(0, Fact(label, number_format(len(towns))))
    return [fact for fact in found if fact]


def _people(towns: list[Town]) -> Fact | None:
    rows = list(latest_population(towns).values())
    if not rows:
        return None
    total = sum(row.count for row in rows)
    return Fact(_("inhabitants"), number_format(total, force_grouping=True), _as_of(rows))


def _as_of(rows: list[Population]) -> str:
    days = sorted({row.day for row in rows})
    first, last = date_format(days[0], "j.n.Y"), date_format(days[-1], "j.n.Y")
    when = first if first == last else f"{first} – {last}"
    sources = ", ".join(sorted({row.source for row in rows}))
    return _("as of %(when)s, source: %(source)s") % {"when": when, "source": sources}


def _area(towns: list[Town]) -> Fact | None:
    rows = Municipality.objects.filter(town__in=towns, area_km2__isnull=False)
    total = sum((row.area_km2 or Decimal(0) for row in rows), Decimal(0))
    return Fact(_("km² of land"), number_format(round(total))) if total else None


def _villages(towns: list[Town]) -> Fact | None:
    found: Any = Village.objects.on(today()).filter(town__in=towns)  # type: ignore[attr-defined]
    count = found.aggregate(n=Count("pk"))["n"]
    return Fact(ngettext("village", "villages", count), number_format(count)) if count else None


def map_towns(alliance: Town) -> list[dict[str, Any]]:
    """Members of an alliance with what the map shows of each; the first ones with their coats."""
    return _map_towns(alliance.pk, today())


@remembered(TOWNS_TAG)
def _map_towns(alliance_id: int, _day: date) -> list[dict[str, Any]]:
    alliance = town_by_id(alliance_id)
    towns, first = members_of(alliance), first_towns(alliance)
    keys = dict(Municipality.objects.filter(town__in=towns).values_list("town_id", "ags"))
    more: dict[int, dict[str, Any]] = {
        town.pk: {"ags": keys.get(town.pk, ""), "is_first": town in first} for town in towns
    }
    for town in first:
        more.get(town.pk, {})["coat_url"] = coat_url(town, alliance)
    rows = zip(towns, _rows(towns), strict=True)
    return [row | {"coat_url": ""} | more[town.pk] for town, row in rows]


def all_towns(town: Town) -> list[dict[str, Any]]:
    """A town and those it shares an alliance with, as rows of a table."""
    towns = [one for one in switcher_towns(town) if not one.is_alliance]
    return _rows(towns)


def _rows(towns: list[Town]) -> list[dict[str, Any]]:
    counts = latest_population(towns)
    return [
        {
            "slug": town.slug,
            "name": town.name,
            "url": f"{town.base_url}/",
            "coat_url": town.coat_url if town.coat_svg else "",
            "inhabitants": counts[town.pk].count if town.pk in counts else None,
        }
        for town in towns
    ]
