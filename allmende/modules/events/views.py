"""Events on the web: take, ask, answer."""

from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from allmende.core.cache.tags import lives_until, shows
from allmende.core.items.queries import list_tag
from allmende.core.kit.dates import end_of, today
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.modules.events.choices import Lane
from allmende.modules.events.feeds import links
from allmende.modules.events.listing import choices, entries_of, spans
from allmende.modules.events.month import month_grid, months_around
from allmende.modules.events.pages import EventPage
from allmende.modules.events.papers import event_paper
from allmende.modules.events.queries import (
    coming,
    dates_shown_in,
    find_event,
    in_lane,
    month_span,
    next_dates,
    span_of,
)
from allmende.modules.events.structured import event_data
from allmende.site.addresses import absolute, address
from allmende.site.agenda import by_day, times
from allmende.site.articles import article, print_view, published_body
from allmende.site.context import Meta, crumbs
from allmende.site.listing import counted, page_number, page_of, page_url
from allmende.site.pictures import interface_language
from allmende.site.reading import item_or_answer
from allmende.site.views.papers import pdf

PER_PAGE = 30
#: Dates of the second lane beside the list.
ROUTINE = 8
PATH = "/veranstaltungen/"


def coming_events(request: TownRequest) -> HttpResponse:
    """What is on in a town from today, by day; the recurring services stand beside it."""
    town, language = request.town, interface_language()
    shows(list_tag(town.pk))
    lives_until(end_of(today()))
    chosen = request.GET.get("zeitraum", "")
    span = span_of(chosen, today())
    everything = dates_shown_in(town, *span) if span else coming(town)
    key = ("events", today(), chosen if span else "")
    filters, found = choices(in_lane(everything, Lane.EVENT), request, *key)
    asked = tuple(box["value"] for box in filters)
    number = counted(town, *key, asked, count=found.count)
    page = page_of(found, page_number(request), per_page=PER_PAGE, count=number)
    days = by_day(entries_of(list(page.object_list), town), not_before=today())
    title = _("Events")
    context = {
        "title": title,
        "days": days,
        "page_obj": page,
        "page_url": page_url(request, "zeitraum", "ort", "dorf", "thema", "preis", "zugang"),
        "filters": [spans(chosen if span else ""), *filters],
        "routine": _routine(town) if not span or chosen in {"heute", "woche"} else [],
        "months": months_around(today(), language),
        "feeds": links(town),
        "breadcrumbs": crumbs((title, ""), language=language),
        "meta": _meta(town, title, PATH, language),
    }
    return render(request, "events/list.html", context)


def _routine(town: Town) -> list[Any]:
    """Markets, office hours and collections of the coming days."""
    soon = in_lane(coming(town), Lane.ROUTINE)[:ROUTINE]
    return by_day(entries_of(list(soon), town), not_before=today())


def month(request: TownRequest, year: int, month: int) -> HttpResponse:
    """A month of a town's calendar as a sheet."""
    town, language = request.town, interface_language()
    if not 1 <= month <= 12 or abs(year - today().year) > 2:
        raise Http404
    shows(list_tag(town.pk))
    lives_until(end_of(today()))
    dates = in_lane(dates_shown_in(town, *month_span(year, month)), Lane.EVENT)
    entries = entries_of(list(dates[:600]), town)
    name = f"{MONTHS[month]} {year}"
    title = _("Events in %(month)s") % {"month": name}
    path = f"{PATH}monat/{year}-{month:02d}/"
    context = {
        "title": title,
        "name": name,
        "weeks": month_grid(year, month, entries),
        "days": by_day(entries, not_before=date(year, month, 1)),
        "months": months_around(date(year, month, 1), language),
        "list_url": address(PATH, language),
        "breadcrumbs": crumbs((_("Events"), PATH), (name, ""), language=language),
        "meta": _meta(town, title, path, language),
    }
    return render(request, "events/month.html", context)


def _meta(town: Town, title: str, path: str, language: str) -> Meta:
    about = _("What is on in %(town)s and around.") % {"town": town.name}
    return Meta(
        title=title,
        description=about,
        canonical=absolute(town, address(path, language)),
        feeds=links(town),
    )


def event(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """Show an event of this town, or one it took from another."""
    found = _find(request, year, slug)
    if isinstance(found, HttpResponse):
        return found
    return render(request, "events/event.html", _context(found, request.town))


def event_print(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """The event for paper."""
    found = _find(request, year, slug)
    if isinstance(found, HttpResponse):
        return found
    return print_view(request, _context(found, request.town))


def event_pdf(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """The event as a PDF that can be read aloud."""
    found = _find(request, year, slug)
    if isinstance(found, HttpResponse):
        return found
    return pdf(request, found, partial(event_paper, found, request.town))


def _find(request: TownRequest, year: int, slug: str) -> EventPage | HttpResponse:
    """The event, or an answer that says where it went. Raises Http404."""
    return item_or_answer(request, find_event(request.town, year, slug))


def _context(page: EventPage, town: Town) -> dict[str, Any]:
    language = interface_language()
    title = page.english_title if language == "en" and page.english_title else page.title
    lives_until(end_of(today()))
    context = article(page, town, body=published_body(page, town))
    dates = next_dates(page)
    context["meta"].feeds = links(town)
    context["meta"].json_ld = event_data(page, dates, context["meta"].og_image)
    return (
        context
        | page.details()
        | {
            "when": [_said(one, page) for one in dates],
            "ics_url": f"{address(page.local_path(), language)}termin.ics",
            "breadcrumbs": crumbs((_("Events"), PATH), (title, ""), language=language),
            "list_url": address(PATH, language),
        }
    )


def _said(one: Any, page: EventPage) -> dict[str, Any]:
    return {
        "day": one.starts_at,
        "time": times(one.starts_at, one.ends_at, is_all_day=page.is_all_day),
        "is_cancelled": one.is_cancelled,
        "state": one.get_state_display() if one.state else "",
        "note": one.note,
    }
