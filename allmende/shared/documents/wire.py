"""A document as plain data: what the layouts read, and what names its content."""

from dataclasses import dataclass
from functools import cache as once
from hashlib import blake2b
from importlib.metadata import version
from json import dumps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from segno import make as qr_code

from allmende.shared.documents.letters import drawable
from allmende.shared.documents.packing import Packer
from allmende.shared.documents.tree import LAYOUTS, Document, Raster

#: Longer addresses make a QR code that no telephone reads from paper.
LONGEST_ADDRESS = 300


@dataclass(slots=True)
class Packed:
    """A document as JSON can say it, and the pictures it names."""

    data: dict[str, Any]
    pictures: dict[str, Raster]

    @property
    def json(self) -> str:
        return dumps(self.data, ensure_ascii=False, sort_keys=True)

    @property
    def digest(self) -> str:
        """Names the content: two documents with one digest are the same file."""
        keys = [f"{name}={one.key}" for name, one in self.pictures.items()]
        text = "\n".join([self.json, *keys])
        return blake2b(text.encode(), digest_size=16).hexdigest()


def pack(document: Document) -> Packed:
    """Make plain data of a document. Words of the frame are in the language of the interface.

    Raises:
        DocumentTooLarge: see the bounds of ``packing``.
    """
    packer = Packer()
    body = packer.blocks(document.blocks)
    data = {
        "workshop": _workshop(document.layout),
        "name": drawable(document.title),
        "title": packer.plain(document.title),
        "language": document.language,
        "origin": packer.plain(document.origin),
        "address": document.address,
        "day": document.date.isoformat(),
        "kicker": packer.plain(document.kicker),
        "summary": packer.plain(document.summary),
        "notes": [packer.plain(note) for note in document.notes],
        "coat": document.coat.svg if document.coat else "",
        "colour": document.colour,
        "keywords": [packer.plain(word) for word in document.keywords],
        "fields": packer.anything(document.fields),
        "blocks": body,
        "qr": _qr(document.address) if 0 < len(document.address) <= LONGEST_ADDRESS else "",
        "words": _words(document),
    }
    return Packed(data, packer.pictures)


def _words(document: Document) -> dict[str, str]:
    """What the layouts themselves say."""
    demo = gettext("Demonstration – not an official publication") if settings.IS_DEMO else ""
    return {
        "language": (get_language() or "de")[:2],
        "page": gettext("Page %(page)s of %(pages)s"),
        "coat": gettext("Coat of arms: %(origin)s") % {"origin": document.origin},
        "qr": gettext("QR code of the address %(address)s") % {"address": document.address},
        "online": gettext("Read online"),
        "date": date_format(document.date, "DATE_FORMAT"),
        "demo": demo,
    }


def _qr(address: str) -> str:
    """QR code as SVG (quiet zone of four modules: ISO 18004)."""
    return str(qr_code(address, error="m", micro=False).svg_inline(border=4, dark="#000"))


@once
def _workshop(layout: Path) -> str:
    """What else the file depends on: the layouts and the typesetter."""
    texts = [path.read_text(encoding="utf-8") for path in (LAYOUTS / "house.typ", layout)]
    return blake2b("".join(texts).encode(), digest_size=8).hexdigest() + version("typst")
