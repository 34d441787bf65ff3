"""The alternative with a key: one question for all parts."""

import logging

import pytest

from allmende.modules.weather.choices import Condition, Level, Trouble
from allmende.modules.weather.domain import refresh
from allmende.modules.weather.health import weather_comes
from allmende.modules.weather.models import Forecast, Observation, OfficialWarning, Retrieval
from allmende.modules.weather.tests.conftest import NOON
from allmende.modules.weather.tests.other_host import one_call


@pytest.fixture
def one(service, settings):
    settings.WEATHER_PROVIDER, settings.WEATHER_KEY = "openweather", "geheimer-schluessel"
    service.answers = {"/data/3.0/onecall": one_call(NOON)}
    return service


def test_one_answer_gives_all_parts(cast, one, clock):
    assert refresh(town=cast.soemmerda) is None
    assert len(one.asked) == 1
    seen = Observation.objects.get(town=cast.soemmerda)
    assert (seen.temperature, seen.condition) == (8.1, Condition.CLEAR_NIGHT)
    assert (seen.wind_kmh, seen.gust_kmh) == (14.4, 32.4)
    first = Forecast.objects.get(town=cast.soemmerda).days[0]
    assert (first["day"], first["low"], first["high"], first["chance"]) == (
        "2026-11-22", 2.2, 9.4, 55
    )  # fmt: skip
    assert OfficialWarning.objects.get(town=cast.soemmerda).level == Level.SEVERE


def test_without_warnings_the_list_may_be_missing(cast, one, clock):
    del one.answers["/data/3.0/onecall"]["alerts"]
    assert refresh(town=cast.soemmerda) is None
    assert Retrieval.objects.get(town=cast.soemmerda).warnings_at == NOON


def test_values_of_another_place_are_refused(cast, one, clock):
    one.answers = {"/data/3.0/onecall": one_call(NOON, lat=48.1, lon=11.5)}
    assert refresh(town=cast.soemmerda) == Trouble.NONSENSE
    assert not Observation.objects.exists()


def test_the_key_stands_in_no_log(cast, one, clock, caplog):
    one.status = 401
    with caplog.at_level(logging.DEBUG):
        assert refresh(town=cast.soemmerda) == Trouble.REFUSED
    assert "geheimer-schluessel" in one.asked[0]
    assert "geheimer-schluessel" not in caplog.text


def test_the_doctor_misses_the_key(cast, settings):
    settings.WEATHER_PROVIDER = "openweather"
    assert "ALLMENDE_WEATHER_KEY" in weather_comes()
