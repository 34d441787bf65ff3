"""Dates follow what is published; a town that switches events on gets its calendar."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed

from allmende.core.items.models import Home
from allmende.core.items.shelves import lead_old_addresses, settle_address
from allmende.core.modules.signals import switched_on
from allmende.core.towns.models import Town
from allmende.modules.events.domain import lay_out_dates, open_calendar
from allmende.modules.events.pages import EventPage


@receiver(page_published, sender=EventPage)
def follow(instance: EventPage, **_kwargs: Any) -> None:
    if not instance.live:
        return  # only scheduled: the clock publishes it later
    old_path = instance.local_path()
    settle_address(instance, old_path=old_path)
    lay_out_dates(page=instance)


@receiver(page_slug_changed, sender=EventPage)
def keep_old_address(instance: Any, instance_before: Any, **_kwargs: Any) -> None:
    if instance_before.live:
        lead_old_addresses(instance, old_path=instance_before.local_path())


@receiver(switched_on)
def open_the_calendar(town: Town, label: str, **_kwargs: Any) -> None:
    """Without a shelf nobody could enter events. A town without a site gets one later."""
    if label == "events" and Home.objects.filter(town=town).exists():
        open_calendar(town=town)
