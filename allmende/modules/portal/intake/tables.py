"""Foreign tables as rows of text; tables that only place things become paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from allmende.modules.portal.intake.bounds import MAX_COLUMNS
from allmende.modules.portal.intake.lists import Para
from allmende.modules.portal.intake.runs import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from allmende.modules.portal.intake.runs import Run
    from allmende.modules.portal.intake.shapes import Block


@dataclass
class Cell:
    """A cell; `across` and `down` count the columns and rows it covers."""

    heads: bool = False
    across: int = 1
    down: int = 1
    runs: list[Run] = field(default_factory=list)


@dataclass
class Grid:
    """A table in the making."""

    rows: list[list[Cell]] = field(default_factory=list)

    def begin_row(self) -> None:
        """Start the next row."""
        self.rows.append([])

    def begin_cell(self, attrs: Mapping[str, str | None], *, heads: bool) -> Cell:
        """Start the next cell of the row."""
        if not self.rows:
            self.begin_row()
        cell = Cell(heads, _span(attrs.get("colspan")), _span(attrs.get("rowspan")))
        self.rows[-1].append(cell)
        return cell

    def pieces(self) -> Iterator[Para | Block]:
        """Give one table, or a paragraph per cell where one row or column only places things."""
        rows = _filled(self.rows)
        width = max((len(row) for row in rows), default=0)
        if len(rows) > 1 and width > 1:
            yield {"type": "table", "rows": _square(rows, width), "header": self._has_header()}
        else:
            yield from (Para(cell.runs) for row in self.rows for cell in row)

    def _has_header(self) -> bool:
        first = next((row for row in self.rows if any(text_of(cell.runs) for cell in row)), [])
        return bool(first) and all(cell.heads or not text_of(cell.runs) for cell in first)


def _span(value: str | None) -> int:
    number = (value or "").strip()
    return min(max(int(number), 1), MAX_COLUMNS) if number.isascii() and number.isdigit() else 1


def _filled(rows: list[list[Cell]]) -> list[list[str]]:
    """Repeat what reaches down, so that every row can be read alone; drop empty rows."""
    carried: dict[int, tuple[int, str]] = {}
    filled = (_row(cells, carried) for cells in rows)
    return [row for row in filled if any(row)]


def _row(cells: list[Cell], carried: dict[int, tuple[int, str]]) -> list[str]:
    row: list[str] = []
    for cell in cells:
        _carry(row, carried)
        text = text_of(cell.runs)
        if cell.down > 1:
            carried[len(row)] = (cell.down - 1, text)
        row += [text, *[""] * (cell.across - 1)]
    _carry(row, carried)
    return row[:MAX_COLUMNS]


def _carry(row: list[str], carried: dict[int, tuple[int, str]]) -> None:
    while (column := len(row)) in carried and carried[column][0] > 0:
        left, text = carried[column]
        carried[column] = (left - 1, text)
        row.append(text)


def _square(rows: list[list[str]], width: int) -> list[list[str]]:
    return [row + [""] * (width - len(row)) for row in rows]
