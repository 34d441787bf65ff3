"""When something about a town changes, every process forgets what it remembered of it."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from allmende.core.cache.tags import changed
from allmende.core.towns.models import (
    Authority,
    Host,
    Membership,
    Municipality,
    OfficeHours,
    Population,
    QuickLink,
    Town,
    Village,
)
from allmende.core.towns.queries import TOWNS_TAG

WATCHED = (
    Authority, Host, Membership, Municipality, OfficeHours, Population, QuickLink, Town, Village,
)  # fmt: skip


@receiver([post_save, post_delete])
def forget_towns(sender: type, **_kwargs: Any) -> None:
    if sender in WATCHED:
        changed(TOWNS_TAG)
