"""What is fetched is believed or refused; what is refused leaves the last good value."""

from datetime import timedelta

import pytest
import time_machine

from allmende.core.modules.domain import switch_off
from allmende.core.tasks.declare import periodic_tasks
from allmende.modules.weather.choices import Condition, Trouble
from allmende.modules.weather.domain import invent_all, refresh, refresh_all
from allmende.modules.weather.models import Forecast, Observation, OfficialWarning, Retrieval
from allmende.modules.weather.tests.conftest import NOON
from allmende.modules.weather.tests.other_host import (
    STATION,
    alert,
    current,
    forecast,
    seconds_of,
)
from conftest import settle


def held(town):
    return Observation.objects.get(town=town)


def test_the_clock_fetches_every_quarter_of_an_hour():
    plan = {name.rpartition(".")[2]: str(task.schedule) for name, task in periodic_tasks().items()}
    assert plan["fetch_weather"] == "every 0:15:00"


def test_a_good_answer_is_kept_in_our_words(cast, service, clock):
    service.answers["/alerts"]["alerts"] = [alert(NOON)]
    assert refresh(town=cast.soemmerda) is None
    seen = held(cast.soemmerda)
    assert (seen.temperature, seen.condition, seen.station) == (8.4, Condition.RAIN, "Dachwig")
    assert (seen.wind_kmh, seen.gust_kmh, seen.wind_from, seen.rain_mm) == (14.4, 29.5, 230, 0.6)
    assert seen.observed_at == NOON
    warning = OfficialWarning.objects.get(town=cast.soemmerda)
    assert (warning.level, warning.headline) == (2, "Amtliche WARNUNG vor STURMBÖEN")
    assert warning.text.splitlines()[1] == "In Schauernähe mehr."
    assert service.asked[0] == "/current_weather?lat=51.1614&lon=11.1176"


def test_rain_is_told_for_the_hour_in_which_it_falls(cast, service, clock):
    """The service says at 14:00 what has fallen since 13:00."""
    refresh(town=cast.soemmerda)
    hours = Forecast.objects.get(town=cast.soemmerda).hours
    assert [hour["at"] for hour in hours if hour["rain_mm"]] == ["2026-11-22T13:00:00+00:00"]


def test_a_round_asks_for_every_town_that_shows_weather_and_lies_somewhere(cast, service, clock):
    switch_off(town=cast.buttstaedt, label="weather")
    cast.kindelbrueck.lat = None
    cast.kindelbrueck.save()
    settle()
    good = {town.slug for town in refresh_all()}
    assert good == {"soemmerda", "straussfurt", "wundersleben"}
    assert set(Observation.objects.values_list("town__slug", flat=True)) == good


def test_in_a_demo_nobody_is_asked_and_values_are_marked_as_invented(
    cast, service, clock, settings
):
    settings.IS_DEMO = True
    assert refresh(town=cast.soemmerda) is None
    assert service.asked == []
    assert held(cast.soemmerda).source == "invented"
    before = held(cast.soemmerda).observed_at
    clock.shift(timedelta(hours=1))
    refresh(town=cast.soemmerda)
    assert held(cast.soemmerda).observed_at == before + timedelta(hours=1)


STATUS = {401: Trouble.REFUSED, 403: Trouble.REFUSED, 429: Trouble.LIMITED, 500: Trouble.BROKEN}


@pytest.mark.parametrize("status", STATUS)
def test_an_error_of_the_provider_keeps_the_last_value(cast, service, clock, status):
    refresh(town=cast.soemmerda)
    clock.shift(timedelta(minutes=15))
    service.status = status
    assert refresh(town=cast.soemmerda) == STATUS[status]
    assert held(cast.soemmerda).observed_at == NOON
    row = Retrieval.objects.get(town=cast.soemmerda)
    assert (row.tried_at - row.observation_at, row.trouble) == (
        timedelta(minutes=15), STATUS[status]
    )  # fmt: skip


def test_who_is_refused_does_not_ask_for_the_other_towns(cast, service, clock):
    service.status = 429
    assert refresh_all() == []
    assert len(service.asked) == 3


def test_a_slow_provider_is_left_after_two_seconds_and_the_round_ends_soon(cast, service):
    service.pause = 5.0
    spent = seconds_of(lambda: refresh(town=cast.soemmerda))
    assert 5.9 < spent < 7.5  # three questions of two seconds
    assert Retrieval.objects.get(town=cast.soemmerda).trouble == Trouble.LATE


def test_a_provider_that_is_away_ends_the_round_after_three_towns(cast, service, settings, clock):
    settings.WEATHER_URL = "http://127.0.0.1:1"
    assert refresh_all() == []
    assert Retrieval.objects.filter(trouble=Trouble.AWAY).count() == 3


NOT_TRUE = {
    "-99 °C": {"temperature": -99.0},
    "an impossible heat": {"temperature": 999},
    "no temperature": {"temperature": None},
    "a word": {"temperature": "warm"},
    "true": {"temperature": True},
    "no end of digits": {"temperature": 10**400},
    "a clock in the future": {"timestamp": (NOON + timedelta(hours=2)).isoformat()},
    "a clock that stands": {"timestamp": (NOON - timedelta(days=3)).isoformat()},
    "a time without a zone": {"timestamp": "2026-11-22T11:00:00"},
    "no time": {"timestamp": "mittags"},
    "a wind that blows houses away": {"wind_speed_10": 9_999},
    "a station nobody names": {"source_id": 8},
}


