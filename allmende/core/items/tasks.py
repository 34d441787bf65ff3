"""The room's own periodic work."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils import timezone

from allmende.core.cache.tags import changed
from allmende.core.items.models import Item
from allmende.core.items.queries import list_tag
from allmende.core.tasks import periodic

#: Embargoes that ended since then are announced (again): a run may be late.
LOOK_BACK = timedelta(minutes=5)


@periodic(every=timedelta(minutes=1))
def publish_and_expire() -> None:
    """Publish what is scheduled, unpublish what has expired, show what was held back.

    Wagtail's own command does the first two, so that its signals are sent.
    """
    call_command("publish_scheduled")
    end_embargoes()


def end_embargoes(now: datetime | None = None) -> int:
    """Make lists anew when an embargo ends by the clock; returns how many items that were."""
    at = now or timezone.now()
    ended = Item.objects.filter(live=True, embargo_until__range=(at - LOOK_BACK, at))
    for item in ended.prefetch_related("placements"):
        towns = {placement.town_id for placement in item.placements.all()}
        changed(item.tag, *(list_tag(town) for town in towns | {item.town_id}))
    return len(ended)
