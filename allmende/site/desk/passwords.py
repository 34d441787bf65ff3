"""Forgotten passwords: the link goes out as a mail of the house."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from wagtail.admin.forms.auth import PasswordResetForm

from allmende.core.notify.domain import post
from allmende.core.notify.house_mails import PASSWORD
from allmende.core.people.models import User
from allmende.core.people.queries import desk_towns
from allmende.core.towns.models import Town
from allmende.site.desk.town_settings.invitations import HOURS, link_to_password

#: Minutes in which one mail is enough, however often somebody asks.
SLOT = 10


class ForgottenForm(PasswordResetForm):
    """Asks for the address; says the same whether there is an account or not."""

    def get_users(self, email: str) -> Iterator[User]:
        """Accounts with this address, invited ones that have no password yet as well."""
        return iter(User.objects.filter(email__iexact=email, is_active=True).exclude(email=""))

    def save(self, *_args: Any, request: Any = None, **_kwargs: Any) -> None:
        town = request.town  # from its own row: a forged host header leads nowhere
        slot = timezone.now().timestamp() // (SLOT * 60)
        for user in self.get_users(self.cleaned_data["email"]):
            context = {"link": link_to_password(user, town.base_url), "hours": HOURS}
            key = f"password:{user.pk}:{slot:.0f}"
            own = own_town(user, asked=town)
            post(template=PASSWORD, to=user, town=own, context=context, key=key)


def own_town(user: User, *, asked: Town) -> Town | None:
    """Town under which mail about an account is filed: one the person works for.

    Whoever asks chooses the host, so the host says nothing about the person. None: only
    those who run the house see that there was such a mail.
    """
    towns = [] if user.is_superuser else desk_towns(user)
    return asked if asked in towns else next(iter(towns), None)
