"""Typst makes one file of a document that is PDF/UA-1 and PDF/A-3a at once.

Each document is set in a process of its own (``press``). Typst could work in the thread that asks, in
the same time; but it keeps what it has set (25 MB for twenty pages, 120 MB for a hundred, for the ten
documents before), it cannot be stopped, and if it broke the site would break with it. A process
costs 30 ms, gives its memory back, can be ended, and knows none of our secrets.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any, Final

from allmende.shared.documents.tree import LAYOUTS, Document
from allmende.shared.documents.wire import Packed, pack

STANDARDS: Final = ["ua-1", "a-3a"]
#: Built by ``make assets``; without them Typst's own fonts are used, and all else stays. Never those
#: of the machine: a file looks the same everywhere.
FONTS: Final = Path(__file__).parent / "fonts"
PRESS: Final = Path(__file__).parent / "press.py"
#: Documents made at once by one process of the house, and seconds to wait for a turn.
AT_ONCE: Final = 2
PATIENCE: Final = 15
#: Seconds for one document. The longest that ``packing`` lets pass takes some 4 of CPU, and 450 MB.
LONGEST: Final = 60
_turns = BoundedSemaphore(AT_ONCE)


class TypesetterBusy(Exception):
    """Too many documents are being made at this moment. Ask again in a minute."""


class CannotTypeset(Exception):
    """Typst could not make a file of it; the message says why. A mistake of a layout, as a rule."""


def render(document: Document) -> bytes:
    """Make the PDF file of a document.

    Raises:
        DocumentTooLarge: more text, cells or pictures than one file should hold.
        TypesetterBusy: no turn within 15 seconds.
        CannotTypeset: the layout failed, or it took too long.
    """
    return render_packed(document, pack(document))


def render_packed(document: Document, packed: Packed) -> bytes:
    """The same for what has been packed already (to compare its digest)."""
    moment = datetime.combine(document.date, time(12), tzinfo=UTC).isoformat()
    order = {"format": "pdf", "pdf_standards": STANDARDS, "timestamp": moment}
    return _set(document, packed, order)[0]


def render_images(document: Document, *, ppi: float = 72) -> list[bytes]:
    """Make a PNG of every page, for previews."""
    return _set(document, pack(document), {"format": "png", "ppi": ppi})


def _set(document: Document, packed: Packed, order: dict[str, Any]) -> list[bytes]:
    with _turn(), TemporaryDirectory(prefix="allmende-document-") as name:
        folder = Path(name)
        missing = _lay_out(packed, folder)
        (folder / "data.json").write_text(dumps({**packed.data, "missing": missing}))
        (folder / "house.typ").write_bytes((LAYOUTS / "house.typ").read_bytes())
        (folder / "main.typ").write_bytes(document.layout.read_bytes())
        (folder / "order").write_text(dumps(order))
        _press(folder)
        pages = sorted(folder.glob("page-*"), key=lambda page: int(page.name[5:]))
        return [page.read_bytes() for page in pages]


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE):
        raise TypesetterBusy
    try:
        yield
    finally:
        _turns.release()


def _lay_out(packed: Packed, folder: Path) -> list[str]:
    """Write the pictures to where Typst may read; returns the names of those that are gone."""
    missing = []
    for name, picture in packed.pictures.items():
        try:
            (folder / name).write_bytes(picture.read())
        except OSError:
            missing.append(name)
    return missing


def _press(folder: Path) -> None:
    """Run the press with an empty environment; raises CannotTypeset."""
    command = [sys.executable, "-I", str(PRESS), str(folder), str(FONTS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, no shell, no words of others
            command, env={}, capture_output=True, timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CannotTypeset(f"longer than {LONGEST} seconds") from error
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip()[-300:]
        raise CannotTypeset(reason or f"ended with {done.returncode}")
