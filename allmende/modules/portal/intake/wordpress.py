"""WordPress export (WXR): published posts only, attachments resolved to image addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from allmende.modules.portal.intake.bounds import MAX_ITEMS
from allmende.modules.portal.intake.dates import read_date
from allmende.modules.portal.intake.fields import raw_item
from allmende.modules.portal.intake.items import ForeignImage
from allmende.modules.portal.intake.pictures import first_image

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from allmende.modules.portal.intake.nodes import Node
    from allmende.modules.portal.intake.raw import RawItem
    from allmende.modules.portal.intake.stream import Record

_UTC: Final = ZoneInfo("UTC")
_GALLERY: Final = re.compile(r"""\[gallery\b[^\]]{0,400}?\bids=["']?([\d,\s]+)""")
_TERMS: Final = frozenset({"category", "post_tag"})


@dataclass
class Attachments:
    """Images of an export by WordPress's number: the one thing kept for the whole file."""

    images: dict[str, ForeignImage] = field(default_factory=dict)

    def collect(self, records: Iterable[Record]) -> None:
        """Remember every attachment; posts may name them before or after they come."""
        for record in records:
            node = record.node
            url = node.text_of("wp:attachment_url")
            if url and len(self.images) < MAX_ITEMS:
                alt = _meta(node, "_wp_attachment_image_alt")
                self.images[node.text_of("wp:post_id")] = ForeignImage(url, alt)

    def of(self, post: Node, html: str) -> Iterator[ForeignImage]:
        """Give a post's own image, then those of its galleries."""
        numbers = [_meta(post, "_thumbnail_id")]
        for gallery in _GALLERY.finditer(html):
            numbers += re.findall(r"\d+", gallery[1])
        return (self.images[number] for number in numbers if number in self.images)


def is_published_post(node: Node) -> bool:
    """Say whether this is a post readers could see: no page, draft, private or locked post."""
    kind, status = node.text_of("wp:post_type"), node.text_of("wp:status")
    return kind == "post" and status == "publish" and not node.text_of("wp:post_password")


def raw_post(node: Node, base: str, attachments: Attachments) -> RawItem:
    """Return the fields of a post."""
    raw = raw_item(node, base)
    raw.html = node.text_of("content:encoded")
    raw.summary = node.text_of("excerpt:encoded")
    raw.published = read_date(node.text_of("wp:post_date_gmt"), zone=_UTC) or raw.published
    raw.updated = read_date(node.text_of("wp:post_modified_gmt"), zone=_UTC) or raw.updated
    raw.categories = [
        term.text() for term in node.nodes("category") if term.attrs.get("domain") in _TERMS
    ]
    raw.images = [*attachments.of(node, raw.html), *first_image(raw.html)]
    return raw


def _meta(node: Node, key: str) -> str:
    found = (m for m in node.nodes("wp:postmeta") if m.text_of("wp:meta_key") == key)
    return next((meta.text_of("wp:meta_value") for meta in found), "")
