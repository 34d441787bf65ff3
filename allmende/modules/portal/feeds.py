"""News as Atom, RSS 2.0 and JSON Feed 1.1, of a town, optionally of one category.

Every entry carries the permanent code of its item: a reader who follows two towns can tell
that both show the same one, and ids never change.
"""

from datetime import datetime
from functools import partial
from mimetypes import guess_type
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from allmende.core.cache.tags import shows
from allmende.core.items.models import Item
from allmende.core.items.queries import categories, list_tag
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG, town_by_id
from allmende.modules.portal.queries import news_shown_in
from allmende.site.addresses import absolute, canonical
from allmende.site.cards import kept_of_items
from allmende.site.pictures import CARD, interface_language, lead_picture

#: Entries in a feed.
MOST = 40


def links(town: Town) -> list[dict[str, str]]:
    """Feeds of a town, for heads of pages."""
    base = absolute(town, "/aktuelles/feed")
    kinds = [("Atom", "atom+xml", "atom"), ("RSS", "rss+xml", "rss"), ("JSON", "feed+json", "json")]
    return [
        {
            "title": f"{town.name}: {_('News')} ({name})",
            "url": f"{base}.{suffix}",
            "type": f"application/{media}",
        }
        for name, media, suffix in kinds
    ]


class Entry(NamedTuple):
    """An item as feeds say it."""

    guid: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    author: str
    categories: list[str]
    picture: str


def _entries(request: TownRequest) -> list[Entry]:
    found = news_shown_in(request.town)
    if wanted := request.GET.get("thema"):
        category = next((one for one in categories() if one.slug == wanted), None)
        if category is None:
            raise Http404
        found = found.filter(category=category)
    shows(list_tag(request.town.pk))
    ids = found.values_list("pk", flat=True)[:MOST]
    make = partial(_entry, town=request.town)
    language = interface_language()
    return list(kept_of_items(ids, request.town, "entry", language, make=make).values())


def _entry(item: Item, town: Town) -> Entry:
    shows(item.tag, TOWNS_TAG, "categories")
    picture = lead_picture(item, town, CARD)
    return Entry(
        guid=_guid(item),
        url=canonical(item),
        title=_title(item, town),
        summary=item.summary,
        published=item.published,
        updated=item.corrected_at or item.last_published_at or item.published,
        author=town_by_id(item.town_id or 0).name,
        categories=[item.category.name_de] if item.category else [],
        picture=absolute(town, picture.src) if picture else "",
    )


def _guid(item: Item) -> str:
    """Tag URI (RFC 4151) of an item: the same in every feed of every town."""
    origin = town_by_id(item.town_id or 0)
    return f"tag:{origin.host},{item.year}:{item.public_id}"


def _title(item: Item, town: Town) -> str:
    """Title with its origin, and with what happened to it: a feed shows no badges."""
    title = item.title
    if item.cancelled_at:
        title = f"{pgettext('event', 'Cancelled')}: {title}"
    if item.town_id not in {None, town.pk}:
        origin = town_by_id(item.town_id or 0)
        title = f"{title} ({_('from %(town)s') % {'town': origin.name}})"
    return title


def _xml(request: TownRequest, generator: type[Any], media_type: str, name: str) -> HttpResponse:
    town = request.town
    feed = generator(
        title=f"{town.name}: {_('News')}",
        link=absolute(town, "/aktuelles/"),
        description=town.introduction or town.claim or town.name,
        language="de",
        feed_url=absolute(town, f"/aktuelles/{name}"),
        feed_guid=absolute(town, "/aktuelles/"),
    )
    for entry in _entries(request):
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.summary,
            unique_id=entry.guid,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            author_name=entry.author,
            categories=entry.categories,
            enclosures=_enclosures(entry),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=media_type)


def _enclosures(entry: Entry) -> list[Enclosure]:
    if not entry.picture:
        return []
    kind = guess_type(entry.picture)[0] or "image/jpeg"
    return [Enclosure(entry.picture, "0", kind)]


def atom(request: TownRequest) -> HttpResponse:
    return _xml(request, Atom1Feed, "application/atom+xml; charset=utf-8", "feed.atom")


def rss(request: TownRequest) -> HttpResponse:
    return _xml(request, Rss201rev2Feed, "application/rss+xml; charset=utf-8", "feed.rss")


def json_feed(request: TownRequest) -> JsonResponse:
    """JSON Feed 1.1 (jsonfeed.org)."""
    town = request.town
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{town.name}: {_('News')}",
        "home_page_url": absolute(town, "/aktuelles/"),
        "feed_url": absolute(town, "/aktuelles/feed.json"),
        "language": "de",
        "items": [_json_item(entry) for entry in _entries(request)],
    }
    return JsonResponse(data, content_type="application/feed+json")


def _json_item(entry: Entry) -> dict[str, Any]:
    found = {
        "id": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": entry.categories,
    }
    return found | ({"image": entry.picture} if entry.picture else {})
