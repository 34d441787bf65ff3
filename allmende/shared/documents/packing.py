"""Blocks as plain data, counted while they are packed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import Any

from allmende.shared.documents.letters import breakable, drawable
from allmende.shared.documents.tree import (
    Block,
    Download,
    Drawing,
    Heading,
    Hint,
    Image,
    List,
    Paragraph,
    Quote,
    Raster,
    Run,
    Table,
    Text,
)

#: Bounds of one document. A gazette of a year has its volumes.
MOST_BLOCKS = 5_000
MOST_LETTERS = 1_000_000
MOST_CELLS = 10_000
MOST_PICTURES = 200
_LINKS = ("https://", "http://", "mailto:", "tel:")
DEEPEST = 5


class DocumentTooLarge(ValueError):
    """More text, cells or pictures than one file should hold: make several documents of it."""


@dataclass
class Packer:
    """Turns blocks into data, counting as it goes."""

    pictures: dict[str, Raster] = field(default_factory=dict)
    letters: int = 0
    cells: int = 0
    level: int = 1
    count: int = 0

    def plain(self, text: str) -> str:
        self.letters += len(text)
        if self.letters > MOST_LETTERS:
            raise DocumentTooLarge(f"more than {MOST_LETTERS} letters")
        return breakable(drawable(text))

    def anything(self, value: Any) -> Any:
        """What a layout of a module wants, with every text in letters that can be drawn."""
        if isinstance(value, str):
            return self.plain(value)
        if isinstance(value, Mapping):
            return {key: self.anything(one) for key, one in value.items()}
        if isinstance(value, Sequence):
            return [self.anything(one) for one in value]
        return value

    def runs(self, text: Text) -> list[dict[str, Any]]:
        found = [Run(text)] if isinstance(text, str) else text
        return [self._run(run) for run in found if run.text]

    def _run(self, run: Run) -> dict[str, Any]:
        data: dict[str, Any] = {"text": self.plain(run.text)}
        if run.bold:
            data["bold"] = True
        if run.italic:
            data["italic"] = True
        if run.href.startswith(_LINKS):
            data["href"] = run.href
        return data

    def blocks(self, blocks: Sequence[Block], depth: int = 0) -> list[dict[str, Any]]:
        self.count += len(blocks)
        if self.count > MOST_BLOCKS:
            raise DocumentTooLarge(f"more than {MOST_BLOCKS} blocks")
        if depth > DEEPEST:
            raise DocumentTooLarge(f"lists inside lists, more than {DEEPEST} deep")
        return [self._block(block, depth) for block in blocks]

    @singledispatchmethod
    def _block(self, block: Any, depth: int) -> dict[str, Any]:
        raise TypeError(f"not a block of a document: {type(block).__name__}")

    @_block.register
    def _heading(self, block: Heading, depth: int) -> dict[str, Any]:
        """No level may be left out on the way down (PDF/UA-1, 7.4.2)."""
        self.level = min(max(block.level, 2), self.level + 1, 4)
        return {"kind": "heading", "level": self.level, "text": self.plain(block.text)}

    @_block.register
    def _paragraph(self, block: Paragraph, depth: int) -> dict[str, Any]:
        return {"kind": "paragraph", "runs": self.runs(block.text)}

    @_block.register
    def _list(self, block: List, depth: int) -> dict[str, Any]:
        items = [self.blocks(_as_blocks(item), depth + 1) for item in block.items]
        return {"kind": "list", "ordered": block.ordered, "items": items}

    @_block.register
    def _table(self, block: Table, depth: int) -> dict[str, Any]:
        columns = max((len(row) for row in block.rows), default=0)
        self.cells += columns * len(block.rows)
        if self.cells > MOST_CELLS:
            raise DocumentTooLarge(f"more than {MOST_CELLS} cells of tables")
        rows = [[self.runs(cell) for cell in _filled(row, columns)] for row in block.rows]
        return {
            "kind": "table",
            "columns": columns,
            "widths": list(block.widths) if len(block.widths) == columns else [],
            "header": block.header,
            "caption": self.plain(block.caption),
            "rows": rows,
        }

    @_block.register
    def _image(self, block: Image, depth: int) -> dict[str, Any]:
        is_drawing = isinstance(block.picture, Drawing)
        return {
            "kind": "image",
            "svg": block.picture.svg if isinstance(block.picture, Drawing) else "",
            "file": "" if is_drawing else self._file(block.picture),
            "alt": "" if block.decorative else self.plain(block.alt),
            "caption": self.plain(block.caption),
            "credit": self.plain(block.credit),
        }

    def _file(self, picture: Any) -> str:
        name = f"picture-{len(self.pictures) + 1}"
        self.pictures[name] = picture
        if len(self.pictures) > MOST_PICTURES:
            raise DocumentTooLarge(f"more than {MOST_PICTURES} pictures")
        return name

    @_block.register
    def _quote(self, block: Quote, depth: int) -> dict[str, Any]:
        return {"kind": "quote", "runs": self.runs(block.text), "source": self.plain(block.source)}

    @_block.register
    def _hint(self, block: Hint, depth: int) -> dict[str, Any]:
        title = self.plain(block.title)
        return {"kind": "hint", "tone": block.tone, "title": title, "runs": self.runs(block.text)}

    @_block.register
    def _download(self, block: Download, depth: int) -> dict[str, Any]:
        run = self._run(Run(block.title, href=block.href))
        return {"kind": "download", "runs": [run], "note": self.plain(block.note)}


def _as_blocks(item: Any) -> Sequence[Block]:
    """An item of a list that is only text is one paragraph."""
    if isinstance(item, str) or all(isinstance(part, Run) for part in item):
        return [Paragraph(item)]
    return item  # type: ignore[no-any-return]


def _filled(row: Sequence[Text], columns: int) -> Iterator[Text]:
    yield from row
    yield from [""] * (columns - len(row))
