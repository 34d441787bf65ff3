"""Rights at the editors' side are those of today."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from allmende.core.people.domain import settle_rights

DESK = "/verwaltung/"


class CurrentRoles:
    """Before every click at the desk, drop what ended and add what began."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(DESK) and request.user.is_authenticated:
            settle_rights(user=request.user)  # type: ignore[arg-type]
        return self.get_response(request)
