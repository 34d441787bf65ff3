"""Walks through prepared markup, tag by tag, and tells the collector. No recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from allmende.modules.portal.intake import word
from allmende.modules.portal.intake.collect import Collector
from allmende.modules.portal.intake.links import link_url, web_url
from allmende.modules.portal.intake.lists import Para
from allmende.modules.portal.intake.pictures import is_counter, picture_url
from allmende.modules.portal.intake.plain import one_line
from allmende.modules.portal.intake.runs import Run

_Attrs = dict[str, str | None]
_HEADINGS: Final = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
_EMPTY: Final = frozenset({"br", "hr", "img"})
_INLINE: Final = frozenset({"a", "b", "i", "span", "cite"})
_EMOJI: Final = re.compile(r"\b(?:emoji|wp-smiley)\b|s\.w\.org/images/core/emoji")
_NEAR: Final = 20
"""How many open tags are asked for <pre> and <thead>: enough for sane markup, cheap for nasty."""


@dataclass(frozen=True)
class _Look:
    bold: bool = False
    italic: bool = False
    href: str = ""
    hidden: bool = False
    mark: bool = False
    source: bool = False


class Walker(HTMLParser):
    """Feed it the outcome of `prepared`, close it, and read `out.pieces`."""

    def __init__(self, base_url: str, *, blank_lines_divide: bool) -> None:
        """Begin at the top. `blank_lines_divide`: raw WordPress texts have no <p>."""
        super().__init__(convert_charrefs=True)
        self.out = Collector()
        self._base_url = base_url
        self._divide = blank_lines_divide
        self._look = _Look()
        self._frames: list[tuple[str, _Look]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take one opening tag."""
        values = dict(attrs)
        if tag not in _EMPTY:
            self._frames.append((tag, self._look))
            self._look = self._changed(tag, values)
        if not self._look.hidden and tag not in _INLINE:
            self._open(tag, values)

    def handle_endtag(self, tag: str) -> None:
        """Take one closing tag; one that closes nothing is ignored."""
        if not any(name == tag for name, _look in reversed(self._frames)):
            return
        if not self._look.hidden and tag not in _INLINE:
            self._shut(tag)
        while True:
            name, self._look = self._frames.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._look.hidden:
            return
        if self._look.mark:
            self.out.para.mark += data
        elif self._keeps_lines():
            self._add_lines(data)
        else:
            self._add(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        """End the text: what is still open counts."""
        super().close()
        self.out.end_paragraph()

    def _changed(self, tag: str, attrs: _Attrs) -> _Look:
        look = self._look
        href = link_url(attrs.get("href") or "", self._base_url) if tag == "a" else look.href
        return _Look(
            bold=look.bold or tag == "b" or word.is_bold(attrs),
            italic=look.italic or tag == "i" or word.is_italic(attrs),
            href=href,
            hidden=look.hidden or word.is_hidden(attrs),
            mark=look.mark or word.is_mark(attrs),
            source=look.source or (self.out.quotes > 0 and tag in {"cite", "footer"}),
        )

    def _open(self, tag: str, attrs: _Attrs) -> None:  # noqa: C901  one arm per tag
        match tag:
            case "br":
                self.out.break_line()
            case "img":
                self._image(attrs)
            case "ul" | "ol":
                self.out.begin_list(tag)
            case "li":
                self.out.begin_item()
            case "blockquote":
                self.out.begin_quote()
            case "table":
                self.out.begin_table()
            case "tr":
                self.out.begin_row()
            case "td" | "th":
                self.out.begin_cell(attrs, heads=tag == "th" or "thead" in self._near())
            case _:
                self._begin_paragraph(tag, attrs)

    def _shut(self, tag: str) -> None:
        match tag:
            case "ul" | "ol":
                self.out.end_list()
            case "blockquote":
                self.out.end_quote()
            case "table":
                self.out.end_table()
            case _:
                self._end_paragraph(tag)

    def _begin_paragraph(self, tag: str, attrs: _Attrs) -> None:
        self.out.edge()
        titled = tag == "p" and "msotitle" in (attrs.get("class") or "").lower()
        self.out.level = 2 if titled else _HEADINGS.get(tag, self.out.level)
        if tag == "p":
            self.out.para.listed = word.is_list_style(attrs)
            self.out.para.list_class = word.is_list_class(attrs)

    def _end_paragraph(self, tag: str) -> None:
        self.out.edge()
        if tag == "p" or tag in _HEADINGS:
            self.out.level = 0
            self.out.para = Para(self.out.para.runs)

    def _image(self, attrs: _Attrs) -> None:
        alt, source = one_line(attrs.get("alt") or "")[:300], picture_url(attrs)
        url = web_url(source, self._base_url)
        if _EMOJI.search(f"{attrs.get('class') or ''} {source}"):
            self._add(alt)
        elif url and not is_counter(attrs):
            self.out.add_image({"type": "image", "url": url, "alt": alt})

    def _near(self) -> set[str]:
        return {name for name, _look in self._frames[-_NEAR:]}

    def _keeps_lines(self) -> bool:
        raw = self._divide and not self.out.is_inside() and not self.out.level
        return raw or "pre" in self._near()

    def _add_lines(self, data: str) -> None:
        first, *others = re.split(r"\n[ \t]*\n\s*", data.replace("\r\n", "\n"))
        self._add(first)
        for part in others:
            self.out.edge()
            self._add(part)

    def _add(self, text: str) -> None:
        if self._look.source:
            self.out.add_source(text)
        else:
            look = self._look
            self.out.add(Run(text, look.bold, look.italic, look.href))
