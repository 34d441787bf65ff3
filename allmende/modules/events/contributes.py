"""What events give the house."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from allmende.core.cache.tags import lives_until
from allmende.core.kit.dates import end_of, today
from allmende.core.modules.contract import (
    Demo,
    DeskAction,
    Feed,
    NavItem,
    RetentionRule,
    SearchSource,
    SitemapSource,
    Slot,
    Tile,
)
from allmende.core.towns.models import Town
from allmende.modules.events.choices import Lane
from allmende.modules.events.listing import entries_of
from allmende.modules.events.models import Occurrence
from allmende.modules.events.queries import calendar_of, coming, in_lane, own_events
from allmende.site.agenda import by_day

#: Dates on the start page.
ON_START = 4


def next_events(town: Town) -> dict[str, Any] | None:
    """The next dates of a town, for its start page."""
    lives_until(end_of(today()))
    rows = list(in_lane(coming(town), Lane.EVENT)[:ON_START])
    return {"days": by_day(entries_of(rows, town), not_before=today())} if rows else None


def sitemap(town: Town) -> Iterable[tuple[str, Any]]:
    yield "/veranstaltungen/", None
    rows = own_events(town).filter(live=True, withdrawn_at=None, merged_into=None)
    for page in rows.only("url_path", "last_published_at", "town_id")[:5000]:
        yield page.local_path(), page.last_published_at


def enter_event(town: Town) -> str | None:
    return reverse("events_enter", args=[town.slug]) if calendar_of(town) else None


def our_events(town: Town) -> str | None:
    return reverse("events_own", args=[town.slug]) if calendar_of(town) else None


def build_demo() -> None:
    from allmende.modules.events.demo.build import build

    build()


tiles = [
    Tile(
        slot=Slot.TILE,
        build=next_events,
        title=_("What is on"),
        template="events/tile.html",
        url_name="events:index",
        order=10,
    )
]
nav_items = [NavItem(label=_("Events"), url_name="events:index", order=20)]
search_sources = [
    SearchSource(
        key="events",
        label=_("Events"),
        item_type="events.eventpage",
        boost_words=("veranstaltung", "fest", "konzert", "termin"),
        boost=3,
    )
]
sitemap_sources = [SitemapSource(entries=sitemap)]
feeds = [Feed(title=_("Events"), url_name="events:calendar", media_type="text/calendar")]
retention_rules = [
    RetentionRule(
        model=Occurrence,
        due=lambda day: Occurrence.objects.filter(ends_at__date__lt=day - timedelta(days=730)),
        keep=timedelta(days=730),
        reason=_("Dates long past serve nobody; the event itself stays."),
    )
]
desk_actions = [
    DeskAction(label=_("Enter an event"), icon="date", url=enter_event, order=15, is_short=True),
    DeskAction(label=_("Our events"), icon="calendar", url=our_events, order=16),
]
demos = [Demo(build=build_demo, order=60)]
