"""Offices of the demo world, made by the same verbs as those of real towns."""

from datetime import timedelta

from allmende.core.kit.dates import today
from allmende.core.towns.hours import Interval
from allmende.core.towns.models import Authority, Town
from allmende.modules.directory.choices import EntryKind, Level
from allmende.modules.directory.demo.offices import OFFICES, Office
from allmende.modules.directory.demo.weeks import WEEKS
from allmende.modules.directory.domain import Doing, Whole, add_entry, set_services
from allmende.modules.directory.models import Entry
from allmende.shared.places.domain import add_special_hours, set_opening_hours

#: What can be done online: an address of the demo world, one per service.
ONLINE = {"hundesteuer", "gewerbe", "wohngeld", "kfz", "geburt", "anmeldung", "kita"}


def build_offices(towns: dict[str, Town]) -> None:
    for sketch in OFFICES:
        if sketch.town in towns:
            office = _office(towns[sketch.town], sketch)
            set_services(office=office, doings=[_doing(key) for key in sketch.services])
            _hours(office, sketch)


def _office(town: Town, sketch: Office) -> Entry:
    postcode, city = sketch.city
    place = {
        "kind": "office", "street": sketch.street, "postcode": postcode, "city": city,
        "lat": sketch.point[0], "lon": sketch.point[1], "step_free": "yes", "wc": "yes",
        "parking": "yes", "induction_loop": "no", "is_outside": city == "Kölleda",
        "source": "Demo-Welt", "licence": "CC0 1.0",
    }  # fmt: skip
    facts = {
        "kind": EntryKind.OFFICE, "name": sketch.name, "summary": sketch.summary,
        "phone": sketch.phone, "email": f"rathaus@{town.slug}.example.org", "is_shared": True,
        "confirmed_on": today() - timedelta(days=40), **_level(sketch),
    }  # fmt: skip
    return add_entry(town=town, whole=Whole(facts, place=place))


def _level(sketch: Office) -> dict[str, object]:
    if sketch.authority:
        authority = Authority.objects.filter(name=sketch.authority).first()
        return {"level": Level.AUTHORITY, "authority": authority}
    if sketch.district:
        return {"level": Level.DISTRICT, "district": sketch.district}
    return {"level": Level.TOWN}


def _doing(key: str) -> Doing:
    url = f"https://online.example.org/{key}" if key in ONLINE else ""
    return Doing(service=key, online_url=url)


def _hours(office: Entry, sketch: Office) -> None:
    place = office.place
    if place is None:
        return
    set_opening_hours(place=place, hours=[Interval(*row) for row in WEEKS[sketch.week]])
    if "Bauamt" in sketch.name:
        day = today() + timedelta(days=9)
        add_special_hours(place=place, first_day=day, last_day=day, reason="Dienstberatung")
