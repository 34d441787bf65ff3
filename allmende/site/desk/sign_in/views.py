"""Signing in, and what a person sees about their own sign-ins."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.views.account import LoginView

from allmende.core.people.models import User
from allmende.core.people.safety import needs_second_factor
from allmende.core.people.sessions import end_sessions, sessions_of
from allmende.site.desk.sign_in.gate import missing_since


class DeskLogin(LoginView):  # type: ignore[misc]
    """The one way in: password first, then the second factor if there is one."""

    def form_valid(self, form: Any) -> HttpResponse:
        user = form.get_user()
        login = Login(user=user, redirect_url=self.get_success_url())
        credentials = {"username": user.get_username()}
        try:
            response = perform_password_login(self.request, credentials, login)
        except ImmediateHttpResponse as answer:
            response = answer.response
        is_long = form.cleaned_data.get("remember")
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if is_long else 0)
        return response


def security(request: HttpRequest) -> HttpResponse:
    """Second factor and sign-ins of the person, on one page."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    rows = Authenticator.objects.filter(user=user)
    by_type: dict[str, list[Any]] = {}
    for row in rows:
        by_type.setdefault(row.type, []).append(row.wrap())
    codes = by_type.get("recovery_codes", [])
    context = {
        "app": by_type.get("totp"),
        "keys": by_type.get("webauthn", []),
        "codes_left": len(codes[0].get_unused_codes()) if codes else None,
        "is_needed": needs_second_factor(user),
        "due": missing_since(user),
        "passkey_host": settings.PASSKEY_DOMAIN or request.get_host().partition(":")[0],
        "sessions": sessions_of(user),
        "here": request.session.session_key,
    }
    return render(request, "site/desk/security.html", context)


@require_POST
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out one other browser."""
    user: Any = request.user
    row = get_object_or_404(sessions_of(user), pk=pk)
    end_sessions(rows=sessions_of(user).filter(pk=row.pk))
    if row.session_key == request.session.session_key:
        return redirect("wagtailadmin_login")
    messages.success(request, _("Signed out there."))
    return redirect("mfa_index")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    user: Any = request.user
    others = sessions_of(user).exclude(session_key=request.session.session_key)
    count = end_sessions(rows=others)
    text = ngettext("Signed out in %(n)s place.", "Signed out in %(n)s places.", count)
    messages.success(request, text % {"n": count})
    return redirect("mfa_index")


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Remove a passkey, unless it is the last factor of somebody who needs one."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            messages.error(
                self.request, _("Your role needs a second factor. Set up another one first.")
            )
            return redirect("mfa_index")
        return super().form_valid(form)
