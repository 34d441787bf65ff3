"""How the tests read what a town's host shows: titles, badges, feeds, and every outlet at once."""

import html
import re
from typing import Any
from xml.etree import ElementTree as ET

from allmende.core.items.models import Item
from tests.answers import words_of

ATOM = "{http://www.w3.org/2005/Atom}"
#: Outlets that only the origin has.
AT_HOME_ONLY = {"sitemap"}


def text_of(response: Any) -> str:
    return words_of(response)


def titles(response: Any) -> list[str]:
    """Titles of the cards of a page, from top to bottom."""
    plain = re.sub(r"</?mark>", "", text_of(response))
    found = re.findall(r'class="card__title"><a href="[^"]*">([^<]*)</a>', plain)
    return [html.unescape(title) for title in found]


def strip(response: Any) -> list[str]:
    """Titles in the strip of what is important right now."""
    part = re.search(r'<section class="strip".*?</section>', text_of(response), re.DOTALL)
    return re.findall(r'<li><a href="[^"]*">([^<]*)</a>', part[0]) if part else []


def badges(response: Any) -> list[str]:
    """Towns named by badges of origin, from top to bottom (the last word of each badge)."""
    found = re.findall(
        r'<span class="origin">.*?<span>([^<]*)</span>', text_of(response), re.DOTALL
    )
    return [words.split()[-1] for words in found]


def canonical_of(response: Any) -> list[str]:
    return re.findall(r'<link rel="canonical" href="([^"]*)">', text_of(response))


def pictures(response: Any) -> list[str]:
    """Descriptions of the photographs of a page (not of coats of arms)."""
    return re.findall(r'<img src="/media/[^>]*alt="([^"]*)"', text_of(response))


def codes(client: Any, host: str) -> dict[str, list[str]]:
    """Permanent codes of the entries of all three feeds of a host."""
    atom = ET.fromstring(client.get("/aktuelles/feed.atom", host=host).content)
    rss = ET.fromstring(client.get("/aktuelles/feed.rss", host=host).content)
    json = client.get("/aktuelles/feed.json", host=host).json()
    return {
        "atom": [_code(one.text) for one in atom.iter(f"{ATOM}id")][1:],
        "rss": [_code(one.text) for one in rss.iter("guid")],
        "json": [_code(one["id"]) for one in json["items"]],
    }


def in_every_feed(*items: Item) -> dict[str, list[str]]:
    """What ``codes`` gives when exactly these items are in every feed."""
    return {kind: [item.public_id for item in items] for kind in ("atom", "rss", "json")}


def _code(guid: str | None) -> str:
    return (guid or "").rpartition(":")[2]


def outlets(item: Item, word: str) -> dict[str, str]:
    """Every address under which an item could be met; ``word`` finds it in the search."""
    page = item.local_path()
    return {
        "start": "/",
        "list": "/aktuelles/",
        "year": f"/aktuelles/{item.year}/",
        "page": page,
        "print": f"{page}druck/",
        "pdf": f"{page}pdf/",
        "easy": f"{page}leicht/",
        "english": f"{page}english/",
        "in English": f"/en{page}",
        "atom": "/aktuelles/feed.atom",
        "rss": "/aktuelles/feed.rss",
        "json": "/aktuelles/feed.json",
        "search": f"/suche/?q={word}",
        "sitemap": "/sitemap.xml",
        "short": item.short_path,
        "qr": f"{item.short_path}qr.svg",
    }


def met_at(client: Any, item: Item, word: str, host: str) -> set[str]:
    """Names of the outlets of a host at which a reader meets an item, by title or address."""
    return {
        name
        for name, path in outlets(item, word).items()
        if _meets(client.get(path, host=host), item, is_code=name in {"short", "qr"})
    }


def _meets(response: Any, item: Item, *, is_code: bool) -> bool:
    if is_code:
        return response.status_code < 400
    shown = html.unescape(re.sub(r"</?mark>", "", text_of(response)))
    found = response.status_code < 400 and f"/{item.slug}" in shown  # a 404 repeats the address
    return item.title in shown or found
