"""Bytes and CPU of a picture's sizes in each format, and the same for a photo that comes in.

    python benchmarks/pictures.py [folder of photos]

Without a folder: six drawings of the demo world. "Look" is the mean difference from the
uncompressed size (RMS of the 8-bit channels): the qualities are chosen so that it is about the
same in all formats.
"""

import sys
import time
from io import BytesIO
from pathlib import Path

from common import prepare_django, table, world
from PIL import Image, ImageChops, ImageOps, ImageStat

SIZES = ((400, 250), (800, 500), (1280, 800))
FORMS = ("jpeg", "webp", "avif")


def main() -> None:
    with world() as data:
        prepare_django(data)
        originals = _originals()
        print(f"{len(originals)} pictures; mean of all")
        table(("size", "format", "bytes", "CPU ms", "look"), _rows(originals))
        print()
        table(("photo that comes in", "kB before", "kB kept", "CPU ms"), [_incoming(originals[0])])


def _originals() -> list[Image.Image]:
    if len(sys.argv) > 1:
        files = sorted(Path(sys.argv[1]).glob("*.jp*g"))[:12]
        return [Image.open(file).convert("RGB") for file in files]
    from allmende.modules.portal.demo.drawing import draw

    motifs = ("bridge", "pool", "horses", "market", "church", "forest")
    return [Image.open(BytesIO(draw(m, seed=7, size=(1280, 800)))).convert("RGB") for m in motifs]


def _rows(originals):
    from allmende.core.media.encoding import encoded

    for size in SIZES:
        cut = [ImageOps.fit(one, size, Image.Resampling.LANCZOS) for one in originals]
        for form in FORMS:
            began = time.process_time()
            files = [encoded(one, form) for one in cut]
            spent = 1000 * (time.process_time() - began) / len(files)
            look = sum(map(_difference, cut, files)) / len(files)
            weight = sum(map(len, files)) // len(files)
            yield (f"{size[0]} x {size[1]}", form, weight, round(spent), look)


def _difference(before: Image.Image, file: bytes) -> float:
    after = Image.open(BytesIO(file)).convert("RGB")
    return sum(ImageStat.Stat(ImageChops.difference(before, after)).rms) / 3


def _incoming(original: Image.Image):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from allmende.core.media.photos import cleaned

    out = BytesIO()
    original.resize((8000, 6000)).save(out, "JPEG", quality=97)
    file = SimpleUploadedFile("telefon.jpg", out.getvalue())
    began = time.process_time()
    kept = cleaned(file)
    spent = 1000 * (time.process_time() - began)
    return "8000 x 6000", len(out.getvalue()) // 1024, (kept.size or 0) // 1024, round(spent)


if __name__ == "__main__":
    main()
