"""Traces of word processors in markup: lists that are none, marks, hidden text, remarks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIST_STYLE: Final = re.compile(r"mso-list:(?!none|skip|ignore)")
_LIST_CLASS: Final = re.compile(r"\bmsolist(?:paragraph|bullet|number)", re.IGNORECASE)
_HIDDEN: Final = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|mso-element:comment)", re.IGNORECASE
)
_REMARK: Final = re.compile(r"\b(?:msocom|msocomment|msodel)", re.IGNORECASE)
_BOLD: Final = re.compile(r"font-weight:(?:bold|[6-9]00)")
_ITALIC: Final = re.compile(r"font-style:(?:italic|oblique)")
# In Word's symbol fonts these letters look like bullets; only believed inside Word's own lists.
_WORD_MARK: Final = re.compile(
    r"(?:[·•▪◦‣○●■□§Øüvoq–*\uf0b7\uf0a7-]|\(?(?:\d{1,3}|[a-z]{1,4})[.)])\s+|[·•\uf0b7]"
)
_NUMBER: Final = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,6})[.)]")
_STRONG: Final = re.compile(r"[•·▪◦‣●■○\uf0b7\uf0a7]\s*(?=\S)")
_WEAK: Final = re.compile(r"[-–—*]\s+(?=\S)")


def style_of(attrs: Mapping[str, str | None]) -> str:
    """Return the style attribute in lower case, without white space."""
    return re.sub(r"\s", "", attrs.get("style") or "").lower()


def is_hidden(attrs: Mapping[str, str | None]) -> bool:
    """Say whether this was never meant for readers: hidden text, remarks, deletions."""
    unseen = "hidden" in attrs or _HIDDEN.search(style_of(attrs))
    return bool(unseen or _REMARK.search(attrs.get("class") or ""))


def is_list_style(attrs: Mapping[str, str | None]) -> bool:
    """Say whether Word numbers or bullets this paragraph."""
    return bool(_LIST_STYLE.search(style_of(attrs)))


def is_list_class(attrs: Mapping[str, str | None]) -> bool:
    """Say whether the paragraph has a list's style name; it may still be just indented."""
    return bool(_LIST_CLASS.search(attrs.get("class") or ""))


def is_mark(attrs: Mapping[str, str | None]) -> bool:
    """Say whether this span holds the bullet or number Word drew itself."""
    return "mso-list:ignore" in style_of(attrs)


def is_bold(attrs: Mapping[str, str | None]) -> bool:
    """Say whether the style alone makes the text bold."""
    return bool(_BOLD.search(style_of(attrs)))


def is_italic(attrs: Mapping[str, str | None]) -> bool:
    """Say whether the style alone makes the text italic."""
    return bool(_ITALIC.search(style_of(attrs)))


def is_number(mark: str) -> bool:
    """Say whether a mark like "1." or "a)" counts, rather than points."""
    return bool(_NUMBER.match(mark.strip()))


def word_mark(text: str) -> str:
    """Return the bullet or number at the start of a text of a Word list, or ""."""
    found = _WORD_MARK.match(text)
    return found[0] if found else ""


def strong_mark(text: str) -> str:
    """Return a bullet character at the start that nobody writes by chance, or ""."""
    found = _STRONG.match(text)
    return found[0] if found else ""


def weak_mark(text: str) -> str:
    """Return a dash or star at the start: a bullet only where several follow each other, or ""."""
    found = _WEAK.match(text)
    return found[0] if found else ""
