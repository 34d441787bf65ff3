"""Draw the sizes of a picture: in the background, never while a reader waits."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from allmende.core.cache.tags import changed
from allmende.core.media.encoding import SUFFIX, encoded
from allmende.core.media.models import Picture, Rendition
from allmende.core.media.queries import filter_of, picture_tag
from allmende.core.media.sizes import split


def draw_sizes(picture: Picture, names: Iterable[str]) -> int:
    """Make those sizes of a picture that are missing; returns how many that were.

    A picture whose file is gone, or whose consent has ended, gets none.
    """
    missing = _missing(picture, names)
    if not missing or not picture.has_consent():
        return 0
    try:
        drawn = list(_drawn(picture, missing))
    except (OSError, ValueError):  # the file is gone, or its storage away: tried again at night
        return 0
    return _keep(picture.pk, drawn)


def _missing(picture: Picture, names: Iterable[str]) -> list[str]:
    have = set(picture.renditions.values_list("filter_spec", "focal_point_key"))
    return [n for n in dict.fromkeys(names) if (n, _focal_key(picture, n)) not in have]


def _focal_key(picture: Picture, name: str) -> str:
    return str(filter_of(name).get_cache_key(picture))


def _drawn(picture: Picture, names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Open the original once, cut each size once, write it in each format asked for."""
    from PIL import Image  # slow to import

    cut: dict[str, Any] = {}
    with picture.open_file() as file, Image.open(file) as original:
        original.load()
        for name in names:
            base, form = split(name)
            if base not in cut:
                cut[base] = _cut(picture, original, base)
            yield name, encoded(cut[base], form)


def _cut(picture: Picture, original: Any, base: str) -> Any:
    from PIL import Image

    transform = filter_of(base).get_transform(picture, original.size)
    box, size = transform.get_rect().round(), tuple(int(side) for side in transform.size)
    upright = original if original.mode in {"RGB", "L"} else original.convert("RGBA")
    return upright.crop(tuple(box)).resize(size, Image.Resampling.LANCZOS)


@transaction.atomic
def _keep(pk: int, drawn: list[tuple[str, bytes]]) -> int:
    """Save what was drawn, unless consent was withdrawn or the file replaced meanwhile."""
    picture = Picture.objects.select_for_update().filter(pk=pk).first()
    if picture is None or not picture.has_consent():
        return 0
    stem = PurePosixPath(picture.file.name).stem[:40]
    for name, content in drawn:
        key, (base, form) = _focal_key(picture, name), split(name)
        file = ContentFile(content, name=f"{stem}.{key or 'all'}.{base}.{SUFFIX[form]}")
        Rendition.objects.get_or_create(
            image=picture, filter_spec=name, focal_point_key=key, defaults={"file": file}
        )
    changed(picture_tag(pk))
    return len(drawn)
