"""schema.org Event of an event and its dates."""

from typing import Any

from allmende.core.kit.dates import BERLIN
from allmende.core.towns.queries import town_by_id
from allmende.modules.events.choices import EventState, Price
from allmende.modules.events.models import Occurrence
from allmende.modules.events.pages import EventPage
from allmende.site.addresses import canonical
from allmende.site.structured import as_script, organisation

_STATUS = "https://schema.org/Event"


def event_data(page: EventPage, dates: list[Occurrence], image: str) -> str:
    """JSON-LD: the event itself for one date, else one Event per coming date."""
    found = [_event(page, one, image) for one in dates]
    return as_script({"@context": "https://schema.org", "@graph": found})


def _event(page: EventPage, date: Occurrence, image: str) -> dict[str, Any]:
    origin = town_by_id(page.town_id or 0)
    data: dict[str, Any] = {
        "@type": "Event",
        "name": page.title,
        "description": page.summary,
        "url": canonical(page),
        "startDate": _moment(page, date.starts_at),
        "eventStatus": f"{_STATUS}{_status(page, date)}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(page),
        "organizer": (
            {"@type": "Organization", "name": page.organiser_name}
            if page.organiser_name
            else organisation(origin)
        ),
    }
    if date.ends_at > date.starts_at:
        data["endDate"] = _moment(page, date.ends_at)
    if page.price == Price.FREE:
        data["isAccessibleForFree"] = True
    if image:
        data["image"] = [image]
    return data


def _moment(page: EventPage, moment: Any) -> str:
    local = moment.astimezone(BERLIN)
    return local.date().isoformat() if page.is_all_day else local.isoformat()


def _status(page: EventPage, date: Occurrence) -> str:
    if page.cancelled_at or date.is_cancelled:
        return "Cancelled"
    moved = EventState.MOVED in {page.state, date.state}
    return "Rescheduled" if moved else "Scheduled"


def _place(page: EventPage) -> dict[str, Any]:
    origin = town_by_id(page.town_id or 0)
    address = {
        "@type": "PostalAddress",
        "addressLocality": (page.place.city if page.place else "") or origin.name,
        "addressCountry": "DE",
    }
    if page.place:
        address |= {"streetAddress": page.place.street, "postalCode": page.place.postcode}
    return {"@type": "Place", "name": page.place_name or origin.name, "address": address}
