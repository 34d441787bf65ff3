"""Days on which something takes place, by the clock on the wall in Thuringia.

A market at 8 is at 8 in summer and in winter: rules are unfolded in local time and only then
become moments (RFC 5545, 3.3.10: recurrence in local time with a time zone).
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import rrulestr

from allmende.core.kit.dates import BERLIN
from allmende.modules.events.choices import Repeats

#: Dates of one series that are kept; a daily one fills a year and a month.
MOST = 400
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Rules finer than a day are no events, and some would be searched for ever.
_KNOWN = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYSETPOS",
    "WKST",
}
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
MAX_RULE = 200


class RuleRefused(ValueError):
    """A rule of recurrence that this house does not follow."""


def rule_for(
    repeats: str, first: datetime, *, until: date | None = None, without: Sequence[int] = ()
) -> str:
    """RRULE (RFC 5545) for a choice of the form; empty for something that happens once.

    ``without`` names months (1 to 12) in which it rests. The last of a month stays the last.
    """
    day = first.astimezone(BERLIN)
    parts = _parts(repeats, day)
    if not parts:
        return ""
    months = [month for month in range(1, 13) if month not in without]
    if without and repeats != Repeats.YEARLY:
        parts.append("BYMONTH=" + ",".join(map(str, months)))
    if until is not None:
        parts.append(f"UNTIL={datetime.combine(until, time(23, 59, 59)):%Y%m%dT%H%M%S}")
    return ";".join(parts)


def _parts(repeats: str, day: datetime) -> list[str]:
    weekday = WEEKDAYS[day.weekday()]
    found = {
        Repeats.WEEKLY: ["FREQ=WEEKLY"],
        Repeats.FORTNIGHTLY: ["FREQ=WEEKLY", "INTERVAL=2"],
        Repeats.MONTHLY_WEEKDAY: ["FREQ=MONTHLY", f"BYDAY={_place_in_month(day)}{weekday}"],
        Repeats.MONTHLY_DATE: ["FREQ=MONTHLY", f"BYMONTHDAY={day.day}"],
        Repeats.YEARLY: ["FREQ=YEARLY"],
    }
    return found.get(Repeats(repeats), []).copy()


def _place_in_month(day: datetime) -> int:
    """Which of its weekdays a day is: 1 to 4, or -1 for a fifth, which is the last."""
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else -1


def checked(rule: str) -> str:
    """Return a rule from outside, without its prefix. Raises RuleRefused."""
    text = rule.strip().removeprefix("RRULE:").upper()
    parts = dict(part.partition("=")[::2] for part in text.split(";") if part)
    if len(text) > MAX_RULE or not parts.keys() <= _KNOWN:
        raise RuleRefused(text[:MAX_RULE])
    if parts.get("FREQ") not in _FREQUENCIES:
        raise RuleRefused(text)
    if parts["FREQ"] == "DAILY" and parts.keys() & {"BYMONTHDAY", "BYSETPOS"}:
        raise RuleRefused(text)  # may never come true, and is looked for until the year 9999
    try:
        rrulestr(_local_until(text), dtstart=datetime(2026, 1, 1))  # noqa: DTZ001
    except (ValueError, TypeError) as error:
        raise RuleRefused(text) from error
    return text


def moments(rule: str, first: datetime, *, until: datetime) -> Iterator[datetime]:
    """Beginnings of a series from its first to a moment, at most ``MOST``; aware, in Berlin."""
    wall = first.astimezone(BERLIN).replace(tzinfo=None)
    end = until.astimezone(BERLIN).replace(tzinfo=None)
    if not rule:
        yield on_the_clock(wall)
        return
    series = rrulestr(_local_until(rule), dtstart=wall)
    for moment in islice(series, MOST):
        if moment > end:
            return
        yield on_the_clock(moment)


def on_the_clock(wall: datetime) -> datetime:
    """Moment at which the clocks show this; an hour that is left out in spring comes an hour later."""
    return wall.replace(tzinfo=BERLIN).astimezone(UTC).astimezone(BERLIN)


def length(starts: datetime, ends: datetime | None) -> timedelta:
    """How long it lasts by the clock on the wall; nothing when no end is known."""
    if ends is None:
        return timedelta()
    wall_end = ends.astimezone(BERLIN).replace(tzinfo=None)
    return wall_end - starts.astimezone(BERLIN).replace(tzinfo=None)


def end_of_one(start: datetime, lasts: timedelta) -> datetime:
    """End of a date of a series: the clock moves on by as much, also in the night of the change."""
    return on_the_clock(start.astimezone(BERLIN).replace(tzinfo=None) + lasts)


def _local_until(rule: str) -> str:
    """UNTIL in local time: what comes from outside is often in UTC (RFC 5545, 3.3.10)."""
    parts = []
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name == "UNTIL" and value.endswith("Z"):
            moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            part = f"UNTIL={moment.astimezone(BERLIN):%Y%m%dT%H%M%S}"  # noqa: PLW2901
        parts.append(part)
    return ";".join(parts)
