"""Inline text as runs: foreign tags cannot be nested wrongly, because no tag survives."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff\ufffc\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Run:
    r"""A stretch of text with one look. "\n" in `text` is a line break of the original."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


def tidied(runs: Iterable[Run]) -> list[Run]:
    """Return the runs without empty ones, white space collapsed and cut at both ends."""
    kept: list[Run] = []
    before = "\n"
    for run in runs:
        text = re.sub(r"[ \t\xa0\u2000-\u200a]+", " ", _UNSEEN.sub("", run.text))
        text = re.sub(r" ?\n\s*", "\n", text)
        text = text.lstrip(" \n") if before in " \n" else text
        if text:
            kept.append(replace(run, text=text))
            before = text[-1]
    return _end_cut(kept)


def _end_cut(runs: list[Run]) -> list[Run]:
    while runs and not (text := runs[-1].text.rstrip()):
        runs.pop()
    if runs:
        runs[-1] = replace(runs[-1], text=text)
    return runs


def text_of(runs: Iterable[Run]) -> str:
    """Return the runs as plain text on one line."""
    return re.sub(r"\s+", " ", "".join(run.text for run in runs)).strip()


def html_of(runs: Iterable[Run]) -> str:
    """Return the runs as markup of <a>, <b> and <i> alone: safe because written here."""
    parts: list[str] = []
    for href, linked in groupby(runs, key=lambda run: run.href):
        inner = "".join(_looked(list(same)) for _look, same in groupby(linked, key=_look_of))
        parts.append(f'<a href="{escape(href)}">{inner}</a>' if href else inner)
    return "".join(parts).strip()


def lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs cut at their line breaks."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=text)] for text in others]
    return [line for line in map(tidied, lines) if line]


def without_start(runs: Sequence[Run], count: int) -> list[Run]:
    """Return the runs without their first `count` characters."""
    kept: list[Run] = []
    for run in runs:
        kept.append(replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return tidied(kept)


def _look_of(run: Run) -> tuple[bool, bool]:
    return run.bold, run.italic


def _looked(same: Sequence[Run]) -> str:
    inner = escape("".join(run.text for run in same), quote=False)
    if not inner.strip():
        return inner
    inner = f"<i>{inner}</i>" if same[0].italic else inner
    return f"<b>{inner}</b>" if same[0].bold else inner
