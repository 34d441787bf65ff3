"""Public holidays in Thuringia (ThürFGtG § 2), computed, not typed in."""

from datetime import date
from functools import lru_cache

import holidays
from django.utils.translation import get_language

STATE = "TH"


@lru_cache(maxsize=64)
def _year(year: int, language: str) -> dict[date, str]:
    found = holidays.country_holidays("DE", subdiv=STATE, years=year, language=language)
    return dict(found.items())


def feast_on(day: date) -> str:
    """Name of the public holiday in the language of the page; empty on other days."""
    language = "en_US" if get_language() == "en" else "de"
    return _year(day.year, language).get(day, "")
