"""Dates follow what is published; a town that switches events on gets its calendar."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.signals import page_published

from allmende.core.items.models import Home, Item
from allmende.core.items.shelves import settle_address
from allmende.core.modules.signals import switched_on
from allmende.core.towns.models import Town
from allmende.modules.events.domain import lay_out_dates, open_calendar
from allmende.modules.events.pages import EventPage


@receiver(pre_save, sender=EventPage)
def note_where_it_stood(instance: Any, **_kwargs: Any) -> None:
    """The year in an address moves with the date, the short name with the title: both lead on."""
    if not hasattr(instance, "stood_at"):
        before = Item.objects.filter(pk=instance.pk, live=True).first() if instance.pk else None
        instance.stood_at = before.local_path() if before else ""


@receiver(page_published, sender=EventPage)
def follow(instance: Any, **_kwargs: Any) -> None:
    if not instance.live:
        return  # only scheduled: the clock publishes it later
    settle_address(instance, old_path=getattr(instance, "stood_at", ""))
    lay_out_dates(page=instance)


@receiver(switched_on)
def open_the_calendar(town: Town, label: str, **_kwargs: Any) -> None:
    """Without a shelf nobody could enter events. A town without a site gets one later."""
    if label == "events" and Home.objects.filter(town=town).exists():
        open_calendar(town=town)
