"""The panel "Today" tells when the town hall is open: over weekends, breaks and moved clocks."""

from datetime import UTC, datetime, time

import pytest
from django.utils import translation

from allmende.core.kit.dates import BERLIN
from allmende.core.towns.models import OfficeHours
from allmende.site.today import office


@pytest.fixture(autouse=True)
def _in_english():
    """Without German words, which are compiled separately."""
    with translation.override("en"):
        yield


def hours(*rows):
    return [
        OfficeHours(weekday=day, opens=time.fromisoformat(begin), closes=time.fromisoformat(end))
        for day, begin, end in rows
    ]


#: Tuesday with a break at noon, Thursday, and the market on Sunday.
WEEK = hours(
    ("2", "09:00", "12:00"),
    ("2", "14:00", "18:00"),
    ("4", "09:00", "12:00"),
    ("7", "10:00", "11:00"),
)


def at(*moment):
    """State and text at a moment given in UTC."""
    said = office(WEEK, datetime(*moment, tzinfo=UTC).astimezone(BERLIN))
    return said["state"], said["text"].removeprefix("Closed. ").removeprefix("Open again: ")


@pytest.mark.parametrize(
    ("moment", "state", "text"),
    [
        ((2026, 6, 9, 6, 59, 59), "closed", "today at 9:00"),  # Tuesday
        ((2026, 6, 9, 7, 0), "open", "Open until 12:00"),
        ((2026, 6, 9, 9, 59, 59), "open", "Open until 12:00"),
        ((2026, 6, 9, 10, 0), "closed", "today at 14:00"),
        ((2026, 6, 9, 12, 0), "open", "Open until 18:00"),
        ((2026, 6, 9, 16, 0), "closed", "Thursday at 9:00"),
        ((2026, 6, 10, 12, 0), "closed", "Thursday at 9:00"),
        ((2026, 6, 11, 10, 0), "closed", "Sunday at 10:00"),
        ((2026, 6, 14, 9, 0), "closed", "Tuesday at 9:00"),
        ((2026, 6, 13, 22, 0), "closed", "today at 10:00"),  # Sunday has begun in Thuringia
    ],
)
def test_open_until_and_open_again(moment, state, text):
    assert at(*moment) == (state, text)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ((2026, 3, 29, 7, 59), "closed"),  # clocks went forward in the night: ten is 8 UTC
        ((2026, 3, 29, 8, 0), "open"),
        ((2026, 3, 22, 8, 0), "closed"),  # a week before, ten was 9 UTC
        ((2026, 10, 25, 8, 59), "closed"),  # clocks went back: ten is 9 UTC again
        ((2026, 10, 25, 9, 0), "open"),
        ((2026, 10, 18, 8, 0), "open"),
    ],
)
def test_on_days_when_clocks_are_moved_the_wall_clock_counts(moment, state):
    assert at(*moment)[0] == state


def test_a_week_later_names_the_day_and_not_the_weekday_it_is():
    once = hours(("2", "09:00", "12:00"))
    said = office(once, datetime(2026, 6, 9, 15, 0, tzinfo=BERLIN))

    assert (said["state"], said["text"]) == ("closed", "Closed. Open again: 16.6.2026 at 9:00")


def test_without_hours_it_says_neither_open_nor_closed():
    assert office([], datetime(2026, 6, 9, 10, tzinfo=BERLIN))["state"] == ""


def test_on_a_public_holiday_the_town_hall_is_closed():
    """DIR-a: Reformation Day is a public holiday in Thuringia; in 2028 it is a Tuesday."""
    said = office(WEEK, datetime(2028, 10, 31, 10, tzinfo=BERLIN))
    text = "Closed – public holiday (Reformation Day). Open again: Thursday at 9:00"
    assert (said["state"], said["text"]) == ("closed", text)
