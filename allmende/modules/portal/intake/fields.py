"""RSS 2.0 (and 1.0) and Atom items: where each format keeps which field."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from allmende.modules.portal.intake.dates import read_date
from allmende.modules.portal.intake.links import web_url
from allmende.modules.portal.intake.pictures import first_image, images_of
from allmende.modules.portal.intake.raw import RawItem

if TYPE_CHECKING:
    from datetime import datetime

    from allmende.modules.portal.intake.nodes import Node

_HTML = ("content:encoded", "content", "atom:content", "description", "summary", "atom:summary")
_SUMMARY = ("excerpt:encoded", "description", "summary", "atom:summary", "itunes:summary")
_PUBLISHED = ("pubdate", "published", "atom:published", "dc:date", "dcterms:issued", "issued")
_UPDATED = ("updated", "atom:updated", "dcterms:modified", "modified")


def feed_base(head: Node, base_url: str) -> str:
    """Return what relative addresses of the feed are relative to."""
    own = urljoin(base_url, head.attrs.get("base", "")) if head.attrs.get("base") else base_url
    return own or web_url(_link(head))


def raw_item(node: Node, base: str) -> RawItem:
    """Return the fields of an RSS item or Atom entry."""
    place = urljoin(base, node.attrs["base"]) if "base" in node.attrs else base
    html = _markup(node, *_HTML)
    return RawItem(
        base=place,
        guid=node.text_of("guid", "id", "atom:id"),
        link=_link(node) or _permalink(node),
        title=_markup(node, "title", "atom:title", "dc:title"),
        summary=_markup(node, *_SUMMARY),
        html=html,
        author=_author(node),
        published=_date(node, *_PUBLISHED),
        updated=_date(node, *_UPDATED),
        categories=[_category(found) for found in node.nodes("category", "dc:subject")],
        images=[*images_of(node), *first_image(html)],
    )


def _markup(node: Node, *names: str) -> str:
    found = node.first(*names)
    return found.markup().strip() if found else ""


def _link(node: Node) -> str:
    for link in node.nodes("link", "atom:link"):
        if link.attrs.get("rel", "alternate") == "alternate":
            target = link.text().strip() or link.attrs.get("href", "").strip()
            if target:
                return target
    return ""


def _permalink(node: Node) -> str:
    guid = node.first("guid", "id", "atom:id")
    if guid is None or guid.attrs.get("ispermalink", "").lower() == "false":
        return ""
    text = guid.text().strip()
    return text if text.startswith(("http://", "https://")) else ""


def _author(node: Node) -> str:
    creator = node.text_of("dc:creator")
    person = node.first("author", "atom:author")
    named = person.text_of("name", "atom:name") if person else ""
    plain = (
        person.text().strip() if person and not any(person.nodes("name", "email", "uri")) else ""
    )
    return creator or named or plain or node.text_of("itunes:author")


def _category(node: Node) -> str:
    return node.attrs.get("label") or node.attrs.get("term") or node.text()


def _date(node: Node, *names: str) -> datetime | None:
    found = (read_date(text) for name in names if (text := node.text_of(name)))
    return next((moment for moment in found if moment), None)
