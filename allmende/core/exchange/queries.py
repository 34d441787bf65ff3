"""What a town shows, what waits for its decision, and what became of its offers."""

from collections import Counter
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from allmende.core.cache.memo import remembered
from allmende.core.exchange.choices import SHOWN, TAKEN, Channel, PlacementStatus
from allmende.core.exchange.models import Placement, QuietPeriod, SharingSettings
from allmende.core.items.models import Item
from allmende.core.items.queries import list_tag, visible
from allmende.core.kit.dates import end_of, today
from allmende.core.media.models import Picture
from allmende.core.towns.models import Town
from allmende.core.towns.queries import partners_of

RULES_TAG = "exchange-rules"


def shown_placements(
    town: Town, channel: Channel = Channel.WEB, now: datetime | None = None
) -> QuerySet[Placement]:
    """Placements a town shows on an outlet at a moment."""
    at = now or timezone.now()
    found = Placement.objects.filter(
        Q(shown_until__isnull=True) | Q(shown_until__gt=at),
        town=town,
        status__in=SHOWN,
        **{channel.value: True},
    )
    if channel != Channel.WEB and is_quiet(town):
        found = found.filter(item__is_promotion=False)
    return found


def shown_in(
    town: Town, channel: Channel = Channel.WEB, now: datetime | None = None
) -> QuerySet[Item]:
    """Items a town shows on an outlet: its own and those it took, each exactly once."""
    placed = shown_placements(town, channel, now).filter(item=OuterRef("pk"))
    return visible(now).filter(Exists(placed))


def shown_in_calendar(town: Town, now: datetime | None = None) -> QuerySet[Item]:
    """Items in a town's calendar: those on its website, and those it took for the calendar only."""
    at = now or timezone.now()
    placed = Placement.objects.filter(
        Q(shown_until__isnull=True) | Q(shown_until__gt=at),
        Q(web=True) | Q(calendar=True),
        item=OuterRef("pk"),
        town=town,
        status__in=SHOWN,
    )
    return visible(at).filter(Exists(placed))


#: Moments looked up at a time; the job that acts at each of them moves the tag of the list.
MOMENTS_AHEAD = 50


def next_turn(town_id: int) -> datetime | None:
    """Next moment at which something of a town appears or disappears without anybody's doing."""
    now = timezone.now()
    return next((moment for moment in _turns(town_id) if moment > now), None)


@remembered(list_tag)
def _turns(town_id: int) -> list[datetime]:
    """Ends of embargoes, items, placements, pins and urgency ahead, soonest first."""
    now = timezone.now()
    placed = Placement.objects.filter(town=town_id, status__in=SHOWN)
    is_placed = Exists(placed.filter(item=OuterRef("pk")))
    items = Item.objects.filter(Q(town=town_id, live=True) | is_placed)
    found = {
        moment for name in ("shown_until", "pin_until") for moment in _ahead(placed, name, now)
    }
    for name in ("urgent_until", "embargo_until", "expire_at"):
        found.update(_ahead(items, name, now))
    found.update(_ends_of_consents(town_id))
    return sorted(found)[:MOMENTS_AHEAD]


def _ahead(rows: QuerySet[Any], name: str, now: datetime) -> QuerySet[Any, datetime]:
    """The next moments in a column."""
    ahead = rows.filter(**{f"{name}__gt": now}).order_by(name)
    return ahead.values_list(name, flat=True)[:MOMENTS_AHEAD]


def _ends_of_consents(town_id: int) -> list[datetime]:
    """Ends of the days until which people on pictures agree; those end at midnight."""
    placed = Placement.objects.filter(town=town_id, status__in=SHOWN, item=OuterRef("pk"))
    items = Item.objects.filter(Exists(placed), lead_picture=OuterRef("pk"))
    mine = Picture.objects.filter(Q(collection__owner__town=town_id) | Exists(items))
    ahead = mine.filter(consent_until__gte=today()).order_by("consent_until")
    days = ahead.values_list("consent_until", flat=True).distinct()[:MOMENTS_AHEAD]
    return [end_of(day) for day in days if day is not None]


def offered_to(town: Town) -> QuerySet[Placement]:
    """Inbox of a town: offers that wait for its decision, newest first."""
    waiting = Placement.objects.filter(town=town, status=PlacementStatus.OFFERED)
    still_there = waiting.filter(item__in=visible())
    return still_there.select_related("item", "item__town", "item__category").order_by(
        "-offered_at", "-pk"
    )


def changed_since_taken(town: Town) -> QuerySet[Placement]:
    """Foreign items whose text changed after this town took them (rule 3)."""
    taken = Placement.objects.filter(town=town, status__in=TAKEN, item__in=visible())
    moved = taken.exclude(seen_revision=F("item__live_revision"))
    return moved.filter(item__live_revision__isnull=False).select_related("item", "item__town")


def placement_of(item: Item, town: Town) -> Placement | None:
    return Placement.objects.filter(item=item, town=town).first()


def answers_to(item: Item) -> Counter[str]:
    """How many towns answered how. The origin sees counts, never names (rule 2)."""
    foreign = item.placements.exclude(status=PlacementStatus.OWN)
    return Counter(foreign.values_list("status", flat=True))


@remembered(RULES_TAG)
def sharing_settings(town: Town) -> SharingSettings:
    return SharingSettings.objects.filter(town=town).first() or SharingSettings(town=town)


@remembered(RULES_TAG)
def _quiet_periods() -> list[QuietPeriod]:
    return list(QuietPeriod.objects.all())


def is_quiet(town: Town) -> bool:
    """Whether an election is near for a town today (rule 8)."""
    return any(p.town_id == town.pk and p.covers(today()) for p in _quiet_periods())


def similar(item: Item, *, days: int = 3, alike: float = 0.75) -> list[Item]:
    """Items of partners, published within days of this one, whose titles are alike (rule 10).

    ``alike`` is the ratio of ``difflib`` (0 to 1). At most 500 candidates are compared.
    """
    if item.town is None:
        return []
    around = item.published
    candidates = visible().filter(
        town__in=[town.pk for town in partners_of(item.town)],
        content_type_id=item.content_type_id,
        first_published_at__range=(around - timedelta(days=days), around + timedelta(days=days)),
    )[:500]
    mine = item.title.casefold()
    return [
        other
        for other in candidates
        if SequenceMatcher(None, mine, other.title.casefold()).ratio() >= alike
    ]
