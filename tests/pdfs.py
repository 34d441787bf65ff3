"""What a program that reads aloud finds in a PDF: tags, other words for pictures, language, bookmarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass(frozen=True)
class Tag:
    """An element of the structure tree: ``H1``, ``P``, ``Figure`` …"""

    name: str
    alt: str
    depth: int
    box: tuple[float, ...]

    @property
    def height(self) -> float:
        """Height in points, for figures."""
        return self.box[3] - self.box[1]


class Pdf:
    """A file, read."""

    def __init__(self, file: bytes) -> None:
        self.reader = PdfReader(BytesIO(file))
        self.root = self.reader.trailer["/Root"]
        self.tags = list(_tags(self.root["/StructTreeRoot"]["/K"], 0))

    @property
    def standards(self) -> set[str]:
        """The standards the file says it follows, such as ``pdfuaid:part=1``."""
        text = self.root["/Metadata"].get_data().decode()
        return {"=".join(pair) for pair in re.findall(r"<(pdf(?:a|ua)id:\w+)>([^<]+)<", text)}

    @property
    def language(self) -> str:
        return str(self.root["/Lang"])

    @property
    def title(self) -> str:
        return self.reader.metadata.title

    @property
    def shows_title(self) -> bool:
        """Whether the window shows the title, not the name of the file (PDF/UA-1, 7.1)."""
        return bool(self.root["/ViewerPreferences"]["/DisplayDocTitle"])

    @property
    def text(self) -> str:
        return "\n".join(page.extract_text() for page in self.reader.pages)

    @property
    def words(self) -> str:
        """The text in one line, without hyphens at the ends of lines."""
        joined = self.text.replace("\u00ad\n", "").replace("\u200b", "")
        return re.sub(r"\s+", " ", joined)

    @property
    def bookmarks(self) -> list[str]:
        return [one.title for one in _flat(self.reader.outline)]

    @property
    def alts(self) -> list[str]:
        """Other words of all pictures but the coat of arms and the QR code."""
        found = [tag.alt for tag in self.tags if tag.name == "Figure"]
        return [
            alt for alt in found if not alt.startswith(("Wappen", "QR-Code", "Coat", "QR code"))
        ]

    @property
    def links(self) -> list[str]:
        notes = [note for page in self.reader.pages for note in page.get("/Annots", [])]
        return [str(note.get_object()["/A"]["/URI"]) for note in notes]

    def named(self, name: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.name == name]


def _tags(node: Any, depth: int) -> Iterator[Tag]:
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for kid in node:
            yield from _tags(kid, depth)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield Tag(node["/S"][1:], str(node.get("/Alt", "")), depth, _box(node.get("/A")))
        if "/K" in node:
            yield from _tags(node["/K"], depth + 1)


def _box(attributes: Any) -> tuple[float, ...]:
    if attributes is None:
        return ()
    found = attributes.get_object()
    for one in found if isinstance(found, ArrayObject) else [found]:
        if "/BBox" in one.get_object():
            return tuple(float(value) for value in one.get_object()["/BBox"])
    return ()


def _flat(outline: Any) -> Iterator[Any]:
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one
