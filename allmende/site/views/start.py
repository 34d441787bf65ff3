"""The start page: what a town's modules give, put in its places."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from allmende.core.cache.pieces import piece
from allmende.core.cache.tags import noted, shows
from allmende.core.items.queries import list_tag
from allmende.core.modules.contract import Slot, Tile
from allmende.core.modules.switchboard import given
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.core.towns.queries import members_of
from allmende.site import facts, today
from allmende.site.addresses import canonical_start
from allmende.site.coats import coat_url
from allmende.site.context import Meta, frame_tags
from allmende.site.neighbours import MOST
from allmende.site.pictures import interface_language
from allmende.site.structured import town_data

EMPTY_FRONT: dict[str, Any] = {"lead": None, "stories": [], "region": [], "latest": {}}


def start(request: TownRequest) -> HttpResponse:
    """Show the start page of a town or of the alliance."""
    town, language = request.town, interface_language()
    shows(list_tag(town.pk))
    tiles: list[Tile] = given(town, "tiles")
    boxes = (_boxed(tile, town, language) for tile in tiles if tile.slot == Slot.TILE)
    context = {
        **(_first(tiles, Slot.FRONT, town) or EMPTY_FRONT),
        "news_url": _more(tiles),
        "notices": _lines(tiles, town),
        "tiles": [box for box in boxes if box],
        "today": today.panel(town, timezone.localtime()),
        "quick_links": today.quick_links(town),
        "facts": facts.of(town),
        "meta": Meta(
            title=town.claim or town.name,
            description=town.introduction,
            canonical=canonical_start(town, language),
            json_ld=town_data(town),
        ),
    }
    context["today"]["entries"] = today.fresh(context["stories"])
    if town.is_alliance:
        context |= {"map_towns": facts.map_towns(town), "town_cards": _town_cards(town, context)}
        return render(request, "site/start_alliance.html", context)
    return render(request, "site/start_town.html", context)


def _more(tiles: list[Tile]) -> str:
    """Address of the whole list behind the front."""
    name = next((tile.url_name for tile in tiles if tile.slot == Slot.FRONT), "")
    return reverse(name) if name else ""


def _town_cards(alliance: Town, context: dict[str, Any]) -> SafeString:
    """The towns with their newest items as HTML, made anew when anything shown so far changes."""
    so_far = noted()

    def make() -> SafeString:
        shows(*so_far, *frame_tags(alliance))
        latest = context.get("latest", {})
        cards = [_town_card(one, alliance, latest) for one in _heard_lately(alliance, latest)]
        if not cards:
            return SafeString()
        return render_to_string("site/components/town_cards.html", {"town_cards": cards})

    return piece(("town-cards", alliance.pk, interface_language()), make)


def _heard_lately(alliance: Town, latest: Mapping[int, Any]) -> list[Town]:
    """Members of an alliance; if they are many, those first of which there is something new."""
    order = {pk: place for place, pk in enumerate(latest)}
    chosen = sorted(members_of(alliance), key=lambda one: order.get(one.pk, len(order)))[:MOST]
    return [one for one in members_of(alliance) if one in chosen]


def _town_card(town: Town, alliance: Town, latest: Mapping[int, Any]) -> dict[str, Any]:
    return {
        "name": town.name,
        "url": f"{town.base_url}/",
        "coat_url": coat_url(town, alliance),
        "latest": latest.get(town.pk),
    }


def _first(tiles: list[Tile], slot: Slot, town: Town) -> Any:
    """What the first tile that has something gives for a slot."""
    for tile in tiles:
        if tile.slot == slot and (found := tile.build(town)):
            return found
    return None


def _lines(tiles: list[Tile], town: Town) -> list[Any]:
    """What must be seen first, of whatever module."""
    return [line for tile in tiles if tile.slot == Slot.STRIP for line in tile.build(town) or []]


def _boxed(tile: Tile, town: Town, language: str) -> dict[str, Any] | None:
    context = tile.build(town)
    if not context:
        return None
    html = render_to_string(tile.template, context | {"town": town, "language": language})
    url = reverse(tile.url_name) if tile.url_name else ""
    return {"title": tile.title, "url": url, "html": mark_safe(html)}
