"""The page of the weather, the same as data, and the map of somebody else."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from allmende.core.consent import cookie
from allmende.core.consent.queries import agreed, asked
from allmende.core.modules.switchboard import is_on
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.core.towns.queries import members_of
from allmende.modules.weather.api import as_data
from allmende.modules.weather.choices import Level
from allmende.modules.weather.queries.embed import PURPOSE, Embed, embed_of
from allmende.modules.weather.queries.licence import OFFICIAL, licence_of
from allmende.modules.weather.queries.outlook import outlook, outlooks
from allmende.modules.weather.queries.shown import Outlook, Warned
from allmende.site.addresses import absolute, address
from allmende.site.context import Meta, crumbs
from allmende.site.pictures import interface_language


def index(request: TownRequest) -> HttpResponse:
    """The weather of a town; on the host of an alliance that of all its towns."""
    town = request.town
    context = _frame(town, pgettext("weather", "Weather"))
    if town.is_alliance:
        context["outlooks"] = found = outlooks(_members(town))
        context["licence"] = _licence(found)
        return render(request, "weather/alliance.html", context)
    context["outlook"] = one = outlook(town)
    context |= {"licence": _licence([one]), "embed": embed_of(town), "official": OFFICIAL}
    return render(request, "weather/index.html", context)


def data(request: TownRequest) -> JsonResponse:
    """The same as open data."""
    town = request.town
    found = outlooks(_members(town)) if town.is_alliance else [outlook(town)]
    response = JsonResponse(as_data(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def widget(request: TownRequest) -> HttpResponse:
    """The map of somebody else: only for who has agreed to exactly that. Never kept for others."""
    town, one = request.town, asked(request.town, PURPOSE)
    is_given = one is not None and PURPOSE in agreed(town, cookie.number_of(request), [one])
    embed = embed_of(town)
    title = _("Map of %(name)s") % {"name": embed.name} if embed else _("Map of somebody else")
    context = _frame(town, title, (pgettext("weather", "Weather"), "/wetter/"))
    found = outlooks(_members(town)) if town.is_alliance else [outlook(town)]
    context |= {
        "asked": one,
        "embed": embed if is_given else None,
        "warnings": [warning for one in found for warning in one.warnings],
        "official": OFFICIAL,
    }
    response = render(request, "weather/widget.html", context)
    response["Cache-Control"] = "private, no-store"
    if embed and is_given:
        _let_in(response, embed)
    return response


def tile(town: Town) -> dict[str, Any] | None:
    """What the start page shows; on that of an alliance all its towns in short."""
    if town.is_alliance:
        found = [one for one in outlooks(_members(town)) if not one.is_empty]
        return {"outlooks": found} if found else None
    one = outlook(town)
    return None if one.is_empty else {"outlook": one}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the strip that every start page begins with."""

    title: str
    url: str


def strip(town: Town) -> list[Line]:
    """Severe weather, before everything else; an alliance says in which of its towns."""
    if not town.is_alliance:
        return [Line(one.headline, reverse("weather:index")) for one in _severe(outlook(town))]
    return [
        Line(
            f"{found.town.name}: {one.headline}", f"{found.town.base_url}{reverse('weather:index')}"
        )
        for found in outlooks(_members(town))
        for one in _severe(found)
    ]


def _severe(found: Outlook) -> list[Warned]:
    return [one for one in found.warnings if one.row.level >= Level.SEVERE]


def _let_in(response: HttpResponse, embed: Embed) -> None:
    """The policy of the pages forbids foreign frames; this answer allows exactly one host."""
    parts = urlsplit(embed.url)
    response._csp_update = {"frame-src": [f"{parts.scheme}://{parts.netloc}"]}  # type: ignore[attr-defined]


def _members(alliance: Town) -> list[Town]:
    return [town for town in members_of(alliance) if is_on(town, "weather")]


def _licence(found: list[Outlook]) -> Any:
    return next((licence for one in found if (licence := licence_of(one.source))), None)


def _frame(town: Town, title: str, *trail: tuple[str, str]) -> dict[str, Any]:
    language = interface_language()
    return {
        "title": title,
        "breadcrumbs": crumbs(*trail, (title, ""), language=language),
        "data_url": address("/wetter/wetter.json", language),
        "meta": Meta(
            title=title,
            description=_("Weather now, the next hours and seven days, and official warnings."),
            canonical=absolute(town, address("/wetter/", language)),
            robots="noindex" if trail else "",
        ),
    }
