"""The weather as data: numbers, moments and the licence; what is old says so."""

from datetime import datetime
from typing import Any

from allmende.modules.weather.queries.licence import licence_of
from allmende.modules.weather.queries.shown import DayAhead, HourAhead, Now, Outlook, Warned


def as_data(found: list[Outlook]) -> dict[str, Any]:
    """One town or several, as JSON can say it. Units: °C, km/h, mm, percent, degrees."""
    return {
        "units": {"temperature": "°C", "wind": "km/h", "rain": "mm", "chance": "%"},
        "towns": [_town(one) for one in found],
    }


def _town(one: Outlook) -> dict[str, Any]:
    place = one.town.place
    return {
        "name": one.town.name,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "is_invented": one.is_invented,
        "licence": _licence(one.source),
        "now": _now(one.now) if one.now else None,
        "hours": [_hour(hour) for hour in one.hours],
        "days": [_day(day) for day in one.days],
        "warnings": [_warning(warning) for warning in one.warnings],
        "warnings_checked_at": _iso(one.warnings_at),
    }


def _licence(source: str) -> dict[str, str] | None:
    found = licence_of(source)
    return {"source": found.line, "name": found.name, "url": found.url} if found else None


def _now(now: Now) -> dict[str, Any]:
    value = now.value
    return {
        "observed_at": _iso(value.observed_at),
        "is_stale": now.is_stale,
        "station": value.station,
        "temperature": value.temperature,
        "condition": value.condition,
        "wind": value.wind_kmh,
        "gusts": value.gust_kmh,
        "wind_from": value.wind_from,
        "rain": value.rain_mm,
        "humidity": value.humidity,
    }


def _hour(hour: HourAhead) -> dict[str, Any]:
    return {
        "at": _iso(hour.at),
        "temperature": hour.temperature,
        "rain": hour.rain_mm,
        "chance": hour.chance,
        "condition": hour.condition,
    }


def _day(day: DayAhead) -> dict[str, Any]:
    return {
        "day": day.day.isoformat(),
        "low": day.low,
        "high": day.high,
        "rain": day.rain_mm,
        "chance": day.chance,
        "condition": day.condition,
    }


def _warning(one: Warned) -> dict[str, Any]:
    row = one.row
    return {
        "key": row.key,
        "level": row.level,
        "headline": one.headline,
        "text": one.text,
        "advice": one.advice,
        "begins_at": _iso(row.begins_at),
        "ends_at": None if row.is_open else _iso(row.ends_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
