"""Answer with the PDF of an item. Whether it may be read, the view of its page has asked."""

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from allmende.core.cache.tags import noted
from allmende.core.items.models import Item
from allmende.core.kit.text import german_slug
from allmende.shared.documents.packing import DocumentTooLarge
from allmende.shared.documents.tree import Document
from allmende.shared.documents.typesetting import CannotTypeset, TypesetterBusy, render_packed
from allmende.shared.documents.wire import Packed, pack
from allmende.site.paper_shelf import Shelf

log = logging.getLogger(__name__)
#: Last part of the address of a PDF, below the page's own.
PLACE = "pdf/"
shelf = Shelf()


def pdf(request: HttpRequest, item: Item, document: Document) -> HttpResponse:
    """The PDF of an item; 304 when the reader has it, its page when it cannot be made."""
    try:
        packed = pack(document)
        return _known(request, packed) or _file(item, document, packed)
    except (DocumentTooLarge, CannotTypeset) as error:
        log.exception("No PDF of item %s: %s", item.pk, type(error).__name__)
        return HttpResponseRedirect(request.path.removesuffix(PLACE))
    except TypesetterBusy:
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = "60"
        return response


def _known(request: HttpRequest, packed: Packed) -> Any:
    """304 by the entity tag alone: a date would not know of a picture that was withdrawn."""
    return get_conditional_response(request, etag=_etag(packed))


def _file(item: Item, document: Document, packed: Packed) -> HttpResponse:
    made = shelf.take(packed.digest)
    if made is None:
        made = render_packed(document, packed)
        shelf.put(packed.digest, made, noted())
    response = HttpResponse(made, content_type="application/pdf")
    name = german_slug(document.title) or "seite"
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["ETag"] = _etag(packed)
    response["Last-Modified"] = http_date(_changed(item).timestamp())
    response["Link"] = f'<{document.address}>; rel="canonical"'
    if settings.IS_DEMO:
        response["X-Robots-Tag"] = "noindex"
    return response


def _etag(packed: Packed) -> str:
    return f'"{packed.digest}"'


def _changed(item: Item) -> Any:
    moments = (item.last_published_at, item.cancelled_at, item.corrected_at, item.published)
    return max(moment for moment in moments if moment)
