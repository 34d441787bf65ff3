"""An item as a document: the same text, pictures and words as its page, for paper and archives."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from allmende.core.cache.tags import lives_until, shows
from allmende.core.items.choices import SourceKind
from allmende.core.items.models import Item
from allmende.core.kit.dates import end_of
from allmende.core.media.models import Picture
from allmende.core.media.queries import picture_tag, ready_sizes
from allmende.core.media.sizes import FIRST
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG, town_by_id
from allmende.shared.documents.html import blocks_of
from allmende.shared.documents.tree import (
    Block,
    Document,
    Drawing,
    Hint,
    Image,
    Paragraph,
    Raster,
)
from allmende.site.addresses import canonical
from allmende.site.articles import correction_title
from allmende.site.cards import short_kind
from allmende.site.palette import TEXT_CONTRAST, parse, readable
from allmende.site.pictures import may_show

#: Texts of an item that are documents of their own: the field, its place, its language.
VARIANTS = {"easy_text": ("leicht/", "de"), "english_text": ("english/", "en")}


def paper(item: Any, town: Town, *, variant: str = "") -> Document:
    """The document of an item as a town shows it. Whether it may be shown, the caller has asked.

    ``variant`` names the field of another text of the item; see ``VARIANTS``.
    """
    origin = town_by_id(item.town_id)
    shows(item.tag, TOWNS_TAG, "categories")
    place, language = VARIANTS.get(variant, ("", "de"))
    speaks_itself = item.source_kind == SourceKind.ASSOCIATION
    name = getattr(item, "author_unit", "") or short_kind(item.source_kind)
    body = _lines(getattr(item, variant)) if variant else body_blocks(item, town)
    return Document(
        title=item.english_title if language == "en" and item.english_title else item.title,
        language=language,
        origin=name if speaks_itself else origin.official_name or origin.name,
        address=f"{canonical(item)}{place}",
        date=localtime(item.published).date(),
        kicker=item.kicker,
        summary="" if variant else item.summary,
        notes=_notes(item),
        # Who speaks for itself does not do it under name and arms of the town.
        coat=Drawing(origin.coat_svg) if origin.coat_svg and not speaks_itself else None,
        colour=_ink(origin),
        keywords=[item.category.name_de] if item.category else [],
        blocks=[*_warnings(item, origin), *_lead(item, town), *body],
    )


def body_blocks(item: Any, town: Town) -> list[Block]:
    """The body of an item. Each kind of block says how it stands on paper, or its HTML is taken."""
    origin, found = town_by_id(item.town_id), []
    context = {"item": item, "town": town, "base": origin.base_url}
    for child in getattr(item, "body", None) or ():
        made = getattr(child.block, "on_paper", None)
        if made is not None:
            found.extend(made(child.value, context))
        else:
            html = child.block.render(child.value, context=context)
            found.extend(blocks_of(str(html), base=origin.base_url))
    return found


def paper_picture(picture: Picture | None, *, of: int | None, on: Town) -> Raster | None:
    """A picture for a document, by the same rules as on pages (rule 6), or None."""
    if picture is None:
        return None
    shows(picture_tag(picture.pk))
    if not may_show(picture, of=of, on=on):
        return None
    if picture.consent_until:
        lives_until(end_of(picture.consent_until))
    size = ready_sizes(picture, [FIRST]).get(FIRST)
    if size is None:
        return None
    return Raster(f"{size.file.name} {picture.file_hash}", lambda: _read(size))


def _read(size: Any) -> bytes:
    with size.file.storage.open(size.file.name) as file:
        return bytes(file.read())


def _lead(item: Item, town: Town) -> Iterable[Block]:
    raster = paper_picture(item.lead_picture, of=item.town_id, on=town)
    if raster is None or item.lead_picture is None:
        return []
    is_decorative = item.lead_picture_is_decorative or not item.lead_picture_alt
    credit = item.lead_picture.credit
    return [Image(raster, item.lead_picture_alt, credit=credit, decorative=is_decorative)]


def _warnings(item: Item, origin: Town) -> Iterable[Block]:
    """What nobody who holds the paper may overlook."""
    if item.cancelled_at:
        yield Hint(item.cancel_reason, title=pgettext("event", "Cancelled"), tone="danger")
    if item.source_kind == SourceKind.ASSOCIATION:
        words = _("An association is speaking here, not the administration of %(name)s.")
        yield Hint(words % {"name": origin.name})
    if item.correction_note:
        yield Hint(item.correction_note, title=correction_title(item))


def _notes(item: Item) -> Sequence[str]:
    notes = [short_kind(item.source_kind)]
    if item.corrected_at:
        day = date_format(localtime(item.corrected_at), "DATE_FORMAT")
        notes.append(_("updated on %(day)s") % {"day": day})
    return notes


def _ink(origin: Town) -> str:
    """The town's colour, so dark that it can be read on white paper."""
    return readable(parse(origin.colour_primary), on=("#ffffff",), ratio=TEXT_CONTRAST)


def _lines(text: str) -> list[Block]:
    return [Paragraph(line) for line in text.splitlines() if line.strip()]
