"""A photo as it comes from a telephone, and as we keep it: upright, smaller, without secrets."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

#: Longest side in pixels of what we keep: enough for a page of A4 in print.
MAX_SIDE: Final = 3_200
#: Pixels of what we open. A JPEG is opened at a fraction of its size, so it may have more.
MAX_PIXELS: Final = 60_000_000
MAX_JPEG_PIXELS: Final = 110_000_000
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF")
KEPT_AS: Final = {"PNG", "WEBP", "GIF", "AVIF"}
#: Where the brand of a file of Apple's or Google's telephones stands (ISO/IEC 14496-12, 4.3).
_HEIC: Final = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}


class NotAPicture(ValueError):
    """What came is no picture, or breaks off."""


class TooManyPixels(Exception):
    """It would take too much memory to open."""


def is_heic(head: bytes) -> bool:
    """Whether a file begins like a HEIC photo, whatever its name."""
    return head[4:8] == b"ftyp" and head[8:12] in _HEIC


def cleaned(file: UploadedFile[bytes]) -> SimpleUploadedFile:
    """Write a picture anew: upright, at most 3200 pixels long, without EXIF, GPS, comments, XMP.

    Raises NotAPicture or TooManyPixels.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS  # Pillow warns above it, and refuses twice as much
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as picture:
            _check_pixels(picture)
            picture.draft("RGB", (MAX_SIDE, MAX_SIDE))  # JPEG only: decodes at half, a quarter …
            picture.load()
            kind = picture.format if picture.format in KEPT_AS else "JPEG"
            upright = ImageOps.exif_transpose(picture)
    except (Image.DecompressionBombError, TooManyPixels) as error:
        raise TooManyPixels from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture from error
    upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return _rewritten(upright, kind=kind or "JPEG", name=file.name or "bild")


def _check_pixels(picture: Any) -> None:
    if picture.format in {"JPEG", "MPO"}:  # MPO: a JPEG with a second view, as some phones write
        bound, frames = MAX_JPEG_PIXELS, 1
    else:
        bound, frames = MAX_PIXELS, getattr(picture, "n_frames", 1)
    if picture.width * picture.height * frames > bound:
        raise TooManyPixels


def _rewritten(picture: Any, *, kind: str, name: str) -> SimpleUploadedFile:
    if kind == "JPEG" and picture.mode not in {"RGB", "L"}:
        picture = picture.convert("RGB")
    profile = picture.info.get("icc_profile")
    for key in list(picture.info):
        if key not in {"transparency", "duration", "loop", "background"}:
            del picture.info[key]
    out = BytesIO()
    options = {"quality": 90} if kind in {"JPEG", "WEBP"} else {}
    picture.save(out, format=kind, icc_profile=profile, exif=b"", **options)
    stem = name.rpartition(".")[0] or name
    suffix = {"JPEG": "jpg"}.get(kind, kind.lower())
    return SimpleUploadedFile(
        f"{stem}.{suffix}", out.getvalue(), content_type=f"image/{kind.lower()}"
    )
