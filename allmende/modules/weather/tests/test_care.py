"""Who looks after the weather: the doctor, the care of the content, and the broom."""

from datetime import timedelta

from allmende.core.kit.dates import today
from allmende.core.upkeep.domain import look_through
from allmende.core.upkeep.queries import findings_of
from allmende.modules.weather.domain import refresh, refresh_all
from allmende.modules.weather.health import weather_comes
from allmende.modules.weather.models import Forecast, Observation, OfficialWarning
from allmende.modules.weather.tests.conftest import NOON
from allmende.modules.weather.tests.other_host import alert
from allmende.site.tasks import forget_what_is_old


def test_the_doctor_is_content_before_anybody_has_asked_and_while_weather_comes(
    cast, service, clock
):
    assert weather_comes() is None
    refresh_all()
    assert weather_comes() is None


def test_the_doctor_names_towns_that_wait_and_why(cast, service, clock):
    refresh_all()
    service.status = 401
    clock.shift(timedelta(hours=3, minutes=1))
    refresh(town=cast.soemmerda)
    told = weather_comes()
    assert "Sömmerda (Der Anbieter lehnt den Schlüssel ab" in told
    assert "Allianz" not in told


def test_where_nobody_is_asked_nothing_is_missed(cast, service, clock, settings):
    refresh_all()
    clock.shift(timedelta(days=1))
    settings.WEATHER_PROVIDER = "none"
    assert weather_comes() is None
    assert refresh_all() == []


def notes(town):
    look_through(town)
    return [row.note for row in findings_of(town, "weather.missing")]


def test_editors_see_that_weather_does_not_come(cast, service, clock):
    refresh(town=cast.soemmerda)
    assert notes(cast.soemmerda) == []
    del service.answers["/alerts"]
    clock.shift(timedelta(hours=4))
    refresh(town=cast.soemmerda)
    assert notes(cast.soemmerda) == [
        "Seit drei Stunden nichts Neues. Der Anbieter antwortet mit einem Fehler."
    ]
    cast.buttstaedt.lat = None
    cast.buttstaedt.save()
    assert notes(cast.buttstaedt) == [
        "Der Ort hat keine Koordinaten; darum kann niemand nach seinem Wetter gefragt werden."
    ]


def test_old_weather_goes_after_seven_days(cast, service, clock):
    service.answers["/alerts"]["alerts"] = [alert(NOON)]
    refresh(town=cast.soemmerda)
    kept = (Observation, Forecast, OfficialWarning)
    clock.shift(timedelta(days=7))
    forget_what_is_old.func()
    assert [model.objects.count() for model in kept] == [1, 1, 1]
    clock.shift(timedelta(days=1))
    assert today() - NOON.date() == timedelta(days=8)
    forget_what_is_old.func()
    assert [model.objects.count() for model in kept] == [0, 0, 0]
