"""Error pages: what happened in one sentence, and where to go from here."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from allmende.site.context import Meta, frame


def _page(request: HttpRequest, code: int) -> HttpResponse:
    # Errors of the editors' side, too, stand in the frame of the town whose host was asked.
    context = frame(request) | {"meta": Meta(title=str(code), robots="noindex"), "code": code}
    return render(request, f"{code}.html", context, status=code)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if getattr(request, "town", None) is None:
        return HttpResponse(render_to_string("unknown_host.html"), status=404)
    return _page(request, 404)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return HttpResponse(render_to_string("500.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """No database, no context: the page must work when nothing else does.

    A database that does not answer is a pause (503), not a fault of ours.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        if not connection.in_atomic_block:
            connection.close()  # the next request of this thread begins with a new one
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = "60"
        return response
    return HttpResponse(render_to_string("500.html"), status=500)
