"""What can be done with events, beside what can be done with any item."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from allmende.core.cache.tags import changed
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import submit
from allmende.core.items.queries import list_tag
from allmende.core.items.shelves import free_slug
from allmende.core.items.sites import home_of
from allmende.core.kit.dates import BERLIN
from allmende.core.kit.text import german_slug
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.modules.events.choices import EventState, Fate
from allmende.modules.events.models import Occurrence
from allmende.modules.events.pages import EventIndex, EventPage, SingleDate
from allmende.modules.events.recurrence import end_of_one, length, moments

#: So far ahead the dates of a series are laid out; moved on every night.
AHEAD = timedelta(days=400)
#: Dates older than this are swept out.
KEPT = timedelta(days=730)


@transaction.atomic
def open_calendar(*, town: Town) -> EventIndex:
    """Give a town its calendar (once)."""
    home = home_of(town)
    found = EventIndex.objects.child_of(home).first()
    if found:
        return found
    index = EventIndex(title="Veranstaltungen", slug="veranstaltungen")
    home.add_child(instance=index)
    return index


@transaction.atomic
def draft_event(
    *, town: Town, title: str, starts_at: datetime, by: User | None = None, body: Any = (),
    single_dates: Iterable[SingleDate] = (), **fields: Any,
) -> EventPage:  # fmt: skip
    """Write an event without publishing it. ``fields`` are further fields of EventPage."""
    villages = fields.pop("villages", None)
    index = open_calendar(town=town)
    slug = free_slug(index, fields.pop("slug", "") or german_slug(title) or "termin")
    page = EventPage(
        title=title, slug=slug, starts_at=starts_at, owner=by, live=False, **fields
    )  # fmt: skip
    page.draft_title = title
    page.body = list(body)
    page.single_dates = list(single_dates)
    if villages:
        page.villages.set(villages)
    index.add_child(instance=page)
    return page


@transaction.atomic
def publish_event(
    *, town: Town, title: str, starts_at: datetime, offer_to: OfferTo = OfferTo.NOBODY,
    by: User | None = None, **fields: Any,
) -> EventPage:  # fmt: skip
    """Publish an event of a town at once, and offer it as said."""
    page = draft_event(town=town, title=title, starts_at=starts_at, by=by, **fields)
    page.offer_to = offer_to
    page.save_revision(user=by, clean=False).publish(user=by)
    page.refresh_from_db()
    return page


@transaction.atomic
def revise_event(*, page: EventPage, by: User | None = None, **fields: Any) -> EventPage:
    """Publish a new version of an event; only the given fields change."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=by, clean=False).publish(user=by)
    page.refresh_from_db()
    return page


@transaction.atomic
def enter(*, town: Town, title: str, starts_at: datetime, by: User, **fields: Any) -> EventPage:
    """Enter an event with the short form; who may not publish shows it to the town at once."""
    page = draft_event(town=town, title=title, starts_at=starts_at, by=by, **fields)
    revision = page.save_revision(user=by, clean=False)
    if page.permissions_for_user(by).can_publish():
        revision.publish(user=by)
    else:
        submit(item=page, by=by)
    return page


class Date(NamedTuple):
    """One date of an event, as it takes place."""

    planned_at: datetime
    starts_at: datetime
    ends_at: datetime
    state: str = ""
    is_cancelled: bool = False
    note: str = ""


def dates_of(page: EventPage, *, until: datetime) -> Iterator[Date]:
    """Dates of an event up to a moment, with what was said of single ones; soonest rule first."""
    lasts = length(page.starts_at, page.ends_at)
    special = {one.day: one for one in page.single_dates.all()}
    for start in moments(page.rule, page.starts_at, until=until):
        end = end_of_one(start, lasts)
        one = special.get(start.astimezone(BERLIN).date())
        if one is None:
            yield Date(start, start, end)
        elif one.fate == Fate.CANCELLED:
            yield Date(start, start, end, is_cancelled=True, note=one.note)
        elif one.fate == Fate.MOVED and one.starts_at:
            moved_end = one.ends_at or end_of_one(one.starts_at, lasts)
            yield Date(start, one.starts_at, moved_end, state=EventState.MOVED, note=one.note)


@transaction.atomic
def lay_out_dates(*, page: EventPage, now: datetime | None = None) -> None:
    """Write the dates of an event anew. Twice is once; what is as before is not touched."""
    at = now or timezone.now()
    horizon = max(at, page.starts_at) + AHEAD
    wanted = {date.planned_at: date for date in dates_of(page, until=horizon)}
    kept = {row.planned_at: row for row in Occurrence.objects.filter(item=page.pk)}
    gone = [row.pk for moment, row in kept.items() if moment not in wanted]
    fresh = [Occurrence(item_id=page.pk, **date._asdict()) for moment, date in wanted.items()
             if moment not in kept]  # fmt: skip
    differs = [
        row for moment, row in kept.items() if moment in wanted and _takes_over(row, wanted[moment])
    ]
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_create(fresh)
    Occurrence.objects.bulk_update(
        differs, ["starts_at", "ends_at", "state", "is_cancelled", "note"]
    )
    if gone or fresh or differs:
        changed(page.tag, *_lists_of(page))


def _takes_over(row: Occurrence, date: Date) -> bool:
    """Write a date into its row; whether anything is different now."""
    before = (row.starts_at, row.ends_at, row.state, row.is_cancelled, row.note)
    for name, value in date._asdict().items():
        setattr(row, name, value)
    return before != (row.starts_at, row.ends_at, row.state, row.is_cancelled, row.note)


def _lists_of(page: EventPage) -> list[str]:
    towns = page.placements.values_list("town", flat=True).distinct()
    return [list_tag(pk) for pk in {page.town_id, *towns} if pk]


def lay_out_all(*, now: datetime | None = None) -> int:
    """Move the horizon of all series on; sweep out what is long past. Returns how many series."""
    at = now or timezone.now()
    Occurrence.objects.filter(ends_at__lt=at - KEPT).delete()
    series = EventPage.objects.filter(live=True).exclude(repeats="", foreign_rule="")
    count = 0
    for page in series.iterator(chunk_size=100):
        lay_out_dates(page=page, now=at)
        count += 1
    return count


def again_next_year(page: EventPage) -> datetime:
    """When the same event is next: a year on, on the same weekday (52 weeks), in the future."""
    wall = page.starts_at.astimezone(BERLIN)
    now = timezone.now()
    while wall <= now:
        wall += timedelta(weeks=52)
    return wall
