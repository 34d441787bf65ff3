"""What a document consists of. Plain values: whoever has some text can make a document of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias

LAYOUTS = Path(__file__).parent / "layouts"
#: The layout of whatever has no own one: one column of text.
ITEM = LAYOUTS / "item.typ"
#: Wide tables: A4 across.
TABLE = LAYOUTS / "table.typ"

Tone: TypeAlias = Literal["info", "warning", "danger"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. ``href``: http(s), mailto or tel; anything else is no link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


#: Text with or without styles. It is never read as code: ``#``, ``$`` and ``\\`` are letters.
Text: TypeAlias = "str | Sequence[Run]"


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels (JPEG, PNG, GIF or WebP).

    ``key`` names its content: another picture, another key. ``read`` gives the bytes when they are
    needed; where it raises OSError the picture is left out.
    """

    key: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of lines, as SVG text (no scripts, no text: see ``core.kit.svg``)."""

    svg: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of a section: level 2, or 3 and 4 below it. Level 1 is the title of the document."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class List:
    """Points, or steps when ``ordered``. An item is text, or blocks (for lists inside)."""

    items: Sequence["Text | Sequence[Block]"]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the header, repeated on every page.

    ``widths`` are shares of the page, one for each column; without them the texts decide.
    """

    rows: Sequence[Sequence[Text]]
    caption: str = ""
    header: bool = True
    widths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, at most half a page high. ``alt`` says what can be seen, unless ``decorative``."""

    picture: Raster | Drawing
    alt: str
    credit: str = ""
    caption: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    text: Text
    source: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """A box that must not be overlooked."""

    text: Text
    title: str = ""
    tone: Tone = "info"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that belongs to the text: on paper its name and address, on a screen a link."""

    title: str
    href: str
    note: str = ""


Block: TypeAlias = Heading | Paragraph | List | Table | Image | Quote | Hint | Download


@dataclass(frozen=True, slots=True)
class Document:
    """A document and what must be known about it.

    Args:
        title: also the title of the file.
        language: of the text: ``de`` or ``en``.
        origin: who answers for it, as it signs: "Stadt Sömmerda".
        address: the one true address on the web; its QR code stands at the end. Empty: none.
        date: of publication.
        blocks: the text.
        kicker: a word or two above the title.
        summary: two sentences below it.
        notes: short facts below the title, such as who speaks.
        coat: coat of arms of the origin.
        colour: of lines and ornaments, ``#rrggbb``, readable on white (4.5:1).
        keywords: for the file's own description.
        layout: file of the layout; one of ours or a module's own.
        fields: whatever else a module's own layout wants, as JSON can say it.
    """

    title: str
    language: str
    origin: str
    address: str
    date: date
    blocks: Sequence[Block]
    kicker: str = ""
    summary: str = ""
    notes: Sequence[str] = ()
    coat: Drawing | None = None
    colour: str = "#1f5c4d"
    keywords: Sequence[str] = ()
    layout: Path = ITEM
    fields: Mapping[str, Any] = field(default_factory=dict)
