"""What an editor's desk shows of each town."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from allmende.core.exchange.choices import PlacementStatus
from allmende.core.exchange.domain import NOT_ON_OFFER
from allmende.core.exchange.models import Placement
from allmende.core.items.models import Item
from allmende.core.items.queries import items_of, visible
from allmende.core.modules.switchboard import given
from allmende.core.people.choices import RIGHTS
from allmende.core.people.models import User
from allmende.core.people.queries import grants_now, may_decide_offers
from allmende.core.towns.models import Town
from allmende.site.models import BarrierReport


def actions_for(town: Town, *, short_first: bool = False) -> list[dict[str, Any]]:
    """What can be begun for a town; for those who submit, short forms come first."""
    given_here = given(town, "desk_actions")
    if short_first:
        given_here = sorted(given_here, key=lambda action: not action.is_short)
    found = [(action, action.url(town)) for action in given_here]
    return [{"label": a.label, "icon": a.icon, "url": url} for a, url in found if url]


def drafts_of(town: Town) -> QuerySet[Item]:
    """What is written and not published, or changed and not published, newest first."""
    unfinished = Q(live=False, withdrawn_at__isnull=True, expired=False)
    changed = Q(live=True, has_unpublished_changes=True)
    found = items_of(town).filter(unfinished | changed, depth__gt=2)
    return found.order_by("-latest_revision_created_at")


def open_reports(town: Town) -> QuerySet[BarrierReport]:
    """Reports of barriers nobody has dealt with yet, oldest first."""
    return BarrierReport.objects.filter(town=town, done_at__isnull=True).order_by("created_at")


def going_out(town: Town) -> QuerySet[Item]:
    """What is under embargo or scheduled, soonest first."""
    now = timezone.now()
    later = Q(embargo_until__gt=now, live=True) | Q(go_live_at__gt=now, live=False)
    return items_of(town).filter(later).order_by("embargo_until", "go_live_at")


def offers_made(town: Town) -> QuerySet[Item]:
    """Newest offers of a town with counts of the answers; never with names (rule 2)."""
    foreign = ~Q(placements__status=PlacementStatus.OWN)
    taken = Q(placements__status__in=[PlacementStatus.ACCEPTED, PlacementStatus.AUTO])
    return (
        visible()
        .filter(town=town, offer__isnull=False)
        .annotate(
            asked=Count("placements", filter=foreign), taken=Count("placements", filter=taken)
        )
        .order_by("-first_published_at")[:10]
    )


def decides_anywhere(user: User) -> bool:
    """Whether a person may decide about offers for some town today."""
    if user.is_superuser:
        return True
    roles = [role for role, rights in RIGHTS.items() if rights.receives_offers]
    return grants_now().filter(user=user, role__in=roles).exists()


def decidable(user: User, ids: list[int]) -> list[Placement]:
    """Placements of these ids that a person may decide about; others are left out in silence."""
    rows = Placement.objects.filter(pk__in=ids[:500]).exclude(status__in=NOT_ON_OFFER)
    rows = rows.select_related("town", "item", "item__town")
    may: dict[int, bool] = {}
    for row in rows:
        if row.town_id not in may:
            may[row.town_id] = may_decide_offers(user, row.town)
    return [row for row in rows if may[row.town_id]]
