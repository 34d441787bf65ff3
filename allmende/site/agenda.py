"""Dates in a list, grouped by day: events now, sessions and closures later."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allmende.core.kit.dates import BERLIN, today
from allmende.core.towns.models import Town


@dataclass(frozen=True, slots=True)
class Entry:
    """One date. ``ends_at`` is the beginning itself when nobody knows the end."""

    title: str
    url: str
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    place: str = ""
    summary: str = ""
    origin: Town | None = None
    is_cancelled: bool = False
    #: A word beside the title, such as *moved*.
    state: str = ""
    #: Short facts below, such as *free of charge*.
    marks: list[str] = field(default_factory=list)
    note: str = ""

    @property
    def day(self) -> date:
        return self.starts_at.astimezone(BERLIN).date()

    @property
    def time(self) -> str:
        """Time of day in words: *15:00–18:00*, *all day*, or with the last day when it is another."""
        return times(self.starts_at, self.ends_at, is_all_day=self.is_all_day)


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what is on; ``label`` says today and tomorrow by name."""

    day: date
    label: str
    entries: list[Entry]


def times(starts_at: datetime, ends_at: datetime, *, is_all_day: bool) -> str:
    """Time of day of a date in words, by the clock in Thuringia."""
    start, end = starts_at.astimezone(BERLIN), ends_at.astimezone(BERLIN)
    lasts_over_night = end.date() != start.date() and (end - start).total_seconds() > 12 * 3600
    if is_all_day:
        return (
            _("until %(day)s") % {"day": _short(end.date())} if lasts_over_night else _("all day")
        )
    clock = date_format(start, "TIME_FORMAT")
    if lasts_over_night:
        return _("%(time)s, until %(day)s") % {"time": clock, "day": _short(end.date())}
    return clock if end == start else f"{clock}–{date_format(end, 'TIME_FORMAT')}"


def _short(day: date) -> str:
    return date_format(day, "j. F" if day.year == today().year else "DATE_FORMAT")


def by_day(entries: Iterable[Entry], *, not_before: date | None = None) -> list[Day]:
    """Group entries (soonest first) by day. What began earlier stands on ``not_before``."""

    def day_of(entry: Entry) -> date:
        return max(entry.day, not_before) if not_before else entry.day

    return [Day(day, label_of(day), list(rows)) for day, rows in groupby(entries, key=day_of)]


def label_of(day: date) -> str:
    """Name of a day for a heading: *Today, Sunday 22 November*."""
    named = date_format(day, "l, j. F" if day.year == today().year else "l, j. F Y")
    words = {0: _("Today"), 1: _("Tomorrow")}
    word = words.get((day - today()).days)
    return f"{word}, {named}" if word else named
