"""The clean blocks a foreign text becomes: the shapes the portal's editors know."""

from __future__ import annotations

from typing import Literal, TypedDict


class Paragraph(TypedDict):
    r"""`html` holds text, <b>, <i> and <a href>; "\n" is a line break of the original."""

    type: Literal["paragraph"]
    html: str


class Heading(TypedDict):
    """`level` is 2 or 3: level 1 belongs to the page."""

    type: Literal["heading"]
    text: str
    level: int


class ListBlock(TypedDict):
    """`items` hold the same markup as paragraphs; nested lists are flattened."""

    type: Literal["list"]
    items: list[str]
    ordered: bool


class Quote(TypedDict):
    r"""`text` is plain, paragraphs divided by "\n"; `source` may be ""."""

    type: Literal["quote"]
    text: str
    source: str


class Table(TypedDict):
    """`rows` of plain text, all of the same length; `header` says if the first names columns."""

    type: Literal["table"]
    rows: list[list[str]]
    header: bool


class Image(TypedDict):
    """`url` is absolute http(s); `alt` is "" where the origin gives none."""

    type: Literal["image"]
    url: str
    alt: str


Block = Paragraph | Heading | ListBlock | Quote | Table | Image
