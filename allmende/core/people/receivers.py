"""Signing in settles the rights first."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from allmende.core.people.domain import settle_rights
from allmende.core.people.models import User


@receiver(user_logged_in)
def settle_at_sign_in(user: User, **_kwargs: Any) -> None:
    settle_rights(user=user)
