"""What the inspection of the house needs of a module: one thing that readers see."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from allmende.core.towns.models import Town
from allmende.modules.events.domain import publish_event


def publish(*, town: Town, title: str) -> Any:
    """Publish an event of tomorrow; its attributes fill the arguments of the module's addresses."""
    return publish_event(
        town=town, title=title, summary=title, starts_at=timezone.now() + timedelta(days=1)
    )
