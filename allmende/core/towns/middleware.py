"""Every request belongs to a town: the one whose host was asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string

from allmende.core.towns.queries import by_host

Answer = Callable[[HttpRequest], HttpResponse]
#: Paths that answer on any host: machines ask them by address.
HOSTLESS = ("/healthz",)


class TownMiddleware:
    """Set ``request.town`` from the host name; an unknown host is told so (404)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(HOSTLESS):
            return self.get_response(request)
        host, _, port = request.get_host().partition(":")
        found = by_host(host)
        if found is None:
            return HttpResponse(render_to_string("unknown_host.html"), status=404)
        town, is_main = found
        if not is_main:
            tail = f":{port}" if port else ""
            target = f"{request.scheme}://{town.host}{tail}{request.get_full_path()}"
            return HttpResponsePermanentRedirect(target)
        request.town = town  # type: ignore[attr-defined]
        return self.get_response(request)
