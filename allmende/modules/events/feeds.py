"""Events as iCalendar (RFC 5545): of a town, a village, a subject, and one by one."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vGeo, vRecur

from allmende.core.cache.tags import shows
from allmende.core.items.queries import categories, list_tag
from allmende.core.kit.dates import BERLIN, start_of, today
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town, Village
from allmende.core.towns.queries import town_by_id, villages_of
from allmende.modules.events.choices import EventState, Fate
from allmende.modules.events.models import Occurrence
from allmende.modules.events.pages import EventPage, SingleDate
from allmende.modules.events.queries import events_shown_in, find_event
from allmende.modules.events.recurrence import end_of_one, length, moments
from allmende.site.addresses import absolute, canonical
from allmende.site.reading import item_or_answer

MEDIA_TYPE = "text/calendar; charset=utf-8"
#: Events in one calendar; older ones are left out first.
MOST = 1000
#: Past events stay in calendars for so long.
BACK = timedelta(days=60)
_STATES = {EventState.PLANNED: "TENTATIVE"}


def calendar(request: TownRequest) -> HttpResponse:
    """The calendar of a town, to download or to subscribe to; of a village or subject if asked."""
    town = request.town
    shows(list_tag(town.pk))
    ahead = Occurrence.objects.filter(ends_at__gte=start_of(today()) - BACK)
    shown = events_shown_in(town).filter(pk__in=ahead.values("item"))
    found = EventPage.objects.filter(pk__in=shown.values("pk")).order_by("-starts_at")
    found, name = _chosen(found, request)
    rows = found.select_related("place", "organiser", "category")
    return _answer(rows.prefetch_related("single_dates")[:MOST], name)


def _chosen(found: Any, request: TownRequest) -> tuple[Any, str]:
    """Bound the calendar to a subject or a village; names it. Raises Http404."""
    name = f"{request.town.name}: {_('Events')}"
    if slug := request.GET.get("thema"):
        category = next((one for one in categories() if one.slug == slug), None)
        if category is None:
            raise Http404
        found, name = found.filter(category=category), f"{name} – {category.name_de}"
    if number := request.GET.get("dorf"):
        village = village_of(request.town, number)
        if village is None:
            raise Http404
        about = found.filter(villages=village) | found.filter(place__village=village)
        found, name = about.distinct(), f"{name} – {village.name}"
    return found, name


def village_of(town: Town, number: str) -> Village | None:
    """Village by the number in a query; only of the town at hand, or of all for an alliance."""
    if not number.isdecimal() or len(number) > 9:
        return None
    village: Village | None = Village._default_manager.filter(pk=int(number)).first()  # type: ignore[assignment]
    is_ours = village is not None and (town.is_alliance or village in villages_of(town))
    return village if is_ours else None


def one_event(request: TownRequest, year: int, slug: str) -> HttpResponse:
    """One event with all its dates, for a reader's own calendar."""
    found = item_or_answer(request, find_event(request.town, year, slug))
    return found if isinstance(found, HttpResponse) else _answer([found], found.title)


def _answer(pages: Iterable[EventPage], name: str) -> HttpResponse:
    answer = HttpResponse(calendar_text(pages, name), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = 'inline; filename="kalender.ics"'
    return answer


def calendar_text(pages: Iterable[EventPage], name: str) -> bytes:
    """iCalendar text of events; times with their zone, so that they hold over the change of clocks."""
    found = Calendar()
    found.add("prodid", "-//Allmende//DE")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for page in pages:
        for event in _events(page):
            found.add_component(event)
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _events(page: EventPage) -> Iterable[Event]:
    """The series, then each date of it that is not like the others."""
    shows(page.tag)
    event = _base(page)
    _add_times(event, page.starts_at, page.ends_at, page.is_all_day)
    singles = list(page.single_dates.all())
    if rule := page.rule:
        event.add("rrule", vRecur.from_ical(_utc_until(rule)))
        out = [_planned(page, one) for one in singles if one.fate == Fate.LEFT_OUT]
        for moment in filter(None, out):
            event.add("exdate", _said(moment, page.is_all_day))
    yield event
    for one in singles if page.rule else ():
        planned = _planned(page, one)
        if planned is not None and one.fate != Fate.LEFT_OUT:
            yield _single(page, one, planned)


def _base(page: EventPage) -> Event:
    origin = town_by_id(page.town_id or 0)
    event = Event()
    event.add("uid", f"{page.public_id}@{origin.host}")
    changed = page.last_published_at or timezone.now()
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", int((changed - page.published).total_seconds() // 60))
    event.add("summary", page.title)
    event.add("url", canonical(page))
    event.add("status", _status(page))
    if page.summary:
        event.add("description", page.summary)
    if where := _where(page):
        event.add("location", where)
    if page.place and page.place.point:
        event.add("geo", vGeo((page.place.point.lat, page.place.point.lon)))
    if page.category:
        event.add("categories", [page.category.name_de])
    return event


def _status(page: EventPage) -> str:
    if page.cancelled_at:
        return "CANCELLED"
    return _STATES.get(EventState(page.state), "CONFIRMED")


def _where(page: EventPage) -> str:
    address = page.place.address if page.place else ""
    return ", ".join(part for part in (page.place_name, page.room, address) if part)


def _single(page: EventPage, one: SingleDate, planned: datetime) -> Event:
    event = _base(page)
    event.add("recurrence-id", _said(planned, page.is_all_day))
    lasts = length(page.starts_at, page.ends_at)
    if one.fate == Fate.CANCELLED:
        event["status"] = "CANCELLED"
        _add_times(event, planned, end_of_one(planned, lasts), page.is_all_day)
    else:
        begins = one.starts_at or planned
        _add_times(event, begins, one.ends_at or end_of_one(begins, lasts), page.is_all_day)
    if one.note:
        event["description"] = one.note
    return event


def _planned(page: EventPage, one: SingleDate) -> datetime | None:
    """When the rule says a single date begins; None when the rule does not come to that day."""
    until = start_of(one.day + timedelta(days=1))
    series = moments(page.rule, page.starts_at, until=until)
    return next((m for m in series if m.astimezone(BERLIN).date() == one.day), None)


def _add_times(event: Event, starts: datetime, ends: datetime | None, is_all_day: bool) -> None:  # noqa: FBT001
    event.add("dtstart", _said(starts, is_all_day))
    if is_all_day:  # the end is excluded: RFC 5545, 3.6.1
        event.add("dtend", (ends or starts).astimezone(BERLIN).date() + timedelta(days=1))
    elif ends is not None and ends > starts:
        event.add("dtend", ends.astimezone(BERLIN))


def _said(moment: datetime, is_all_day: bool) -> datetime | date:  # noqa: FBT001
    local = moment.astimezone(BERLIN)
    return local.date() if is_all_day else local


def _utc_until(rule: str) -> str:
    """UNTIL in UTC, as it must be beside a beginning with a time zone (RFC 5545, 3.3.10)."""
    parts = []
    for part in rule.split(";"):
        name, _sign, value = part.partition("=")
        if name == "UNTIL" and not value.endswith("Z") and "T" in value:
            local = datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=BERLIN)
            parts.append(f"UNTIL={local.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        else:
            parts.append(part)
    return ";".join(parts)


def links(town: Town) -> list[dict[str, str]]:
    """Calendars of a town, for heads of pages and for subscribing."""
    url = absolute(town, "/veranstaltungen/kalender.ics")
    return [{"title": f"{town.name}: {_('Events')}", "url": url, "type": "text/calendar"}]
