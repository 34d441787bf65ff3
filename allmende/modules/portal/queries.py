"""News as readers of a town may see them. One hit per item, however many towns show it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from allmende.core.exchange.choices import Channel
from allmende.core.exchange.models import Placement
from allmende.core.exchange.queries import is_quiet, sharing_settings, shown_in
from allmende.core.exchange.tally import Tally, tally
from allmende.core.items.models import Item
from allmende.core.items.queries import visible
from allmende.core.kit.dates import BERLIN
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.modules.portal.blocks import plain_body
from allmende.modules.portal.pages import NewsIndex, NewsPage, StandardPage
from allmende.site.reading import find_placed

#: The same words within this time are the same report, sent once more.
SAME_WORDS = timedelta(hours=1)


def _news_type() -> int:
    return ContentType.objects.get_for_model(NewsPage).pk


def told_lately(*, town: Town, by: User, title: str, text: str) -> NewsPage | None:
    """The item somebody has made of the very same words for a town within the last hour."""
    since = timezone.now() - SAME_WORDS
    own = NewsPage.objects.filter(town=town, owner=by, draft_title=title, withdrawn_at=None)
    wanted = [str(html) for _kind, html in plain_body(text)]
    for page in own.filter(latest_revision_created_at__gte=since).order_by("-pk")[:10]:
        if [str(block.value) for block in page.body] == wanted:
            return page
    return None


def shelf_of(town: Town) -> NewsIndex | None:
    """The shelf of a town's news, once the portal has been switched on."""
    return NewsIndex.objects.filter(town=town).first()


def news_shown_in(
    town: Town, channel: Channel = Channel.WEB, now: datetime | None = None
) -> QuerySet[Item]:
    """News of a town and those it took from others, newest first."""
    found = shown_in(town, channel, now).filter(content_type=_news_type())
    return found.order_by("-first_published_at", "-pk")


def own_news(town: Town) -> QuerySet[Item]:
    """News whose origin a town is, newest first: for its sitemap and its feeds of origin."""
    found = visible().filter(town=town, content_type=_news_type())
    return found.order_by("-first_published_at", "-pk")


def own_pages(town: Town) -> QuerySet[Item]:
    kind = ContentType.objects.get_for_model(StandardPage).pk
    return visible().filter(town=town, content_type=kind).order_by("path")


def counts(town: Town) -> Tally:
    """How many news items a town shows, by year, origin and category."""
    return tally(town, _news_type())


def of_year(items: QuerySet[Item], year: int) -> QuerySet[Item]:
    begin = datetime(year, 1, 1, tzinfo=BERLIN)
    end = datetime(year + 1, 1, 1, tzinfo=BERLIN)
    return items.filter(first_published_at__gte=begin, first_published_at__lt=end)


def find_news(town: Town, year: int, slug: str) -> NewsPage | None:
    """News item by its address on a town's host; see ``site.reading.find_placed``."""
    return find_placed(NewsPage.objects.all(), town, year, slug)


def related_to(item: NewsPage, town: Town) -> list[int]:
    """Ids of what the editors chose; else of the newest of the same category; at most three."""
    links = NewsPage.related.through.objects.filter(from_newspage=item.pk)
    shown = news_shown_in(town).exclude(pk=item.pk).values_list("pk", flat=True)
    chosen = list(shown.filter(pk__in=links.values("to_newspage"))[:3])
    return chosen or list(shown.filter(category=item.category_id)[:3])


def urgent(town: Town) -> QuerySet[Item]:
    """What must be seen first. Few are urgent anywhere: they are found before the town is asked."""
    anywhere = Item.objects.filter(urgent_until__gt=timezone.now())
    found = list(anywhere.order_by("urgent_until").values_list("pk", flat=True))
    return news_shown_in(town).filter(pk__in=found)[:3]


class Teaser(NamedTuple):
    """What must be known of an item to give it a place on a start page."""

    pk: int
    town_id: int | None
    has_picture: bool


def front(town: Town, size: int = 10) -> list[Teaser]:
    """Items of the start page: at most N foreign ones among the first ten (rule 7).

    Pinned items first. Before elections no portraits and successes in front (rule 8). An
    alliance gets five times as many: it shows the newest of each town as well.
    """
    found = news_shown_in(town)
    if is_quiet(town):
        found = found.filter(is_promotion=False)
    pinned = set(_pinned_in(town))
    newest = found.values_list("pk", flat=True)
    own, others = newest.filter(town=town)[:size], newest.exclude(town=town)[: size + 3]
    chosen = found.filter(pk__in={*pinned, *own, *others})
    rows = [
        Teaser(pk, town_id, picture is not None)
        for pk, town_id, picture in chosen.values_list("pk", "town_id", "lead_picture_id")
    ]
    rows.sort(key=lambda item: item.pk not in pinned)
    return rows if town.is_alliance else _mixed(rows, town, size)


def _pinned_in(town: Town) -> QuerySet[Placement, int]:
    pinned = Placement.objects.filter(town=town, pin_until__gt=timezone.now())
    return pinned.values_list("item", flat=True)


def _mixed(rows: list[Teaser], town: Town, size: int) -> list[Teaser]:
    most = sharing_settings(town).max_foreign_in_ten
    front: list[Teaser] = []
    foreign = 0
    for item in rows:
        is_foreign = item.town_id != town.pk
        if is_foreign and foreign >= most:
            continue
        foreign += is_foreign
        front.append(item)
        if len(front) == size:
            break
    return front
