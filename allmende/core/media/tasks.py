"""The room's own work: sizes of pictures, and their end."""

from allmende.core.media.domain import (
    drop_outdated_sizes,
    drop_sizes_without_consent,
    make_first_size,
    make_sizes,
)
from allmende.core.media.models import Picture
from allmende.core.media.queries import without_first_size
from allmende.core.media.sizes import BODY, FOR_TOP, split
from allmende.core.tasks import later, periodic, task

#: Pictures made good in one night.
MOST_A_NIGHT = 500


@task
def draw(picture_id: int, bases: list[str]) -> None:
    """Make the sizes of a picture that stands on pages."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        make_sizes(picture, tuple(bases))


@task
def redraw(picture_id: int) -> None:
    """Make anew the sizes there are, around the present focal point; then forget the old."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is None:
        return
    bases = {split(one.filter_spec)[0] for one in picture.renditions.all()}
    make_sizes(picture, tuple(base for base in (*FOR_TOP, *BODY) if base in bases))
    drop_outdated_sizes(picture)


@periodic(at="00:05")
def end_consents() -> None:
    """Take away the files of pictures whose consent ended at midnight (NEWS-e)."""
    drop_sizes_without_consent()


@periodic(at="01:10")
def make_good() -> None:
    """Make the first size of pictures that have none, and their sizes in the newer formats."""
    for picture in without_first_size()[:MOST_A_NIGHT]:
        make_first_size(picture)
        later(redraw, picture.pk)
