"""Distances are true within a per mille, and days begin at midnight in Thuringia."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from allmende.core.kit.dates import end_of, start_of, today
from allmende.core.kit.geo import Point, distance_km

ERFURT, BERLIN = Point(50.9848, 11.0299), Point(52.5200, 13.4050)


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        (Point(0, 0), Point(0, 1), 111.19),  # one degree on the equator
        (Point(0, 0), Point(1, 0), 111.19),
        (Point(60, 0), Point(60, 1), 55.60),  # half of it at 60 degrees north
        (Point(0, 179.5), Point(0, -179.5), 111.19),  # over the date line
        (Point(0, 0), Point(0, 180), 20015.09),
    ],
)
def test_distances_known_from_the_globe(a, b, km):
    assert distance_km(a, b) == pytest.approx(km, rel=1e-3)


def test_a_distance_is_the_same_both_ways_and_nothing_to_oneself():
    assert distance_km(ERFURT, BERLIN) == pytest.approx(distance_km(BERLIN, ERFURT))
    assert 230 < distance_km(ERFURT, BERLIN) < 240
    assert distance_km(ERFURT, ERFURT) == 0


def test_antipodes_do_not_break_the_root():
    assert distance_km(Point(51, 11), Point(-51, -169)) == pytest.approx(20015.09, rel=1e-3)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 14, 21, 59, 59, tzinfo=UTC), date(2026, 7, 14)),
        (datetime(2026, 7, 14, 22, 0, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 1, 14, 22, 59, 59, tzinfo=UTC), date(2026, 1, 14)),
        (datetime(2026, 1, 14, 23, 0, tzinfo=UTC), date(2026, 1, 15)),
    ],
)
def test_a_day_begins_at_midnight_in_thuringia(moment, day):
    with time_machine.travel(moment, tick=False):
        assert today() == day


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)],
)
def test_days_on_which_clocks_are_moved_have_other_lengths(day, hours):
    begin, end = start_of(day).astimezone(UTC), end_of(day).astimezone(UTC)

    assert end - begin == timedelta(hours=hours)
