"""Foreign markup as plain text: one line, cut at a word."""

import html
import re
from typing import Final

import nh3

_BREAKS: Final = re.compile(
    r"<(?=/?(?:p|div|br|li|ul|ol|h[1-6]|td|th|tr|table|blockquote|figure|figcaption)\b)",
    re.IGNORECASE,
)
_UNSEEN: Final = {"script", "style", "title", "noscript", "iframe", "xml", "template"}
_MORE: Final = re.compile(
    r"\s*(?:\[(?:…|\.\.\.)\]|(?:Weiterlesen|Continue reading|Read more)\s*(?:→|»|…|\.\.\.)?)\s*$"
)
_SOURCE: Final = re.compile(
    r"\s*(?:Der Beitrag .{1,400}? erschien zuerst auf .{1,200}|"
    r"The post .{1,400}? (?:appeared first on|first appeared on) .{1,200})$"
)


def plain_text(markup: str) -> str:
    """Return the text of `markup` on one line, entities decoded, also those encoded twice."""
    spaced = _BREAKS.sub(" <", encodable(markup))
    text = html.unescape(nh3.clean(spaced, tags=set(), clean_content_tags=_UNSEEN))
    if re.search(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", text, re.IGNORECASE):
        text = html.unescape(text)
    return one_line(text)


def encodable(text: str) -> str:
    """Return the text without halves of characters, which no database and no page can hold."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one blank, without soft hyphens."""
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u200b\ufeff\x00-\x08\x0e-\x1f]", "", text)).strip()


def cut_at_word(text: str, limit: int) -> str:
    """Return at most `limit` characters, ending at a word and with an ellipsis where cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 2]
    at_word = head.rsplit(" ", 1)[0] if text[limit - 2] != " " and " " in head else head
    return at_word.rstrip(" ,;:–-") + " …"


def without_teaser(text: str) -> str:
    """Return `text` without WordPress's "[…]" and "The post … appeared first on …"."""
    return _MORE.sub("", _SOURCE.sub("", text)).strip()
