"""Somebody new gets an account, a role and a mail with a link to set a password."""

from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from allmende.core.kit.text import german_slug
from allmende.core.notify.domain import post
from allmende.core.notify.house_mails import INVITATION
from allmende.core.people.domain import appoint
from allmende.core.people.models import RoleGrant, User
from allmende.core.towns.models import Town

HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600


class AlreadyUsed(ValueError):
    """Who has set a password needs no invitation any more."""


@transaction.atomic
def invite(
    *, town: Town, first_name: str, last_name: str, email: str, by: User, **term: Any
) -> RoleGrant:
    """Make an account nobody can sign in to yet, give it a role and mail the link."""
    user = User(
        username=_free_name(first_name, last_name),
        first_name=first_name,
        last_name=last_name,
        email=email,
    )
    user.set_unusable_password()
    user.save()
    grant = appoint(user=user, town=town, by=by, **term)
    _mail_link(user, town)
    return grant


def invite_again(*, user: User, town: Town) -> None:
    """Mail a new link. Raises AlreadyUsed when the first one was used."""
    if user.has_usable_password():
        raise AlreadyUsed
    _mail_link(user, town)


def _free_name(first: str, last: str) -> str:
    wished = german_slug(f"{first} {last}", max_length=60) or "person"
    taken = set(User.objects.filter(username__startswith=wished).values_list("username", flat=True))
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (wished, *numbered) if name not in taken)


def _mail_link(user: User, town: Town) -> None:
    context = {
        "link": link_to_password(user, town.base_url),
        "desk": f"{town.base_url}{reverse('wagtailadmin_home')}",
        "hours": HOURS,
    }
    post(template=INVITATION, to=user, town=town, context=context)


def link_to_password(user: User, base_url: str) -> str:
    """Give the link to set a password: it works once, and for ``HOURS``.

    It is signed with the present password and the last sign-in, so it ends with either.
    """
    names = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
    return base_url + reverse("wagtailadmin_password_reset_confirm", args=names)
