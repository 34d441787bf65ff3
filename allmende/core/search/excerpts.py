"""What is shown of a hit: the place where the words stand, as people wrote them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from allmende.core.items.models import Item
from allmende.core.search.german import stem

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


def excerpts(items: QuerySet[Item], stems: frozenset[str]) -> dict[int, Excerpt]:
    """Excerpts of items by their ids; give only items the reader may see."""
    rows = items.values_list("pk", "document__title", "document__lead", "document__text")
    return {pk: excerpt(title, lead, text, stems) for pk, title, lead, text in rows if title}


def excerpt(title: str, lead: str, text: str, stems: frozenset[str]) -> Excerpt:
    """From the lead, unless the words stand only in the text."""
    place, piece = next(_places(lead, stems), None), lead
    if place is None:
        place = next(_places(text[:FARTHEST], stems), None)
        piece = text if place is not None or not lead else lead
    return Excerpt(marked(title, stems), marked(_cut(piece, place), stems))


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
