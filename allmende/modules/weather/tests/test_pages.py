"""What readers see: now, hours, days, warnings, ages; and what a kept page may say."""

import json
import re
from datetime import timedelta

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from allmende.core.cache.tags import changed
from allmende.core.modules.domain import switch_off
from allmende.modules.weather.domain import refresh, refresh_all
from allmende.modules.weather.models import Forecast, Observation
from allmende.modules.weather.queries.held import tag_of
from allmende.modules.weather.queries.outlook import outlook
from allmende.modules.weather.tests.conftest import NOON
from allmende.modules.weather.tests.other_host import alert, current, forecast, seconds_of, utc
from conftest import settle


def text_of(response):
    """Words between the tags, as somebody reads them."""
    body = re.sub(
        r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL
    )
    return " ".join(body.split())


def life_of(response):
    return int(re.search(r"max-age=(\d+)", response["Surrogate-Control"])[1])


def test_a_page_tells_now_the_hours_and_seven_days(cast, client, service, clock):
    refresh(town=cast.soemmerda)
    page = text_of(client.get("/wetter/"))
    assert "8 °C Regen" in page
    assert "14 km/h aus Südwest" in page
    assert "gemessen um 12:00 Uhr · Messstelle Dachwig · weniger als eine Stunde alt" in page
    assert "Keine amtlichen Warnungen. Geprüft um 12:00 Uhr." in page
    assert (
        "12 Uhr bedeckt 7° trocken 13 Uhr bedeckt 7° trocken 14 Uhr bedeckt 7° 0,5 mm Regen" in page
    )
    assert "Heute 22.11. bedeckt 4° 10° 0,5 mm 60 % wahrscheinlich" in page
    assert "Samstag 28.11." in page
    assert "Sonntag 29.11." not in page
    assert "Quelle: Deutscher Wetterdienst · CC BY 4.0 · Tageswerte von uns" in page


def test_readers_of_english_get_english(cast, client, service, clock):
    service.answers["/alerts"]["alerts"] = [alert(NOON)]
    refresh(town=cast.soemmerda)
    page = text_of(client.get("/en/wetter/"))
    assert "Level 2 of 4: marked weather Official WARNING of GALE-FORCE GUSTS" in page
    assert "14 km/h from the south-west" in page
    assert "Today Nov 22 overcast 4° 10° 0.5 mm 60 % likely" in page
    assert "Amtliche" not in page


def test_no_reader_ever_asks_the_provider(cast, client, service, clock):
    refresh(town=cast.soemmerda)
    asked = len(service.asked)
    service.pause = 5.0
    spent = seconds_of(lambda: [client.get(path) for path in ("/", "/wetter/", "/wetter/karte/")])
    assert (len(service.asked), spent < 2) == (asked, True)


def test_wx_b_a_silent_provider_costs_readers_nothing_and_the_age_is_told(
    cast, client, service, clock
):
    refresh(town=cast.soemmerda)
    fresh = text_of(client.get("/wetter/"))
    assert "Zuletzt gemessen" not in fresh
    service.pause = 5.0
    clock.shift(timedelta(hours=4, minutes=10))
    refresh(town=cast.soemmerda)
    answer = client.get("/wetter/")
    page = text_of(answer)
    assert "wx-now--stale" in answer.content.decode()
    assert "Zuletzt gemessen" in page
    assert "8 °C" in page
    assert "gemessen um 12:00 Uhr · Messstelle Dachwig · 4 Stunden alt" in page
    assert "Einen neueren Wert gibt es zurzeit nicht." in page
    assert "Ob es amtliche Warnungen gibt, können wir zurzeit nicht sagen." in page
    assert "Keine amtlichen Warnungen" not in page


def test_an_age_in_days_names_the_day(cast, client, service, clock):
    refresh(town=cast.soemmerda)
    clock.shift(timedelta(days=3))
    page = text_of(client.get("/wetter/"))
    assert "gemessen am Sonntag, 22. November, 12:00 Uhr · Messstelle Dachwig · 3 Tage alt" in page
    assert "Heute 25.11." in page
    assert "22.11." not in page.partition("Sieben Tage")[2]


