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

#: Phrases in one "or": for each hit the index looks at every one of them.
MOST_PHRASES = 4
#: Questions to PostgreSQL at a time.
MOST_QUESTIONS = 150
#: Longer than any stem.
_NOWHERE = "0" * 100


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
    if is_sqlite():
        return _asked([_all(terms)], within)
    narrow = [term for term in terms if len(term) <= MOST_PHRASES]
    wide = [term for term in terms if len(term) > MOST_PHRASES]
    if not wide:
        return _asked([_all(narrow)], within)
    found = [_asked([_all([*narrow, some]) for some in _parts(term)], within) for term in wide]
    return found[0].intersection(*found[1:]) if found[1:] else found[0]


def _parts(term: Either) -> Iterator[Either]:
    """One by one, or a few together where there are hundreds (any of many words)."""
    step = 1 + len(term) // MOST_QUESTIONS
    return (term[n : n + step] for n in range(0, len(term), step))


def beginning(text: str, other: str) -> set[int]:
    """Ids of items with a word in the title that begins so, or that has this stem."""
    asked = f'("{text}" * OR "{other}")' if is_sqlite() else f"'{text}':* | '{other}'"
    return _asked([asked], Within.TITLE)


def _all(terms: Sequence[Either]) -> str:
    """All terms must be there; stems hold letters and digits only, so quoting is simple."""
    if is_sqlite():
        return " AND ".join(f"({_tree([_phrase(one) for one in term])})" for term in terms)
    return " & ".join(f"({' | '.join(map(_phrase, term))})" for term in terms)


def _phrase(phrase: Phrase) -> str:
    sign, ticks = (" AND ", '"') if is_sqlite() else (" & ", "'")
    return "(" + sign.join(f"{ticks}{stem}{ticks}" for stem in phrase) + ")"


def _tree(parts: list[str]) -> str:
    """Any of these, in branches: FTS5 looks at every part of an "or" for each hit.

    It would make one flat "or" of several, but for a word that is nowhere and must not be there.
    """
    while len(parts) > MOST_PHRASES:
        branches = (parts[n : n + MOST_PHRASES] for n in range(0, len(parts), MOST_PHRASES))
        parts = [f'(({" OR ".join(branch)}) NOT "{_NOWHERE}")' for branch in branches]
    return " OR ".join(parts)


def _asked(questions: Sequence[str], within: Within) -> set[int]:
    """Ids of what answers any of some questions; SQLite bears one."""
    with connection.cursor() as cursor:
        cursor.execute(_select(within, len(questions)), questions)
        (ids,) = cursor.fetchone()
        return set(loads(f"[{ids or ''}]"))


def _select(within: Within, number: int) -> str:
    if is_sqlite():
        table = f"search_{within}"
        return f"SELECT group_concat(rowid) FROM {table} WHERE {table} MATCH %s"  # noqa: S608
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
