"""Clean HTML becomes blocks: the text of an editor, or what a template made of a module's block.

Tags that are not known are left out, their text stays. Scripts and styles go with their text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from re import sub
from typing import Any, Final
from urllib.parse import urljoin

from allmende.shared.documents.tree import Block, Heading, List, Paragraph, Quote, Run, Table, Text

_HEADINGS: Final = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
_ENDS: Final = {"p", "div", "section", "article", "figure", "figcaption", "header", "footer", "dd"}
_BOLD: Final = {"b", "strong", "dt"}
_ITALIC: Final = {"i", "em", "cite"}
_SILENT: Final = {"script", "style", "svg", "template", "button"}
_CELLS: Final = {"td", "th"}
#: Lists inside lists, deeper than this, are written flat.
_DEEPEST: Final = 4


@dataclass(slots=True)
class _Level:
    """A list, an item, a cell or a quotation that is open."""

    tag: str
    blocks: list[Any] = field(default_factory=list)


def blocks_of(html: str, *, base: str = "") -> list[Block]:
    """Read HTML; ``base`` completes links without a host (``/rathaus/``)."""
    reader = _Reader(base)
    reader.feed(html)
    reader.close()
    return reader.done()


class _Reader(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.open: list[_Level] = [_Level("")]
        self.runs: list[Run] = []
        self.style = Run("")
        self.styles: list[tuple[str, Run]] = []
        self.silent = 0
        self.heading = 0

    # -- what the parser calls -------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "br":
            self._add("\n")
        elif tag in _HEADINGS:
            self._end_paragraph()
            self.heading = _HEADINGS[tag]
        elif tag in {"ul", "ol", "li", "table", "tr", "blockquote", "caption", *_CELLS}:
            self._begin(tag)
        elif tag in _ENDS:
            self._end_paragraph()
        else:
            self._begin_style(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in {"ul", "ol", "li", "table", "tr", "blockquote", "caption", *_CELLS}:
            self._end(tag)
        elif tag in _ENDS or tag in _HEADINGS:
            self._end_paragraph()
        else:
            self._end_style(tag)
        if tag == "dt":
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._add(sub(r"\s+", " ", data))

    def done(self) -> list[Block]:
        while len(self.open) > 1:
            self._end(self.open[-1].tag)
        self._end_paragraph()
        return self.open[0].blocks

    # -- text --------------------------------------------------------------------------------------

    def _add(self, text: str) -> None:
        if self.runs and replace(self.runs[-1], text="") == self.style:
            text = self.runs.pop().text + text
        self.runs.append(replace(self.style, text=text))

    def _begin_style(self, tag: str, attrs: dict[str, str | None]) -> None:
        style = self.style
        if tag in _BOLD:
            style = replace(style, bold=True)
        elif tag in _ITALIC:
            style = replace(style, italic=True)
        elif tag == "a" and attrs.get("href"):
            style = replace(style, href=urljoin(f"{self.base}/", str(attrs["href"])))
        else:
            return
        self.styles.append((tag, self.style))
        self.style = style

    def _end_style(self, tag: str) -> None:
        if any(name == tag for name, _style in self.styles):
            name, self.style = self.styles.pop()
            while name != tag:
                name, self.style = self.styles.pop()

    def _end_paragraph(self) -> None:
        runs, level = _trimmed(self.runs), self.heading
        self.runs, self.heading = [], 0
        if not runs:
            return
        plain = "".join(run.text for run in runs)
        self.open[-1].blocks.append(Heading(plain, level) if level else Paragraph(runs))

    # -- lists, tables, quotations -------------------------------------------------------------------

    def _begin(self, tag: str) -> None:
        self._end_paragraph()
        is_list = tag in {"ul", "ol"}
        if is_list and sum(level.tag in {"ul", "ol"} for level in self.open) >= _DEEPEST:
            return
        self.open.append(_Level(tag))

    def _end(self, tag: str) -> None:
        """Close the nearest open thing of this name, and what was left open inside."""
        if not any(level.tag == tag for level in self.open):
            return
        self._end_paragraph()
        while True:
            level = self.open.pop()
            self.open[-1].blocks.extend(_closed(level))
            if level.tag == tag:
                return


@dataclass(frozen=True, slots=True)
class _Part:
    """An item, a cell or a row, until its list or table is closed."""

    tag: str
    blocks: Sequence[Any]


def _closed(level: _Level) -> list[Any]:
    """What becomes of a list, table and so on when it ends."""
    tag, blocks = level.tag, level.blocks
    if tag in {"li", "tr", "caption", *_CELLS}:
        return [_Part(tag, blocks)]
    if tag in {"ul", "ol"}:
        return _list(blocks, ordered=tag == "ol")
    if tag == "table":
        return _table(blocks)
    if tag == "blockquote":
        return [Quote(_text(blocks))] if blocks else []
    return blocks


def _list(blocks: Sequence[Any], *, ordered: bool) -> list[Any]:
    items = [_flat(part.blocks) for part in blocks if isinstance(part, _Part) and part.blocks]
    return [List(items, ordered=ordered)] if items else []


def _flat(blocks: Sequence[Any]) -> list[Any]:
    """Items that stand where they cannot be (in an item without a list) become their text."""
    found: list[Any] = []
    for block in blocks:
        found.extend(_flat(block.blocks) if isinstance(block, _Part) else [block])
    return found


def _table(blocks: Sequence[Any]) -> list[Any]:
    parts = [part for part in blocks if isinstance(part, _Part)]
    caption = next((part for part in parts if part.tag == "caption"), None)
    lines = [
        [cell for cell in part.blocks if isinstance(cell, _Part)]
        for part in parts
        if part.tag == "tr"
    ]
    lines = [line for line in lines if line]
    if not lines:
        return []
    has_header = all(cell.tag == "th" for cell in lines[0])
    rows = [[_text(cell.blocks) for cell in line] for line in lines]
    words = "".join(run.text for run in _text(caption.blocks)) if caption else ""
    return [Table(rows, caption=words, header=has_header)]


def _text(blocks: Sequence[Any]) -> list[Run]:
    """Blocks as one text, with line breaks between them."""
    found: list[Run] = []
    for block in _flat(blocks):
        lines = _lines(block)
        if lines and found:
            found.append(Run("\n"))
        found.extend(lines)
    return found


def _lines(block: Any) -> list[Run]:
    if isinstance(block, Paragraph | Quote):
        return _as_runs(block.text)
    if isinstance(block, Heading):
        return [Run(block.text, bold=True)]
    if isinstance(block, List):
        return _text([part for item in block.items for part in item])
    return []


def _as_runs(text: Text) -> list[Run]:
    return [Run(text)] if isinstance(text, str) else list(text)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without blanks at both ends; nothing when there is no word."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return kept