def test_a_kept_page_ends_when_an_age_or_an_hour_turns(cast, client, service, clock):
    service.answers["/current_weather"] = current(NOON - timedelta(minutes=20))
    clock.shift(timedelta(minutes=5))
    refresh(town=cast.soemmerda)
    assert life_of(client.get("/wetter/")) == 35 * 60  # at 12:40 the value is an hour old
    Observation.objects.all().delete()
    changed(tag_of(cast.soemmerda.pk))
    settle()
    assert life_of(client.get("/wetter/")) == 55 * 60  # at 13:00 the first hour is over


def test_a_warning_that_ends_takes_kept_pages_with_it(cast, client, service, clock):
    ends = (NOON + timedelta(minutes=8)).isoformat()
    service.answers["/alerts"]["alerts"] = [alert(NOON, onset=NOON.isoformat(), expires=ends)]
    refresh(town=cast.soemmerda)
    for path in ("/", "/wetter/"):
        answer = client.get(path)
        assert "Amtliche WARNUNG vor STURMBÖEN" in text_of(answer)
        assert answer["Surrogate-Control"] == "max-age=480, stale-if-error=480"
    clock.shift(timedelta(minutes=8))
    assert "STURMBÖEN" not in text_of(client.get("/wetter/"))


def test_a_warning_is_shown_whole_with_its_times_before_everything_else(
    cast, client, service, clock
):
    night = alert(NOON, expires=utc(2026, 11, 23, 1).isoformat())
    service.answers["/alerts"]["alerts"] = [night, alert(NOON, "b", expires=None, severity="minor")]
    refresh(town=cast.soemmerda)
    page = text_of(client.get("/wetter/")).partition("Amtliche Warnungen")[2]
    assert page.startswith(
        " Stufe 2 von 4: markantes Wetter Amtliche WARNUNG vor STURMBÖEN "
        "Sonntag, 22. November, 13:00 Uhr bis Montag, 23. November, 2:00 Uhr "
        "Es treten Sturmböen bis 75 km/h auf. In Schauernähe mehr. ACHTUNG! Äste können brechen. "
        "Stufe 1 von 4: Wetterwarnung Amtliche WARNUNG vor STURMBÖEN "
        "Sonntag, 22. November, 13:00 Uhr, bis auf Weiteres"
    )


def test_the_tile_begins_with_the_warning(cast, client, service, clock):
    service.answers["/alerts"]["alerts"] = [alert(NOON)]
    refresh(town=cast.soemmerda)
    tile = text_of(client.get("/")).partition("Gut zu wissen")[2]
    assert tile.startswith(
        " Wetter Amtliche WARNUNG vor STURMBÖEN Sonntag, 22. November, 13:00 Uhr"
    )
    assert "8 °C Regen Heute 4° bis 10 °C, 0,5 mm Regen gemessen um 12:00 Uhr" in tile


def test_what_authorities_write_is_text_and_nothing_else(cast, client, service, clock):
    service.answers["/alerts"]["alerts"] = [
        alert(NOON, headline_de="<script>alert(1)</script>", description_de="<b>fett</b>")
    ]
    refresh(town=cast.soemmerda)
    for path in ("/", "/wetter/", "/wetter/karte/"):
        assert "<script>alert(1)" not in client.get(path).content.decode()
    assert "&lt;b&gt;fett" in client.get("/wetter/").content.decode()


def test_a_town_without_values_says_so(cast, client, service, clock):
    assert "Noch keine Werte" in text_of(client.get("/wetter/"))
    assert "Wetter" not in text_of(client.get("/")).partition("Impressum")[0]


def test_the_alliance_shows_its_towns_side_by_side(cast, client, service, clock):
    service.answers["/alerts"]["alerts"] = [alert(NOON)]
    refresh_all()
    switch_off(town=cast.kindelbrueck, label="weather")
    for path in ("/wetter/", "/"):
        page = client.get(path, host="becken.localhost").content.decode()
        main = page.partition("<main")[2]
        named = re.findall(r'href="http://(\w+)\.localhost:\d+/wetter/"', main)
        assert named == ["buttstaedt", "straussfurt", "soemmerda"]
        assert page.count("Amtliche WARNUNG vor STURMBÖEN") == 3


def test_pages_cost_the_same_queries_however_much_there_is(cast, client, service, clock):
    def queries(path, host):
        client.get(path, host=host)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path, host=host).status_code == 200
        return len(seen)

    paths = [("/wetter/", "soemmerda.localhost"), ("/wetter/wetter.json", "soemmerda.localhost"),
             ("/wetter/", "becken.localhost"), ("/wetter/wetter.json", "becken.localhost")]  # fmt: skip
    refresh(town=cast.soemmerda)
    few = [queries(*path) for path in paths]
    service.answers["/alerts"]["alerts"] = [alert(NOON, str(n)) for n in range(9)]
    refresh_all()
    assert [queries(*path) for path in paths] == few == [0, 0, 4, 4]


