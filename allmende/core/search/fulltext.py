"""A question to the full-text index, in the language of the database at hand.

Each place has an index of its own that contains those before: a title is looked for among titles,
and not among all texts. The database puts the ids of an answer together, because forty thousand
rows that come one by one cost more than finding them.
"""

from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from enum import StrEnum
from json import loads

from django.db import connection, transaction

#: Stems that must all be there, such as ``("amtlich", "bekanntmach")``.
Phrase = tuple[str, ...]
#: Phrases of which one must be there: a word, and what means the same.
Either = Sequence[Phrase]

#: Phrases that one question asks for: for each hit the index looks at every one of them.
MOST_PHRASES = 4


class Within(StrEnum):
    """How far to look; each contains the one before."""

    TITLE = "title"
    LEAD = "lead"
    TEXT = "text"


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


#: What was asked since ``by_index`` began.
_held: ContextVar[dict[Hashable, set[int]] | None] = ContextVar("held", default=None)


def having(terms: Sequence[Either], within: Within) -> set[int]:
    """Ids of all items that have every term, shown or not; do not change the set."""
    held = _held.get()
    if held is None:
        return _having(terms, within)
    key = (within, *map(tuple, terms))
    if key not in held:
        held[key] = _having(terms, within)
    return held[key]


def _having(terms: Sequence[Either], within: Within) -> set[int]:
    narrow = [term for term in terms if len(term) <= MOST_PHRASES]
    wide = [term for term in terms if len(term) > MOST_PHRASES]
    if not wide:
        return _asked([_all(narrow)], within)
    first, *others = (_asked(list(_questions(narrow, term)), within) for term in wide)
    return first.intersection(*others) if others else first


def beginning(text: str, other: str) -> set[int]:
    """Ids of items with a word in the title that begins so, or that has this stem."""
    asked = f'("{text}" * OR "{other}")' if is_sqlite() else f"'{text}':* | '{other}'"
    return _asked([asked], Within.TITLE)


def _questions(narrow: Sequence[Either], wide: Either) -> Iterator[str]:
    """A wide term in parts; whatever answers one of them has the term and all narrow ones."""
    step = MOST_PHRASES if is_sqlite() else 1
    return (_all([*narrow, wide[n : n + step]]) for n in range(0, len(wide), step))


def _all(terms: Sequence[Either]) -> str:
    """All terms must be there; stems hold letters and digits only, so quoting is simple."""
    sign, ticks = (" AND ", '"') if is_sqlite() else (" & ", "'")
    return sign.join(_either(term, sign, ticks) for term in terms)


def _either(term: Either, sign: str, ticks: str) -> str:
    phrases = [sign.join(f"{ticks}{stem}{ticks}" for stem in phrase) for phrase in term]
    return "(" + (" OR " if is_sqlite() else " | ").join(f"({one})" for one in phrases) + ")"


def _asked(questions: Sequence[str], within: Within) -> set[int]:
    """Ids of what answers any of some questions."""
    found: set[int] = set()
    with connection.cursor() as cursor:
        cursor.execute(_select(within, len(questions)), questions)
        return found.union(*(loads(f"[{ids}]") for (ids,) in cursor.fetchall() if ids))


def _select(within: Within, number: int) -> str:
    if is_sqlite():
        table = f"search_{within}"
        one = f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH %s"  # noqa: S608
        return " UNION ALL ".join([one] * number)
    # Not one question with "or" in it: then the index asks itself for each hit about every word.
    any_of = " OR ".join([f"{within}_vector @@ %s::tsquery"] * number)
    return f"SELECT string_agg(item_id::text, ',') FROM search_document WHERE {any_of}"  # noqa: S608


@contextmanager
def by_index() -> Iterator[None]:
    """Let all questions inside ask the index, and each only once.

    For words that most items have, PostgreSQL would rather read the whole table, and does not
    know that each row then costs the unpacking of its vector: seconds instead of milliseconds.
    """
    token = _held.set({})
    try:
        with nullcontext() if is_sqlite() else _without_reading_all():
            yield
    finally:
        _held.reset(token)


@contextmanager
def _without_reading_all() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = DEFAULT")
