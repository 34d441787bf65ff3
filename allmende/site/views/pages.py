"""Everything that stands in the page tree and has no address of its own module."""

from functools import partial
from typing import Any

from django.http import (
    Http404,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render

from allmende.core.cache.tags import shows
from allmende.core.items.models import Item
from allmende.core.items.queries import is_visible, visible
from allmende.core.modules.switchboard import is_on, module_of
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.shared.documents.tree import Document
from allmende.site.addresses import address
from allmende.site.articles import ASKS_FOR_PRINT, article, print_view, published_body
from allmende.site.context import crumbs
from allmende.site.gone import gone
from allmende.site.papers import paper
from allmende.site.pictures import interface_language
from allmende.site.views.papers import PLACE, pdf

MAX_DEPTH = 8
#: Forms of a page, by the end of its address; no page of an editor's may be named so.
FORMS = {
    ("leicht",): "easy_text", ("druck",): "", ("pdf",): "", ("leicht", "pdf"): "easy_text",
}  # fmt: skip


def page(request: TownRequest, path: str) -> HttpResponse:
    """Show a standard page by its path under the town's home, in one of its forms."""
    slugs, form = _parted(path.strip("/").split("/"))
    if len(slugs) > MAX_DEPTH:
        raise Http404
    variant = FORMS.get(form, "")
    found = _find(request, slugs)
    if found.withdrawn_at:
        return gone(request, found)
    is_there = is_visible(found) and _is_on(request, found)
    if not is_there or (variant and not getattr(found, variant)):
        raise Http404
    if not request.path.endswith("/"):
        return HttpResponsePermanentRedirect(request.path + "/")
    if not form and ASKS_FOR_PRINT in request.GET:
        return HttpResponseRedirect(f"{request.path}druck/")
    if form[-1:] == ("pdf",):
        draw = partial(_paper, found, request.town, variant)
        return pdf(request, found, draw, variant=variant)
    if form == ("druck",):
        item = found.specific
        body = published_body(item, request.town)
        return print_view(request, article(item, request.town, body=body))
    return _page(request, found, is_easy=bool(variant))


def _paper(found: Item, town: Town, variant: str) -> Document:
    return paper(found.specific, town, variant=variant)


def _parted(slugs: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The slugs of a page, and the form in which it is wanted."""
    for length in (2, 1):
        form = tuple(slugs[-length:])
        if form in FORMS and len(slugs) > length:
            return slugs[:-length], form
    return slugs, ()


def _page(request: TownRequest, found: Item, *, is_easy: bool) -> HttpResponse:
    language = interface_language()
    children: Any = visible()
    children = children.child_of(found)
    trail = [(above.title, above.local_path()) for above in _above(found)]
    item = found.specific
    body = published_body(item, request.town)
    context = article(item, request.town, body=body) | {
        "breadcrumbs": crumbs(*trail, (found.title, ""), language=language),
        "children": [
            {
                "title": child.title,
                "summary": child.summary,
                "url": address(child.local_path(), language),
            }
            for child in children
        ],
        "is_easy": is_easy,
    }
    if is_easy:
        context |= {
            "easy_paragraphs": [line for line in found.easy_text.splitlines() if line],
            "item_url": address(found.local_path(), language),
            "print_url": "",
            "pdf_url": f"{request.path}{PLACE}",
        }
    shows(f"menu:{request.town.pk}")
    return render(request, "site/page.html", context)


def _find(request: TownRequest, slugs: list[str]) -> Item:
    """Page by its whole path in one query; the slug narrows it by index."""
    tail = "/" + "/".join(slugs) + "/"
    candidates = Item.objects.filter(slug=slugs[-1], town=request.town, depth=len(slugs) + 2)
    for candidate in candidates.select_related("lead_picture"):
        if candidate.local_path() == tail:
            return candidate
    raise Http404


def _is_on(request: TownRequest, item: Item) -> bool:
    """A page of a module that is switched off does not exist, nor does a shelf without text."""
    label = item.specific_class._meta.app_label if item.specific_class else ""
    has_text = hasattr(item.specific_class, "body")
    return has_text and (module_of(label) is None or is_on(request.town, label))


def _above(item: Item) -> Any:
    return item.get_ancestors().filter(depth__gt=2) if item.depth > 3 else []
