"""A month as a sheet of weeks."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from allmende.core.kit.dates import BERLIN, today
from allmende.site.addresses import address
from allmende.site.agenda import Entry

#: Entries a day of the sheet names; the others are counted.
MOST_A_DAY = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the sheet."""

    day: date
    is_here: bool
    is_today: bool
    entries: list[Entry]
    more: int


def month_grid(year: int, month: int, entries: Iterable[Entry]) -> list[list[Cell]]:
    """Weeks from Monday to Sunday; what lasts several days stands on each of them."""
    found: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        for day in _days_of(entry):
            found[day].append(entry)
    return [
        [_cell(day, month, found[day]) for day in week]
        for week in Calendar().monthdatescalendar(year, month)
    ]


def _days_of(entry: Entry) -> list[date]:
    last = entry.ends_at.astimezone(BERLIN)
    ends_early = last.hour < 6 and last.date() > entry.day  # a dance until three is one evening
    end = last.date() - timedelta(days=1) if ends_early else last.date()
    return [entry.day + timedelta(days=n) for n in range(min((end - entry.day).days, 62) + 1)]


def _cell(day: date, month: int, entries: list[Entry]) -> Cell:
    return Cell(
        day=day,
        is_here=day.month == month,
        is_today=day == today(),
        entries=entries[:MOST_A_DAY],
        more=max(len(entries) - MOST_A_DAY, 0),
    )


def months_around(day: date, language: str, *, ahead: int = 5) -> list[dict[str, object]]:
    """Links to a month, the one before it, and those after it."""
    first = day.year * 12 + day.month - 1
    return [
        _month(number // 12, number % 12 + 1, language, is_current=number == first)
        for number in range(first - 1, first + ahead + 1)
    ]


def _month(year: int, month: int, language: str, *, is_current: bool) -> dict[str, object]:
    return {
        "label": date_format(date(year, month, 1), "F Y"),
        "url": address(f"/veranstaltungen/monat/{year}-{month:02d}/", language),
        "is_current": is_current,
    }
