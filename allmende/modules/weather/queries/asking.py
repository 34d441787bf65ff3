"""For which towns the house asks, and for which it has waited too long."""

from datetime import datetime

from django.utils import timezone

from allmende.core.modules.switchboard import is_on
from allmende.core.towns.models import Town
from allmende.core.towns.queries import all_towns
from allmende.modules.weather.intake.asking import chosen
from allmende.modules.weather.models import Retrieval
from allmende.modules.weather.queries.shown import STALE


def towns_with_weather() -> list[Town]:
    """Municipalities that show weather; an alliance shows that of its towns."""
    return [town for town in all_towns() if is_on(town, "weather") and not town.is_alliance]


def towns_to_ask() -> list[Town]:
    """Those with coordinates; who has waited longest comes first."""
    if chosen() == "none":
        return []
    tried = dict(Retrieval.objects.values_list("town_id", "tried_at"))
    never = datetime.min.replace(tzinfo=timezone.get_current_timezone())
    found = [town for town in towns_with_weather() if town.place]
    return sorted(found, key=lambda town: tried.get(town.pk, never))


def towns_without(*, since: datetime) -> list[Town]:
    """Those for which nobody has asked since a moment."""
    asked = set(Retrieval.objects.filter(tried_at__gte=since).values_list("town_id", flat=True))
    return [town for town in towns_with_weather() if town.pk not in asked]


def last_retrieval(town: Town) -> Retrieval | None:
    return Retrieval.objects.filter(town=town).first()


def is_late(last: Retrieval | None) -> bool:
    """Whether a part has not come for three hours; before the first try nothing is late."""
    if last is None:
        return False
    oldest = timezone.now() - STALE
    parts = (last.observation_at, last.forecast_at, last.warnings_at)
    return any(part is None or part < oldest for part in parts)
