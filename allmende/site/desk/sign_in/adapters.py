"""How allauth behaves in this house: no public sign-up, our words, one passkey per address."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from allmende.core.people.safety import needs_second_factor


class DeskAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come by invitation; mails and messages are the house's own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Say nothing: after signing in the desk itself is the answer."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META["REMOTE_ADDR"])  # settled by ClientAddress


class DeskFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors of the desk."""

    def get_totp_issuer(self) -> str:
        return f"{settings.WAGTAIL_SITE_NAME} ({context.request.town.name})"

    def get_totp_label(self, user: Any) -> str:
        return str(user.get_username())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bind a passkey to the host, or to the domain above all hosts if there is one.

        A browser gives a passkey only to the domain it was made for (WebAuthn § 5.1.3).
        """
        host = context.request.get_host().partition(":")[0]
        shared = settings.PASSKEY_DOMAIN
        is_below = bool(shared) and (host == shared or host.endswith(f".{shared}"))
        return {"id": shared if is_below else host, "name": str(context.request.town.name)}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever needs a second factor keeps at least one."""
        if not needs_second_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        return others.exclude(pk=authenticator.pk).exists()
