"""When a periodic task runs next: pure arithmetic on aware datetimes, no database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


class Schedule(Protocol):
    """Answers two questions about a periodic task."""

    def first(self, *, now: datetime) -> datetime:
        """Return the first run of a task that is new in this installation."""

    def following(self, *, due: datetime, now: datetime) -> datetime:
        """Return the run after the one that was due; never in the past: no bursts."""


@dataclass(frozen=True, slots=True)
class Every:
    """A fixed distance in time."""

    distance: timedelta

    def __post_init__(self) -> None:
        if self.distance < timedelta(seconds=1):
            raise ValueError("A periodic task runs at most once a second.")

    def __str__(self) -> str:
        return f"every {self.distance}"

    def first(self, *, now: datetime) -> datetime:
        """Run at once: a new portal should not wait a day for its weather."""
        return now

    def following(self, *, due: datetime, now: datetime) -> datetime:
        """Stay on the grid that began with the first run, and skip what was missed."""
        missed = max(now - due, timedelta()) // self.distance
        return due + (missed + 1) * self.distance


@dataclass(frozen=True, slots=True)
class DailyAt:
    """Once a day by the clock on the wall in Germany."""

    wall: time

    @classmethod
    def parse(cls, text: str) -> "DailyAt":
        """Read ``"03:15"``; raises ValueError for anything else."""
        return cls(datetime.strptime(text, "%H:%M").replace(tzinfo=UTC).time())

    def __str__(self) -> str:
        return f"daily at {self.wall:%H:%M}"

    def first(self, *, now: datetime) -> datetime:
        """Return the next time the clock shows this hour."""
        today = self._on(now.astimezone(BERLIN).date())
        return today if today > now else self._on(now.astimezone(BERLIN).date() + timedelta(days=1))

    def following(self, *, due: datetime, now: datetime) -> datetime:
        """Return the next time the clock shows this hour on a day later than the due one.

        In the night when the hour from 2 to 3 comes twice, it runs in the first one only.
        """
        next_day = due.astimezone(BERLIN).date() + timedelta(days=1)
        return max(self._on(next_day), self.first(now=now))

    def _on(self, day: date) -> datetime:
        # An hour that the clocks skip in spring (02:30) becomes the same moment named 03:30:
        # that is how PEP 495 reads fold=0 in a gap.
        return datetime.combine(day, self.wall, tzinfo=BERLIN).astimezone(UTC)
