"""A switch that is moved is seen by every process, and by every page of the town."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from allmende.core.cache.tags import changed
from allmende.core.modules.models import Switch
from allmende.core.modules.switchboard import SWITCHES_TAG


@receiver([post_save, post_delete], sender=Switch)
def forget_switches(instance: Switch, **_kwargs: Any) -> None:
    changed(SWITCHES_TAG, f"menu:{instance.town_id}", f"list:{instance.town_id}")
