"""Entries for tests: an office with a week, an association with an address on file."""

from datetime import date, time

from allmende.core.towns.hours import Interval
from allmende.core.towns.models import Municipality
from allmende.modules.directory.domain import Doing, Whole, add_entry, set_services
from allmende.shared.places.domain import set_opening_hours

WEEK = [Interval(day, time(9), time(12)) for day in "123456"]


def office(town, name, *services, week=WEEK, url="", **facts):
    facts = {"name": name, "kind": "office", "phone": "036376 000-22", "is_shared": True, **facts}
    place = {"kind": "office", "street": "Bahnhofstraße 13", "lat": 51.165, "lon": 10.9868}
    made = add_entry(town=town, whole=Whole(facts, place=place))
    set_services(office=made, doings=[Doing(service=key, online_url=url) for key in services])
    set_opening_hours(place=made.place, hours=week)
    return made


def club(town, name="Chor", *, on=None, email="chor@example.org", **facts):
    said = {"name": name, "kind": "association", "created_on": date(2024, 1, 1), **facts}
    if on:
        said["confirmed_on"] = on
    return add_entry(town=town, whole=Whole(said, organisation={"email_on_file": email}))


def district(cast):
    """Let every town lie in the same district, as in truth."""
    return Municipality.objects.get(town=cast.soemmerda).ags[:5]
