"""The start page: what a town's modules give, put in its places."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from allmende.core.cache.tags import shows
from allmende.core.items.queries import list_tag
from allmende.core.modules.contract import Slot, Tile
from allmende.core.modules.switchboard import given
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.core.towns.queries import members_of
from allmende.site import facts, today
from allmende.site.addresses import canonical_start
from allmende.site.context import Meta
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
        "notices": _first(tiles, Slot.STRIP, town) or [],
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
        context |= {"map_towns": facts.map_towns(town), "towns_cards": _towns(town, context)}
        return render(request, "site/start_alliance.html", context)
    return render(request, "site/start_town.html", context)


def _more(tiles: list[Tile]) -> str:
    """Address of the whole list behind the front."""
    name = next((tile.url_name for tile in tiles if tile.slot == Slot.FRONT), "")
    return reverse(name) if name else ""


def _towns(alliance: Town, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Each member with its newest item."""
    latest = context.get("latest", {})
    return [
        {"town": {"name": one.name, "url": f"{one.base_url}/", "coat_url": one.coat_url},
         "latest": latest.get(one.pk)}
        for one in members_of(alliance)
    ]  # fmt: skip


def _first(tiles: list[Tile], slot: Slot, town: Town) -> Any:
    """What the first tile that has something gives for a slot."""
    for tile in tiles:
        if tile.slot == slot and (found := tile.build(town)):
            return found
    return None


def _boxed(tile: Tile, town: Town, language: str) -> dict[str, Any] | None:
    context = tile.build(town)
    if not context:
        return None
    html = render_to_string(tile.template, context | {"town": town, "language": language})
    url = reverse(tile.url_name) if tile.url_name else ""
    return {"title": tile.title, "url": url, "html": mark_safe(html)}
