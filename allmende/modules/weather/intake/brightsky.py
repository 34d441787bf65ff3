"""Open data of the Deutscher Wetterdienst as JSON: https://brightsky.dev/docs/ (no key needed)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from allmende.core.kit.dates import BERLIN, start_of
from allmende.core.kit.geo import Point
from allmende.modules.weather.choices import Condition, Level, Source
from allmende.modules.weather.intake import plausible
from allmende.modules.weather.intake.asking import ask
from allmende.modules.weather.intake.days import days_of
from allmende.modules.weather.intake.words import Ahead, Alarm, Hour, Nonsense, Seen

HOME = "https://api.brightsky.dev"
DAYS = 8
SKY = {
    "clear-day": Condition.CLEAR,
    "clear-night": Condition.CLEAR_NIGHT,
    "partly-cloudy-day": Condition.PARTLY,
    "partly-cloudy-night": Condition.PARTLY_NIGHT,
    "thunderstorm": Condition.THUNDER,
    **{str(same): same for same in Condition if "-" not in same},
}
LEVELS = {
    "minor": Level.NOTICE,
    "moderate": Level.MARKED,
    "severe": Level.SEVERE,
    "extreme": Level.EXTREME,
}


class BrightSky:
    """Asks three addresses about a place."""

    source = Source.BRIGHTSKY

    def __init__(self, place: Point) -> None:
        self.place = place

    def seen(self, now: datetime) -> Seen:
        found = self._ask("current_weather")
        weather = found.get("weather")
        if not isinstance(weather, dict):
            raise Nonsense("no weather")
        return Seen(
            observed_at=plausible.recent(weather.get("timestamp"), now),
            temperature=plausible.temperature(weather.get("temperature")),
            condition=_sky(weather.get("icon")),
            station=self._station(found, weather.get("source_id")),
            wind_kmh=plausible.wind(weather.get("wind_speed_10")),
            gust_kmh=plausible.wind(weather.get("wind_gust_speed_10")),
            wind_from=plausible.whole(weather.get("wind_direction_10"), 0, 360),
            rain_mm=plausible.rain(weather.get("precipitation_60")),
            humidity=plausible.whole(weather.get("relative_humidity"), 0, 100),
        )

    def ahead(self, now: datetime) -> Ahead:
        first = start_of(now.astimezone(BERLIN).date())
        last = start_of(first.date() + timedelta(days=DAYS))
        found = self._ask("weather", date=first.isoformat(), last_date=last.isoformat())
        for source in plausible.rows(found.get("sources")):
            plausible.near(source.get("lat"), source.get("lon"), self.place)
        hours = _hours(plausible.rows(found.get("weather")))
        days = days_of(hours)
        if not days:
            raise Nonsense("no day")
        return Ahead(hours, days)

    def alarms(self, now: datetime) -> list[Alarm]:
        rows = plausible.rows(self._ask("alerts").get("alerts"))
        return [_alarm(row) for row in rows if _is_warning(row)]

    def _ask(self, what: str, **parameters: Any) -> dict[str, Any]:
        home = (settings.WEATHER_URL or HOME).rstrip("/")
        return ask(f"{home}/{what}", lat=self.place.lat, lon=self.place.lon, **parameters)

    def _station(self, found: dict[str, Any], wanted: Any) -> str:
        """Name of the station that measured; one that is far away is refused."""
        for source in plausible.rows(found.get("sources")):
            if source.get("id") == wanted:
                plausible.near(source.get("lat"), source.get("lon"), self.place)
                return plausible.words(source.get("station_name"), 120)
        raise Nonsense("no station")


def _hours(rows: list[dict[str, Any]]) -> list[Hour]:
    """Rain is told for the hour that ends at a time stamp: it belongs to the row before."""
    told = {plausible.moment(row.get("timestamp")): row for row in rows}
    return [
        _hour(at, row, told.get(at + timedelta(hours=1), {}))
        for at, row in sorted(told.items())
        if row.get("temperature") is not None
    ]


def _hour(at: datetime, row: dict[str, Any], following: dict[str, Any]) -> Hour:
    return Hour(
        at=at,
        temperature=plausible.temperature(row.get("temperature")),
        rain_mm=plausible.rain(following.get("precipitation")),
        chance=plausible.whole(following.get("precipitation_probability"), 0, 100),
        condition=_sky(row.get("icon")),
    )


def _is_warning(row: dict[str, Any]) -> bool:
    return row.get("status") != "test" and row.get("response_type") != "allclear"


def _alarm(row: dict[str, Any]) -> Alarm:
    headline = plausible.words(row.get("headline_de"), 300)
    key = plausible.words(row.get("alert_id"), 200)
    if not headline or not key:
        raise Nonsense("a warning without words")
    until = row.get("expires")
    return Alarm(
        key=key,
        level=LEVELS.get(str(row.get("severity")), Level.NOTICE),
        headline=headline,
        begins_at=plausible.moment(row.get("onset") or row.get("effective")),
        ends_at=plausible.moment(until) if until else None,
        text=plausible.words(row.get("description_de"), 8_000),
        advice=plausible.words(row.get("instruction_de"), 8_000),
        headline_en=plausible.words(row.get("headline_en"), 300),
        text_en=plausible.words(row.get("description_en"), 8_000),
        advice_en=plausible.words(row.get("instruction_en"), 8_000),
    )


def _sky(icon: Any) -> str:
    """Our word for a picture; nothing for one we do not know."""
    return str(SKY.get(icon, "")) if isinstance(icon, str) else ""
