"""What the portal gives the house."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from allmende.core.cache.tags import shows
from allmende.core.exchange.queries import RULES_TAG
from allmende.core.items.models import Home
from allmende.core.modules.contract import (
    DeedWord,
    Demo,
    DeskAction,
    Feed,
    HealthCheck,
    NavItem,
    RetentionRule,
    SearchSource,
    SitemapSource,
    Slot,
    Tile,
    UpkeepCheck,
)
from allmende.core.towns.models import Town
from allmende.modules.portal.health import guessed_pictures
from allmende.modules.portal.mails import PUBLISHED, SENT_BACK
from allmende.modules.portal.models import ImportedItem
from allmende.modules.portal.queries import (
    Teaser,
    front,
    own_news,
    own_pages,
    shelf_of,
    urgent,
)
from allmende.site.cards import Card, cards_by_id, cards_of
from allmende.site.listing import counted
from allmende.site.pictures import CARD, LEAD, interface_language

#: Stories below the lead on a start page.
STORIES = 9


def front_page(town: Town) -> dict[str, Any] | None:
    """Lead story (the newest with a picture), stories of the town, and others of the region."""
    rows = _front(town)
    if not rows:
        return None
    lead = _lead(rows, town)
    rest = [item for item in rows if item is not lead]
    foreign = [item for item in rest if item.town_id != town.pk][:3]
    region = [] if town.is_alliance else foreign
    stories = [item for item in rest if item not in region][:STORIES]
    return {
        "lead": next(iter(_cards([lead], town, LEAD)), None),
        "stories": _cards(stories, town),
        "region": _cards(region, town),
        "latest": _latest(rows, town) if town.is_alliance else {},
    }


def _front(town: Town) -> list[Teaser]:
    def find() -> list[Teaser]:
        shows(RULES_TAG)
        return front(town, size=STORIES + 1)

    return counted(town, "front", count=find)


def _cards(rows: list[Teaser], town: Town, specs: tuple[str, ...] = CARD) -> list[Card]:
    ids = [item.pk for item in rows]
    return cards_of(ids, town, language=interface_language(), specs=specs)


def _lead(rows: list[Teaser], town: Town) -> Teaser:
    """The newest own story with a picture; else any with a picture; else the newest."""
    pictured = [item for item in rows if item.has_picture]
    own = [item for item in pictured if item.town_id == town.pk or town.is_alliance]
    return next(iter(own or pictured or rows))


def _latest(rows: list[Teaser], town: Town) -> dict[int | None, Card]:
    """Newest item of each town, by the town's id."""
    newest: dict[int | None, Teaser] = {}
    for item in rows:
        newest.setdefault(item.town_id, item)
    ids = [item.pk for item in newest.values()]
    found = cards_by_id(ids, town, language=interface_language())
    return {owner: found[item.pk] for owner, item in newest.items() if item.pk in found}


def strip(town: Town) -> list[Card]:
    """What must be seen first, as lines of text."""
    ids = counted(town, "urgent", count=lambda: list(urgent(town).values_list("pk", flat=True)))
    return cards_of(ids, town, language=interface_language())


def sitemap(town: Town) -> Iterable[tuple[str, Any]]:
    yield "/aktuelles/", None
    for items in (own_pages(town), own_news(town)):
        for item in items.only("url_path", "last_published_at", "town_id"):
            yield item.local_path(), item.last_published_at


def write_news(town: Town) -> str | None:
    shelf = shelf_of(town)
    return _add("newspage", shelf.pk) if shelf else None


def write_page(town: Town) -> str | None:
    home = Home.objects.filter(town=town).first()
    return _add("standardpage", home.pk) if home else None


def report_shortly(town: Town) -> str | None:
    return reverse("portal_report", args=[town.slug]) if shelf_of(town) else None


def _add(kind: str, parent: int) -> str:
    return reverse("wagtailadmin_pages:add", args=["portal", kind, parent])


def build_demo() -> None:
    from allmende.modules.portal.demo.build import build

    build()


def newsroom_is_open() -> Any:
    """Every town that has the portal on needs its shelf of news."""
    from allmende.modules.portal.health import towns_without_newsroom

    missing = towns_without_newsroom()
    names = ", ".join(town.name for town in missing)
    return _("No page for news: %(towns)s") % {"towns": names} if missing else None


tiles = [
    Tile(slot=Slot.FRONT, build=front_page, url_name="portal:index", order=10),
    Tile(slot=Slot.STRIP, build=strip, order=10),
]
nav_items = [NavItem(label=_("News"), url_name="portal:index", order=10)]
search_sources = [
    SearchSource(key="news", label=_("News"), item_type="portal.newspage"),
    SearchSource(key="pages", label=_("Pages"), item_type="portal.standardpage", is_dated=False),
]
sitemap_sources = [SitemapSource(entries=sitemap)]
feeds = [Feed(title=_("News"), url_name="portal:atom", media_type="application/atom+xml")]
retention_rules = [
    RetentionRule(
        model=ImportedItem,
        due=lambda day: ImportedItem.objects.filter(
            Q(item__live=False) | Q(item=None), seen_at__date__lt=day - timedelta(days=3650)
        ),
        keep=timedelta(days=3650),
        reason=_("Where an import came from matters only as long as the item is shown."),
    )
]
upkeep_checks = [
    UpkeepCheck(
        key="portal.guessed",
        label=_("Imported pictures without a description"),
        advice=_(
            "Say what can be seen; or, if the picture is only decoration, let it stay as it is."
        ),
        look=guessed_pictures,
        may_stay=True,
        order=35,
    )
]
health_checks = [HealthCheck(name=_("Newsrooms"), check=newsroom_is_open)]
desk_actions = [
    DeskAction(label=_("Write news"), icon="edit", url=write_news, order=10),
    DeskAction(
        label=_("Photo and two lines"), icon="image", url=report_shortly, order=20, is_short=True
    ),
    DeskAction(label=_("New standard page"), icon="doc-empty", url=write_page, order=90),
]
deed_words = [
    DeedWord(verb="import_feed", label=pgettext_lazy("deed", "news taken over from a feed"))
]
demos = [Demo(build=build_demo, order=50)]
mail_templates = [PUBLISHED, SENT_BACK]
