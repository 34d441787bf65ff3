"""Find the item behind an address on a town's host, or say where it went."""

from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils import timezone

from allmende.core.cache.tags import shows
from allmende.core.exchange.choices import SHOWN, PlacementStatus
from allmende.core.items.models import Item
from allmende.core.items.queries import is_visible
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.site.addresses import canonical
from allmende.site.gone import gone

#: Which of several items with the same address is meant: the own one, then what is shown.
PRECEDENCE = (*SHOWN, *(status for status in PlacementStatus if status not in SHOWN))
P = TypeVar("P", bound=Item)


def find_placed(pages: QuerySet[P], town: Town, year: int, slug: str) -> P | None:
    """Page of a kind by its address on a town's host: its own first, then what it shows of others.

    Gives it with what its placement here says (``status_here``, ``web_here``, ``until_here``,
    ``teaser_here``), or None when it was never placed here. What was withdrawn is found as
    well: ``item_or_answer`` says so, if this town showed it.
    """
    name, _, code = slug.rpartition("_")  # see site.addresses.path_on
    found = pages.filter(
        Q(live=True) | Q(withdrawn_at__isnull=False),
        Q(slug=slug) | Q(public_id=code if name else ""),
        placements__town=town,
    ).annotate(
        status_here=F("placements__status"),
        web_here=F("placements__web"),
        until_here=F("placements__shown_until"),
        teaser_here=F("placements__teaser_override"),
    )
    fitting: list[Any] = [
        page for page in found.select_related("lead_picture", "category") if page.year == year
    ]
    return min(fitting, key=lambda page: PRECEDENCE.index(page.status_here), default=None)


def item_or_answer(request: TownRequest, item: Any) -> Any:
    """The item itself if it may be read here, or an answer that says where it went.

    ``item`` comes from ``find_placed``. Raises Http404.
    """
    if item is None:
        raise Http404
    shows(item.tag)
    is_taken_back = item.status_here == PlacementStatus.WITHDRAWN
    if item.status_here in SHOWN or is_taken_back:
        if item.merged_into:
            return HttpResponsePermanentRedirect(canonical(item.merged_into))
        if item.withdrawn_at or (is_taken_back and is_visible(item)):
            return gone(request, item)
    if not is_visible(item) or not _is_shown(item):
        raise Http404
    return item


def _is_shown(item: Any) -> bool:
    over = item.until_here is not None and item.until_here <= timezone.now()
    return item.status_here in SHOWN and item.web_here and not over
