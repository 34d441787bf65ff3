"""The clock on the wall, in both nights on which it is turned."""

from datetime import UTC, datetime, timedelta

import pytest

from allmende.core.tasks.schedule import DailyAt, Every


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_daily_in_winter_and_in_summer_is_the_same_hour_on_the_wall() -> None:
    night = DailyAt.parse("03:15")
    assert night.first(now=utc("2027-01-10 12:00")) == utc("2027-01-11 02:15")
    assert night.first(now=utc("2027-07-10 12:00")) == utc("2027-07-11 01:15")


def test_an_hour_that_spring_skips_runs_once_an_hour_later() -> None:
    night = DailyAt.parse("02:30")  # 28 March 2027: from 02:00 straight to 03:00
    run = night.first(now=utc("2027-03-27 12:00"))
    assert run == utc("2027-03-28 01:30")  # the wall shows 03:30
    assert night.following(due=run, now=run) == utc("2027-03-29 00:30")


def test_an_hour_that_autumn_doubles_runs_only_the_first_time() -> None:
    night = DailyAt.parse("02:30")  # 31 October 2027: 02:30 comes twice
    run = night.first(now=utc("2027-10-30 12:00"))
    assert run == utc("2027-10-31 00:30")
    assert night.following(due=run, now=run) == utc("2027-11-01 01:30")
    assert night.first(now=run + timedelta(minutes=30)) == utc("2027-11-01 01:30")


def test_every_day_of_a_year_has_exactly_one_run() -> None:
    night = DailyAt.parse("02:30")
    run = night.first(now=utc("2027-01-01 00:00"))
    days = []
    while run < utc("2028-01-01 00:00"):
        days.append(run.date())
        run = night.following(due=run, now=run)
    assert len(days) == len(set(days)) == 365


def test_a_worker_that_comes_late_makes_good_once_and_not_in_a_burst() -> None:
    due = utc("2027-05-01 00:00")
    late = due + timedelta(hours=3, minutes=10)
    assert Every(timedelta(hours=1)).following(due=due, now=late) == utc("2027-05-01 04:00")
    night = DailyAt.parse("03:15")
    assert night.following(due=utc("2027-05-01 01:15"), now=utc("2027-05-04 09:00")) == utc(
        "2027-05-05 01:15"
    )


def test_a_run_in_time_is_followed_by_the_next_on_the_grid() -> None:
    due = utc("2027-05-01 00:00")
    every = Every(timedelta(minutes=10))
    assert every.first(now=due) == due
    assert every.following(due=due, now=due) == utc("2027-05-01 00:10")
    assert every.following(due=due, now=due - timedelta(seconds=3)) == utc("2027-05-01 00:10")


@pytest.mark.parametrize("text", ["25:00", "3.15", "", "03:15:20"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"does not match|unconverted"):
        DailyAt.parse(text)
