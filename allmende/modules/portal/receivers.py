"""Addresses follow what is published; a town that switches the portal on gets its shelf of news."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed

from allmende.core.items.models import Home, Item
from allmende.core.items.shelves import lead_old_addresses, settle_address
from allmende.core.items.signals import item_changed, submission_changed
from allmende.core.modules.signals import switched_on
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.modules.portal import mails
from allmende.modules.portal.domain import open_newsroom
from allmende.modules.portal.pages import NewsPage, StandardPage


@receiver(page_published, sender=NewsPage)
def settle(instance: NewsPage, **_kwargs: Any) -> None:
    settle_address(instance, old_path="")


@receiver([page_slug_changed], sender=NewsPage)
@receiver([page_slug_changed], sender=StandardPage)
def keep_old_address(instance: Any, instance_before: Any, **_kwargs: Any) -> None:
    if instance_before.live:
        lead_old_addresses(instance, old_path=instance_before.local_path())


@receiver(switched_on)
def open_the_newsroom(town: Town, label: str, **_kwargs: Any) -> None:
    """Without a shelf editors could not write news. A town without a site gets one later."""
    if label == "portal" and Home.objects.filter(town=town).exists():
        open_newsroom(town=town)


@receiver(submission_changed)
def tell_what_is_missing(item: Item, deed: str, reason: str, **_kwargs: Any) -> None:
    if deed == "send_back":
        mails.tell_sent_back(item, reason)


@receiver(item_changed)
def tell_it_is_out(item: Item, deed: str, by: User | None, **_kwargs: Any) -> None:
    if deed == "publish":
        mails.tell_published(item, by)
