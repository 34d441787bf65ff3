"""What the inspection of the house needs of a module: one thing that readers see."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from allmende.core.cache.tags import changed
from allmende.core.towns.models import Town
from allmende.modules.weather.choices import Level, Source
from allmende.modules.weather.models import OfficialWarning
from allmende.modules.weather.queries.held import tag_of


def publish(*, town: Town, title: str) -> Any:
    """Let the weather service warn of something."""
    now = timezone.now()
    changed(tag_of(town.pk))
    return OfficialWarning.objects.create(
        town=town,
        source=Source.BRIGHTSKY,
        key=title,
        level=Level.MARKED,
        headline=title,
        begins_at=now,
        ends_at=now + timedelta(hours=4),
    )
