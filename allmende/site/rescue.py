"""Nobody loses a text because the session ended while they wrote.

A form that arrives at the editors' side without a session is not thrown away: the answer is
the sign-in page with everything that was written kept in hidden fields. After signing in,
one button sends it to where it was meant to go. It works without JavaScript and stores
nothing on the server; a file that was chosen cannot be kept so, and a sentence says it.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from allmende.site.desk.sign_in.gate import FACTORS

DESK = "/verwaltung/"
NOT_KEPT = {
    "csrfmiddlewaretoken", "rescue-username", "rescue-password", "rescue-next", "rescue-code",
    "rescue-file",
}  # fmt: skip
_OPEN = (f"{DESK}login/", f"{DESK}password_reset/", f"{DESK}logout/")
_EDITORS = tuple(
    f"{DESK}{room}/" for room in ("pages", "stadt", "meldung", "kurz", "angebote", "pflege")
)


class SessionRescue:
    """Catch what is written for the editors' side when nobody is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        is_lost = (
            request.method == "POST"
            and request.path.startswith(_EDITORS)
            and not request.path.startswith(_OPEN)
            and not request.user.is_authenticated
        )
        if not is_lost or request.headers.get("x-requested-with") == "XMLHttpRequest":
            return None
        if "rescue-username" in request.POST:
            return _sign_in(request)
        return _ask(request, failed=False)


def _sign_in(request: HttpRequest) -> HttpResponse:
    user = authenticate(
        request,
        username=request.POST["rescue-username"],
        password=request.POST.get("rescue-password", ""),
    )
    if user is None:
        return _ask(request, failed=True)
    if not _second_factor_is_right(request, user):
        return _ask(request, failed="rescue-code" in request.POST, needs_code=True)
    login(request, user)
    return render(request, "site/rescue_continue.html", _kept(request))


def _second_factor_is_right(request: HttpRequest, user: Any) -> bool:
    """Whether somebody needs no code, or gave the right one (from the app, or an emergency code)."""
    if not is_mfa_enabled(user, FACTORS):
        return True
    form = AuthenticateForm(user=user, data={"code": request.POST.get("rescue-code", "")})
    is_right: bool = form.is_valid()
    if is_right:
        form.save()
    return is_right


def _ask(request: HttpRequest, *, failed: bool, needs_code: bool = False) -> HttpResponse:
    """Ask for the sign-in; for the code as well, once the password was right."""
    said = {
        "failed": failed,
        "needs_code": needs_code,
        "username": request.POST.get("rescue-username", "") if needs_code else "",
    }
    return render(request, "site/rescue.html", _kept(request) | said, status=401)


def _kept(request: HttpRequest) -> dict[str, Any]:
    """Everything that was written, and where it was meant to go (this host only)."""
    target = request.path
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = DESK
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
    ]
    had_file = bool(request.FILES) or "rescue-file" in request.POST
    return {"target": target, "fields": fields, "had_file": had_file}
