"""What is shown of a hit: the place where the words stand, as people wrote them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from allmende.core.search.german import stem
from allmende.core.search.models import Document

LENGTH = 220
#: Letters before the first word that was found.
RUN_UP = 60
#: So far a text is looked through; who finds nothing there sees its beginning.
FARTHEST = 20_000
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Title and a piece of the text, with ``<mark>`` around the words that were found."""

    title: SafeString
    text: SafeString


def excerpts(ids: list[int], stems: frozenset[str]) -> dict[int, Excerpt]:
    """Excerpts of items by their ids; ask only for items the reader may see."""
    rows = Document.objects.filter(pk__in=ids).only("title", "lead", "text")
    return {row.pk: excerpt(row, stems) for row in rows}


def excerpt(document: Document, stems: frozenset[str]) -> Excerpt:
    """From the lead, unless the words stand only in the text."""
    is_in_lead = next(_places(document.lead, stems), None) is not None
    first = None if is_in_lead else next(_places(document.text[:FARTHEST], stems), None)
    piece = document.lead if is_in_lead or (first is None and document.lead) else document.text
    start = next(_places(piece[:FARTHEST], stems), None)
    return Excerpt(marked(document.title, stems), marked(_cut(piece, start), stems))


def marked(text: str, stems: frozenset[str]) -> SafeString:
    """Escape a text and mark its words that have one of these stems."""
    pieces, end = [], 0
    for word in _found(text, stems):
        pieces += [escape(text[end : word.start()]), "<mark>", escape(word.group()), "</mark>"]
        end = word.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))


def _found(text: str, stems: frozenset[str]) -> Iterator[re.Match[str]]:
    return (word for word in _WORD.finditer(text) if stem(word.group()) in stems)


def _places(text: str, stems: frozenset[str]) -> Iterator[int]:
    return (word.start() for word in _found(text, stems))


def _cut(text: str, place: int | None) -> str:
    """A piece of whole words around a place; an ellipsis says where something was left out."""
    if len(text) <= LENGTH:
        return text
    start = 0 if not place or place <= RUN_UP else text.rfind(" ", 0, place - RUN_UP // 2) + 1
    end = start + LENGTH
    piece = text[start:end] if end >= len(text) else text[start:end].rpartition(" ")[0]
    return ("… " if start else "") + piece + ("" if end >= len(text) else " …")
