"""A mail has one text and two forms: plain, and HTML made of it. So both say the same.

The text is a template of lines. Paragraphs are parted by an empty line. Two kinds of lines mean
more: ``- `` begins an entry of a list, and ``=> address words`` is a link with its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

LINK = "=> "
ENTRY = "- "
#: A word or sentence that somebody typed is never longer than this in a mail.
LONGEST_VALUE = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to the mail server."""

    subject: str
    plain: str
    html: str


def tame(context: Mapping[str, Any]) -> dict[str, Any]:
    """Make typed text harmless: one line, without what would be read as a link of the house."""
    return {name: _one_line(v) if isinstance(v, str) else v for name, v in context.items()}


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("=>", "→")[:LONGEST_VALUE]


def written(template: str, context: Mapping[str, Any]) -> str:
    """Fill a template in and tidy its empty lines."""
    lines = [line.strip() for line in render_to_string(template, dict(context)).splitlines()]
    parts = [list(group) for has_words, group in groupby(lines, key=bool) if has_words]
    return "\n\n".join("\n".join(part) for part in parts)


def letter(*, subject: str, text: str, town: Any, language: str) -> Letter:
    """Give both forms of a written text."""
    context = {"subject": subject, "body": _html(text), "town": town, "language": language}
    html = render_to_string("notify/letter.html", context)
    return Letter(subject, _plain(text), html)


def _plain(text: str) -> str:
    """Write links as words and address on lines of their own: every program finds them there."""
    return "\n".join(_plain_line(line) for line in text.splitlines()) + "\n"


def _plain_line(line: str) -> str:
    if not line.startswith(LINK):
        return line
    address, _space, words = line.removeprefix(LINK).partition(" ")
    return f"{words}:\n{address}" if words else address


def _html(text: str) -> SafeString:
    parts = [part.splitlines() for part in text.split("\n\n") if part]
    return format_html_join("\n", "{}", ((_part(lines),) for lines in parts))


def _part(lines: list[str]) -> SafeString:
    if all(line.startswith(ENTRY) for line in lines):
        entries = ((line.removeprefix(ENTRY),) for line in lines)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", entries))
    rows = ((_line(line),) for line in lines)
    return format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", rows))


def _line(line: str) -> SafeString:
    if not line.startswith(LINK):
        return format_html("{}", line)
    address, _space, words = line.removeprefix(LINK).partition(" ")
    return format_html('<a href="{}">{}</a>', address, words or address)
