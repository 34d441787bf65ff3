"""Look into a document: is it what its name says, does it unpack to something endless, can it be
read by people who cannot see it?
"""

from __future__ import annotations

import time
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from allmende.core.media.choices import DocumentFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

ZIPPED: Final = {
    "odt": "mimetype",
    "ods": "mimetype",
    "docx": "[Content_Types].xml",
    "xlsx": "[Content_Types].xml",
    "zip": "",
}
PLAIN: Final = {"csv", "txt", "ics"}
MAX_FILES: Final = 5_000
#: An honest archive of drawings stays far below; a bomb is a thousand times its size.
MAX_UNPACKED: Final = 500 * 1024 * 1024
MAX_RATIO: Final = 200
#: Small files pack well without meaning harm (an empty table, for instance).
HARMLESS: Final = 20 * 1024 * 1024
#: Pages looked at, and seconds spent on them: the rest of a long file is like its beginning.
MAX_PAGES: Final = 40
MAX_SECONDS: Final = 4.0
MAX_DEPTH: Final = 3
#: People who cannot see get nothing of these.
SHUT: Final = {DocumentFault.SCANNED}


class WrongContent(ValueError):
    """The content is not what the name of the file says."""


class Bomb(ValueError):
    """It unpacks to far more than it seems."""


class Locked(ValueError):
    """Nobody can open it without a password."""


def check_content(file: BinaryIO, suffix: str) -> None:
    """Raises WrongContent, Bomb or Locked; leaves the file at its beginning."""
    file.seek(0)
    head = file.read(8192)
    file.seek(0)
    if suffix == "pdf" and not head.startswith(b"%PDF-"):
        raise WrongContent
    if suffix in PLAIN and b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WrongContent
    if suffix in ZIPPED:
        _check_archive(file, must_have=ZIPPED[suffix])
        file.seek(0)


def _check_archive(file: BinaryIO, *, must_have: str) -> None:
    """Judge an archive by its table of contents; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise WrongContent from error
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    is_steep = unpacked > HARMLESS and unpacked > MAX_RATIO * max(packed, 1)
    if len(entries) > MAX_FILES or unpacked > MAX_UNPACKED or is_steep:
        raise Bomb
    if must_have and must_have not in {entry.filename for entry in entries}:
        raise WrongContent
    if any(entry.flag_bits & 1 for entry in entries):
        raise Locked


def faults_of(file: BinaryIO, suffix: str) -> list[DocumentFault]:
    """What keeps people from reading a document. Raises Locked. Only PDF files are judged."""
    if suffix != "pdf":
        return []
    from pypdf import PdfReader  # slow to import

    file.seek(0)
    is_locked = False
    try:
        reader = PdfReader(file, strict=False)
        is_locked = reader.is_encrypted and not reader.decrypt("")
        faults = [] if is_locked else list(_faults(reader))
    except Exception:  # noqa: BLE001 - the edge: whatever a broken or hostile file brings about
        faults = [DocumentFault.UNREADABLE]
    file.seek(0)
    if is_locked:
        raise Locked
    return faults


def _faults(reader: Any) -> Iterator[DocumentFault]:
    root = reader.root_object
    if not _has_text(reader):
        yield DocumentFault.SCANNED
        return  # tags and language of nothing would not help
    marks = root.get("/MarkInfo", {}).get_object() if "/MarkInfo" in root else {}
    if "/StructTreeRoot" not in root or not marks.get("/Marked"):
        yield DocumentFault.UNTAGGED
    if not root.get("/Lang"):
        yield DocumentFault.NO_LANGUAGE
    if not (reader.metadata and (reader.metadata.title or "").strip()):
        yield DocumentFault.NO_TITLE


def _has_text(reader: Any) -> bool:
    """Whether any of the first pages sets a letter: a page without a font is a picture.

    Fonts are asked for, not text: that costs nothing, whatever the page draws.
    """
    end = time.monotonic() + MAX_SECONDS
    pages = 0
    for page in islice(reader.pages, MAX_PAGES):
        pages += 1
        if _sets_type(page.get("/Resources")):
            return True
        if time.monotonic() > end:
            return True  # not judged: rather no warning than a wrong one
    if not pages:
        raise ValueError("a PDF without pages")
    return False


def _sets_type(resources: Any, depth: int = 0) -> bool:
    """Whether a page, or a form drawn on it, names a font."""
    if resources is None or depth > MAX_DEPTH:
        return False
    found = resources.get_object()
    if "/Font" in found and found["/Font"].get_object():
        return True
    drawn = found["/XObject"].get_object() if "/XObject" in found else {}
    forms = (drawn[name].get_object() for name in islice(drawn, 50))
    return any(
        _sets_type(form.get("/Resources"), depth + 1)
        for form in forms
        if form.get("/Subtype") == "/Form"
    )
