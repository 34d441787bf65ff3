"""A table out of a file: CSV in its many spellings, or the first sheet of an Excel file.

Nothing is believed: neither the name of the file, nor its size, nor how large it says to be
inside. Formulas are not worked out; what Excel last showed is read.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 2_000, 40, 500
#: Bytes of an Excel file when unpacked, and files in it.
MOST_INSIDE, MOST_FILES = 30 * 1024 * 1024, 200


class NotATable(ValueError):
    """The file cannot be read. The text is a sentence for the editor."""


class Table(NamedTuple):
    """Names of the columns, and rows of as many cells. All cells are text."""

    header: list[str]
    rows: list[list[str]]


def read(content: bytes) -> Table:
    """Read a file. Raises NotATable."""
    if len(content) > MOST_BYTES:
        raise NotATable(_("The file is larger than 2 MB. Please split it."))
    rows = _excel(content) if content.startswith(b"PK\x03\x04") else _csv(content)
    return _tidied(rows)


def _csv(content: bytes) -> list[list[str]]:
    if b"\x00" in content[:4096]:
        raise NotATable(_("This is neither a CSV nor an Excel file (.xlsx)."))
    text = _text(content)
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [list(row) for row in islice(reader, MOST_ROWS + 2)]
    except csv.Error as error:
        raise NotATable(_("The table cannot be read. Please save it as CSV once more.")) from error


def _text(content: bytes) -> str:
    """Text in UTF-8, or as old Windows programs write it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _excel(content: bytes) -> list[list[str]]:
    _look_inside(content)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        found = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True)
        return [[_cell(value) for value in row] for row in found]
    except Exception as error:
        # openpyxl passes on whatever a damaged file makes of its parts: KeyError, ParseError, …
        raise NotATable(_("The Excel file is damaged. Please save it once more.")) from error


def _look_inside(content: bytes) -> None:
    """Refuse what would unpack to something huge, before anything is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise NotATable(_("The Excel file is damaged. Please save it once more.")) from error
    if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_INSIDE:
        raise NotATable(_("The Excel file is too large inside. Please split it."))
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise NotATable(_("This is neither a CSV nor an Excel file (.xlsx)."))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _tidied(rows: Iterable[list[str]]) -> Table:
    """Rows that say something, cut to size; the first one names the columns."""
    kept = [row for row in _cut(rows) if any(row)]
    if len(kept) < 2:
        raise NotATable(_("The table has no rows. The first row must name the columns."))
    if len(kept) > MOST_ROWS + 1:
        raise NotATable(_("The table has more than 2,000 rows. Please split it."))
    width = max(len(row) for row in kept)
    if width > MOST_COLUMNS:
        raise NotATable(_("The table has more than 40 columns. Please remove some."))
    header, *others = [row + [""] * (width - len(row)) for row in kept]
    return Table(header, others)


def _cut(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    for row in rows:
        cells = [" ".join(cell.replace("\x00", "").split())[:MOST_LETTERS] for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells
