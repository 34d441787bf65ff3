"""Put one item before a reader: the same way for news, pages and what modules bring later."""

from functools import lru_cache
from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from allmende.core.cache.pieces import piece
from allmende.core.cache.tags import shows
from allmende.core.items.choices import SourceKind
from allmende.core.items.models import Item
from allmende.core.items.queries import is_visible
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_id
from allmende.site.addresses import absolute, address, canonical, path_on
from allmende.site.cards import short_kind
from allmende.site.context import Meta, frame_tags
from allmende.site.pictures import LEAD, interface_language, lead_picture
from allmende.site.structured import article_data

#: ``?druck`` after any page leads to its print view.
ASKS_FOR_PRINT = "druck"


def article(item: Any, town: Town, *, body: str) -> dict[str, Any]:
    """Context of an item's page on a town's host: origin, dates, ways to keep and share it."""
    language = interface_language()
    origin = town_by_id(item.town_id)
    is_foreign = origin.pk != town.pk
    shows(item.tag)
    path = address(path_on(item, town), language)
    short_url = absolute(origin, item.short_path)
    picture = lead_picture(item, town, LEAD, "(min-width: 75rem) 60rem, 100vw")
    return {
        "item": item,
        "page": item,
        "body_html": body,
        "picture": picture,
        "published": item.published,
        "updated": item.corrected_at,
        "correction_note": item.correction_note,
        "correction_title": correction_title(item),
        "origin": origin if is_foreign else None,
        "origin_url": canonical(item),
        "kind": item.source_kind,
        "kind_label": short_kind(item.source_kind),
        "is_third_party": item.source_kind == SourceKind.ASSOCIATION,
        "is_cancelled": item.cancelled_at is not None,
        "cancel_reason": item.cancel_reason,
        "teaser_override": getattr(item, "teaser_here", "") if is_foreign else "",
        "easy_url": f"{path}leicht/" if item.easy_text else "",
        "english_url": f"{path}english/" if item.english_text else "",
        "print_url": f"{path}druck/",
        "pdf_url": f"{path}pdf/",
        "short_url": short_url,
        "qr_svg_url": f"/i/{item.public_id}/qr.svg",
        "mailto": _mailto(item.title, short_url),
        "meta": _meta(item, origin, picture),
    }


def correction_title(item: Item) -> str:
    """Heading of a correction, with its day: readers may have kept what stood there before."""
    if item.corrected_at is None:
        return _("Correction")
    day = date_format(localtime(item.corrected_at), "DATE_FORMAT")
    return _("Correction of %(day)s") % {"day": day}


def body_html(item: Any, town: Town) -> str:
    """The text of an item as HTML, as it may be shown on a town's pages."""
    body = getattr(item, "body", None)
    if body is None:
        return ""
    return str(body.stream_block.render(body, context={"item": item, "town": town}))


def published_body(item: Any, town: Town) -> str:
    """The same for what is published: made once until the item or a picture in it changes."""
    key = ("body", item.pk, town.pk, interface_language())

    def make() -> str:
        shows(item.tag, *frame_tags(town))
        return body_html(item, town)

    return piece(key, make)


def _mailto(title: str, url: str) -> str:
    """Open the reader's own mail program: our server relays nothing."""
    body = _("I thought this might interest you: %(title)s") % {"title": title}
    query = urlencode({"subject": title, "body": f"{body}\n\n{url}"}).replace("+", "%20")
    return f"mailto:?{query}"


def _meta(item: Item, origin: Town, picture: Any) -> Meta:
    image = absolute(origin, picture.src) if picture else ""
    return Meta(
        title=item.title,
        description=item.summary,
        canonical=canonical(item),
        robots="noindex" if settings.IS_DEMO else "",
        og_image=image,
        json_ld=article_data(item, origin, image),
    )


def preview(request: HttpRequest, item: Any, template: str, **more: Any) -> HttpResponse:
    """Show a draft to its editor as readers of its own town will see it."""
    town = town_by_id(item.town_id or item.get_parent().town_id)
    item.town_id = town.pk
    request.town = town  # type: ignore[attr-defined]
    context = (
        article(item, town, body=body_html(item, town))
        | {"breadcrumbs": [], "is_preview": True, "easy_url": "", "pdf_url": ""}
        | more
    )
    context["qr_svg"] = qr_svg(context["short_url"])
    return render(request, template, context)


def print_view(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """One column for paper, with origin, date, canonical address and its QR code (NEWS-b)."""
    context["qr_svg"] = qr_svg(context["short_url"])
    context["meta"].robots = "noindex"
    return render(request, "site/print.html", context)


@lru_cache(maxsize=1_000)
def qr_svg(url: str) -> str:
    """Draw a QR code as SVG text (black on white, quiet zone of four modules: ISO 18004).

    Drawing takes longer than the rest of a print view, and an address never changes its code.
    """
    code = segno.make(url, error="m", micro=False)
    return str(code.svg_inline(scale=4, border=4, dark="#000", light="#fff"))


def may_read(item: Item) -> bool:
    """Whether the world may see an item now."""
    return is_visible(item)
