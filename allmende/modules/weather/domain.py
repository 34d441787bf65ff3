"""What is done with the weather: fetched in rounds, believed or refused, kept."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from allmende.core.cache.tags import changed
from allmende.core.outbound import OutboundError
from allmende.core.outbound.errors import StatusError, TimedOutError, TooLargeError
from allmende.core.towns.models import Town
from allmende.modules.weather.choices import Trouble
from allmende.modules.weather.intake import Nonsense, Provider, provider_for
from allmende.modules.weather.intake.invented import Invented
from allmende.modules.weather.intake.words import Ahead, Alarm, Seen
from allmende.modules.weather.models import Forecast, Observation, OfficialWarning, Retrieval
from allmende.modules.weather.queries.asking import towns_to_ask, towns_without
from allmende.modules.weather.queries.held import tag_of

#: After so many towns in a row that nobody answered for, a round ends: the provider is away.
PATIENCE = 3
#: Answers that hold for every town alike.
FOR_ALL = {Trouble.REFUSED, Trouble.LIMITED}
#: How long a warning without an end holds if nobody repeats it.
OPEN_END = timedelta(hours=6)
#: Time between two rounds.
ROUND = timedelta(minutes=15)


def refresh_all() -> list[Town]:
    """Ask for every town that has coordinates; returns those for which all parts came."""
    good, silent = [], 0
    for town in towns_to_ask():
        trouble = refresh(town=town)
        good += [] if trouble else [town]
        silent = silent + 1 if trouble in {Trouble.LATE, Trouble.AWAY} else 0
        if trouble in FOR_ALL or silent >= PATIENCE:
            break
    return good


def invent_all() -> None:
    """Values of the demo world, for towns that have none of this quarter of an hour."""
    for town in towns_without(since=timezone.now() - ROUND):
        if town.place:
            take_from(Invented(town.place), town=town)


def refresh(*, town: Town) -> Trouble | None:
    """Ask the provider of the house about one town; returns what went wrong first."""
    provider = provider_for(town.place) if town.place else None
    return take_from(provider, town=town) if provider else None


def take_from(provider: Provider, *, town: Town) -> Trouble | None:
    """Each part stands for itself: what fails keeps its last good value."""
    now, parts, troubles = timezone.now(), {}, []
    for name, part in (
        ("observation_at", _seen),
        ("forecast_at", _ahead),
        ("warnings_at", _alarms),
    ):
        trouble = _tried(lambda part=part: part(town, provider, now))  # type: ignore[misc]
        if trouble is None:
            parts[name] = now
        else:
            troubles.append(trouble)
    trouble = troubles[0] if troubles else None
    values = parts | {"tried_at": now, "trouble": trouble or ""}
    Retrieval.objects.update_or_create(town=town, defaults=values)
    if parts:
        changed(tag_of(town.pk))
    return trouble


def _tried(part: Callable[[], None]) -> Trouble | None:
    try:
        part()
    except Nonsense:
        return Trouble.NONSENSE
    except OutboundError as error:
        return _named(error)
    return None


def _named(error: OutboundError) -> Trouble:
    """What an error of the line means for weather."""
    if isinstance(error, TimedOutError):
        return Trouble.LATE
    if isinstance(error, TooLargeError):
        return Trouble.TOO_LARGE
    if not isinstance(error, StatusError):
        return Trouble.AWAY
    by_status = {401: Trouble.REFUSED, 403: Trouble.REFUSED, 429: Trouble.LIMITED}
    return by_status.get(error.status, Trouble.BROKEN)


def _seen(town: Town, provider: Provider, now: datetime) -> None:
    keep_observation(town=town, seen=provider.seen(now), source=provider.source)


def _ahead(town: Town, provider: Provider, now: datetime) -> None:
    keep_forecast(town=town, ahead=provider.ahead(now), source=provider.source, at=now)


def _alarms(town: Town, provider: Provider, now: datetime) -> None:
    keep_warnings(town=town, alarms=provider.alarms(now), source=provider.source, at=now)


@transaction.atomic
def keep_observation(*, town: Town, seen: Seen, source: str) -> None:
    """Keep what was measured, unless something newer of the same source is known already."""
    held = Observation.objects.filter(town=town, source=source).first()
    if held and held.observed_at > seen.observed_at:
        return
    Observation.objects.update_or_create(town=town, defaults=asdict(seen) | {"source": source})
    changed(tag_of(town.pk))


@transaction.atomic
def keep_forecast(*, town: Town, ahead: Ahead, source: str, at: datetime) -> None:
    values = {
        "source": source,
        "fetched_at": at,
        "hours": [_as_json(hour, at=hour.at.isoformat()) for hour in ahead.hours],
        "days": [_as_json(day, day=day.day.isoformat()) for day in ahead.days],
    }
    Forecast.objects.update_or_create(town=town, defaults=values)
    changed(tag_of(town.pk))


def _as_json(row: Any, **texts: str) -> dict[str, Any]:
    return asdict(row) | texts


@transaction.atomic
def keep_warnings(*, town: Town, alarms: list[Alarm], source: str, at: datetime) -> None:
    """The list as it is now: what the authority no longer names is over at once."""
    for alarm in alarms:
        values = asdict(alarm)
        key, ends = values.pop("key"), values.pop("ends_at")
        values |= {"source": source, "is_open": ends is None, "ends_at": ends or at + OPEN_END}
        OfficialWarning.objects.update_or_create(town=town, key=key, defaults=values)
    named = [alarm.key for alarm in alarms]
    OfficialWarning.objects.filter(town=town, ends_at__gt=at).exclude(key__in=named).delete()
    changed(tag_of(town.pk))
