"""Whose pictures and documents are they (the folder says it), and which sizes are ready?"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.images.models import Filter
from wagtail.models import Collection

from allmende.core.cache.tags import clock, is_pending
from allmende.core.media.models import Picture, Rendition, TownCollection
from allmende.core.media.sizes import FIRST
from allmende.core.towns.models import Town

MOST_REMEMBERED = 2_000

Sizes = dict[str, Rendition]


def picture_tag(picture_id: int) -> str:
    return f"picture:{picture_id}"


def owner_of(folder: Collection) -> Town | None:
    """Town whose folder this is or lies in; None for what belongs to no town."""
    above = folder.get_ancestors(inclusive=True)
    found = TownCollection.objects.filter(collection__in=above).select_related("town").first()
    return found.town if found else None


def within(files: QuerySet[Any], towns: Iterable[Town]) -> QuerySet[Any]:
    """Those of some pictures or documents that lie in the folders of towns."""
    folders = Collection.objects.filter(owner__town__in=list(towns))
    inside = Q(pk__in=[])
    for path in folders.values_list("path", flat=True):
        inside |= Q(collection__path__startswith=path)
    return files.filter(inside)


@cache
def filter_of(name: str) -> Filter:
    """Give Wagtail's object for the name of a size; reading the name takes longer than using it."""
    return Filter(spec=name)


def ready_sizes(picture: Picture, names: Iterable[str]) -> Sizes:
    """Sizes of a picture that can be shown now, by name; nothing is made here.

    Asks what a list has fetched beforehand (``prefetched_renditions``), else the memory of
    this process, which holds until the picture changes.
    """
    fetched = getattr(picture, "prefetched_renditions", None)
    found = fetched if fetched is not None else _remembered(picture.pk)
    keys = {name: filter_of(name).get_cache_key(picture) for name in names}
    return {
        one.filter_spec: one for one in found if keys.get(one.filter_spec) == one.focal_point_key
    }


_memory: dict[int, tuple[int, list[Rendition]]] = {}


def _remembered(pk: int) -> list[Rendition]:
    tag = picture_tag(pk)
    now = clock().read(tag)
    held = _memory.get(pk)
    if held is not None and held[0] == now and not is_pending([tag]):
        return held[1]
    found = list(Rendition.objects.filter(image=pk))
    if not is_pending([tag]):
        if len(_memory) >= MOST_REMEMBERED:
            _memory.clear()
        _memory[pk] = (now, found)
    return found


def without_first_size() -> QuerySet[Picture]:
    """Pictures that have nothing to show yet: from before, or made while the storage was away."""
    ready = Rendition.objects.filter(filter_spec=FIRST).values("image")
    return Picture.objects.filter(consent_withdrawn_at__isnull=True).exclude(pk__in=ready)


def outdated_sizes(picture: Picture) -> list[Rendition]:
    """Sizes that were cut around another focal point."""
    return [
        one
        for one in picture.renditions.all()
        if one.focal_point_key != filter_of(one.filter_spec).get_cache_key(picture)
    ]
