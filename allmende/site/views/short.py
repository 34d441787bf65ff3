"""Permanent short addresses and their QR codes."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.cache import cache_control

from allmende.core.cache.tags import shows
from allmende.core.items.queries import by_public_id, is_visible
from allmende.core.towns.http import TownRequest
from allmende.site.addresses import absolute, canonical
from allmende.site.articles import qr_svg
from allmende.site.gone import gone


def short(request: TownRequest, code: str) -> HttpResponse:
    """Lead to the item, wherever it stands now."""
    item = by_public_id(code)
    if item is None:
        raise Http404
    shows(item.tag)
    if item.merged_into and is_visible(item.merged_into):
        return HttpResponsePermanentRedirect(canonical(item.merged_into))
    if item.withdrawn_at:
        return gone(request, item)
    if not is_visible(item):
        raise Http404
    # Not 301: the address is permanent, what it leads to may move.
    response = HttpResponse(status=302)
    response["Location"] = canonical(item)
    return response


@cache_control(public=True, max_age=86_400)
def qr(request: TownRequest, code: str) -> HttpResponse:
    """Draw the QR code of a short address."""
    item = by_public_id(code)
    if item is None or item.town is None or not is_visible(item):
        raise Http404
    svg = qr_svg(absolute(item.town, item.short_path))
    if "xmlns=" not in svg[:200]:
        svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return HttpResponse(svg, content_type="image/svg+xml")
