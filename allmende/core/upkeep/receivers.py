"""What was put right leaves the list at once; the next review sees whether it is right."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from allmende.core.items.models import Item
from allmende.core.items.signals import item_changed
from allmende.core.media.models import Picture, TownDocument
from allmende.core.upkeep.models import Finding


@receiver(item_changed)
def forget_findings(item: Item, **_kwargs: Any) -> None:
    Finding.objects.filter(subject=f"item:{item.pk}").delete()


@receiver([post_save, post_delete], sender=Picture)
def forget_picture(instance: Picture, **_kwargs: Any) -> None:
    Finding.objects.filter(subject=f"picture:{instance.pk}").delete()


@receiver([post_save, post_delete], sender=TownDocument)
def forget_document(instance: TownDocument, **_kwargs: Any) -> None:
    Finding.objects.filter(subject=f"document:{instance.pk}").delete()
