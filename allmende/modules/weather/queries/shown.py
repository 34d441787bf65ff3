"""What is shown of the weather of a town, in words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from allmende.core.kit.dates import BERLIN
from allmende.core.towns.models import Town
from allmende.modules.weather.choices import Condition, Level, Source
from allmende.modules.weather.models import Observation, OfficialWarning

#: Older values are shown grey (WX-3), and somebody should look.
STALE = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Now:
    """The last measured value, with its age in words."""

    value: Observation
    at: datetime
    age: str
    is_stale: bool

    @property
    def sky(self) -> str:
        return sky_of(self.value.condition)

    @property
    def measured(self) -> str:
        """When it was measured; the day is named when it was another one."""
        local = self.value.observed_at.astimezone(BERLIN)
        if local.date() == self.at.astimezone(BERLIN).date():
            return _("measured at %(time)s") % {"time": _clock(local)}
        return _("measured on %(when)s") % {"when": _day_and_clock(local)}

    @property
    def wind_from(self) -> str:
        degrees = self.value.wind_from
        return "" if degrees is None else _wind_names()[round(degrees / 45) % 8]


@dataclass(frozen=True, slots=True)
class HourAhead:
    at: datetime
    temperature: float
    rain_mm: float
    chance: int | None
    condition: str
    is_new_day: bool

    @property
    def sky(self) -> str:
        return sky_of(self.condition)


@dataclass(frozen=True, slots=True)
class DayAhead:
    day: date
    name: str
    low: float
    high: float
    rain_mm: float | None
    chance: int | None
    condition: str

    @property
    def sky(self) -> str:
        return sky_of(self.condition)


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning in the language of the reader, in the words of the authority."""

    row: OfficialWarning
    headline: str
    text: str
    advice: str
    #: Words that are German on an English page, because the authority gives no others.
    lang: str

    @property
    def when(self) -> str:
        """From when to when, as a sentence; the end names its day only if it is another one."""
        begins = self.row.begins_at.astimezone(BERLIN)
        ends = self.row.ends_at.astimezone(BERLIN)
        is_same_day = begins.date() == ends.date()
        end = _clock(ends) if is_same_day else _day_and_clock(ends)
        values = {"begin": _day_and_clock(begins), "end": end}
        if self.row.is_open:
            return _("%(begin)s until further notice") % values
        return _("%(begin)s until %(end)s") % values

    @property
    def level(self) -> str:
        return str(Level(self.row.level).label)


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything about one town at one moment."""

    town: Town
    at: datetime
    now: Now | None
    hours: list[HourAhead]
    days: list[DayAhead]
    warnings: list[Warned]
    #: When the warnings were last known to be complete; old or None: nobody knows.
    warnings_at: datetime | None
    source: str

    @property
    def is_empty(self) -> bool:
        return not (self.now or self.days or self.warnings)

    @property
    def is_invented(self) -> bool:
        return self.source == Source.INVENTED

    @property
    def knows_warnings(self) -> bool:
        """Whether "no warning" may be said: silence of the provider is no all-clear."""
        return self.warnings_at is not None and self.at - self.warnings_at < STALE

    @property
    def today(self) -> DayAhead | None:
        here = self.at.astimezone(BERLIN).date()
        return next((day for day in self.days if day.day == here), None)


def _clock(local: datetime) -> str:
    return pgettext("time of day", "%(time)s") % {"time": time_format(local, "G:i")}


def _day_and_clock(local: datetime) -> str:
    day = f"{date_format(local, 'l')}, {date_format(local, 'MONTH_DAY_FORMAT')}"
    return f"{day}, {_clock(local)}"


def sky_of(condition: str) -> str:
    """The sky in words; nothing when nobody said."""
    return str(Condition(condition).label) if condition in Condition.values else ""


def _wind_names() -> list[str]:
    """Where the wind comes from, clockwise from the north."""
    return [
        pgettext("wind", "north"), pgettext("wind", "north-east"), pgettext("wind", "east"),
        pgettext("wind", "south-east"), pgettext("wind", "south"), pgettext("wind", "south-west"),
        pgettext("wind", "west"), pgettext("wind", "north-west"),
    ]  # fmt: skip
