"""Answer with the PDF of an item. Whether it may be read, the view of its page has asked."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from allmende.core.cache.pieces import piece
from allmende.core.cache.tags import noted
from allmende.core.items.models import Item
from allmende.core.kit.text import german_slug
from allmende.core.towns.http import TownRequest
from allmende.shared.documents.packing import DocumentTooLarge
from allmende.shared.documents.tree import Document
from allmende.shared.documents.typesetting import CannotTypeset, TypesetterBusy, render_packed
from allmende.shared.documents.wire import pack
from allmende.site.paper_shelf import Shelf
from allmende.site.pictures import interface_language

log = logging.getLogger(__name__)
#: Last part of the address of a PDF, below the page's own.
PLACE = "pdf/"
shelf = Shelf()


@dataclass(frozen=True, slots=True)
class Label:
    """What an answer says of a file without the file: its digest, its name, its page."""

    digest: str
    name: str
    address: str


def pdf(
    request: TownRequest, item: Item, draw: Callable[[], Document], *, variant: str = ""
) -> HttpResponse:
    """The PDF of an item; 304 when the reader has it, its page when it cannot be made.

    ``draw`` gives the document, which is asked for only when no file of this state is there.
    """
    try:
        label = _label(request, item, draw, variant)
        return _known(request, label) or _answer(item, label, _file(label, draw))
    except (DocumentTooLarge, CannotTypeset) as error:
        log.exception("No PDF of item %s: %s", item.pk, type(error).__name__)
        return HttpResponseRedirect(request.path.removesuffix(PLACE))
    except TypesetterBusy:
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = "60"
        return response


def _label(request: TownRequest, item: Item, draw: Callable[[], Document], variant: str) -> Label:
    """Kept for this state of the item, until a picture or anything else in it changes."""

    def make() -> Label:
        document = draw()
        return Label(pack(document).digest, german_slug(document.title), document.address)

    state = (item.live_revision_id, item.cancelled_at, item.corrected_at)
    key = ("paper", request.town.pk, item.pk, variant, interface_language(), settings.IS_DEMO)
    return piece((*key, *state), make)


def _known(request: TownRequest, label: Label) -> Any:
    """304 by the entity tag alone: a date would not know of a picture that was withdrawn."""
    return get_conditional_response(request, etag=f'"{label.digest}"')


def _file(label: Label, draw: Callable[[], Document]) -> bytes:
    """The file of this label; one that is not at hand is made and put on the shelf."""
    made = shelf.take(label.digest)
    if made is None:
        document = draw()
        packed = pack(document)
        made = render_packed(document, packed)
        shelf.put(packed.digest, made, noted())
    return made


def _answer(item: Item, label: Label, file: bytes) -> HttpResponse:
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{label.name or "seite"}.pdf"'
    response["ETag"] = f'"{label.digest}"'
    response["Last-Modified"] = http_date(_changed(item).timestamp())
    response["Link"] = f'<{label.address}>; rel="canonical"'
    if settings.IS_DEMO:
        response["X-Robots-Tag"] = "noindex"
    return response


def _changed(item: Item) -> Any:
    moments = (item.last_published_at, item.cancelled_at, item.corrected_at, item.published)
    return max(moment for moment in moments if moment)
