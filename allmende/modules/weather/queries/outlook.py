"""Put together what is shown at a moment: how old it is, what is to come, what is over."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from allmende.core.cache.tags import lives_until, shows
from allmende.core.kit.dates import BERLIN, end_of
from allmende.core.towns.models import Town
from allmende.modules.weather.models import Observation, OfficialWarning
from allmende.modules.weather.queries.held import Held, held_by, held_of, tag_of
from allmende.modules.weather.queries.shown import (
    STALE,
    DayAhead,
    HourAhead,
    Now,
    Outlook,
    Warned,
)

DAYS, HOURS = 7, 24
HOUR = timedelta(hours=1)


def outlook(town: Town) -> Outlook:
    """What a page of one town shows now."""
    return _made(town, held_of(town), timezone.now())


def outlooks(towns: Iterable[Town]) -> list[Outlook]:
    """The same for several towns, with four queries for all."""
    known = list(towns)
    held, now = held_by(town.pk for town in known), timezone.now()
    return [_made(town, held[town.pk], now) for town in known]


def _made(town: Town, held: Held, now: datetime) -> Outlook:
    """Put together, and say how long it is true."""
    shows(tag_of(town.pk))
    made = Outlook(
        town=town,
        at=now,
        now=_now(held.observation, now),
        hours=_hours(held, now),
        days=_days(held, now),
        warnings=[_warned(row) for row in held.warnings if row.ends_at > now],
        warnings_at=held.warnings_at,
        source=_source(held),
    )
    for moment in _turns(made, now):
        lives_until(moment)
    return made


def _turns(made: Outlook, now: datetime) -> Iterable[datetime]:
    """When something here stops being true: an age, an hour, a warning, the silence."""
    if made.now:
        yield made.now.value.observed_at + HOUR * (_hours_old(made.now.value, now) + 1)
    if made.hours:
        yield now.replace(minute=0, second=0, microsecond=0) + HOUR
    if made.knows_warnings and made.warnings_at:
        yield made.warnings_at + STALE
    yield from (one.row.ends_at for one in made.warnings)


def _source(held: Held) -> str:
    rows = [held.observation, held.forecast, *held.warnings]
    return next((row.source for row in rows if row is not None), "")


def _now(value: Observation | None, now: datetime) -> Now | None:
    if value is None:
        return None
    is_stale = now - value.observed_at >= STALE
    return Now(value, now, _age(_hours_old(value, now)), is_stale)


def _hours_old(value: Observation, now: datetime) -> int:
    return max(0, int((now - value.observed_at) / HOUR))


def _age(hours: int) -> str:
    """How old a value is, in steps that a kept page can say truly."""
    if hours < 1:
        return _("less than an hour old")
    if hours < 48:
        return ngettext("%(n)d hour old", "%(n)d hours old", hours) % {"n": hours}
    return ngettext("%(n)d day old", "%(n)d days old", hours // 24) % {"n": hours // 24}


def _hours(held: Held, now: datetime) -> list[HourAhead]:
    """From the hour that has begun: 24 hours on the clock of the world, so none is told twice."""
    begun = now.astimezone(BERLIN).replace(minute=0, second=0, microsecond=0)
    rows = _rows(held, "hours")
    told = [(datetime.fromisoformat(row["at"]), row) for row in rows]
    return [_hour(at, row) for at, row in told if at >= begun][:HOURS]


def _hour(at: datetime, row: dict[str, Any]) -> HourAhead:
    local = at.astimezone(BERLIN)
    return HourAhead(
        at=local,
        temperature=row["temperature"],
        rain_mm=row["rain_mm"] or 0.0,
        chance=row["chance"],
        condition=row["condition"],
        is_new_day=local.hour == 0,
    )


def _days(held: Held, now: datetime) -> list[DayAhead]:
    """From today in Germany: what is over falls out, even if nobody fetched anything new."""
    today = now.astimezone(BERLIN).date()
    rows = [(date.fromisoformat(row["day"]), row) for row in _rows(held, "days")]
    return [_day(day, row, today) for day, row in rows if day >= today][:DAYS]


def _day(day: date, row: dict[str, Any], today: date) -> DayAhead:
    return DayAhead(
        day=day,
        name=_day_name(day, today),
        low=row["low"],
        high=row["high"],
        rain_mm=row["rain_mm"],
        chance=row["chance"],
        condition=row["condition"],
    )


def _day_name(day: date, today: date) -> str:
    if day == today:
        return pgettext("weather", "Today")
    if end_of(today).date() == day:
        return pgettext("weather", "Tomorrow")
    return date_format(day, "l")


def _rows(held: Held, kind: str) -> list[dict[str, Any]]:
    return getattr(held.forecast, kind) if held.forecast else []


def _warned(row: OfficialWarning) -> Warned:
    if get_language() == "en" and row.headline_en:
        return Warned(row, row.headline_en, row.text_en, row.advice_en, "en")
    return Warned(row, row.headline, row.text, row.advice, "de")
