"""Sessions are for the editors' side. Readers get none, so no page needs a cookie."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation

DESK = "/verwaltung/"


class StaffOnlySessions(SessionMiddleware):
    """Django's session middleware, asleep outside the editors' side.

    On public pages ``request.session`` is an empty one that is never saved: nothing there
    can set a cookie or vary by one, so every public answer may be stored.
    """

    def process_request(self, request: HttpRequest) -> None:
        if request.path.startswith(DESK):
            super().process_request(request)
            return
        request.session = self.SessionStore(None)  # type: ignore[assignment]
        request.user = AnonymousUser()

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        if request.path.startswith(DESK):
            return super().process_response(request, response)
        return response


class ClientAddress:
    """Behind trusted proxies the reader's address stands in ``X-Forwarded-For``.

    Each proxy adds at the right whom it was called by; with n of them the n-th from the right
    cannot be forged. It is needed to count tries, and kept nowhere.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = request.headers.get("x-forwarded-for", "").split(",")
        if 0 < settings.PROXY_COUNT <= len(named):
            request.META["REMOTE_ADDR"] = named[-settings.PROXY_COUNT].strip()[:45]
        return self.get_response(request)


class PathLanguage:
    """The address alone decides the language of the interface: English below ``/en/``.

    Django's own middleware would also ask cookies and ``Accept-Language``; then one address
    would have several texts and no copy could be kept. Editors keep their own choice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_english = request.path_info == "/en" or request.path_info.startswith("/en/")
        language = "en" if is_english else "de"
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PublicHeaders:
    """Public answers say how long they may be kept; the edge may keep them by their tags."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(DESK):
            response.setdefault("Cache-Control", "private, no-store")
        elif response.status_code == 200 and request.method in {"GET", "HEAD"}:
            response.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
        response.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
        return response
