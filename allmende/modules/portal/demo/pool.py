"""Draw many pictures, and their sizes, on all cores; without processes one after the other."""

import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from PIL import Image, ImageOps

from allmende.core.media.encoding import encoded
from allmende.modules.portal.demo.drawing import draw

Wish = tuple[str, int]
SIZE = (1280, 800)
#: Less effort than for real pictures: a new demo world should be there in a minute or two.
_HASTE: dict[str, dict[str, int]] = {"avif": {"speed": 10}, "webp": {"method": 2}}
_BOX = re.compile(r"fill-(\d+)x(\d+)\|format-(\w+)")


@dataclass(frozen=True, slots=True)
class Size:
    """One size of a picture: Wagtail's word for it, its pixels and its file."""

    spec: str
    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as JPEG, and its sizes."""

    jpeg: bytes
    sizes: tuple[Size, ...]


def drawn(wishes: Sequence[Wish], specs: Sequence[str]) -> Iterator[Drawn]:
    """Give the picture of each (motif, seed) in the same order, while the next are drawn."""
    make = partial(_make, specs=tuple(specs))
    if len(wishes) < 4:  # not worth starting processes
        yield from map(make, wishes)
        return
    try:
        pool = ProcessPoolExecutor(max_workers=os.cpu_count() or 1)
        coming = pool.map(make, wishes)
    except OSError:
        yield from map(make, wishes)
        return
    with pool:
        yield from coming


def _make(wish: Wish, specs: tuple[str, ...]) -> Drawn:
    motif, seed = wish
    jpeg = draw(motif, seed=seed, size=SIZE)
    with Image.open(BytesIO(jpeg)) as picture:
        return Drawn(jpeg, tuple(_sized(picture, spec) for spec in specs))


def _sized(picture: Image.Image, spec: str) -> Size:
    """Do what the house does with a picture that comes in."""
    found = _BOX.fullmatch(spec)
    if found is None:
        raise ValueError(spec)
    width, height, form = int(found[1]), int(found[2]), found[3]
    fitting = ImageOps.fit(picture, (width, height), Image.Resampling.LANCZOS)
    return Size(spec, width, height, encoded(fitting, form, **_HASTE[form]))
