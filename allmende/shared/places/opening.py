"""Opening hours as plain values: what holds on a day, and is it open at a moment?

Hours are times of the clock on the wall in Thuringia; moments are aware. An opening belongs to
the day on which it begins, so a bar that opens on Friday at 20:00 until 2:00 is a Friday thing.
On the night in October when an hour comes twice, openings begin at the first and end at the
second; on the one in March when an hour is missing, they begin and end an hour later.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from allmende.core.kit.dates import BERLIN
from allmende.core.towns.choices import Weekday
from allmende.core.towns.hours import HoursDoNotFit, Interval
from allmende.shared.places.choices import HolidayRule
from allmende.shared.places.feasts import feast_on

#: How far the next opening is looked for: a museum may be closed over a winter.
DAYS_AHEAD = 400
#: Open for so long without a break means: around the clock.
AROUND_THE_CLOCK = timedelta(days=8)
MIDNIGHT = time(0)


class Times(NamedTuple):
    """From a time to a time; to an earlier or the same one means: of the next day."""

    opens: time
    closes: time


class Span(NamedTuple):
    """From a moment to a moment, both aware."""

    opens: datetime
    closes: datetime


class Cause(StrEnum):
    """Why a day is not as other days of the week."""

    USUAL = "usual"
    HOLIDAY = "holiday"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class Special:
    """Other hours from a day to a day (both included); without times it is closed."""

    first_day: date
    last_day: date
    times: tuple[Times, ...] = ()
    reason: str = ""

    @property
    def length(self) -> timedelta:
        return self.last_day - self.first_day


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is known of when a place is open."""

    weekly: tuple[Interval, ...] = ()
    specials: tuple[Special, ...] = ()
    on_holidays: HolidayRule = HolidayRule.CLOSED

    @property
    def is_known(self) -> bool:
        return bool(self.weekly or self.specials)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What holds on one day, and why."""

    times: tuple[Times, ...]
    cause: Cause = Cause.USUAL
    reason: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What is so at a moment. ``turns_at``: when it closes, or opens again; None: not in sight."""

    is_known: bool
    is_open: bool = False
    turns_at: datetime | None = None
    cause: Cause = Cause.USUAL
    reason: str = ""


def check_openings(intervals: Iterable[Interval]) -> list[Interval]:
    """Return weekly openings in order; unlike office hours they may pass midnight.

    Raises HoursDoNotFit when one begins before the other is over, Sunday night included.
    """
    ordered = sorted(intervals)
    around = ordered + [_a_week_later(one) for one in ordered[:1]]
    for one, following in pairwise(around):
        if _minutes(following) < _minutes(one) + _length(one):
            raise HoursDoNotFit(_overlap(one, following), one.weekday)
    return ordered


def _a_week_later(one: Interval) -> Interval:
    return Interval(str(int(one.weekday) + 7), one.opens, one.closes)


def _minutes(one: Interval) -> int:
    return int(one.weekday) * 1440 + one.opens.hour * 60 + one.opens.minute


def _length(one: Interval) -> int:
    """Minutes it is open: 24 hours when it closes at the time at which it opens."""
    gone = (one.closes.hour - one.opens.hour) * 60 + one.closes.minute - one.opens.minute
    return gone if gone > 0 else gone + 1440


def _overlap(one: Interval, other: Interval) -> str:
    text = _("%(day)s: %(one)s and %(other)s overlap. Join them, or change a time.")
    return text % {"day": Weekday(one.weekday).label, "one": one.span, "other": other.span}


def on_day(plan: Plan, day: date) -> DayPlan:
    """What holds on a day: what was said of it, then the holiday, then the week."""
    if special := _special_on(plan, day):
        return special
    name = feast_on(day)
    if not name or plan.on_holidays == HolidayRule.USUAL:
        return DayPlan(_weekly(plan, day.isoweekday()))
    if plan.on_holidays == HolidayRule.SUNDAY:
        return DayPlan(_weekly(plan, 7), Cause.HOLIDAY, name)
    return DayPlan((), Cause.HOLIDAY, name)


def _weekly(plan: Plan, weekday: int) -> tuple[Times, ...]:
    found = [Times(one.opens, one.closes) for one in plan.weekly if one.weekday == str(weekday)]
    return tuple(sorted(found))


def _special_on(plan: Plan, day: date) -> DayPlan | None:
    """The shortest exception counts: one day within the summer hours. Closed beats open."""
    here = [one for one in plan.specials if one.first_day <= day <= one.last_day]
    if not here:
        return None
    shortest = min(one.length for one in here)
    chosen = [one for one in here if one.length == shortest]
    closed = next((one for one in chosen if not one.times), None)
    if closed:
        return DayPlan((), Cause.SPECIAL, closed.reason)
    times = sorted({pair for one in chosen for pair in one.times})
    return DayPlan(tuple(times), Cause.SPECIAL, chosen[0].reason)


def spans(plan: Plan, first_day: date, last_day: date) -> Iterator[Span]:
    """Openings that begin on these days, in order."""
    for number in range((last_day - first_day).days + 1):
        day = first_day + timedelta(days=number)
        for one in on_day(plan, day).times:
            yield _span(day, one)


def _span(day: date, one: Times) -> Span:
    end = day if one.closes > one.opens else day + timedelta(days=1)
    opens = datetime.combine(day, one.opens, tzinfo=BERLIN)
    closes = datetime.combine(end, one.closes, tzinfo=BERLIN).replace(fold=1)
    # Compared in UTC: two moments of one zone are compared by the wall, and an hour may come twice.
    return Span(opens.astimezone(UTC), closes.astimezone(UTC))


def state_at(plan: Plan, moment: datetime) -> State:
    """Whether a place is open at an aware moment, until or from when, and why not."""
    if not plan.is_known:
        return State(is_known=False)
    now = moment.astimezone(UTC)
    today = moment.astimezone(BERLIN).date()
    coming = spans(plan, today - timedelta(days=1), today + timedelta(days=DAYS_AHEAD))
    current = next((one for one in coming if one.closes > now), None)
    day = on_day(plan, today)
    if current is None or current.opens > now:
        turns_at = _local(current.opens) if current else None
        return State(True, False, turns_at, day.cause, day.reason)
    return State(True, True, _end(current, coming), day.cause, day.reason)


def _end(current: Span, coming: Iterator[Span]) -> datetime | None:
    """When it closes; openings that touch are one. None: around the clock."""
    end = current.closes
    for following in coming:
        if following.opens > end:
            return _local(end)
        if following.closes - current.opens > AROUND_THE_CLOCK:
            return None
        end = max(end, following.closes)
    return _local(end)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(BERLIN)