def test_the_same_as_open_data(cast, client, service, clock):
    service.answers["/alerts"]["alerts"] = [alert(NOON)]
    refresh(town=cast.soemmerda)
    answer = client.get("/wetter/wetter.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    town = json.loads(answer.content)["towns"][0]
    assert town["licence"] == {
        "source": "Quelle: Deutscher Wetterdienst",
        "name": "CC BY 4.0",
        "url": "https://www.dwd.de/copyright",
    }
    assert (town["now"]["temperature"], town["now"]["is_stale"], town["is_invented"]) == (
        8.4, False, False
    )  # fmt: skip
    assert (len(town["days"]), len(town["hours"])) == (7, 24)
    assert town["warnings"][0]["ends_at"] == "2026-11-22T18:00:00+00:00"
    assert (
        len(json.loads(client.get("/wetter/wetter.json", host="becken.localhost").content)["towns"])
        == 4
    )


def test_invented_weather_says_so_everywhere(cast, client, settings, clock):
    settings.IS_DEMO = True
    refresh_all()
    assert "für die Demonstration erfunden" in text_of(client.get("/"))
    page = text_of(client.get("/wetter/"))
    assert "Demonstration: Diese Werte sind erfunden." in page
    assert "Quelle: Deutscher Wetterdienst" not in page
    assert json.loads(client.get("/wetter/wetter.json").content)["towns"][0]["is_invented"] is True


def days_at(moment, first, town, hours=240):
    """Names and dates of the strip at a moment, of a forecast that begins at midnight."""
    from allmende.modules.weather.domain import keep_forecast
    from allmende.modules.weather.intake.brightsky import _hours
    from allmende.modules.weather.intake.days import days_of
    from allmende.modules.weather.intake.words import Ahead

    told = _hours(forecast(first, hours)["weather"])
    with time_machine.travel(moment, tick=False):
        keep_forecast(town=town, ahead=Ahead(told, days_of(told)), source="brightsky", at=moment)
        settle()
        return outlook(town)


def test_at_midnight_the_strip_begins_with_the_new_day(cast):
    first = utc(2026, 11, 21, 23)  # midnight in Germany
    before = days_at(utc(2026, 11, 22, 22, 59), first, cast.soemmerda)
    after = days_at(utc(2026, 11, 22, 23), first, cast.soemmerda)
    assert [day.day.day for day in before.days] == [22, 23, 24, 25, 26, 27, 28]
    assert [day.day.day for day in after.days] == [23, 24, 25, 26, 27, 28, 29]
    assert [day.name for day in after.days][:3] == ["Heute", "Morgen", "Mittwoch"]
    assert after.hours[0].at.hour == 0


def test_the_night_with_two_hours_at_two_has_25_hours(cast):
    """25 October 2026: 2 o'clock comes twice. The rain of both belongs to the same day."""
    first = utc(2026, 10, 23, 22)
    shown = days_at(utc(2026, 10, 24, 23, 30), first, cast.soemmerda)
    assert [day.day.day for day in shown.days] == [25, 26, 27, 28, 29, 30, 31]
    assert [hour.at.hour for hour in shown.hours][:5] == [1, 2, 2, 3, 4]
    assert len({hour.at.timestamp() for hour in shown.hours}) == 24
    stored = [row["at"] for row in Forecast.objects.get().hours]
    assert stored == sorted(set(stored))


def test_the_night_without_two_o_clock_has_23_hours(cast):
    """28 March 2027: after 1 o'clock comes 3."""
    shown = days_at(utc(2027, 3, 27, 23, 10), utc(2027, 3, 27, 23), cast.soemmerda)
    assert [hour.at.hour for hour in shown.hours][:4] == [0, 1, 3, 4]
    assert [day.name for day in shown.days][:2] == ["Heute", "Morgen"]
    assert [day.day.day for day in shown.days] == [28, 29, 30, 31, 1, 2, 3]


def test_the_addresses_stay():
    assert [reverse(f"weather:{name}") for name in ("index", "data", "widget")] == [
        "/wetter/", "/wetter/wetter.json", "/wetter/karte/"
    ]  # fmt: skip
