"""Where a picture is shown, and taking it away from everywhere at once (NEWS-e)."""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import ReferenceIndex

from allmende.core.cache.tags import changed
from allmende.core.exchange.choices import SHOWN
from allmende.core.exchange.models import Placement
from allmende.core.items.models import Item
from allmende.core.items.queries import list_tag
from allmende.core.items.signals import item_changed
from allmende.core.media.domain import withdraw_consent
from allmende.core.media.models import Picture
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_id

#: Items named in the deed; a picture that stands in more is taken away from all of them.
MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """An item that names a picture, and the towns that show it: by name, as the log keeps it."""

    code: str
    title: str
    is_public: bool
    towns: list[str]


def items_naming(picture: Picture) -> list[Item]:
    """Items with a picture on top or in their text, drafts included."""
    kind = ContentType.objects.get_for_model(Item)
    rows = ReferenceIndex.get_references_to(picture).filter(base_content_type=kind)
    in_text = [int(pk) for pk in rows.values_list("object_id", flat=True).distinct()]
    found = Item.objects.filter(Q(lead_picture=picture) | Q(pk__in=in_text))
    return list(found.select_related("town").order_by("-first_published_at", "pk").distinct())


def where_shown(items: list[Item]) -> list[Shown]:
    """Say for items which towns show them: two queries, however many there are."""
    towns = _towns_of(items)
    return [
        Shown(
            code=item.public_id,
            title=item.title,
            is_public=item.live,
            towns=[town_by_id(pk).name for pk in towns.get(item.pk, ())] if item.live else [],
        )
        for item in items[:MOST_NAMED]
    ]


def _towns_of(items: list[Item]) -> dict[int, list[int]]:
    rows = Placement.objects.filter(item__in=items, status__in=SHOWN).order_by("pk")
    found: dict[int, list[int]] = {}
    for item, town in rows.values_list("item", "town"):
        found.setdefault(item, []).append(town)
    return found


@transaction.atomic
def withdraw_picture(*, picture: Picture, town: Town, by: User | None = None) -> list[Shown]:
    """Take a picture away from every page, feed and file; returns where it was.

    Pages ask for consent whenever they are made. Here the copies are told: lists, pages,
    files by revision and the search follow as after any change of those items.
    """
    if picture.consent_withdrawn_at is not None:
        return []
    items = items_naming(picture)
    where = where_shown(items)
    withdraw_consent(picture=picture, town=town, by=by, where=[asdict(one) for one in where])
    towns = _towns_of(items)
    for item in items:
        changed(item.tag, *(list_tag(pk) for pk in {*towns.get(item.pk, ()), item.town_id} if pk))
        item_changed.send(Item, item=item, deed="withdraw_consent", by=by)
    return where


def where_it_was(after: dict[str, Any]) -> list[Shown]:
    """Read from a deed of the log where a picture was; deeds of old say nothing."""
    return [Shown(**one) for one in after.get("where", ())]
