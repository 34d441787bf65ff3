"""News on the web: take, ask, answer."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from allmende.core.cache.tags import shows
from allmende.core.items.models import Item
from allmende.core.items.queries import categories, list_tag
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.modules.portal.feeds import links
from allmende.modules.portal.pages import NewsPage
from allmende.modules.portal.papers import news_paper
from allmende.modules.portal.queries import (
    counts,
    find_news,
    news_shown_in,
    of_year,
    related_to,
)
from allmende.site.addresses import absolute, address, path_on
from allmende.site.articles import ASKS_FOR_PRINT, article, print_view, published_body
from allmende.site.cards import cards_of, short_kind
from allmende.site.context import Meta, crumbs
from allmende.site.listing import (
    chosen_origin,
    counted,
    origin_filter,
    page_number,
    page_of,
    page_url,
)
from allmende.site.pictures import interface_language
from allmende.site.reading import item_or_answer
from allmende.site.views.papers import PLACE, pdf

PER_PAGE = 12


def news_list(request: TownRequest, year: int | None = None) -> HttpResponse:
    """All news of a town, by year, category, town of origin and who speaks."""
    town, language = request.town, interface_language()
    shows(list_tag(town.pk), "categories")
    everything = news_shown_in(town)
    archive = counted(town, "years", count=lambda: counts(town).years())
    if year is not None and year not in {one for one, _count in archive}:
        raise Http404
    found = of_year(everything, year) if year else everything
    origins = counted(town, "origins", year, count=lambda: counts(town).origins(year))
    by_origin, found = origin_filter(found, request, origins)
    place = (year, chosen_origin(request))
    subjects = counted(town, "categories", *place, count=lambda: counts(town).categories(*place))
    by_category, found, subject = _category_filter(found, request, language, subjects)
    number = subjects[subject] if subject else sum(subjects.values())
    ids = found.values_list("pk", flat=True)
    page = page_of(ids, page_number(request), per_page=PER_PAGE, count=number)
    page.object_list = cards_of(page.object_list, town, language=language)
    title = _("News %(year)d") % {"year": year} if year else _("News")
    path = f"/aktuelles/{year}/" if year else "/aktuelles/"
    trail = [(_("News"), "/aktuelles/")] if year else []
    context = {
        "title": title,
        "page_obj": page,
        "page_url": page_url(request, "ort", "thema"),
        "filters": [*by_category, *by_origin],
        "archive": [_year(one, count, year, language) for one, count in archive],
        "feeds": links(town),
        "breadcrumbs": crumbs(*trail, (str(year) if year else _("News"), ""), language=language),
        "meta": Meta(
            title=title,
            description=_("What %(town)s announces, and what others share with it.")
            % {"town": town.name},
            canonical=absolute(town, address(path, language)),
            feeds=links(town),
        ),
    }
    return render(request, "portal/news_list.html", context)


def _year(year: int, count: int, current: int | None, language: str) -> dict[str, Any]:
    url = address(f"/aktuelles/{year}/", language)
    return {"year": year, "count": count, "url": url, "is_current": year == current}


def _category_filter(
    items: QuerySet[Item], request: TownRequest, language: str, counts: Mapping[int | None, int]
) -> tuple[list[dict[str, Any]], QuerySet[Item], int | None]:
    """The choice of a subject, the items it leaves, and the id of the subject that was chosen."""
    wanted = request.GET.get("thema", "")
    known = [one for one in categories() if one.pk in counts]
    options = [
        {
            "value": one.slug,
            "label": one.name_en if language == "en" else one.name_de,
            "count": counts[one.pk],
            "selected": one.slug == wanted,
        }
        for one in known
    ]
    chosen = next((one for one in known if one.slug == wanted), None)
    if chosen:
        items = items.filter(category=chosen)
    box = {"name": "thema", "label": _("Subject"), "value": wanted, "options": options}
    return ([box] if options else []), items, chosen.pk if chosen else None


def news(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """Show a news item of this town, or one it took from another."""
    found = _find(request, year, slug)
    if isinstance(found, HttpResponse):
        return found
    if ASKS_FOR_PRINT in request.GET:
        return HttpResponseRedirect(f"{request.path}druck/")
    return render(request, "portal/news.html", _context(found, request.town))


def news_print(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """The item for paper."""
    found = _find(request, year, slug)
    if isinstance(found, HttpResponse):
        return found
    context = article(found, request.town, body=published_body(found, request.town))
    return print_view(request, context | found.beside())


def news_easy(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """The item in easy language."""
    return _variant(request, year, slug, field="easy_text", lang="de")


def news_english(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """The item in English, as its editors wrote it."""
    return _variant(request, year, slug, field="english_text", lang="en")


def news_pdf(request: TownRequest, year: int, slug: str, variant: str = "") -> HttpResponse:
    """The item as a PDF that can be read aloud and archived."""
    found = _find(request, year, slug)
    if isinstance(found, HttpResponse):
        return found
    if variant and not getattr(found, variant):
        raise Http404
    draw = partial(news_paper, found, request.town, variant=variant)
    return pdf(request, found, draw, variant=variant)


def news_easy_pdf(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """The item in easy language, as a PDF."""
    return news_pdf(request, year, slug, variant="easy_text")


def news_english_pdf(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """The item in English, as a PDF."""
    return news_pdf(request, year, slug, variant="english_text")


def _variant(request: TownRequest, year: int, slug: str, *, field: str, lang: str) -> HttpResponse:
    found = _find(request, year, slug)
    if isinstance(found, HttpResponse):
        return found
    if not getattr(found, field):
        raise Http404
    context = _context(found, request.town)
    context |= {"variant": field, "variant_lang": lang}
    context["variant_paragraphs"] = [one for one in getattr(found, field).splitlines() if one]
    context["item_url"] = address(path_on(found, request.town), interface_language())
    context["print_url"], context["pdf_url"] = "", f"{request.path}{PLACE}"
    return render(request, "portal/news_variant.html", context)


def _find(request: TownRequest, year: int, slug: str) -> NewsPage | HttpResponse:
    """The item, or an answer that says where it went. Raises Http404."""
    return item_or_answer(request, find_news(request.town, year, slug))


def _context(item: NewsPage, town: Town) -> dict[str, Any]:
    language = interface_language()
    index = address("/aktuelles/", language)
    title = item.english_title if language == "en" and item.english_title else item.title
    context = article(item, town, body=published_body(item, town))
    context["meta"].feeds = links(town)
    return context | {
        **item.details(),
        "topics": [
            {"label": name, "url": f"{_search(language)}?q={name}"} for name in _topics(item)
        ],
        "attachments": [_attachment(row) for row in item.attachments.select_related("document")],
        "related": cards_of(_related(item, town), town, language=language),
        "category_label": short_kind(item.source_kind),
        "breadcrumbs": crumbs((_("News"), "/aktuelles/"), (title, ""), language=language),
        "list_url": index,
    }


def _related(item: NewsPage, town: Town) -> list[int]:
    def find() -> list[int]:
        shows(item.tag)
        return related_to(item, town)

    return counted(town, "related", item.pk, count=find)


def _topics(item: NewsPage) -> list[str]:
    return [topic.name for topic in item.topics.all()]


def _search(language: str) -> str:
    return address("/suche/", language)


def _attachment(row: Any) -> dict[str, Any]:
    document = row.document
    shows(document.tag)
    return {
        "title": row.title or document.title,
        "url": document.url,
        "size": document.get_file_size(),
        "kind": document.file_extension.upper(),
        "is_shut": document.is_accessible is False,
    }
