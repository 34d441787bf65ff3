"""Places of towns: what is near, what is open, and what the log knows."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from allmende.core.audit.models import Deed
from allmende.core.kit.dates import BERLIN
from allmende.core.kit.geo import Point
from allmende.core.towns.hours import HoursDoNotFit, Interval
from allmende.shared.places.domain import (
    DaysTheWrongWayRound,
    NotAFact,
    add_place,
    add_special_hours,
    change_place,
    remove_special_hours,
    set_opening_hours,
)
from allmende.shared.places.models import Place
from allmende.shared.places.opening import Times
from allmende.shared.places.queries import (
    is_open,
    place_named,
    places_of,
    plan_of,
    states_of,
    within,
)

MARKET = Point(51.1614, 11.1176)


def test_what_is_near_is_found_by_distance_not_by_the_box(cast):
    """20 km around Sömmerda: a place in a corner of the box is further away than that."""
    spots = {"hier": (51.1614, 11.1176), "Straußfurt": (51.164, 10.989),
             "Ecke": (51.33, 11.38), "Buttstädt": (51.1215, 11.4167)}  # fmt: skip
    for name, (lat, lon) in spots.items():
        add_place(town=cast.soemmerda, name=name, lat=lat, lon=lon)
    add_place(town=cast.soemmerda, name="irgendwo")
    near = within(places_of(cast.soemmerda), MARKET, 20)
    assert [(one.place.name, round(one.km, 1)) for one in near] == [
        ("hier", 0.0),
        ("Straußfurt", 9.0),
    ]
    assert "Ecke" in [one.place.name for one in within(places_of(cast.soemmerda), MARKET, 27)]


def test_a_place_on_the_edge_of_the_circle_is_not_lost_by_the_box(cast):
    """Due east and due north at 10 km: the box must be as wide as the circle."""
    north, east = 51.1614 + 10 / 111.1949, 11.1176 + 10 / (111.1949 * 0.62709)
    add_place(town=cast.soemmerda, name="Nord", lat=north, lon=11.1176)
    add_place(town=cast.soemmerda, name="Ost", lat=51.1614, lon=east)
    found = within(places_of(cast.soemmerda), MARKET, 10.01)
    assert {one.place.name for one in found} == {"Nord", "Ost"}
    assert within(places_of(cast.soemmerda), MARKET, 9.9) == []


def test_places_of_another_town_are_not_ours(cast):
    add_place(town=cast.buttstaedt, name="Rathaus")
    ours = add_place(town=cast.soemmerda, name="Rathaus")
    assert list(places_of(cast.soemmerda)) == [ours]
    assert place_named(cast.soemmerda, " rathaus ") == ours
    assert place_named(cast.kindelbrueck, "Rathaus") is None


def test_hours_of_many_places_cost_two_questions(cast, django_assert_num_queries):
    places = [add_place(town=cast.soemmerda, name=f"Ort {number}") for number in range(5)]
    for place in places:
        set_opening_hours(place=place, hours=[Interval("1", time(9), time(12))])
    with django_assert_num_queries(2):
        states = states_of(places, datetime(2026, 11, 2, 10, tzinfo=BERLIN))
    assert [one.is_open for one in states.values()] == [True] * 5


def test_an_exception_is_said_once_and_can_be_taken_back(cast):
    place = add_place(town=cast.soemmerda, name="Stadtbad")
    set_opening_hours(place=place, hours=[Interval("1", time(9), time(20))])
    days = {"first_day": date(2026, 11, 2), "last_day": date(2026, 11, 2)}
    moment = datetime(2026, 11, 2, 10, tzinfo=BERLIN)
    add_special_hours(place=place, **days, reason="Reparatur", by=cast.marlene)
    assert not is_open(place, moment)
    add_special_hours(place=place, **days, times=[Times(time(8), time(12))])
    assert len(plan_of(place).specials) == 1
    assert is_open(place, moment)
    assert remove_special_hours(place=place, **days)
    assert not remove_special_hours(place=place, **days)
    assert plan_of(place).specials == ()


def test_times_that_contradict_each_other_change_nothing(cast):
    place = add_place(town=cast.soemmerda, name="Stadtbad")
    fits = [Interval("1", time(9), time(20))]
    set_opening_hours(place=place, hours=fits)
    with pytest.raises(HoursDoNotFit):
        set_opening_hours(place=place, hours=[*fits, Interval("1", time(10), time(11))])
    with pytest.raises(HoursDoNotFit):
        add_special_hours(
            place=place,
            first_day=date(2026, 1, 2),
            last_day=date(2026, 1, 2),
            times=[Times(time(9), time(12)), Times(time(11), time(13))],
        )
    with pytest.raises(DaysTheWrongWayRound):
        add_special_hours(place=place, first_day=date(2026, 1, 2), last_day=date(2026, 1, 1))
    assert plan_of(place).weekly == tuple(fits)


def test_every_deed_is_in_the_log_of_the_town(cast):
    place = add_place(town=cast.soemmerda, name="Stadtbad", by=cast.marlene)
    change_place(place=place, street="Am Bad 1", by=cast.marlene)
    set_opening_hours(place=place, hours=[Interval("1", time(9), time(20))], by=cast.marlene)
    assert not set_opening_hours(place=place, hours=[Interval("1", time(9), time(20))])
    deeds = Deed.objects.filter(town=cast.soemmerda, actor_id=cast.marlene.pk).order_by("pk")
    assert list(deeds.values_list("verb", flat=True)) == [
        "add_place", "change_place", "set_opening_hours",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "facts", [{"lat": 51.0}, {"lat": 95.0, "lon": 11.0}, {"kind": "castle"}, {"wc": "maybe"}]
)
def test_nonsense_is_refused(cast, facts):
    with pytest.raises(ValidationError):
        add_place(town=cast.soemmerda, name="Irgendwo", **facts)
    assert not Place.objects.exists()


def test_a_place_cannot_change_its_town_by_the_back_door(cast):
    place = add_place(town=cast.soemmerda, name="Stadtbad")
    with pytest.raises(NotAFact):
        change_place(place=place, town=cast.buttstaedt)
