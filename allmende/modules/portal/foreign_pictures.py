"""Fetch pictures of imported items, once each, cleaned like every upload."""

from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from allmende.core.media.forms import without_exif
from allmende.core.media.models import Picture, TownCollection
from allmende.core.media.photos import MAX_PIXELS
from allmende.core.outbound import fetch
from allmende.core.towns.models import Town

MAX_BYTES = 15_000_000
#: Smaller ones are ornaments and counters of readers.
MIN_PIXELS = 32
#: What browsers show. Pillow could open far more, with the help of programs we do not trust.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
#: Stands in the file's name before the mark of its address: so it is never fetched twice.
PREFIX = "import-"
_MARK_LETTERS = 16


class PictureRefused(ValueError):
    """What came is not a picture we take."""


class PictureShelf:
    """Pictures of a town by where they came from."""

    def __init__(self, town: Town) -> None:
        self._folder = TownCollection.objects.get(town=town).collection
        self._known: dict[str, int] = {}
        self._refused: dict[str, PictureRefused] = {}
        rows = Picture.objects.filter(collection=self._folder, file__contains=PREFIX)
        for key, file in rows.values_list("pk", "file"):
            self._known[PurePosixPath(file).name.partition(PREFIX)[2][:_MARK_LETTERS]] = key

    def take(self, url: str, *, title: str, alt: str = "") -> tuple[Picture, bool]:
        """Give the picture of an address and whether it is new here.

        Raises OutboundError when it cannot be fetched, PictureRefused when it is none.
        """
        mark = sha256(url.encode()).hexdigest()[:_MARK_LETTERS]
        if mark in self._known:
            return Picture.objects.get(pk=self._known[mark]), False
        if mark in self._refused:
            raise self._refused[mark]
        body = fetch(url, purpose="import-feed", max_bytes=MAX_BYTES).body
        name = f"{PREFIX}{mark}-{_file_name(url)}"
        try:
            picture = self._keep(_clean(body, name), title=title, alt=alt)
        except PictureRefused as refused:
            self._refused[mark] = refused
            raise
        self._known[mark] = picture.pk
        return picture, True

    def _keep(self, file: SimpleUploadedFile, *, title: str, alt: str) -> Picture:
        picture = Picture(
            title=title[:200],
            default_alt=alt[:250],
            collection=self._folder,
            file=ImageFile(BytesIO(file.read()), name=file.name),
        )
        picture.save()
        return picture


def _file_name(url: str) -> str:
    return PurePosixPath(urlsplit(url).path).name[-50:] or "bild.jpg"


def _clean(body: bytes, name: str) -> SimpleUploadedFile:
    """Judge by the first bytes, before anything is unpacked; then write the picture anew."""
    _judge(body)
    try:
        return without_exif(SimpleUploadedFile(name, body))  # type: ignore[return-value]
    except ValidationError as error:
        raise PictureRefused(_not_a_picture()) from error


def _judge(body: bytes) -> None:
    from PIL import Image, UnidentifiedImageError  # slow to import

    try:
        with Image.open(BytesIO(body), formats=FORMATS) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise PictureRefused(_not_a_picture()) from error
    if min(width, height) < MIN_PIXELS:
        raise PictureRefused(_("the picture is tiny, probably an ornament"))
    if width * height > MAX_PIXELS:
        raise PictureRefused(_("the picture has too many pixels"))


def _not_a_picture() -> str:
    return _("not a picture we can read (JPEG, PNG, WebP, GIF, AVIF)")
