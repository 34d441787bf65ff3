"""The index follows in the transaction in which something happens: both or neither."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from allmende.core.cache.tags import changed
from allmende.core.items.models import Item
from allmende.core.items.signals import item_changed
from allmende.core.search.domain import follow_item, forget_words
from allmende.core.search.everyday import SYNONYMS
from allmende.core.search.models import Document, SynonymGroup
from allmende.core.search.synonyms import SYNONYMS_TAG
from allmende.core.towns.models import Town


@receiver(item_changed)
def follow(item: Item, **_kwargs: Any) -> None:
    follow_item(item)


@receiver(post_delete, sender=Document)
def forget(instance: Document, **_kwargs: Any) -> None:
    forget_words(instance)


@receiver([post_save, post_delete], sender=SynonymGroup)
def meanings_changed(instance: SynonymGroup, **_kwargs: Any) -> None:
    changed(SYNONYMS_TAG)


@receiver(post_save, sender=Town)
def begin_with_words(instance: Town, *, created: bool, raw: bool, **_kwargs: Any) -> None:
    """A new alliance begins with the words every town has."""
    if created and instance.is_alliance and not raw:
        rows = [SynonymGroup(town=instance, words=words) for words in SYNONYMS]
        SynonymGroup.objects.bulk_create(rows)
        changed(SYNONYMS_TAG)
