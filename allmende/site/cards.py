"""Items as cards: what a list shows of each, wherever the list stands."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.core.cache.pieces import has_piece, piece
from allmende.core.cache.tags import lives_until, shows
from allmende.core.exchange.models import Placement
from allmende.core.items.choices import SourceKind
from allmende.core.items.models import Item
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG, town_by_id
from allmende.site.addresses import address, path_on
from allmende.site.coats import badge_url
from allmende.site.pictures import CARD, LEAD, Shown, lead_picture, with_renditions

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Card:
    """One item in a list. ``origin`` is set when it comes from another town (rule 4)."""

    title: str
    url: str
    summary: str
    kicker: str
    date: datetime
    picture: Shown | None
    pattern: int
    origin: Town | None
    label: str
    kind: str
    status: str
    updated: datetime | None
    is_urgent: bool
    village: str = ""
    #: Address of the coat of ``origin`` on the page at hand.
    coat: str = ""
    #: A page that just stands there: its day would tell nothing.
    is_timeless: bool = False
    #: Title and a piece of the text with what a search found marked in it.
    marked: str = ""
    excerpt: str = ""
    #: What the card looks like as HTML, by kind of list (see the tag ``draw_card``).
    drawn: dict[Any, str] = field(default_factory=dict, compare=False, repr=False)

    def as_hit(self, *, marked: str, excerpt: str, is_timeless: bool) -> "Card":
        """The card as a search shows it. Both share what is drawn: see ``draw_card``."""
        return replace(self, marked=marked, excerpt=excerpt, is_timeless=is_timeless)


def listed(items: QuerySet[Item], town: Town) -> QuerySet[Item]:
    """Fetch with an item all its card needs: two queries, however long the list."""
    here = Placement.objects.filter(item=OuterRef("pk"), town=town)
    return (
        items.annotate(teaser_here=Subquery(here.values("teaser_override")[:1]))
        .select_related("lead_picture", "category")
        .prefetch_related(with_renditions("lead_picture", {*CARD, *LEAD}))
        .defer("easy_text", "english_text")
    )


def cards(items: Iterable[Item], town: Town, *, language: str = "de") -> list[Card]:
    return [card(item, town, language=language) for item in items]


def cards_of(
    ids: Iterable[int], town: Town, *, language: str = "de", specs: tuple[str, ...] = CARD
) -> list[Card]:
    """Cards of items by their ids, in that order."""
    return list(cards_by_id(ids, town, language=language, specs=specs).values())


def cards_by_id(
    ids: Iterable[int], town: Town, *, language: str = "de", specs: tuple[str, ...] = CARD
) -> dict[int, Card]:
    """Cards of items. What was shown before comes from memory; what went meanwhile is left out."""
    make = partial(card, town=town, language=language, specs=specs)
    return kept_of_items(ids, town, "card", language, specs, make=make)


def kept_of_items(
    ids: Iterable[int], town: Town, *key: Hashable, make: Callable[[Item], T]
) -> dict[int, T]:
    """What ``make`` makes of each item for a town, in this order, each kept as a piece.

    ``key`` names what is made and whatever it depends on beside the item and the town.
    """
    keys = {pk: (*key, town.pk, pk) for pk in ids}
    fetched = _fetched([pk for pk, key in keys.items() if not has_piece(key)], town)

    def make_one(pk: int) -> T | None:
        item = fetched.get(pk) or _fetched([pk], town).get(pk)
        return make(item) if item else None

    found = {pk: piece(key, partial(make_one, pk)) for pk, key in keys.items()}
    return {pk: one for pk, one in found.items() if one is not None}


def _fetched(ids: Sequence[int], town: Town) -> dict[int, Item]:
    rows = listed(Item.objects.filter(pk__in=ids), town) if ids else ()
    return {item.pk: item for item in rows}


def card(
    item: Item,
    town: Town,
    *,
    language: str = "de",
    specs: tuple[str, ...] = CARD,
) -> Card:
    """Show an item as a card on a town's page."""
    shows(item.tag, TOWNS_TAG)
    urgent_until = item.urgent_until
    is_urgent = urgent_until is not None and urgent_until > timezone.now()
    if urgent_until is not None and is_urgent:
        lives_until(urgent_until)
    is_foreign = item.town_id is not None and item.town_id != town.pk
    origin = town_by_id(item.town_id) if is_foreign and item.town_id else None
    english = language == "en" and item.english_title
    return Card(
        title=item.english_title if english else item.title,
        url=address(path_on(item, town), language),
        summary=getattr(item, "teaser_here", "") or item.summary,
        kicker=item.kicker,
        date=item.published,
        picture=lead_picture(item, town, specs, _sizes(specs)),
        pattern=item.pk % 8,
        origin=origin,
        label=short_kind(item.source_kind),
        kind=item.source_kind,
        status="cancelled" if item.cancelled_at else "",
        updated=item.corrected_at,
        is_urgent=is_urgent,
        coat=badge_url(origin, town) if origin else "",
    )


def short_kind(kind: str) -> str:
    """Who speaks, in one word."""
    words: dict[str, Any] = {
        SourceKind.ADMINISTRATION: _("Administration"),
        SourceKind.ASSOCIATION: _("Association"),
        SourceKind.ALLIANCE: _("Alliance"),
    }
    return str(words.get(kind, kind))


def _sizes(specs: tuple[str, ...]) -> str:
    if specs == LEAD:
        return "(min-width: 75rem) 48rem, 100vw"
    return "(min-width: 60rem) 24rem, (min-width: 40rem) 50vw, 100vw"
