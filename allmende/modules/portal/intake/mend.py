"""Small repairs on the stream, so that a stray ampersand does not cost a town its whole feed."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPEN: Final = "<![CDATA["
_CLOSE: Final = "]]>"
# XML 1.0 §2.2: these characters may not occur, not even as a reference.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND: Final = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)?")
_XML_NAMES: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONGEST: Final = 34
_LAST_CODE: Final = 0x10FFFF


def mended(chunks: Iterable[str]) -> Iterator[str]:
    """Give the text with forbidden characters dropped and unknown entities resolved.

    Marked sections (CDATA) keep their ampersands. Nothing that is well-formed is changed.
    """
    in_section, rest = False, ""
    for chunk in chunks:
        whole, rest = _without_tail(rest + _FORBIDDEN.sub("", chunk))
        done, in_section = _mend(whole, in_section=in_section)
        yield done
    yield _mend(rest, in_section=in_section)[0]


def _without_tail(text: str) -> tuple[str, str]:
    # Keep back what may be half an entity, half a "<![CDATA[" or half a "]]>".
    tail = text[-_LONGEST:]
    at = max(tail.rfind("&"), tail.rfind("<"), tail.find("]", len(tail) - 2) if tail else -1)
    return (text, "") if at < 0 else (text[: len(text) - len(tail) + at], tail[at:])


def _mend(text: str, *, in_section: bool) -> tuple[str, bool]:
    parts: list[str] = []
    while text:
        inside, mark, text = text.partition(_CLOSE if in_section else _OPEN)
        parts.append((inside if in_section else _AMPERSAND.sub(_entity, inside)) + mark)
        in_section = in_section != bool(mark)
    return "".join(parts), in_section


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _XML_NAMES:
        return found[0]
    if name.startswith("#"):
        return _number(name[1:], found[0])
    char = html5.get(name + ";")
    return escape(char) if char else "&amp;" + found[0][1:]


def _number(digits: str, whole: str) -> str:
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    allowed = code <= _LAST_CODE and not _FORBIDDEN.match(chr(code))
    return whole if allowed else ""
