"""Believe nothing: bounds of what weather can be in Germany, and of what an answer may say.

Records: -45.9 °C (Funtensee, 2001), 41.2 °C (2019), gusts of 335 km/h (Zugspitze, 1985), 126 mm in
eight minutes (Füssen, 1920). A provider that says "no value" by -99 or 999 lies outside.
"""

from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any

from allmende.core.kit.geo import Point, distance_km
from allmende.modules.weather.intake.words import Nonsense

COLDEST, HOTTEST = -50.0, 50.0
MOST_WIND, MOST_RAIN = 400.0, 200.0
#: Rows of a list that are looked at; ten days have 241 hours.
MOST_ROWS = 400
#: A clock may be ahead by so much; a measured value may be so old.
AHEAD, OLDEST = timedelta(minutes=10), timedelta(days=1)
#: Further away (km) it is the weather of another place.
FAR = 60.0


def number(value: Any, low: float, high: float) -> float:
    """A number within bounds, or Nonsense."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Nonsense("no number")
    try:
        found = float(value)
    except OverflowError as error:
        raise Nonsense("a number without end") from error
    if not isfinite(found) or not low <= found <= high:
        raise Nonsense("a number out of bounds")
    return found


def perhaps(value: Any, low: float, high: float) -> float | None:
    """The same for what may be missing; a value that is there must be true."""
    return None if value is None else number(value, low, high)


def whole(value: Any, low: float, high: float) -> int | None:
    found = perhaps(value, low, high)
    return None if found is None else round(found)


def temperature(value: Any) -> float:
    return number(value, COLDEST, HOTTEST)


def wind(value: Any) -> float | None:
    return perhaps(value, 0, MOST_WIND)


def rain(value: Any) -> float | None:
    return perhaps(value, 0, MOST_RAIN)


def moment(value: Any) -> datetime:
    """An aware moment written as ISO 8601, or as seconds since 1970."""
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value)
        else:
            found = datetime.fromtimestamp(number(value, 0, 2**33), tz=UTC)
        if found.tzinfo is None:
            raise Nonsense("a time without a zone")
        return found.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Nonsense("no time") from error


def recent(value: Any, now: datetime) -> datetime:
    """When something was measured: not in the future, and not before yesterday."""
    found = moment(value)
    if not now - OLDEST <= found <= now + AHEAD:
        raise Nonsense("a clock that is wrong")
    return found


def rows(value: Any) -> list[dict[str, Any]]:
    """A list of objects of bearable length."""
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise Nonsense("no list")
    if not all(isinstance(row, dict) for row in value):
        raise Nonsense("no objects")
    return value


def words(value: Any, most: int) -> str:
    """Text without control characters; nothing for what is no text. Raises Nonsense if too long."""
    if not isinstance(value, str):
        return ""
    if len(value) > most:
        raise Nonsense("endless text")
    return "".join(c for c in value if c.isprintable() or c == "\n").strip()


def near(lat: Any, lon: Any, place: Point) -> None:
    """Refuse values of another place."""
    there = Point(number(lat, -90, 90), number(lon, -180, 180))
    if distance_km(there, place) > FAR:
        raise Nonsense("another place")
