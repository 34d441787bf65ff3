"""From a foreign item to the fields of a news page, its pictures fetched."""

import re
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.core.items.models import Category
from allmende.core.items.queries import categories
from allmende.core.kit.text import shorten
from allmende.core.media.models import Picture
from allmende.core.outbound import OutboundError
from allmende.core.towns.models import Town
from allmende.modules.portal.blocks import MOST_BLOCKS, to_body
from allmende.modules.portal.foreign_pictures import PictureRefused, PictureShelf
from allmende.modules.portal.importing.report import Report
from allmende.modules.portal.intake import ForeignItem, clean_markup
from allmende.modules.portal.pages import MAX_TITLE

MAX_PICTURES = 10
#: WordPress keeps the sizes of a picture beside it: ``bank-300x200.jpg``.
_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)")

Fields = dict[str, Any]
Pictures = dict[str, Picture]


class Writer:
    """Turns items into fields; says in the report what a person should look at."""

    def __init__(self, town: Town, category: Category | None, report: Report) -> None:
        self._shelf = PictureShelf(town)
        self._category, self._report = category, report
        self._by_name = {one.name_de.casefold(): one for one in categories()}

    def fields_of_new(self, item: ForeignItem) -> Fields:
        """All fields; raises ValueError where the markup defeats us."""
        return self.fields_of_changed(item) | {
            "at": self.day_of(item),
            "category": self._category or self._category_of(item),
        }

    def fields_of_changed(self, item: ForeignItem) -> Fields:
        """What follows its source. Day, address and category stay as they are here."""
        cleaned = clean_markup(item.html, base_url=item.url)
        if cleaned.cut or len(cleaned.blocks) > MOST_BLOCKS:
            self._report.note(_("very long text was cut: %(title)s") % {"title": item.title})
        words = _descriptions(item, cleaned.blocks)
        pictures = self._pictures(item, words)
        lead_url = next(iter(pictures), "")
        rest = [block for block in cleaned.blocks if not _shows(block, lead_url)]
        return {
            "title": shorten(item.title, MAX_TITLE),
            "summary": item.summary,
            "body": to_body(rest, pictures),
            **self._lead(pictures.get(lead_url), words.get(lead_url, "")),
        }

    def day_of(self, item: ForeignItem) -> datetime:
        """Day at the source; now where it is missing or has not come yet."""
        now = timezone.now()
        if item.published is None:
            self._report.note(_("no date, taken as of today: %(title)s") % {"title": item.title})
        return min(item.published or now, now)

    def _category_of(self, item: ForeignItem) -> Category | None:
        names = (name.casefold() for name in item.categories)
        return next((self._by_name[name] for name in names if name in self._by_name), None)

    def _lead(self, picture: Picture | None, alt: str) -> Fields:
        # Whether a picture says something only its editors can know: without words it is
        # treated as decoration, and the report counts it.
        return {
            "lead_picture": picture,
            "lead_picture_alt": alt if picture else "",
            "lead_picture_is_decorative": picture is not None and not alt,
        }

    def _pictures(self, item: ForeignItem, words: dict[str, str]) -> Pictures:
        found: Pictures = {}
        for url in list(words)[:MAX_PICTURES]:
            try:
                picture, is_new = self._shelf.take(url, title=item.title, alt=words[url])
            except (OutboundError, PictureRefused) as error:
                self._report.note(f"{item.title}: {url}: {error}")
                continue
            found[url] = picture
            self._report.pictures += is_new
            self._report.undescribed += is_new and not words[url]
        return found


def _descriptions(item: ForeignItem, blocks: Any) -> dict[str, str]:
    """Address of every picture, the item's own first, with what is said to be seen on it."""
    words = {image.url: image.alt[:250] for image in item.images}
    for block in blocks:
        if block["type"] == "image":
            words[block["url"]] = words.get(block["url"]) or block["alt"][:250]
    return words


def picture_count(item: ForeignItem) -> int:
    """How many pictures an import would look at, as far as the item itself names them."""
    return min(len(item.images), MAX_PICTURES)


def _shows(block: Any, url: str) -> bool:
    """Whether a block shows the picture that stands above the text already."""
    return bool(url) and block["type"] == "image" and _bare(block["url"]) == _bare(url)


def _bare(url: str) -> str:
    return _SIZE.sub("", url)
