"""Time and memory of PDFs: an empty page, one page, a long item, a thick report.

    python benchmarks/documents.py

Without a database. Each document is made five times, with other words each time; the quickest
counts. CPU is that of both processes (a document is set in one of its own), memory the most that
one of them took. The ratio to the empty page, made in the same run, can be compared between
machines.
"""

import tempfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from common import prepare_django, table

TIMES = 5
TEXT = (
    "Stadtverwaltung Bürgerinnen Bürger Straße Sperrung Brücke Gemeinderat beschließt Haushalt "
    "Kindergarten Feuerwehr am Montag im Ortsteil bis zum Ende der Arbeiten und für alle die es "
    "Trinkwasserversorgung Öffnungszeiten Donnerstag Anmeldung kostenlos Rathaus Unstrut"
)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="allmende-benchmark-") as folder:
        prepare_django(Path(folder))
        _measure()


def _measure() -> None:
    rows, floor = [], 0.0
    for name, sections in (("empty", 0), ("news item", 1), ("20 pages", 21), ("200 pages", 215)):
        series = [_timed(_document(sections, Random(number))) for number in range(TIMES)]
        cpu, wall, file = min(series)
        floor = floor or cpu
        pages = _pages(file)
        memory = getrusage(RUSAGE_CHILDREN).ru_maxrss // 1000
        rows.append((name, pages, wall, cpu, cpu / floor, cpu / pages, len(file) // 1000, memory))
    table(("document", "pages", "ms", "CPU ms", "× empty", "CPU ms a page", "kB", "MB"), rows)


def _timed(document) -> tuple[float, float, bytes]:
    """CPU and time of the clock, in milliseconds, and the file."""
    from allmende.shared.documents.typesetting import render

    begin, used = perf_counter(), _used()
    file = render(document)
    return (_used() - used) * 1000, (perf_counter() - begin) * 1000, file


def _used() -> float:
    """CPU seconds of this process and of those it has started."""
    return sum(sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def _pages(file: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(file)).pages)


def _document(sections: int, dice: Random):
    from allmende.shared.documents.tree import Document

    blocks = [block for number in range(sections) for block in _section(number, dice)]
    address = f"https://stadt.example/{dice.random()}/"
    return Document("Bericht", "de", "Stadt", address, date(2026, 7, 1), blocks)


def _section(number: int, dice: Random) -> Iterator:
    """About one page: a heading, three paragraphs, a list, a table."""
    from allmende.shared.documents.tree import Heading, List, Paragraph, Table

    yield Heading(f"Abschnitt {number + 1}")
    for _ in range(3):
        yield Paragraph(_text(dice, 90))
    yield List([_text(dice, 12) for _ in range(4)])
    yield Table([[_text(dice, 2) for _ in range(3)] for _ in range(6)], caption=_text(dice, 3))


def _text(dice: Random, words: int) -> str:
    return " ".join(dice.choices(TEXT.split(), k=words))


if __name__ == "__main__":
    main()
