"""Small feeds that are not well-formed: a second chance with feedparser, offline."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

import feedparser  # type: ignore[import-untyped]
from django.utils.translation import gettext_lazy as _

from allmende.modules.portal.intake.dates import read_date
from allmende.modules.portal.intake.items import FeedRefused, ForeignImage
from allmende.modules.portal.intake.pictures import first_image
from allmende.modules.portal.intake.raw import RawItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_SECTIONS: Final = 20_000
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*>")


def loose_items(text: str, base: str) -> Iterator[RawItem]:
    """Give what feedparser can save of `text`; raises FeedRefused for entities."""
    if _declares(text):
        raise FeedRefused(_("The file is damaged and brings its own entities. It is not read."))
    body = _XML_DECLARATION.sub("", text).encode("utf-8", "replace")
    # A file object, never the text: feedparser would take a text for an address or a path.
    return (_raw(entry, base) for entry in _entries(io.BytesIO(body)))


def _entries(file: io.BytesIO) -> list[dict[str, Any]]:
    try:
        found = feedparser.parse(
            file,
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        # feedparser stumbles over some damage itself; then what was read strictly has to do.
        return []
    return list(found.entries)


def _declares(text: str) -> bool:
    # Article texts in marked sections may speak of "<!DOCTYPE"; outside it is an attempt.
    opened, *sections = text.split("<![CDATA[", _MOST_SECTIONS)
    outside = [opened, *(section.partition("]]>")[2] for section in sections)]
    return any(re.search(r"<!(?:DOCTYPE|ENTITY)", part, re.IGNORECASE) for part in outside)


def _raw(entry: dict[str, Any], base: str) -> RawItem:
    contents = entry.get("content") or [{}]
    html = str(contents[0].get("value") or entry.get("summary", ""))
    return RawItem(
        base=base,
        guid=str(entry.get("id", "")),
        link=str(entry.get("link", "")),
        title=str(entry.get("title", "")),
        summary=str(entry.get("summary", "")),
        html=html,
        author=str(entry.get("author", "")),
        # dict.get: feedparser's own lends "published" to "updated", with a warning.
        published=read_date(str(entry.get("published", ""))),
        updated=read_date(str(dict.get(entry, "updated", ""))),
        categories=[str(tag.get("term") or "") for tag in entry.get("tags", [])],
        images=[*_enclosed(entry), *first_image(html)],
    )


def _enclosed(entry: Mapping[str, Any]) -> Iterator[ForeignImage]:
    for found in (*entry.get("enclosures", []), *entry.get("media_content", [])):
        if str(found.get("type", "")).startswith("image/") or found.get("medium") == "image":
            yield ForeignImage(str(found.get("href") or found.get("url") or ""))
