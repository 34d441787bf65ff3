"""Where text goes while a foreign document is walked: paragraph, list, quote or table cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from allmende.modules.portal.intake.lists import Para
from allmende.modules.portal.intake.plain import one_line
from allmende.modules.portal.intake.runs import Run, html_of, text_of, tidied
from allmende.modules.portal.intake.tables import Cell, Grid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from allmende.modules.portal.intake.shapes import Block, Image


@dataclass
class Collector:
    """The pieces so far and what is open. The outermost of list, quote and table wins."""

    pieces: list[Para | Block] = field(default_factory=list)
    para: Para = field(default_factory=lambda: Para([]))
    level: int = 0
    quotes: int = 0
    _after_break: bool = False
    _late: list[Image] = field(default_factory=list)
    _items: list[list[Run]] = field(default_factory=list)
    _lists: list[str] = field(default_factory=list)
    _quoted: list[str] = field(default_factory=list)
    _source: list[str] = field(default_factory=list)
    _tables: int = 0
    _grid: Grid = field(default_factory=Grid)
    _cell: Cell | None = None

    def is_inside(self) -> bool:
        """Say whether a list, quote or table is open."""
        return bool(self._tables or self._lists or self.quotes)

    def add(self, run: Run) -> None:
        """Put text where it belongs."""
        if run.text.strip():
            self._after_break = False
        if self._tables and self._cell is not None:
            self._cell.runs.append(run)
        elif self._lists:
            self._items = self._items or [[]]
            self._items[-1].append(run)
        else:
            self.para.runs.append(run)

    def add_source(self, text: str) -> None:
        """Put the name of who is quoted."""
        self._source.append(text)

    def add_image(self, image: Image) -> None:
        """Put an image before the text it begins, else after the block it stands in."""
        self._late.append(image)
        if not self.is_inside() and not any(run.text.strip() for run in self.para.runs):
            self._give_images()

    def break_line(self) -> None:
        """Break the line; the second break in a row begins a new paragraph."""
        if self._after_break and not self.is_inside():
            self.end_paragraph()
        else:
            self.add(Run("\n"))
            self._after_break = True

    def edge(self) -> None:
        """Mark a block's border: a new line inside lists and cells, a new paragraph elsewhere."""
        if self._tables or self._lists:
            self._end_line()
        elif self.quotes:
            self._end_quoted()
        else:
            self.end_paragraph()

    def end_paragraph(self) -> None:
        """End the paragraph or heading; the next one has the same style until told otherwise."""
        para, self.para = self.para, replace(self.para, runs=[], mark="")
        self._after_break = False
        if text := text_of(para.runs):
            heading: Block = {"type": "heading", "text": text, "level": self.level}
            self.pieces.append(heading if self.level else para)
        self._give_images()

    def begin_list(self, tag: str) -> None:
        """Open a list; one inside another goes on with the outer one's items."""
        self.edge()
        if not (self._tables or self.quotes):
            self._end_item()
            self._lists.append(tag)

    def begin_item(self) -> None:
        """Begin the next item."""
        self.edge()
        self._end_item()

    def end_list(self) -> None:
        """Close a list; the outermost one becomes a block."""
        self.edge()
        if self._tables or self.quotes or not self._lists:
            return
        self._end_item()
        tag = self._lists.pop()
        if not self._lists:
            self._give_list(ordered=tag == "ol")

    def begin_quote(self) -> None:
        """Open a quote."""
        self.edge()
        if not (self._tables or self._lists):
            self.quotes += 1

    def end_quote(self) -> None:
        """Close a quote; the outermost one becomes a block."""
        self.edge()
        if self._tables or self._lists or not self.quotes:
            return
        self.quotes -= 1
        if not self.quotes:
            self._give_quote()

    def begin_table(self) -> None:
        """Open a table; one inside another is text of the outer one's cell."""
        self.edge()
        if not (self._lists or self.quotes):
            self._tables += 1

    def begin_row(self) -> None:
        """Begin the next row."""
        self.edge()
        if self._tables == 1:
            self._grid.begin_row()

    def begin_cell(self, attrs: Mapping[str, str | None], *, heads: bool) -> None:
        """Begin the next cell."""
        self.edge()
        if self._tables == 1:
            self._cell = self._grid.begin_cell(attrs, heads=heads)

    def end_table(self) -> None:
        """Close a table; the outermost one becomes a block."""
        self.edge()
        if self._lists or self.quotes or not self._tables:
            return
        self._tables -= 1
        if not self._tables:
            self.pieces += self._grid.pieces()
            self._grid, self._cell = Grid(), None
            self._give_images()

    def _end_line(self) -> None:
        place = self._cell.runs if self._cell else self._items[-1] if self._items else []
        # Thousands of empty lines would cost quadratic time.
        if place and place[-1].text != "\n":
            self.add(Run("\n"))

    def _end_item(self) -> None:
        if self._lists and self._items and any(run.text.strip() for run in self._items[-1]):
            self._items.append([])

    def _end_quoted(self) -> None:
        if text := text_of(self.para.runs):
            self._quoted.append(text)
        self.para = Para([])

    def _give_list(self, *, ordered: bool) -> None:
        items = [html for runs in self._items if (html := html_of(tidied(runs)))]
        self._items = []
        if items:
            self.pieces.append({"type": "list", "items": items, "ordered": ordered})
        self._give_images()

    def _give_quote(self) -> None:
        text, source = "\n".join(self._quoted), one_line("".join(self._source)).lstrip("—–- ")
        self._quoted, self._source = [], []
        if text:
            self.pieces.append({"type": "quote", "text": text, "source": source})
        self._give_images()

    def _give_images(self) -> None:
        self.pieces += self._late
        self._late = []
