"""Rules unfold by the clock on the wall: DST, fifth Sundays, nights, and rules from outside."""

from datetime import UTC, date, datetime
from itertools import islice

import pytest

from allmende.core.kit.dates import BERLIN
from allmende.modules.events.choices import Repeats
from allmende.modules.events.recurrence import (
    MOST,
    RuleRefused,
    checked,
    end_of_one,
    length,
    moments,
    rule_for,
)

FAR = datetime(2027, 12, 31, tzinfo=BERLIN)


def at(*parts):
    return datetime(*parts, tzinfo=BERLIN)


def days(rule, first, until=FAR):
    return [f"{one:%d.%m. %H:%M %z}" for one in moments(rule, first, until=until)]


def test_market_at_eight_is_at_eight_in_summer_and_in_winter():
    rule = rule_for(Repeats.WEEKLY, at(2026, 10, 22, 8))

    found = days(rule, at(2026, 10, 22, 8), until=at(2026, 11, 6))

    assert found == ["22.10. 08:00 +0200", "29.10. 08:00 +0100", "05.11. 08:00 +0100"]


def test_first_sunday_not_in_august():
    first = at(2026, 7, 5, 14)
    rule = rule_for(Repeats.MONTHLY_WEEKDAY, first, without=[8])

    assert rule == "FREQ=MONTHLY;BYDAY=1SU;BYMONTH=1,2,3,4,5,6,7,9,10,11,12"
    assert [one[:6] for one in days(rule, first, until=at(2026, 10, 31))] == [
        "05.07.", "06.09.", "04.10."
    ]  # fmt: skip


def test_fifth_sunday_means_the_last_one():
    rule = rule_for(Repeats.MONTHLY_WEEKDAY, at(2026, 11, 29, 10))

    assert [one[:6] for one in days(rule, at(2026, 11, 29, 10), until=at(2027, 2, 1))] == [
        "29.11.", "27.12.", "31.01."
    ]  # fmt: skip


def test_last_day_counts_in_full():
    first = at(2026, 12, 1, 19)

    found = days(rule_for(Repeats.WEEKLY, first, until=date(2026, 12, 15)), first)

    assert [one[:6] for one in found] == ["01.12.", "08.12.", "15.12."]


def test_hour_that_is_left_out_in_spring_comes_an_hour_later():
    first = at(2027, 3, 27, 2, 30)

    assert days("FREQ=DAILY;COUNT=3", first) == [
        "27.03. 02:30 +0100", "28.03. 03:30 +0200", "29.03. 02:30 +0200"
    ]  # fmt: skip


def test_dance_over_the_change_of_clocks_ends_by_the_clock():
    start, end = at(2026, 10, 17, 20), at(2026, 10, 18, 3)

    assert end_of_one(at(2026, 10, 24, 20), length(start, end)) == at(2026, 10, 25, 3)


def test_until_in_utc_is_read_as_local_time():
    first = at(2026, 6, 1, 20)

    found = days("FREQ=DAILY;UNTIL=20260603T180000Z", first)

    assert [one[:6] for one in found] == ["01.06.", "02.06.", "03.06."]


def test_a_series_has_a_bound():
    first = at(2020, 1, 1, 8)

    assert len(list(moments("FREQ=DAILY", first, until=datetime(2030, 1, 1, tzinfo=UTC)))) == MOST
    assert next(islice(moments("", first, until=FAR), 1, None), None) is None


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;INTERVAL=1",
        "FREQ=DAILY;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYEASTER=1",
        "FREQ=WEEKLY;INTERVAL=no",
        "INTERVAL=2",
        "FREQ=WEEKLY;BYDAY=" + "MO," * 100,
    ],
)
def test_rules_that_are_no_events_are_refused(rule):
    with pytest.raises(RuleRefused):
        checked(rule)


def test_a_rule_from_outside_is_taken():
    assert checked("RRULE:freq=weekly;byday=mo,we;until=20261231T000000Z") == (
        "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231T000000Z"
    )
