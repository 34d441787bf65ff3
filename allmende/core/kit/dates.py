"""Days and times as the town hall counts them: in Europe/Berlin."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

BERLIN = ZoneInfo("Europe/Berlin")


def today() -> date:
    """Give the day it is in Thuringia now."""
    return timezone.now().astimezone(BERLIN).date()


def start_of(day: date) -> datetime:
    """First moment of a day in Thuringia."""
    return datetime.combine(day, time.min, tzinfo=BERLIN)


def end_of(day: date) -> datetime:
    """First moment of the day after: use it as an excluded end."""
    return start_of(day + timedelta(days=1))
