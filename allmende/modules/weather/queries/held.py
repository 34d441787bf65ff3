"""What is held of towns: one look, however many towns."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from allmende.core.cache.memo import remembered
from allmende.core.towns.models import Town
from allmende.modules.weather.models import Forecast, Observation, OfficialWarning, Retrieval

#: Days after which values and warnings that are over go.
KEEP = timedelta(days=7)


def tag_of(town_id: int) -> str:
    """What a page shows that shows weather of a town."""
    return f"weather:{town_id}"


@dataclass(slots=True)
class Held:
    """Rows of a town as they stand in the database."""

    observation: Observation | None = None
    forecast: Forecast | None = None
    warnings: list[OfficialWarning] = field(default_factory=list)
    #: When the warnings were last known to be complete.
    warnings_at: datetime | None = None


def held_by(town_ids: Iterable[int]) -> dict[int, Held]:
    """Everything of some towns in four queries."""
    ids = list(town_ids)
    found = {pk: Held() for pk in ids}
    for observation in Observation.objects.filter(town__in=ids):
        found[observation.town_id].observation = observation
    for forecast in Forecast.objects.filter(town__in=ids):
        found[forecast.town_id].forecast = forecast
    warnings = OfficialWarning.objects.filter(town__in=ids).order_by("-level", "begins_at", "pk")
    for warning in warnings:
        found[warning.town_id].warnings.append(warning)
    for row in Retrieval.objects.filter(town__in=ids):
        found[row.town_id].warnings_at = row.warnings_at
    return found


@remembered(tag_of)
def _held(town_id: int) -> Held:
    return held_by([town_id])[town_id]


def held_of(town: Town) -> Held:
    """The same for one town, remembered until something of it changes."""
    return _held(town.pk)


def next_end_of_a_warning(town_id: int) -> datetime | None:
    """When the next warning of a town must disappear from pages, copies included."""
    now = timezone.now()
    return min((row.ends_at for row in _held(town_id).warnings if row.ends_at > now), default=None)


def old_observations(day: date) -> QuerySet[Observation]:
    return Observation.objects.filter(observed_at__date__lt=day - KEEP)


def old_forecasts(day: date) -> QuerySet[Forecast]:
    return Forecast.objects.filter(fetched_at__date__lt=day - KEEP)


def old_warnings(day: date) -> QuerySet[OfficialWarning]:
    return OfficialWarning.objects.filter(ends_at__date__lt=day - KEEP)
