"""Which letters our fonts can draw.

PDF/UA-1 (7.21.8) and PDF/A-3 (6.2.11.8) forbid letters without a drawing, so one emoji would spoil the
whole file. The ranges were found by setting every letter once; a test sets them all again.
"""

import re
import unicodedata

#: Ranges of code points (hexadecimal, both ends included) that our fonts draw.
DRAWN = (
    "20-7e a0-377 37a-37f 384-38a 38c 38e-3a1 3a3-52f 5d0-5ea 621-63a 640-655 660-66b 900-97f "
    "10d0-10ff 1e00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 "
    "2010-2027 202f-2040 2070 2074-208e 20a0-20c0 2100-211e 2126-2151 2153-2184 2190-23ff 2460-262f "
    "2638-268b 270c-2727 2729-274b 2761-277f 2798-27af fb1d-fb36 fffd"
)


def _span(part: str) -> str:
    """``5d0-5ea`` as a piece of a character class."""
    first, _, last = part.partition("-")
    return "-".join(re.escape(chr(int(point, 16))) for point in (first, last or first))


_UNKNOWN = re.compile(f"[^\n{''.join(_span(part) for part in DRAWN.split())}]")
#: Tokens longer than this may be broken anywhere: file names, addresses, the longest compounds.
LONG = 40
_LONG_WORD = re.compile(rf"\S{{{LONG},}}")
_PIECE = 16


def drawable(text: str) -> str:
    """Text with letters our fonts can draw.

    Emoji and invisible signs are left out. A letter of a script we have no font for becomes □, so
    that nobody takes the rest for the whole name.
    """
    found = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return _UNKNOWN.sub(_instead, found)


def breakable(text: str) -> str:
    """Allow line breaks inside words that may be wider than their column."""
    return _LONG_WORD.sub(_pieces, text)


def _instead(match: re.Match[str]) -> str:
    return "□" if unicodedata.category(match[0])[0] in {"L", "N"} else ""


def _pieces(match: re.Match[str]) -> str:
    word = match[0]
    return "\u200b".join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
