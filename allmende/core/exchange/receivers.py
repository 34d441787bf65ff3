"""Publishing places an item at home and offers it as its editor chose."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from allmende.core.cache.tags import changed
from allmende.core.exchange.domain import offer, place_at_home, tell_placements
from allmende.core.exchange.models import AcceptRule, QuietPeriod, SharingSettings
from allmende.core.exchange.queries import RULES_TAG
from allmende.core.items.choices import OfferTo
from allmende.core.items.models import Item
from allmende.core.items.signals import item_changed


@receiver(item_changed)
def follow(item: Item, deed: str, by: Any, **_kwargs: Any) -> None:
    if deed == "publish":
        place_at_home(item)
        if item.specific_class and item.specific_class.is_shareable:
            chosen = list(item.specific.offer_towns.all())
            offer(item=item, target=OfferTo(item.offer_to), towns=chosen, by=by)
    tell_placements(item)


@receiver([post_save, post_delete])
def forget_rules(sender: type, **_kwargs: Any) -> None:
    if sender in {AcceptRule, SharingSettings, QuietPeriod}:
        changed(RULES_TAG)
