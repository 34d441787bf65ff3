"""OpenWeather, One Call 3.0: https://openweathermap.org/api/one-call-3 (needs a key)."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from allmende.core.kit.dates import BERLIN
from allmende.core.kit.geo import Point
from allmende.modules.weather.choices import Condition, Level, Source
from allmende.modules.weather.intake import plausible
from allmende.modules.weather.intake.asking import ask
from allmende.modules.weather.intake.words import Ahead, Alarm, Day, Hour, Nonsense, Seen

HOME = "https://api.openweathermap.org"
#: Metres per second to kilometres per hour.
MS = 3.6
#: By the first two digits of their pictures, which end in d (day) or n (night).
SKY = {
    "02": Condition.PARTLY,
    "03": Condition.CLOUDY,
    "04": Condition.CLOUDY,
    "09": Condition.RAIN,
    "10": Condition.RAIN,
    "11": Condition.THUNDER,
    "13": Condition.SNOW,
    "50": Condition.FOG,
}
NIGHT = {"01n": Condition.CLEAR_NIGHT, "02n": Condition.PARTLY_NIGHT, "01d": Condition.CLEAR}


class OpenWeather:
    """Asks once for all three parts: every request counts against the key."""

    source = Source.OPENWEATHER

    def __init__(self, place: Point) -> None:
        self.place = place
        self._told: dict[str, Any] | None = None

    def seen(self, now: datetime) -> Seen:
        current = _object(self._ask().get("current"))
        return Seen(
            observed_at=plausible.recent(current.get("dt"), now),
            temperature=plausible.temperature(current.get("temp")),
            condition=_sky(current),
            wind_kmh=_wind(current.get("wind_speed")),
            gust_kmh=_wind(current.get("wind_gust")),
            wind_from=plausible.whole(current.get("wind_deg"), 0, 360),
            rain_mm=_fallen(current),
            humidity=plausible.whole(current.get("humidity"), 0, 100),
        )

    def ahead(self, now: datetime) -> Ahead:
        told = self._ask()
        hours = [_hour(row) for row in plausible.rows(told.get("hourly"))]
        days = [_day(row) for row in plausible.rows(told.get("daily"))]
        if not days:
            raise Nonsense("no day")
        return Ahead(hours, days)

    def alarms(self, now: datetime) -> list[Alarm]:
        return [_alarm(row) for row in plausible.rows(self._ask().get("alerts", []))]

    def _ask(self) -> dict[str, Any]:
        if self._told is None:
            home = (settings.WEATHER_URL or HOME).rstrip("/")
            told = ask(
                f"{home}/data/3.0/onecall", lat=self.place.lat, lon=self.place.lon,
                units="metric", lang="de", exclude="minutely", appid=settings.WEATHER_KEY,
            )  # fmt: skip
            plausible.near(told.get("lat"), told.get("lon"), self.place)
            self._told = told
        return self._told


def _hour(row: dict[str, Any]) -> Hour:
    return Hour(
        at=plausible.moment(row.get("dt")),
        temperature=plausible.temperature(row.get("temp")),
        rain_mm=_fallen(row) or 0.0,
        chance=_chance(row),
        condition=_sky(row),
    )


def _day(row: dict[str, Any]) -> Day:
    warm = _object(row.get("temp"))
    wet = [plausible.rain(row.get(kind)) or 0.0 for kind in ("rain", "snow")]
    return Day(
        day=plausible.moment(row.get("dt")).astimezone(BERLIN).date(),
        low=plausible.temperature(warm.get("min")),
        high=plausible.temperature(warm.get("max")),
        rain_mm=round(sum(wet), 1),
        chance=_chance(row),
        condition=_sky(row),
    )


def _alarm(row: dict[str, Any]) -> Alarm:
    headline, sender = plausible.words(row.get("event"), 300), row.get("sender_name")
    if not headline:
        raise Nonsense("a warning without words")
    begins = plausible.moment(row.get("start"))
    return Alarm(
        key=f"{plausible.words(sender, 60)}:{headline[:100]}:{begins.astimezone(UTC):%Y%m%d%H%M}",
        level=_level(headline),
        headline=headline,
        begins_at=begins,
        ends_at=plausible.moment(row.get("end")),
        text=plausible.words(row.get("description"), 8_000),
    )


def _level(headline: str) -> int:
    """OpenWeather gives no level; the authority's own words do."""
    words = headline.upper()
    if "EXTREM" in words:
        return Level.EXTREME
    return Level.SEVERE if "UNWETTER" in words else Level.NOTICE


def _sky(row: dict[str, Any]) -> str:
    weather = row.get("weather")
    first = weather[0] if isinstance(weather, list) and weather else {}
    icon = str(first.get("icon", "")) if isinstance(first, dict) else ""
    return str(NIGHT.get(icon) or SKY.get(icon[:2]) or "")


def _wind(value: Any) -> float | None:
    found = plausible.wind(value)
    return None if found is None else round(found * MS, 1)


def _fallen(row: dict[str, Any]) -> float | None:
    """Rain and snow of an hour."""
    told = [row[kind] for kind in ("rain", "snow") if isinstance(row.get(kind), dict)]
    found = [plausible.rain(one.get("1h")) or 0.0 for one in told]
    return round(sum(found), 1) if found else None


def _chance(row: dict[str, Any]) -> int | None:
    part = plausible.perhaps(row.get("pop"), 0, 1)
    return None if part is None else round(part * 100)


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Nonsense("no object")
    return value
