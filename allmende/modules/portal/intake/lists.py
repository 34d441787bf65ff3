"""Paragraphs that pretend to be lists become lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Final

from allmende.modules.portal.intake.runs import html_of, lines_of, text_of, tidied, without_start
from allmende.modules.portal.intake.word import is_number, strong_mark, weak_mark, word_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from allmende.modules.portal.intake.runs import Run
    from allmende.modules.portal.intake.shapes import Block, ListBlock

_FEWEST_WEAK: Final = 2


@dataclass
class Para:
    """A paragraph in the making. `mark`: what Word drew before it; `listed`: Word says so."""

    runs: list[Run]
    mark: str = ""
    listed: bool = False
    list_class: bool = False


@dataclass
class _Entry:
    kind: str
    runs: list[Run] = field(default_factory=list)
    mark: str = ""
    block: Block | None = None


def folded(pieces: Iterable[Para | Block]) -> Iterator[Block]:
    """Give the blocks, with paragraphs rendered and pretended lists made real."""
    entries = [entry for piece in pieces for entry in _entries(piece)]
    for kind, same in groupby(entries, key=lambda entry: entry.kind):
        group = list(same)
        if kind == "listed" or (kind == "weak" and len(group) >= _FEWEST_WEAK):
            yield _list(group)
        else:
            yield from (_single(entry) for entry in group)


def _entries(piece: Para | Block) -> Iterator[_Entry]:
    if not isinstance(piece, Para):
        yield _Entry("block", block=piece)
        return
    runs = tidied(piece.runs)
    mark = piece.mark or word_mark(text_of(runs))
    if piece.listed or piece.mark or (piece.list_class and mark):
        yield _Entry("listed", runs, mark)
    elif runs:
        yield from _by_lines(runs)


def _by_lines(runs: list[Run]) -> Iterator[_Entry]:
    lines = lines_of(runs)
    marked = [bool(_mark_of(line)) for line in lines]
    strong = any(strong_mark(text_of(line)) for line in lines)
    lone_dash = len(lines) > 1 and sum(marked) == 1 and not strong
    if lone_dash or not any(marked):
        yield _Entry("plain", runs)
    else:
        yield from map(_line_entry, lines)


def _mark_of(line: list[Run]) -> str:
    text = text_of(line)
    return strong_mark(text) or weak_mark(text)


def _line_entry(line: list[Run]) -> _Entry:
    text = text_of(line)
    if mark := strong_mark(text):
        return _Entry("listed", line, mark)
    mark = weak_mark(text)
    return _Entry("weak" if mark else "plain", line, mark)


def _list(group: list[_Entry]) -> ListBlock:
    items = [html_of(_unmarked(entry)) for entry in group]
    return {"type": "list", "items": [i for i in items if i], "ordered": is_number(group[0].mark)}


def _unmarked(entry: _Entry) -> list[Run]:
    # Word's own mark stands apart from the text; a typed one is its beginning.
    begins = text_of(entry.runs).startswith(entry.mark.strip() or "\0")
    return without_start(entry.runs, len(entry.mark)) if begins else entry.runs


def _single(entry: _Entry) -> Block:
    return entry.block or {"type": "paragraph", "html": html_of(entry.runs)}
