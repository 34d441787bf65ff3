"""Coats of arms, colours and media of towns."""

import mimetypes

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import http_date
from django.views.decorators.cache import cache_control

from allmende.core.cache.tags import shows
from allmende.core.towns.http import TownRequest
from allmende.core.towns.queries import TOWNS_TAG, town_by_slug
from allmende.site import coats
from allmende.site.addresses import town_css, town_css_url

#: Only sizes made for the public lie here; originals and documents are not served by name.
PUBLIC_FOLDER = "images/"
_SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def coat(request: HttpRequest, slug: str) -> HttpResponse:
    """Coat of arms as SVG (cleaned when it was saved)."""
    town = town_by_slug(slug)
    drawn = coats.drawing(town) if town else ""
    if not drawn:
        raise Http404
    shows(TOWNS_TAG)
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Content-Security-Policy"] = _SVG_POLICY
    response["Cache-Control"] = "public, max-age=3600"
    return response


@cache_control(public=True, max_age=31_536_000, immutable=True)
def colours(request: TownRequest, primary: str, accent: str, digest: str) -> HttpResponse:
    """Style sheet of a town's colours; its address names its content."""
    text, right = town_css(f"#{primary}", f"#{accent}")
    if digest != right:
        raise Http404
    town = request.town
    if request.path == town_css_url(town.colour_primary, town.colour_accent):
        shows(TOWNS_TAG)  # may be kept; any other two colours are asked for by nobody's page
    return HttpResponse(text, content_type="text/css; charset=utf-8")


def media(request: HttpRequest, path: str) -> FileResponse:
    """Serve a size of a picture. A web server or S3 in front may do it instead."""
    if not path.startswith(PUBLIC_FOLDER) or ".." in path or not default_storage.exists(path):
        raise Http404
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    try:
        file = default_storage.open(path)
    except OSError as error:  # a folder, or a size that went in this moment
        raise Http404 from error
    response = FileResponse(file, content_type=kind)
    response["Last-Modified"] = http_date(default_storage.get_modified_time(path).timestamp())
    # When consent ends the picture must go (NEWS-e): shared caches ask each time, and a browser
    # that has it already shows it for ten minutes more.
    response["Cache-Control"] = "public, max-age=600, s-maxage=0"
    return response
