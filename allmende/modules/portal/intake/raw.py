"""From the fields of whatever format to one ForeignItem, with the same rules for all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from allmende.modules.portal.intake import bounds
from allmende.modules.portal.intake.items import BrokenItem, ForeignImage, ForeignItem
from allmende.modules.portal.intake.links import web_url
from allmende.modules.portal.intake.plain import cut_at_word, one_line, plain_text, without_teaser
from allmende.modules.portal.intake.prepare import without_shortcodes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass
class RawItem:
    """The fields as found: texts may hold markup, addresses may be relative to `base`."""

    base: str = ""
    guid: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    html: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    categories: list[str] = field(default_factory=list)
    images: list[ForeignImage] = field(default_factory=list)


def finished(raw: RawItem) -> ForeignItem | BrokenItem:
    """Return the item in clean, bounded fields, or say why it cannot be taken in."""
    title, url = plain_text(raw.title), web_url(raw.link, raw.base)
    if not title:
        return BrokenItem(_name(raw, url), _("The item has no title."))
    return ForeignItem(
        external_id=_identity(raw.guid.strip(), url, title),
        url=url,
        title=cut_at_word(title, bounds.MAX_TITLE_CHARS),
        summary=_summary(raw),
        published=raw.published or raw.updated,
        updated=raw.updated,
        author=_author(raw.author),
        categories=_categories(raw.categories),
        html=raw.html.strip(),
        images=_images(raw),
    )


def _name(raw: RawItem, url: str) -> str:
    return (url or one_line(raw.guid) or plain_text(raw.summary or raw.html[:1000]))[:100]


def _identity(guid: str, url: str, title: str) -> str:
    identity = one_line(guid) or url
    if not identity:
        return _hashed(f"{url}\n{title}")
    return identity if len(identity) <= bounds.MAX_ID_CHARS else _hashed(identity)


def _hashed(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _summary(raw: RawItem) -> str:
    # 20,000 characters of markup hold 300 of text, whatever the editor put around them.
    heads = (without_shortcodes(text[:20_000]) for text in (raw.summary, raw.html))
    texts = (without_teaser(plain_text(head)) for head in heads)
    return cut_at_word(next((text for text in texts if text), ""), bounds.MAX_SUMMARY_CHARS)


def _author(text: str) -> str:
    # RSS 2.0 writes "mail@example.org (Name)". A mail address is nothing to republish.
    bare = plain_text(text[:1000])
    name = bare.partition("(")[2].rstrip(") ") if "@" in bare else bare
    return "" if "@" in name else name[: bounds.MAX_NAME_CHARS].strip()


def _categories(found: Iterable[str]) -> tuple[str, ...]:
    names = (plain_text(text[:1000])[: bounds.MAX_NAME_CHARS].strip() for text in found)
    return tuple(dict.fromkeys(name for name in names if name))[: bounds.MAX_CATEGORIES]


def _images(raw: RawItem) -> tuple[ForeignImage, ...]:
    kept: dict[str, str] = {}
    for image in raw.images:
        url = web_url(image.url, raw.base)
        alt = plain_text(image.alt[:1000])[: bounds.MAX_SUMMARY_CHARS]
        if url and not kept.get(url) and len(kept) < bounds.MAX_IMAGES:
            kept[url] = alt
    return tuple(ForeignImage(url, alt) for url, alt in kept.items())
