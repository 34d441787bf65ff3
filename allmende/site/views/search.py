"""Search over what a town shows, and suggestions while somebody types."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allmende.core.cache.tags import shows
from allmende.core.items.queries import list_tag
from allmende.core.search.missed import note_missed
from allmende.core.search.queries import Answer
from allmende.core.search.queries import search as ask
from allmende.core.search.suggestions import suggest
from allmende.core.towns.http import TownRequest
from allmende.site.addresses import address, path_on
from allmende.site.context import Meta, crumbs
from allmende.site.finding import (
    choice_of,
    choices,
    direct_answers,
    groups,
    link,
    newest,
    results,
)
from allmende.site.listing import page_number, page_url
from allmende.site.pictures import interface_language


def search(request: TownRequest) -> HttpResponse:
    """Show what was found, or what else may help."""
    town, language = request.town, interface_language()
    query = request.GET.get("q", "").strip()[:100]
    shows(list_tag(town.pk))
    number = page_number(request)
    answer = ask(query, town=town, choice=choice_of(request), page=max(number, 1))
    context: dict[str, Any] = {
        "query": query,
        "asked": bool(answer.terms),
        "count": answer.total,
        "instead": answer.instead.text if answer.instead else "",
        "is_partly": answer.is_partly,
        "lacking": answer.lacking,
        "breadcrumbs": crumbs((_("Search"), ""), language=language),
        "meta": Meta(title=_("Search"), robots="noindex"),
    }
    context["answers"] = answers = direct_answers(town, query)
    if (answer.is_partly or not answer.cells) and not answers:
        note_missed(query, answer.missed, town=town)
    if answer.cells:
        context |= _found(request, answer, number, language)
    elif answer.terms:
        context |= {
            "hints": [{"word": word, "url": link(request, q=word)} for word in answer.hints],
            "newest": newest(town, language),
        }
    return render(request, "site/search.html", context)


def _found(request: TownRequest, answer: Answer, number: int, language: str) -> dict[str, Any]:
    town = request.town
    found: dict[str, Any] = {
        "filters": choices(answer, request),
        "page_url": page_url(request, "q", "ort", "art", "zeit"),
    }
    if answer.has_groups:
        return found | {"groups": groups(answer, town, request, language)}
    return found | {"results": results(answer, town, number, language)}


def suggestions(request: TownRequest) -> JsonResponse:
    """Words and titles that fit what has been typed so far, for the box that completes."""
    town, language = request.town, interface_language()
    shows(list_tag(town.pk))
    found = suggest(request.GET.get("q", ""), town=town)
    search_url = address("/suche/", language)
    words = [
        {"text": word, "url": f"{search_url}?{urlencode({'q': word})}"} for word in found.words
    ]
    items = [
        {"text": item.title, "url": address(path_on(item, town), language)} for item in found.items
    ]
    return JsonResponse({"words": words, "items": items})
