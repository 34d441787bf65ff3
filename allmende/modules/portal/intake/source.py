"""The foreign file as text: bounded, rewindable, in the encoding it is really in."""

from __future__ import annotations

import codecs
import io
import re
import tempfile
from typing import IO, TYPE_CHECKING, Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from allmende.modules.portal.intake.bounds import CHUNK_BYTES, MAX_FEED_BYTES
from allmende.modules.portal.intake.items import FeedRefused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from django_stubs_ext import StrOrPromise

_DECLARED: Final = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']"""
)
# No codec that can hide markup (utf-7, idna, unicode_escape): only alphabets.
_ALPHABETS: Final = re.compile(r"(?:iso8859-\d+|cp\d+|utf-(?:8|16|32)(?:-[bl]e)?|mac-\w+|koi8-\w)$")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Source:
    """A foreign file that can be read several times, in chunks of text."""

    def __init__(self, given: bytes | BinaryIO) -> None:
        """Take the file in, at most 200 MB; raises FeedRefused for more or for nothing."""
        self._file = io.BytesIO(given) if isinstance(given, bytes) else _spooled(given)
        self.size = self._file.seek(0, io.SEEK_END)
        if self.size > MAX_FEED_BYTES:
            raise FeedRefused(_too_large())
        if not self.size:
            raise FeedRefused(_("The file is empty."))
        self.encoding = self._find_encoding()

    def close(self) -> None:
        """Give the copy on disk back; the given file itself is left to its owner."""
        self._file.close()

    def head(self) -> str:
        """Return the first 16,384 bytes as text."""
        return self._bytes(16_384).decode(self.encoding, "replace").lstrip("\ufeff \t\r\n")

    def raw_head(self) -> bytes:
        """Return the first four bytes as they are."""
        return self._bytes(4)

    def text(self) -> Iterator[str]:
        """Give the file from its start, in chunks; what cannot be decoded becomes U+FFFD."""
        decoder = codecs.getincrementaldecoder(self.encoding)("replace")
        for chunk in self._chunks():
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)

    def _bytes(self, count: int) -> bytes:
        self._file.seek(0)
        return self._file.read(count)

    def _chunks(self) -> Iterator[bytes]:
        self._file.seek(0)
        while chunk := self._file.read(CHUNK_BYTES):
            yield chunk

    def _find_encoding(self) -> str:
        start = self._bytes(400)
        marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
        if marked or (marked := _wide(start)):
            return marked
        if self._is_utf8():
            return "utf-8"
        return _declared(start) or "windows-1252"

    def _is_utf8(self) -> bool:
        # A few bytes cut out of the middle of a letter do not make a file Latin-1.
        decoder, good, bad = codecs.getincrementaldecoder("utf-8")("replace"), 0, 0
        for chunk in self._chunks():
            if chunk.isascii():
                continue
            text = decoder.decode(chunk)
            wrong = text.count("\ufffd")
            bad += wrong
            good += len(text) - len(text.encode("ascii", "ignore")) - wrong
        return not bad or good > bad


def _spooled(given: BinaryIO) -> IO[bytes]:
    kept = tempfile.SpooledTemporaryFile(max_size=4_000_000)  # noqa: SIM115 - lives as long as the Source
    size = 0
    while chunk := given.read(CHUNK_BYTES):
        size += len(chunk)
        if size > MAX_FEED_BYTES:
            kept.close()
            raise FeedRefused(_too_large())
        kept.write(chunk)
    return kept


def _too_large() -> StrOrPromise:
    return format_lazy(
        _("The file is larger than {limit} MB. Ask for an export of a shorter period."),
        limit=MAX_FEED_BYTES // 1_000_000,
    )


def _wide(start: bytes) -> str:
    if start.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if start.startswith(b"\0<") else ""


def _declared(start: bytes) -> str:
    found = _DECLARED.match(start)
    try:
        name = codecs.lookup(found[1].decode()).name if found else ""
    except LookupError:
        return ""
    # As browsers do: who says Latin-1 means windows-1252. And utf-8 was found wrong before.
    unbelievable = {"iso8859-1", "utf-8", "utf-16", "utf-32"}
    return name if _ALPHABETS.match(name) and name not in unbelievable else ""
