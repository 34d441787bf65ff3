"""Behind the sign-in: whoever needs a second factor sets one up, and sessions are noted."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from allmende.core.kit.dates import today
from allmende.core.people.models import User
from allmende.core.people.safety import due_day, needs_second_factor
from allmende.core.people.sessions import note_seen

DESK = "/verwaltung/"
#: What stays open without a second factor: setting one up, and leaving.
_OPEN = tuple(
    f"{DESK}{part}/" for part in ("sicherheit", "login", "logout", "password_reset", "jsi18n")
)
_ASKED = "second_factor_asked"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class DeskGate:
    """Asks once a day and session; what it found stands in the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not request.path.startswith(DESK) or not isinstance(user, User):
            return self.get_response(request)
        note_seen(request)
        if not request.path.startswith(_OPEN) and _is_overdue(request, user):
            messages.warning(request, _("Please set up a second factor. Then the desk opens."))
            return redirect("mfa_index")
        return self.get_response(request)


def _is_overdue(request: Any, user: User) -> bool:
    if request.session.get(_ASKED) == str(today()):
        return False
    is_missing = missing_since(user) is not None
    if is_missing and due_day(user) < today():
        return True
    request.session[_ASKED] = str(today())
    return False


def missing_since(user: User) -> Any:
    """Day until which the desk still opens for somebody without a needed factor; None: all is well."""
    if not needs_second_factor(user) or is_mfa_enabled(user, FACTORS):
        return None
    return due_day(user)
