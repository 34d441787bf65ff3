"""What the desk does when something happened in a lower room."""

from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from allmende.core.items.domain import REGRET
from allmende.core.items.models import Item
from allmende.core.items.signals import released_alone
from allmende.core.notify.domain import post
from allmende.core.notify.house_mails import ALONE
from allmende.core.people.models import User


@receiver(released_alone)
def tell_the_office(item: Item, by: User, **_kwargs: Any) -> None:
    """Write to the office of the town: a second channel where there is no second person."""
    town = item.town
    if town is None or not town.email:
        return
    context = {
        "who": by.get_full_name() or by.get_username(),
        "title": item.draft_title,
        "minutes": int(REGRET.total_seconds() // 60),
        "link": f"{town.base_url}{reverse('wagtailadmin_home')}",
    }
    post(template=ALONE, to=town.email, town=town, context=context)
