"""Is it open now? Holidays, exceptions, nights, and the two nights of changed clocks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.translation import override

from allmende.core.kit.dates import BERLIN
from allmende.core.towns.hours import HoursDoNotFit, Interval
from allmende.shared.places.choices import HolidayRule
from allmende.shared.places.opening import (
    Cause,
    Plan,
    Special,
    Times,
    check_openings,
    state_at,
)
from allmende.shared.places.words import in_words


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)


def every_day(opens: time, closes: time) -> Plan:
    return Plan(tuple(Interval(str(day), opens, closes) for day in range(1, 8)))


OFFICE = Plan(
    (
        Interval("1", time(9), time(12)),
        Interval("2", time(9), time(12)),
        Interval("2", time(13), time(18)),
        Interval("6", time(9), time(12)),
    )
)
BAR = Plan((Interval("5", time(20), time(2)), Interval("6", time(20), time(3))))


def said(plan: Plan, moment: datetime, language: str = "de") -> str:
    with override(language):
        return str(in_words(state_at(plan, moment), moment))


def test_reformation_day_closes_a_saturday_office_and_says_when_it_opens_again():
    """DIR-a."""
    moment = at(2026, 10, 31, 10, 0)
    state = state_at(OFFICE, moment)
    assert (state.is_open, state.cause, state.turns_at) == (
        False,
        Cause.HOLIDAY,
        at(2026, 11, 2, 9, 0),
    )
    assert said(OFFICE, moment) == (
        "Geschlossen – Feiertag (Reformationstag). Wieder geöffnet: Montag um 9:00"
    )
    assert said(OFFICE, moment, "en") == (
        "Closed – public holiday (Reformation Day). Open again: Monday at 9:00"
    )


def test_childrens_day_is_a_holiday_here():
    """20 September, since 2019 in Thuringia alone."""
    plan = every_day(time(9), time(17))
    assert [state_at(plan, at(year, 9, 20, 10)).is_open for year in (2018, 2019)] == [True, False]


@pytest.mark.parametrize(
    ("rule", "is_open"),
    [(HolidayRule.CLOSED, False), (HolidayRule.SUNDAY, False), (HolidayRule.USUAL, True)],
)
def test_a_place_says_itself_what_holds_on_holidays(rule, is_open):
    """A pool that opens on Sundays at 13:00, asked on Whit Monday at 10:00."""
    plan = Plan(
        (Interval("1", time(9), time(18)), Interval("7", time(13), time(18))), on_holidays=rule
    )
    assert state_at(plan, at(2026, 5, 25, 10)).is_open is is_open
    assert state_at(plan, at(2026, 5, 25, 14)).is_open is (rule != HolidayRule.CLOSED)


def test_the_edges_of_an_opening_open_is_in_and_closed_is_out():
    edges = [at(2026, 11, 3, 8, 59), at(2026, 11, 3, 9), at(2026, 11, 3, 11, 59),
             at(2026, 11, 3, 12), at(2026, 11, 3, 13)]  # fmt: skip
    assert [state_at(OFFICE, one).is_open for one in edges] == [False, True, True, False, True]
    assert said(OFFICE, edges[1]) == "Geöffnet bis 12:00"
    assert said(OFFICE, edges[3]) == "Geschlossen. Wieder geöffnet: heute um 13:00"


def test_after_midnight_it_is_still_the_evening_before():
    assert said(BAR, at(2026, 11, 7, 1, 30)) == "Geöffnet bis 2:00"
    assert said(BAR, at(2026, 11, 7, 2, 0)) == "Geschlossen. Wieder geöffnet: heute um 20:00"
    # Saturday night ends on Sunday, a day with no opening of its own.
    assert state_at(BAR, at(2026, 11, 8, 2, 59)).is_open
    assert not state_at(BAR, at(2026, 11, 8, 3, 0)).is_open


def test_a_holiday_does_not_close_the_night_that_began_before_it():
    """Friday night reaches into Saturday, 31 October; the Saturday evening is closed."""
    assert state_at(BAR, at(2026, 10, 31, 1, 0)).is_open
    assert not state_at(BAR, at(2026, 10, 31, 21, 0)).is_open


def test_the_hour_that_comes_twice_is_open_twice():
    """25 October 2026, 3:00 becomes 2:00: until 2:30 means until the second 2:30."""
    plan = Plan((Interval("6", time(20), time(2, 30)),))
    midnight = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    open_at = [
        state_at(plan, midnight + timedelta(minutes=m)).is_open
        for m in (120, 150, 180, 209, 210)  # 2:00, 2:30, again 2:00, again 2:29, again 2:30
    ]
    assert open_at == [True, True, True, True, False]


def test_the_hour_that_is_missing_moves_what_would_begin_in_it():
    """29 March 2026, 2:00 becomes 3:00: an opening at 2:30 begins at 3:30."""
    plan = Plan((Interval("7", time(2, 30), time(5)),))
    one = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)  # 1:00
    state = state_at(plan, one)
    assert state.turns_at == at(2026, 3, 29, 3, 30)
    assert not state_at(plan, at(2026, 3, 29, 3, 15)).is_open
    assert state_at(plan, at(2026, 3, 29, 3, 30)).is_open


def test_nine_oclock_stays_nine_oclock_over_the_change_of_clocks():
    before, after = at(2026, 3, 28, 12, 30), at(2026, 10, 26, 8, 0)
    assert state_at(OFFICE, before).turns_at == at(2026, 3, 30, 9)
    assert state_at(OFFICE, after).turns_at == at(2026, 10, 26, 9)


def test_another_zone_asks_about_the_same_moment():
    moment = at(2026, 11, 3, 9, 0)
    assert state_at(OFFICE, moment.astimezone(UTC)) == state_at(OFFICE, moment)


def test_around_the_clock_has_no_end_and_midnight_is_no_gap():
    assert said(every_day(time(0), time(0)), at(2026, 11, 3, 0, 0)) == "Rund um die Uhr geöffnet"
    weekend = Plan((Interval("6", time(8), time(0)), Interval("7", time(0), time(12))))
    assert state_at(weekend, at(2026, 11, 7, 23, 59)).turns_at == at(2026, 11, 8, 12)


def test_closed_for_three_weeks_says_why_and_names_the_day():
    plan = Plan(OFFICE.weekly, (Special(date(2026, 11, 2), date(2026, 11, 22), reason="Umzug"),))
    assert said(plan, at(2026, 11, 3, 10)) == (
        "Geschlossen – Umzug. Wieder geöffnet: 23.11.2026 um 9:00"
    )


def test_the_shorter_exception_counts_and_closed_beats_open():
    summer = Special(date(2026, 6, 1), date(2026, 8, 31), (Times(time(10), time(20)),))
    feast = Special(date(2026, 7, 4), date(2026, 7, 4), (Times(time(14), time(16)),), "Sommerfest")
    repair = Special(date(2026, 7, 5), date(2026, 7, 5), (), "Reparatur")
    again = Special(date(2026, 7, 5), date(2026, 7, 5), (Times(time(10), time(12)),))
    plan = Plan((), (summer, feast, repair, again))
    asked = [(7, 3, 11), (7, 4, 11), (7, 4, 15), (7, 5, 11), (9, 1, 11)]
    assert [state_at(plan, at(2026, *one)).is_open for one in asked] == [
        True, False, True, False, False,
    ]  # fmt: skip


def test_an_exception_opens_on_a_holiday():
    plan = Plan(
        OFFICE.weekly,
        (Special(date(2026, 10, 31), date(2026, 10, 31), (Times(time(10), time(12)),), "Wahl"),),
    )
    assert state_at(plan, at(2026, 10, 31, 10)).is_open


def test_without_hours_nothing_is_claimed():
    assert said(Plan(), at(2026, 11, 3, 10)) == "Öffnungszeiten sind nicht bekannt"


def test_closed_for_good_names_no_next_opening():
    plan = Plan(OFFICE.weekly, (Special(date(2020, 1, 1), date(2040, 1, 1), reason="Umbau"),))
    assert said(plan, at(2026, 11, 3, 10)) == "Geschlossen – Umbau"


@pytest.mark.parametrize(
    "hours",
    [
        [("1", time(9), time(12)), ("1", time(11), time(13))],
        [("5", time(20), time(2)), ("6", time(1), time(4))],
        [("7", time(22), time(3)), ("1", time(2), time(5))],
        [("1", time(0), time(0)), ("1", time(5), time(6))],
    ],
)
def test_openings_that_overlap_do_not_fit(hours):
    with pytest.raises(HoursDoNotFit):
        check_openings(Interval(*one) for one in hours)


def test_openings_that_touch_fit():
    hours = [Interval("7", time(22), time(3)), Interval("1", time(3), time(5))]
    assert check_openings(hours) == sorted(hours)
