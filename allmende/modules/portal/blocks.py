"""Simple blocks (as importers and the demo bring them) become the body of a page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any

from allmende.core.kit.text import shorten

Block = Mapping[str, Any]
Value = tuple[str, Any]

#: Bounds of the body's own blocks (``site.blocks``); longer texts become something roomier.
MOST_BLOCKS = 200
HEADING_LETTERS = 120
QUOTE_LETTERS = 600


def to_body(blocks: Iterable[Block], pictures: dict[str, Any] | None = None) -> list[Value]:
    """Turn ``{"type": …}`` blocks into values of a BodyBlock, at most 200.

    Text under ``text`` or in plain ``items`` is escaped; ``html`` must already be clean (see
    ``intake``). ``pictures`` gives the Picture for the URL of an image; others are left out.
    """
    made = (_one(block, pictures or {}) for block in blocks)
    return list(_joined(value for value in made if value))[:MOST_BLOCKS]


def plain_body(text: str) -> list[Value]:
    """Turn plain lines into paragraphs; an empty line begins another one."""
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return to_body({"type": "paragraph", "text": part} for part in parts if part)


def _joined(values: Iterable[Value]) -> Iterator[Value]:
    """Put paragraphs and lists that follow each other into one block, as an editor writes them."""
    for kind, group in groupby(values, key=lambda value: value[0]):
        if kind == "paragraph":
            yield kind, "".join(html for _, html in group)
        else:
            yield from group


def _one(block: Block, pictures: dict[str, Any]) -> Value | None:
    if block["type"] == "image":
        return _image(block, pictures)
    return _KINDS[block["type"]](block)


def _text(block: Block) -> Value:
    return _paragraph(block["html"] if "html" in block else escape(block["text"]))


def _paragraph(html: str) -> Value:
    """A line break of the original ("\\n") stays one: addresses and opening hours need it."""
    return "paragraph", f"<p>{_with_breaks(html)}</p>"


def _with_breaks(html: str) -> str:
    return html.replace("\n", "<br/>")


def _heading(block: Block) -> Value:
    text = block["text"]
    if len(text) > HEADING_LETTERS:  # a sentence in big letters is a sentence
        return _paragraph(f"<b>{escape(text)}</b>")
    return "heading", {"text": text, "level": str(block.get("level", 2))}


def _quote(block: Block) -> Value:
    text, source = block["text"], block.get("source", "")
    if len(text) > QUOTE_LETTERS:
        said_by = f"\n{escape(source)}" if source else ""
        return _paragraph(f"<i>{escape(text)}</i>{said_by}")
    return "quote", {"text": text, "source": shorten(source, HEADING_LETTERS)}


def _hint(block: Block) -> Value:
    return "hint", {"title": "", "text": block["text"][:QUOTE_LETTERS], "tone": "info"}


def _list(block: Block) -> Value:
    tag = "ol" if block.get("ordered") else "ul"
    is_html = "ordered" in block  # importers say it, and bring clean HTML
    items = (_with_breaks(item if is_html else escape(item)) for item in block["items"])
    return "paragraph", f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _table(block: Block) -> Value:
    return "table", {
        "data": block["rows"],
        "first_row_is_table_header": block.get("header", True),
        "first_col_is_header": False,
        "table_caption": block.get("caption", ""),
        "cell": [],
        "mergeCells": [],
    }


def _image(block: Block, pictures: dict[str, Any]) -> Value | None:
    picture = pictures.get(block.get("url", ""))
    if picture is None:
        return None
    alt = block.get("alt", "")[:250]
    return "image", {"image": picture, "alt": alt, "decorative": not alt, "caption": ""}


_KINDS: dict[str, Callable[[Block], Value]] = {
    "paragraph": _text,
    "list": _list,
    "heading": _heading,
    "quote": _quote,
    "hint": _hint,
    "table": _table,
}
