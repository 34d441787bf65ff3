"""Choices above the calendar, and its dates as entries of an agenda."""

from collections.abc import Hashable
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from allmende.core.cache.tags import shows
from allmende.core.items.queries import categories
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG, town_by_id, town_by_slug, villages_of
from allmende.modules.events.choices import EventState, Price
from allmende.modules.events.models import Occurrence
from allmende.modules.events.queries import (
    Facts,
    about_village,
    facts_by_id,
    free_of_charge,
    step_free,
)
from allmende.site.agenda import Entry
from allmende.site.cards import Card, cards_by_id
from allmende.site.listing import counted
from allmende.site.pictures import interface_language

Filter = dict[str, Any]
Dates = QuerySet[Occurrence]


def spans(chosen: str) -> Filter:
    """Choice of the span of time; it has no counts, because it moves with the day."""
    words = [
        ("", _("All coming dates")),
        ("heute", _("Today")),
        ("wochenende", _("Weekend")),
        ("woche", _("7 days")),
        ("monat", _("30 days")),
    ]
    options = [
        {"value": value, "label": label, "selected": value == chosen} for value, label in words
    ]
    return {"name": "zeitraum", "label": _("When"), "value": chosen, "options": options}


def choices(dates: Dates, request: TownRequest, *key: Hashable) -> tuple[list[Filter], Dates]:
    """Filters by town, village, subject, price and access; what is left of the dates.

    Each says how many dates it would leave. ``key`` names the dates as they come in.
    """
    town, found = request.town, dates
    made: list[Filter] = []
    for narrow in (_by_town, _by_village, _by_subject, _by_price, _by_access):
        box, found, chosen = narrow(found, request, town, key)
        key = (*key, chosen)
        made += [box] if box and len(box["options"]) > 0 else []
    return made, found


Narrowed = tuple[Filter | None, Dates, str]


def _by_town(dates: Dates, request: TownRequest, town: Town, key: tuple[Hashable, ...]) -> Narrowed:
    counts = _counts(dates, town, "item__town", *key)
    towns = sorted((town_by_id(pk) for pk in counts if pk), key=lambda one: one.name)
    chosen = town_by_slug(request.GET.get("ort", ""))
    slug = chosen.slug if chosen else ""
    options = [
        {
            "value": one.slug,
            "label": one.name,
            "count": counts[one.pk],
            "selected": one.slug == slug,
        }
        for one in towns
    ]
    box = {"name": "ort", "label": _("Town"), "value": slug, "options": options}
    if chosen:
        dates = dates.filter(item__town=chosen)
    return (box if len(options) > 1 or slug else None), dates, slug


def _by_village(
    dates: Dates, request: TownRequest, town: Town, key: tuple[Hashable, ...]
) -> Narrowed:
    shows(TOWNS_TAG)
    villages = [] if town.is_alliance else list(villages_of(town))
    wanted = request.GET.get("dorf", "")
    chosen = next((one for one in villages if str(one.pk) == wanted), None)
    options = [
        {"value": str(one.pk), "label": one.name, "selected": one == chosen} for one in villages
    ]
    box = {"name": "dorf", "label": _("Village"), "value": wanted, "options": options}
    if chosen:
        dates = about_village(dates, chosen)
    return (box if options else None), dates, str(chosen.pk) if chosen else ""


def _by_subject(
    dates: Dates, request: TownRequest, town: Town, key: tuple[Hashable, ...]
) -> Narrowed:
    counts = _counts(dates, town, "item__category", *key)
    known = [one for one in categories() if one.pk in counts]
    wanted = request.GET.get("thema", "")
    chosen = next((one for one in known if one.slug == wanted), None)
    is_english = interface_language() == "en"
    options = [
        {
            "value": one.slug,
            "label": one.name_en if is_english else one.name_de,
            "count": counts[one.pk],
            "selected": one == chosen,
        }
        for one in known
    ]
    box = {"name": "thema", "label": _("Subject"), "value": wanted, "options": options}
    if chosen:
        dates = dates.filter(item__category=chosen)
    return (box if options else None), dates, chosen.slug if chosen else ""


def _by_price(
    dates: Dates, request: TownRequest, town: Town, key: tuple[Hashable, ...]
) -> Narrowed:
    is_chosen = request.GET.get("preis") == "frei"
    option = {"value": "frei", "label": _("free of charge"), "selected": is_chosen}
    box = {"name": "preis", "label": _("Price"), "value": "", "options": [option]}
    return box, free_of_charge(dates) if is_chosen else dates, "frei" if is_chosen else ""


def _by_access(
    dates: Dates, request: TownRequest, town: Town, key: tuple[Hashable, ...]
) -> Narrowed:
    is_chosen = request.GET.get("zugang") == "stufenfrei"
    option = {"value": "stufenfrei", "label": _("step-free"), "selected": is_chosen}
    box = {"name": "zugang", "label": _("Access"), "value": "", "options": [option]}
    return box, step_free(dates) if is_chosen else dates, "stufenfrei" if is_chosen else ""


def _counts(dates: Dates, town: Town, name: str, *key: Hashable) -> dict[Any, int]:
    def count() -> dict[Any, int]:
        rows = dates.order_by().values_list(name)
        return dict(rows.annotate(n=Count("pk", distinct=True)))

    return counted(town, "dates", name, *key, count=count)


def entries_of(dates: list[Occurrence], town: Town) -> list[Entry]:
    """Dates as entries of an agenda; what went meanwhile is left out."""
    ids = list(dict.fromkeys(date.item_id for date in dates))
    cards = cards_by_id(ids, town, language=interface_language())
    facts = facts_by_id(ids, town)
    return [
        _entry(date, cards[date.item_id], facts[date.item_id])
        for date in dates
        if date.item_id in cards and date.item_id in facts
    ]


def _entry(date: Occurrence, card: Card, facts: Facts) -> Entry:
    state = date.state or facts.state
    free = {Price.FREE: _("free of charge"), Price.DONATION: _("donation welcome")}
    return Entry(
        title=card.title,
        url=card.url,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        is_all_day=facts.is_all_day,
        place=facts.place,
        summary=card.summary,
        origin=card.origin,
        is_cancelled=date.is_cancelled or card.status == "cancelled",
        state=str(EventState(state).label) if state else "",
        marks=[str(free[Price(facts.price)])] if facts.price in free else [],
        note=date.note,
    )
