"""What is so at a moment, in words for readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from allmende.core.kit.dates import BERLIN
from allmende.core.towns.choices import Weekday
from allmende.shared.places.choices import HolidayRule
from allmende.shared.places.opening import Cause, Plan, State, Times


@dataclass(frozen=True, slots=True)
class Words:
    """``state`` is ``open``, ``closed`` or empty; ``next`` says when that changes."""

    state: str
    text: str
    next: str = ""

    def __str__(self) -> str:
        return f"{self.text}. {self.next}" if self.next else self.text


def in_words(state: State, moment: datetime) -> Words:
    """One line: *closed – public holiday (Reformation Day)*, and when it opens again."""
    if not state.is_known:
        return Words("", _("Opening hours are not known"))
    if state.is_open:
        return Words("open", _until(state, moment))
    return Words("closed", _closed(state), _again(state, moment))


def _until(state: State, moment: datetime) -> str:
    if state.turns_at is None:
        return _("Open around the clock")
    here, end = moment.astimezone(BERLIN), state.turns_at
    time = time_format(end, "G:i")
    if end.date() == here.date() or end - here < timedelta(hours=12):
        return _("Open until %(time)s") % {"time": time}
    return _("Open until %(day)s, %(time)s") % {"day": _day(end.date(), here.date()), "time": time}


def _closed(state: State) -> str:
    if state.cause == Cause.HOLIDAY:
        return _("Closed – public holiday (%(name)s)") % {"name": state.reason}
    if state.cause == Cause.SPECIAL and state.reason:
        return _("Closed – %(reason)s") % {"reason": state.reason}
    return _("Closed")


def _again(state: State, moment: datetime) -> str:
    if state.turns_at is None:
        return ""
    day = _day(state.turns_at.date(), moment.astimezone(BERLIN).date())
    values = {"day": day, "time": time_format(state.turns_at, "G:i")}
    return _("Open again: %(day)s at %(time)s") % values


def _day(day: date, today: date) -> str:
    ahead = (day - today).days
    if ahead < 7:
        return str(WEEKDAYS[day.weekday()]) if ahead else _("today")
    return date_format(day, "j.n.Y")


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One line of the table of a week: a day and its hours; no hours means closed."""

    weekday: str
    label: str
    hours: tuple[str, ...]


def week(plan: Plan) -> list[WeekLine]:
    """The week as it usually is."""
    return [
        WeekLine(
            day, str(label), tuple(one.span for one in sorted(plan.weekly) if one.weekday == day)
        )
        for day, label in Weekday.choices
    ]


def times_in_words(times: Iterable[Times]) -> str:
    """``9:00–12:00, 14:00–16:00``, or that it is closed."""
    found = [f"{time_format(a, 'G:i')}–{time_format(b, 'G:i')}" for a, b in times]
    return ", ".join(found) or _("closed")


def holiday_words(plan: Plan) -> str:
    return str(HolidayRule(plan.on_holidays).label)
