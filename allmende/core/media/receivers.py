"""A changed picture or document changes every page that shows it; a picture wants its sizes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from allmende.core.cache.tags import changed
from allmende.core.media.domain import make_first_size
from allmende.core.media.models import Picture, TownDocument
from allmende.core.media.queries import outdated_sizes, picture_tag
from allmende.core.tasks import later


@receiver([post_save, post_delete], sender=Picture)
def tell_pages(instance: Picture, **_kwargs: Any) -> None:
    changed(picture_tag(instance.pk))


@receiver([post_save, post_delete], sender=TownDocument)
def tell_pages_of_document(instance: TownDocument, **_kwargs: Any) -> None:
    changed(instance.tag)


@receiver(post_save, sender=Picture)
def want_sizes(instance: Picture, created: bool, **_kwargs: Any) -> None:  # noqa: FBT001
    """A new picture can be shown at once; one whose focal point has moved is cut anew."""
    from allmende.core.media.tasks import redraw

    if created:
        make_first_size(instance)
    elif outdated_sizes(instance):
        later(redraw, instance.pk)
