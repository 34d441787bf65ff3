"""Days out of hours: how cold, how warm, how wet, and what the sky mostly does."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from allmende.core.kit.dates import BERLIN
from allmende.modules.weather.choices import BY_DAY, Condition
from allmende.modules.weather.intake.words import Day, Hour

#: A day with fewer hours is not told: its coldest hour may be missing.
ENOUGH = 18
#: People look at a day from waking to sleeping.
MORNING, EVENING = 6, 22
#: What decides a day when it lasts two hours, the worst first.
WEIGHTY = (Condition.THUNDER, Condition.HAIL, Condition.SNOW, Condition.SLEET, Condition.RAIN)


def days_of(hours: Iterable[Hour]) -> list[Day]:
    """Days in Germany: 23 or 25 hours long when the clocks change."""
    found: dict[date, list[Hour]] = {}
    for hour in hours:
        found.setdefault(hour.at.astimezone(BERLIN).date(), []).append(hour)
    return [_day(day, some) for day, some in sorted(found.items()) if len(some) >= ENOUGH]


def _day(day: date, hours: list[Hour]) -> Day:
    wet = [hour.rain_mm for hour in hours if hour.rain_mm is not None]
    chances = [hour.chance for hour in hours if hour.chance is not None]
    return Day(
        day=day,
        low=min(hour.temperature for hour in hours),
        high=max(hour.temperature for hour in hours),
        rain_mm=round(sum(wet), 1) if wet else None,
        chance=max(chances, default=None),
        condition=_mostly(hours),
    )


def _mostly(hours: list[Hour]) -> str:
    waking = [hour for hour in hours if MORNING <= hour.at.astimezone(BERLIN).hour < EVENING]
    seen = Counter(by_day(hour.condition) for hour in waking or hours if hour.condition)
    for weighty in WEIGHTY:
        if seen[weighty] >= 2:
            return weighty
    return seen.most_common(1)[0][0] if seen else ""


def by_day(condition: str) -> str:
    """The same sky with the sun in it."""
    return str(BY_DAY.get(Condition(condition), condition)) if condition else ""
