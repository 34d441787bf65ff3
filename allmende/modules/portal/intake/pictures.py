"""Which images belong to an item: enclosures, Media RSS, and the first one of the text."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from allmende.modules.portal.intake.items import ForeignImage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from allmende.modules.portal.intake.nodes import Node

_ENDINGS: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
_IMG: Final = re.compile(r"<img\b[^>]{1,4000}>", re.IGNORECASE)
_ATTR: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_COUNTERS: Final = re.compile(
    r"vgwort\.de|/~r/|pixel\.wp\.com|stats\.wordpress\.com|facebook\.com/tr|doubleclick|"
    r"google-analytics|(?:matomo|piwik)\.php|/pixel\.|etracker",
    re.IGNORECASE,
)


def images_of(node: Node) -> Iterator[ForeignImage]:
    """Give the images an item names beside its text."""
    for enclosure in node.nodes("enclosure", "link"):
        if _is_enclosure(enclosure) and _is_image(enclosure):
            url = enclosure.attrs.get("url") or enclosure.attrs.get("href", "")
            yield ForeignImage(url, enclosure.attrs.get("title", ""))
    yield from _media(node)


def first_image(html: str) -> Iterator[ForeignImage]:
    """Give the first image of a text that is more than a counter of readers."""
    for found in _IMG.finditer(html):
        attrs = tag_attrs(found[0])
        if not is_counter(attrs) and (url := picture_url(attrs)):
            yield ForeignImage(url, attrs.get("alt", ""))
            return


def tag_attrs(tag: str) -> dict[str, str]:
    """Return the attributes of one raw tag, entities decoded."""
    return {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTR.finditer(tag)}


def picture_url(attrs: Mapping[str, str | None]) -> str:
    """Return the true address of an image, also where the page loads it late."""
    names = ("data-orig-file", "data-lazy-src", "data-src", "src")
    found = (attrs.get(name) or "" for name in names)
    return next((url for url in found if url and not url.strip().lower().startswith("data:")), "")


def is_counter(attrs: Mapping[str, str | None]) -> bool:
    """Say whether this image only counts readers (one pixel, or a known counting host)."""
    sizes = [(attrs.get(side) or "").strip().removesuffix("px") for side in ("width", "height")]
    style = re.sub(r"\s", "", attrs.get("style") or "").lower()
    tiny = any(size in {"0", "1", "2"} for size in sizes)
    thin = bool(re.search(r"(?:^|;)(?:width|height):[012](?:px)?(?:;|$)", style))
    return tiny or thin or bool(_COUNTERS.search(picture_url(attrs)))


def _is_enclosure(node: Node) -> bool:
    return node.name == "enclosure" or node.attrs.get("rel") == "enclosure"


def _is_image(node: Node) -> bool:
    kind = node.attrs.get("type", "").lower()
    url = (node.attrs.get("url") or node.attrs.get("href", "")).lower().partition("?")[0]
    named = node.attrs.get("medium", "").lower() == "image"
    return named or kind.startswith("image/") or (not kind and url.endswith(_ENDINGS))


def _media(node: Node) -> Iterator[ForeignImage]:
    places = [node, *node.nodes("media:group")]
    for place in places:
        for media in place.nodes("media:content"):
            if _is_image(media):
                yield ForeignImage(media.attrs.get("url", ""), _media_alt(media, place))
    for place in places:
        for thumbnail in place.nodes("media:thumbnail"):
            yield ForeignImage(thumbnail.attrs.get("url", ""), _media_alt(thumbnail, place))
            return


def _media_alt(media: Node, place: Node) -> str:
    names = ("media:description", "media:title")
    return media.text_of(*names) or place.text_of(*names)
