"""Events as readers of a town may see them, by their dates."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet

from allmende.core.cache.pieces import has_piece, piece
from allmende.core.cache.tags import shows
from allmende.core.exchange.queries import shown_in_calendar
from allmende.core.items.models import Item
from allmende.core.kit.dates import end_of, start_of, today
from allmende.core.towns.models import Town, Village
from allmende.modules.events.choices import EventState, Price
from allmende.modules.events.models import Occurrence
from allmende.modules.events.pages import EventIndex, EventPage
from allmende.shared.places.choices import Known
from allmende.shared.places.queries import places_tag
from allmende.site.reading import find_placed

#: Dates of one event that its page names.
NEXT_DATES = 12


def calendar_of(town: Town) -> EventIndex | None:
    """Shelf of a town's events, once the module has been switched on."""
    return EventIndex.objects.filter(town=town).first()


def events_shown_in(town: Town, now: datetime | None = None) -> QuerySet[Item]:
    """Events of a town and those it took from others."""
    kind = ContentType.objects.get_for_model(EventPage).pk
    return shown_in_calendar(town, now).filter(content_type=kind)


def dates_shown_in(
    town: Town, begin: datetime, end: datetime | None = None
) -> QuerySet[Occurrence]:
    """Dates a town shows that touch a span of time (the end excluded), soonest first."""
    found = Occurrence.objects.filter(item__in=events_shown_in(town), ends_at__gte=begin)
    if end is not None:
        found = found.filter(starts_at__lt=end)
    return found.order_by("starts_at", "pk")


def coming(town: Town) -> QuerySet[Occurrence]:
    """Everything from today on: what began this morning is still on."""
    return dates_shown_in(town, start_of(today()))


def own_events(town: Town) -> QuerySet[EventPage]:
    """Events a town owns, drafts too, the latest first: for its own editors."""
    return EventPage.objects.filter(town=town).order_by("-starts_at", "-pk")


def find_event(town: Town, year: int, slug: str) -> EventPage | None:
    """Event by its address on a town's host. What was taken for the calendar only has a page too."""
    pages = EventPage.objects.select_related("place", "place__village", "organiser")
    found = find_placed(pages, town, year, slug)
    if found is not None and found.placements.filter(town=town, calendar=True).exists():
        found.web_here = True  # type: ignore[attr-defined]
    return found


def span_of(name: str, day: date) -> tuple[datetime, datetime] | None:
    """Span of time of a choice of readers, seen from a day; None when nothing was chosen."""
    weekend = day + timedelta(days=(5 - day.weekday()) % 7)
    if day.weekday() == 6:
        weekend = day
    spans = {
        "heute": (day, day),
        "wochenende": (weekend, weekend + timedelta(days=6 - weekend.weekday())),
        "woche": (day, day + timedelta(days=6)),
        "monat": (day, day + timedelta(days=30)),
    }
    if name not in spans:
        return None
    first, last = spans[name]
    return start_of(first), end_of(last)


def month_span(year: int, month: int) -> tuple[datetime, datetime]:
    """First moment of a month, and of the next."""
    following = (year + month // 12, month % 12 + 1)
    return start_of(date(year, month, 1)), start_of(date(*following, 1))


def in_lane(dates: QuerySet[Occurrence], lane: str) -> QuerySet[Occurrence]:
    return dates.filter(item__in=EventPage.objects.filter(lane=lane).values("pk"))


def about_village(dates: QuerySet[Occurrence], village: Village) -> QuerySet[Occurrence]:
    """Dates in a village, or about it."""
    there = EventPage.objects.filter(Q(place__village=village) | Q(villages=village))
    return dates.filter(item__in=there.values("pk"))


def free_of_charge(dates: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    free = EventPage.objects.filter(price__in=[Price.FREE, Price.DONATION])
    return dates.filter(item__in=free.values("pk"))


def step_free(dates: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    there = EventPage.objects.filter(place__step_free=Known.YES)
    return dates.filter(item__in=there.values("pk"))


@dataclass(frozen=True, slots=True)
class Facts:
    """What a list says of an event beside its card."""

    place: str
    is_all_day: bool
    state: str
    price: str
    lane: str
    point: tuple[float, float] | None


def facts_by_id(ids: Iterable[int], town: Town) -> dict[int, Facts]:
    """Facts of events for a town's lists, in one query for those not in memory."""
    keys: dict[int, tuple[Hashable, ...]] = {pk: ("event-facts", town.pk, pk) for pk in ids}
    missing = [pk for pk, key in keys.items() if not has_piece(key)]
    rows = EventPage.objects.filter(pk__in=missing).select_related("place") if missing else ()
    found = {page.pk: page for page in rows}

    def make(pk: int) -> Facts | None:
        page = found.get(pk) or EventPage.objects.filter(pk=pk).select_related("place").first()
        return _facts(page) if page else None

    made = {pk: piece(key, partial(make, pk)) for pk, key in keys.items()}
    return {pk: one for pk, one in made.items() if one is not None}


def _facts(page: EventPage) -> Facts:
    shows(page.tag)
    if page.place:
        shows(places_tag(page.place.town_id))
    point = page.place.point if page.place else None
    place = ", ".join(part for part in (page.place_name, page.room) if part)
    state = page.state if page.state in {EventState.MOVED, EventState.FULL} else ""
    return Facts(
        place=place,
        is_all_day=page.is_all_day,
        state=state,
        price=page.price,
        lane=page.lane,
        point=(point.lat, point.lon) if point else None,
    )


def next_dates(page: EventPage) -> list[Occurrence]:
    """The coming dates of an event; when all are past, the last one."""
    rows = Occurrence.objects.filter(item=page.pk)
    ahead = rows.filter(ends_at__gte=start_of(today())).order_by("starts_at")
    return list(ahead[:NEXT_DATES]) or list(rows.order_by("-starts_at")[:1])
