"""Offer, accept, decline, take back. Every deed is logged, every placement follows at once."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from allmende.core.audit.domain import record
from allmende.core.cache.tags import changed
from allmende.core.exchange.choices import TAKEN, Channel, Mode, PlacementStatus
from allmende.core.exchange.models import OFFER_DAYS, AcceptRule, Offer, Placement
from allmende.core.exchange.queries import sharing_settings
from allmende.core.exchange.rules import Verdict, judge
from allmende.core.items.choices import OfferTo
from allmende.core.items.models import Item
from allmende.core.items.queries import list_tag
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.core.towns.queries import partners_of, towns_within

#: Nothing to accept: the town's own, taken back by the origin, or over.
NOT_ON_OFFER = (PlacementStatus.OWN, PlacementStatus.WITHDRAWN, PlacementStatus.EXPIRED)


class CannotShare(ValueError):
    """This item, or this town, cannot take part in sharing."""


def place_at_home(item: Item) -> None:
    """An item that is published is shown by its own town."""
    if item.town_id is not None:
        Placement.objects.get_or_create(
            item_id=item.pk, town_id=item.town_id, defaults={"status": PlacementStatus.OWN}
        )


@transaction.atomic
def offer(
    *, item: Item, target: OfferTo, towns: Iterable[Town] = (), by: User | None = None
) -> Offer | None:
    """Offer an item to towns; the same call widens, narrows or takes back an earlier offer.

    Towns that are no partners (not in the alliance) are left out whatever is asked. Towns
    that have already answered are not asked again. Raises CannotShare for a kind of item
    that stays at home.
    """
    origin = item.town
    if origin is None or not (item.specific_class and item.specific_class.is_shareable):
        raise CannotShare(str(item))
    targets = _targets(origin, target, set(towns))
    _take_back(item, [town.pk for town in targets])
    if target == OfferTo.NOBODY:
        Offer.objects.filter(item=item).delete()
        return None
    made, _ = Offer.objects.update_or_create(
        item=item,
        defaults={"target": target, "made_by": by, "until": timezone.now() + timedelta(OFFER_DAYS)},
    )
    made.towns.set(targets)
    asked = _ask(item, targets)
    after = {"target": target, "asked": asked}
    record(verb="offer", town=origin, target=item, by=by, after=after)
    return made


def _targets(origin: Town, target: OfferTo, chosen: set[Town]) -> list[Town]:
    if target == OfferTo.ALL:
        return partners_of(origin)
    if target == OfferTo.NEIGHBOURS:
        return towns_within(origin, sharing_settings(origin).neighbour_km)
    if target == OfferTo.SELECTION:
        return [town for town in partners_of(origin) if town in chosen]
    return []


def _ask(item: Item, targets: list[Town]) -> int:
    """Put the item before towns that have not been asked yet; returns how many were."""
    known = dict(item.placements.values_list("town_id", "status"))
    again = {PlacementStatus.WITHDRAWN, PlacementStatus.EXPIRED}
    rules = list(AcceptRule.objects.filter(town__in=targets))
    asked = 0
    for town in targets:
        if town.pk in known and known[town.pk] not in again:
            continue
        verdict = judge(item, town, rules)
        if verdict.mode != Mode.NEVER:
            _place(item, town, verdict)
            asked += 1
    return asked


def _place(item: Item, town: Town, verdict: Verdict) -> None:
    is_auto = verdict.mode == Mode.AUTO
    status = PlacementStatus.AUTO if is_auto else PlacementStatus.OFFERED
    placement, _ = Placement.objects.update_or_create(
        item_id=item.pk,
        town=town,
        defaults={
            "status": status,
            "offered_at": timezone.now(),
            "seen_revision": item.live_revision_id,
            "decided_by": None,
            "decided_at": timezone.now() if is_auto else None,
            **{channel.value: channel in verdict.channels for channel in Channel},
        },
    )
    if is_auto:
        after = {"origin": str(item.town), "revision": item.live_revision_id}
        record(verb="accept_by_rule", town=town, target=placement, after=after)
        changed(list_tag(town.pk), item.tag)


def _take_back(item: Item, keep: list[int]) -> None:
    """Withdraw placements in towns that are no longer meant."""
    gone = item.placements.exclude(town__in=keep)
    for placement in gone.filter(status__in=TAKEN):
        _set(placement, PlacementStatus.WITHDRAWN, "placement_withdrawn", None)
    for placement in gone.filter(status=PlacementStatus.OFFERED):  # nobody there has seen it
        _set(placement, PlacementStatus.EXPIRED, "offer_withdrawn", None)


@transaction.atomic
def accept(
    *, placement: Placement, by: User | None = None, channels: Iterable[Channel] = tuple(Channel)
) -> None:
    """Show an offered item on some outlets (all); logs which revision was accepted.

    Raises CannotShare for an own item, and for one that is no longer offered.
    """
    if placement.status in NOT_ON_OFFER:
        raise CannotShare(str(placement))
    wanted = set(channels)
    for channel in Channel:
        setattr(placement, channel.value, channel in wanted)
    placement.seen_revision = placement.item.live_revision_id
    _set(placement, PlacementStatus.ACCEPTED, "accept", by)


@transaction.atomic
def decline(*, placement: Placement, by: User | None = None) -> None:
    """Say no, also later to something that was taken. No reason needed, nobody asks again."""
    if placement.status == PlacementStatus.OWN:
        raise CannotShare(str(placement))
    _set(placement, PlacementStatus.DECLINED, "decline", by)


@transaction.atomic
def reconsider(*, placement: Placement, by: User | None = None) -> None:
    """Undo an answer: the offer waits again. Raises CannotShare for what nobody answered."""
    if placement.status not in {PlacementStatus.ACCEPTED, PlacementStatus.DECLINED}:
        raise CannotShare(str(placement))
    _set(placement, PlacementStatus.OFFERED, "reconsider", by)


@transaction.atomic
def note_changes(*, placement: Placement, by: User | None = None) -> None:
    """Mark a changed text as seen; it was shown all along."""
    before = {"revision": placement.seen_revision}
    placement.seen_revision = placement.item.live_revision_id
    placement.save(update_fields=["seen_revision"])
    after = {"revision": placement.seen_revision}
    record(
        verb="note_changes",
        town=placement.town,
        target=placement,
        by=by,
        before=before,
        after=after,
    )


@transaction.atomic
def adapt(
    *, placement: Placement, teaser: str, pinned_days: int = 0, by: User | None = None
) -> None:
    """Give a placement an own teaser or a pin. The item itself stays as it is."""
    placement.teaser_override = teaser
    placement.pin_until = timezone.now() + timedelta(days=pinned_days) if pinned_days else None
    placement.save(update_fields=["teaser_override", "pin_until"])
    record(verb="adapt", town=placement.town, target=placement, by=by, after={"teaser": teaser})
    changed(list_tag(placement.town_id), placement.item.tag)


@transaction.atomic
def expire_offers() -> int:
    """End offers that nobody decided about in time; returns how many ended."""
    waiting = Placement.objects.filter(status=PlacementStatus.OFFERED).select_related(
        "item", "town"
    )
    over = list(waiting.filter(item__offer__until__lt=timezone.now()))
    for placement in over:
        _set(placement, PlacementStatus.EXPIRED, "offer_expired", None)
    return len(over)


def _set(placement: Placement, status: PlacementStatus, verb: str, by: User | None) -> None:
    before = {"status": placement.status}
    placement.status = status
    placement.decided_by = by
    placement.decided_at = timezone.now()
    placement.save()
    after = {
        "status": status.value,
        "item": placement.item_id,
        "revision": placement.seen_revision,
    }
    record(verb=verb, town=placement.town, target=placement, by=by, before=before, after=after)
    changed(list_tag(placement.town_id), placement.item.tag)


def tell_placements(item: Item) -> None:
    """Whatever happened to an item, every list that shows it is made anew."""
    towns = item.placements.filter(status__in=[PlacementStatus.OWN, *TAKEN])
    changed(item.tag, *(list_tag(pk) for pk in towns.values_list("town_id", flat=True)))
