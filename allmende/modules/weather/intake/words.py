"""What a provider gives, in our own words and units: °C, km/h, mm, aware moments."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from allmende.modules.weather.choices import Source


class Nonsense(ValueError):
    """An answer that cannot be true, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Measured at a moment."""

    observed_at: datetime
    temperature: float
    condition: str = ""
    station: str = ""
    wind_kmh: float | None = None
    gust_kmh: float | None = None
    wind_from: int | None = None
    rain_mm: float | None = None
    humidity: int | None = None


@dataclass(frozen=True, slots=True)
class Hour:
    """Expected for the hour that begins at a moment; ``chance`` of rain in percent."""

    at: datetime
    temperature: float
    rain_mm: float | None = None
    chance: int | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """Expected for a day in Germany."""

    day: date
    low: float
    high: float
    rain_mm: float | None = None
    chance: int | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    hours: list[Hour] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Alarm:
    """An official warning; without ``ends_at`` it holds until further notice."""

    key: str
    level: int
    headline: str
    begins_at: datetime
    ends_at: datetime | None
    text: str = ""
    advice: str = ""
    headline_en: str = ""
    text_en: str = ""
    advice_en: str = ""


class Provider(Protocol):
    """Answers about one place. Every question may raise an OutboundError or Nonsense."""

    source: Source

    def seen(self, now: datetime) -> Seen: ...
    def ahead(self, now: datetime) -> Ahead: ...
    def alarms(self, now: datetime) -> list[Alarm]: ...
