"""Pictures as templates show them: in the right sizes, with words, and only if they may."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import get_language

from allmende.core.cache.tags import shows
from allmende.core.items.models import Item
from allmende.core.media.models import Picture, Rendition
from allmende.core.media.queries import picture_tag, ready_sizes
from allmende.core.media.sizes import BODY, CARD, FIRST, LEAD, MODERN, spec, specs
from allmende.core.towns.models import Town

__all__ = ["BODY", "CARD", "LEAD", "Shown", "Source", "lead_picture", "with_renditions"]


@dataclass(frozen=True, slots=True)
class Source:
    """One format of a picture in all its sizes, for ``<source>``."""

    media_type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture ready for a template; ``alt`` is empty when it is decorative.

    ``src`` is a file every program can show: a JPEG, but for pictures from before there were any.
    """

    src: str
    sources: tuple[Source, ...]
    sizes: str
    width: int
    height: int
    alt: str
    credit: str


def with_renditions(path: str, bases: Iterable[str]) -> Prefetch[Any]:
    """Fetch the sizes of all pictures of a list in one query."""
    wanted = Rendition.objects.filter(filter_spec__in=specs(tuple(bases)))
    return Prefetch(f"{path}__renditions", queryset=wanted, to_attr="prefetched_renditions")


def may_show(picture: Picture, *, of: int | None, on: Town) -> bool:
    """Whether a town may show a picture of another one's (or its own) item (rule 6)."""
    return picture.has_consent() and (of == on.pk or picture.may_travel)


def lead_picture(
    item: Item, town: Town, bases: tuple[str, ...], sizes: str = "100vw"
) -> Shown | None:
    """Picture of an item on a town's pages, or None when there is none that may be shown."""
    picture = item.lead_picture
    if picture is None:
        return None
    shows(picture_tag(picture.pk))
    if not may_show(picture, of=item.town_id, on=town):
        return None
    alt = "" if item.lead_picture_is_decorative else item.lead_picture_alt
    return shown(picture, alt, bases, sizes)


def block_picture(value: Any, context: dict[str, Any]) -> Shown | None:
    """Picture in a text, by the same rules as the lead picture."""
    picture, item, town = value["image"], context.get("item"), context.get("town")
    if picture is None or town is None:
        return None
    shows(picture_tag(picture.pk))
    if not may_show(picture, of=item.town_id if item else town.pk, on=town):
        return None
    alt = "" if value["decorative"] else value["alt"]
    return shown(picture, alt, BODY, "(min-width: 60rem) 44rem, 100vw")


def shown(picture: Picture, alt: str, bases: tuple[str, ...], sizes: str) -> Shown | None:
    """Put together what is ready, and make nothing: a reader never waits for a size.

    Until the task has drawn a picture's sizes its first one stands in; nothing yet: None.
    """
    ready = ready_sizes(picture, specs(bases))
    if not ready:
        return None
    sources = tuple(filter(None, (_source(ready, bases, form) for form in MODERN)))
    shape = next((ready[n] for n in specs(bases) if n in ready), None)
    plain = ready.get(FIRST, shape)
    if shape is None or plain is None:
        return None
    return Shown(plain.url, sources, sizes, shape.width, shape.height, alt, picture.credit)


def _source(ready: Mapping[str, Rendition], bases: tuple[str, ...], form: str) -> Source | None:
    """A format counts when all its sizes are there: else small screens would get large files."""
    made = [ready[name] for base in bases if (name := spec(base, form)) in ready]
    if len(made) < len(bases):
        return None
    widths = {one.width: one.url for one in made}
    return Source(f"image/{form}", ", ".join(f"{url} {w}w" for w, url in widths.items()))


def interface_language() -> str:
    """Language of the interface: ``de`` or ``en``."""
    return (get_language() or "de")[:2]
