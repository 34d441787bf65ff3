"""What can be done with pictures."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from allmende.core.audit.domain import record
from allmende.core.cache.tags import changed
from allmende.core.kit.dates import today
from allmende.core.media.models import Picture, Rendition
from allmende.core.media.queries import outdated_sizes, picture_tag
from allmende.core.media.sizes import BODY, FIRST, FOR_TOP, specs
from allmende.core.media.sizing import draw_sizes
from allmende.core.people.models import User
from allmende.core.tasks import later
from allmende.core.towns.models import Town


@transaction.atomic
def withdraw_consent(
    *,
    picture: Picture,
    town: Town,
    by: User | None = None,
    where: Sequence[dict[str, Any]] = (),
) -> None:
    """Take a picture out of the world: pages, feeds, every size, and the file itself.

    The row stays, so that pages which named it know that there was one, and the log can
    prove when it went and ``where`` it was shown (NEWS-e). Call it through
    ``exchange.pictures.withdraw_picture``, which knows where that is.
    """
    if picture.consent_withdrawn_at is not None:
        return
    picture.consent_withdrawn_at = timezone.now()
    picture.save(update_fields=["consent_withdrawn_at"])
    after = {"where": list(where)}
    record(verb="withdraw_consent", town=town, target=picture, by=by, after=after)
    changed(picture_tag(picture.pk))
    _drop([*picture.renditions.all(), picture])
    picture.renditions.all().delete()


@transaction.atomic
def drop_sizes_without_consent() -> int:
    """Delete the sizes of pictures whose consent has ended by its date; returns how many.

    Pages hide such pictures by the clock; this takes away the files whose addresses someone
    may have kept. The original stays (it is not public): consent may be given again.
    """
    sizes = Rendition.objects.filter(image__consent_until__lt=today())
    return _forget(list(sizes.select_related("image")))


def make_first_size(picture: Picture) -> None:
    """Make the one size that stands in for all others until they are ready."""
    draw_sizes(picture, [FIRST])


def replace_file(picture: Picture) -> None:
    """Another file came in: show it at once, and draw its sizes in the background."""
    from allmende.core.media.tasks import draw

    make_first_size(picture)
    later(draw, picture.pk, [*FOR_TOP, *BODY])


def make_sizes(picture: Picture, bases: tuple[str, ...]) -> int:
    """Make the sizes of a picture that its place on the pages needs, in every format."""
    return draw_sizes(picture, specs(bases))


@transaction.atomic
def drop_outdated_sizes(picture: Picture) -> int:
    """Forget sizes around a focal point that has moved; call it when the new ones are there."""
    return _forget(outdated_sizes(picture))


def _forget(sizes: list[Rendition]) -> int:
    _drop(sizes)
    Rendition.objects.filter(pk__in=[size.pk for size in sizes]).delete()
    changed(*{picture_tag(size.image_id) for size in sizes})
    return len(sizes)


def _drop(rows: Iterable[Picture | Rendition]) -> None:
    """Delete files when the transaction commits."""
    files = [(row.file.storage, row.file.name) for row in rows]
    transaction.on_commit(lambda: [storage.delete(name) for storage, name in files])
