"""Office hours as plain values: what fits together, and what does not."""

from collections.abc import Iterable
from datetime import time
from itertools import pairwise
from typing import NamedTuple

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from allmende.core.towns.choices import Weekday


class Interval(NamedTuple):
    """Open on a weekday ("1" is Monday) from a time to a time, by the clock in Thuringia."""

    weekday: str
    opens: time
    closes: time

    @property
    def span(self) -> str:
        return f"{time_format(self.opens, 'G:i')}–{time_format(self.closes, 'G:i')}"

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"


class HoursDoNotFit(ValueError):
    """Two times contradict each other. The text is a sentence for the editor."""

    def __init__(self, message: str, weekday: str) -> None:
        super().__init__(message)
        self.weekday = weekday


def check(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the intervals in order of time.

    Raises HoursDoNotFit when one closes before it opens, or two of a day overlap.
    """
    ordered = sorted(intervals)
    for one in ordered:
        _check_order(one)
    for one, following in pairwise(ordered):
        if one.weekday == following.weekday and following.opens < one.closes:
            raise HoursDoNotFit(_overlap(one, following), one.weekday)
    return ordered


def _check_order(one: Interval) -> None:
    if one.opens >= one.closes:
        text = _("%(day)s: %(span)s cannot be. The first time must be earlier than the second.")
        raise HoursDoNotFit(text % {"day": _day(one), "span": one.span}, one.weekday)


def _overlap(one: Interval, other: Interval) -> str:
    text = _("%(day)s: %(one)s and %(other)s overlap. Join them, or change a time.")
    return text % {"day": _day(one), "one": one.span, "other": other.span}


def _day(one: Interval) -> str:
    return str(Weekday(one.weekday).label)
