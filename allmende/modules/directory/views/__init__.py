"""The directory on the web: take, ask, answer."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.core.cache.tags import lives_until
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.core.towns.queries import switcher_towns
from allmende.modules.directory.models import Entry
from allmende.modules.directory.queries import own_shown, show_directory
from allmende.modules.directory.queries.finding import Wish, find, wish_of
from allmende.modules.directory.queries.responsible import responsible
from allmende.modules.directory.reading import (
    answered,
    detail_of,
    filters,
    lines_of,
    spots_of,
)
from allmende.site.addresses import absolute, address
from allmende.site.context import Meta, crumbs
from allmende.site.facts import map_towns
from allmende.site.listing import page_number, page_url
from allmende.site.pictures import interface_language

PER_PAGE = 24
HERE = "/verzeichnis/"


def index(request: TownRequest) -> HttpResponse:
    """Everything a town shows, narrowed by what was asked; and who is responsible for it."""
    town, language, now = request.town, interface_language(), timezone.now()
    show_directory(town)
    wish = wish_of(request.GET, town)
    found = find(town, wish, now)
    page = found.page(page_number(request), PER_PAGE)
    page.object_list = lines_of(page.object_list, town, now, language)
    title = _("Directory")
    description = _("Who is responsible in %(town)s, who is there, and what is open now.")
    context = {
        "title": title,
        "wish": wish,
        "answer": _answer(wish, request, language),
        "filters": filters(found, wish, town),
        "page_obj": page,
        "page_url": page_url(request, "q", "art", "ort", "ortsteil", "offen", "stufenlos"),
        "spots": spots_of(found.points()),
        "map_towns": _towns_on_map(town),
        "breadcrumbs": crumbs((title, ""), language=language),
        "meta": Meta(
            title=title,
            description=description % {"town": town.name},
            canonical=absolute(town, address(HERE, language)),
            robots="noindex" if wish.query else "",
        ),
    }
    return render(request, "directory/index.html", context)


def _towns_on_map(town: Town) -> list[dict[str, Any]]:
    """Names for the map: the towns of the alliance in which a town takes part."""
    alliance = next((one for one in switcher_towns(town) if one.is_alliance), None)
    return map_towns(alliance) if alliance else []


def _answer(wish: Wish, request: TownRequest, language: str) -> Any:
    found = responsible(wish.query, request.town) if wish.query else None
    return answered(found, request.town, timezone.now(), language) if found else None


def detail(request: TownRequest, slug: str) -> HttpResponse:
    """One entry, with all that is known of it."""
    town, language = request.town, interface_language()
    show_directory(town)
    entry = entry_or_404(request, slug)
    shown = detail_of(entry, town, timezone.now(), language)
    if shown.turns_at:
        lives_until(shown.turns_at)
    context = {
        "title": entry.name,
        "entry": entry,
        "shown": shown,
        "spots": spots_of([entry]),
        "map_towns": _towns_on_map(town),
        "breadcrumbs": crumbs((_("Directory"), HERE), (entry.name, ""), language=language),
        "meta": Meta(
            title=entry.name,
            description=entry.summary,
            canonical=absolute(town, address(entry.path, language)),
        ),
    }
    return render(request, "directory/detail.html", context)


def entry_or_404(request: TownRequest, slug: str) -> Entry:
    entry = own_shown(request.town).filter(slug=slug).first()
    if entry is None:
        raise Http404
    return entry