@pytest.mark.parametrize("lie", NOT_TRUE)
def test_what_cannot_be_true_is_refused(cast, service, clock, lie):
    refresh(town=cast.soemmerda)
    service.answers["/current_weather"] = current(NOON, **NOT_TRUE[lie])
    assert refresh(town=cast.soemmerda) == Trouble.NONSENSE
    assert held(cast.soemmerda).temperature == 8.4


def test_the_weather_of_another_place_is_refused(cast, service, clock):
    munich = STATION | {"lat": 48.16, "lon": 11.54}
    service.answers["/current_weather"]["sources"] = [munich]
    service.answers["/weather"]["sources"] = [munich]
    assert refresh(town=cast.soemmerda) == Trouble.NONSENSE
    assert (Observation.objects.count(), Forecast.objects.count()) == (0, 0)


BODIES = {
    "no JSON": b"<html>Wartung</html>",
    "half of it": b'{"weather": {"temper',
    "a list": b"[]",
    "NaN": b'{"weather": {"temperature": NaN, "timestamp": "2026-11-22T11:00:00Z"}, "sources": []}',
    "a tower of brackets": b"[" * 200_000,
    "empty": b"{}",
    "wrong things": b'{"weather": 7, "sources": 7, "alerts": 7}',
}


@pytest.mark.parametrize("body", BODIES)
def test_an_answer_without_sense_is_refused(cast, service, clock, body):
    service.answers = dict.fromkeys(service.answers, BODIES[body])
    assert refresh(town=cast.soemmerda) == Trouble.NONSENSE
    assert (Observation.objects.count(), Forecast.objects.count()) == (0, 0)


def test_an_answer_that_is_far_too_big_is_not_read_to_its_end(cast, service, clock):
    service.answers["/current_weather"] = b'{"weather": "' + b"x" * 900_000 + b'"}'
    assert refresh(town=cast.soemmerda) == Trouble.TOO_LARGE
    assert Forecast.objects.filter(town=cast.soemmerda).exists()


def test_another_kind_of_answer_is_refused(cast, service, clock):
    service.kind = "text/html"
    assert refresh(town=cast.soemmerda) == Trouble.AWAY


def test_one_cold_hour_of_minus_99_refuses_the_whole_forecast(cast, service, clock):
    service.answers["/weather"] = forecast(NOON, temperature=-99)
    assert refresh(town=cast.soemmerda) == Trouble.NONSENSE
    assert not Forecast.objects.exists()
    assert held(cast.soemmerda).temperature == 8.4


def test_an_older_value_does_not_replace_a_newer_one(cast, service, clock):
    refresh(town=cast.soemmerda)
    service.answers["/current_weather"] = current(NOON - timedelta(hours=1), temperature=1.0)
    assert refresh(town=cast.soemmerda) is None
    assert held(cast.soemmerda).temperature == 8.4


def test_a_warning_that_is_taken_back_is_gone_and_one_that_goes_on_stays_one(cast, service, clock):
    service.answers["/alerts"]["alerts"] = [alert(NOON, "a"), alert(NOON, "b")]
    refresh(town=cast.soemmerda)
    service.answers["/alerts"]["alerts"] = [alert(NOON, "b", headline_de="Amtliche WARNUNG, neu")]
    refresh(town=cast.soemmerda)
    assert [row.headline for row in OfficialWarning.objects.all()] == ["Amtliche WARNUNG, neu"]


def test_tests_and_all_clears_of_the_authority_warn_of_nothing(cast, service, clock):
    kinds = [alert(NOON, "a", status="test"), alert(NOON, "b", response_type="allclear")]
    service.answers["/alerts"]["alerts"] = kinds
    assert refresh(town=cast.soemmerda) is None
    assert not OfficialWarning.objects.exists()


def test_warnings_stay_when_they_cannot_be_looked_up(cast, service, clock):
    service.answers["/alerts"]["alerts"] = [alert(NOON)]
    refresh(town=cast.soemmerda)
    del service.answers["/alerts"]
    assert refresh(town=cast.soemmerda) == Trouble.BROKEN
    assert OfficialWarning.objects.count() == 1


def test_a_new_provider_begins_at_once_even_with_an_older_value(cast, service, clock, settings):
    refresh(town=cast.soemmerda)
    Observation.objects.update(source="openweather")
    service.answers["/current_weather"] = current(NOON - timedelta(minutes=20), temperature=5.0)
    with time_machine.travel(NOON, tick=False):
        refresh(town=cast.soemmerda)
    assert held(cast.soemmerda).temperature == 5.0


def test_the_demo_world_is_invented_whatever_provider_is_set(cast, service, clock):
    invent_all()
    assert service.asked == []
    assert set(Observation.objects.values_list("source", flat=True)) == {"invented"}
    invent_all()
    clock.shift(timedelta(minutes=16))
    invent_all()
    assert held(cast.soemmerda).observed_at == NOON + timedelta(minutes=10)
