"""A question to the full-text index, in the language of the database at hand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

#: Stems that must all be there, such as ``("amtlich", "bekanntmach")``.
Phrase = tuple[str, ...]
#: Phrases of which one must be there: a word, and what means the same.
Either = Sequence[Phrase]


class Within(StrEnum):
    """How far to look; each contains the one before."""

    TITLE = "title"
    LEAD = "lead"
    TEXT = "text"


_COLUMNS = {Within.TITLE: "{title}", Within.LEAD: "{title lead}", Within.TEXT: "{title lead text}"}


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


@contextmanager
def by_index() -> Iterator[Any]:
    """Give a cursor that asks the index.

    For words that most items have, PostgreSQL would rather read the whole table, and does not
    know that each row then costs the unpacking of its vector: seconds instead of milliseconds.
    """
    with connection.cursor() as cursor:
        if is_sqlite():
            yield cursor
            return
        with transaction.atomic():
            cursor.execute("SET LOCAL enable_seqscan = off")
            yield cursor
            cursor.execute("SET LOCAL enable_seqscan = DEFAULT")


def matching(within: Within) -> str:
    """SQL that gives the ids of items; its one parameter is what ``question`` gives."""
    if is_sqlite():
        return "SELECT rowid AS id FROM search_fts WHERE search_fts MATCH %s"
    return f"SELECT item_id AS id FROM search_document WHERE {within}_vector @@ %s::tsquery"  # noqa: S608


def question(terms: Sequence[Either], within: Within) -> str:
    """All terms must be there; stems hold letters and digits only, so quoting is simple."""
    sign, ticks = (" AND ", '"') if is_sqlite() else (" & ", "'")
    text = sign.join(_either(term, sign, ticks) for term in terms)
    return f"{_COLUMNS[within]} : ({text})" if is_sqlite() else text


def beginning(text: str, other: str) -> str:
    """Titles with a word that begins so, or that has this stem."""
    if is_sqlite():
        return f'{{title}} : ("{text}" * OR "{other}")'
    return f"'{text}':* | '{other}'"


def _either(term: Either, sign: str, ticks: str) -> str:
    phrases = [sign.join(f"{ticks}{stem}{ticks}" for stem in phrase) for phrase in term]
    return "(" + (" OR " if is_sqlite() else " | ").join(f"({one})" for one in phrases) + ")"
