"""What is found, how it ranks, and how much of it there is of every kind.

The database answers which items have the words; the shelf of the town says which of them are
shown, and how old they are. So hits, order and counts are the same on every database: the
title before the lead before the text, the word itself before its compounds before what means
the same, newer before older.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from allmende.core.search import fulltext
from allmende.core.search.asking import Term
from allmende.core.search.facets import Cell, Wanted, fits
from allmende.core.search.fulltext import Either, Within, having
from allmende.core.search.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Row:
    """One hit; ``place`` counts from 1 within its kind. Level 6 is best, 1 is least."""

    item: int
    kind: int
    place: int
    level: int


def newest_with(beginning: str, root: str, shelf: Shelf, most: int) -> list[int]:
    """Ids of the newest items shown with a word in the title that begins so, or has this stem."""
    with fulltext.by_index():
        found = shelf.shown(fulltext.beginning(beginning, root))
    return nsmallest(most, found, key=shelf.age.__getitem__)


def all_having(terms: Sequence[Term]) -> set[int]:
    """Ids of what has the words anywhere, in any of their forms: for the shelf to choose from."""
    return having([term.either for term in terms], Within.TEXT) if terms else set()


#: What a word of letters is worth beside numbers: any of them more than all numbers together.
_WORTH = 100


def most_having(terms: Sequence[Term], shelf: Shelf) -> tuple[set[int], list[str]]:
    """Ids of what is shown and has most of the words, and the words that none of these has.

    A number tells less than a word: who asks for ``Weihnachtsmarkt 2026`` wants the market.
    """
    by_term = [set(shelf.shown(all_having([term]))) for term in terms]
    worth: Counter[int] = Counter()
    for term, ids in zip(terms, by_term, strict=True):
        worth.update(dict.fromkeys(ids, 1 if term.written.isdigit() else _WORTH))
    most = max(worth.values(), default=0)
    found = {pk for pk, sum_of_words in worth.items() if sum_of_words == most}
    lacking = zip(terms, by_term, strict=True)
    return found, [term.written for term, ids in lacking if ids.isdisjoint(found)]


def finds_any(terms: Sequence[Term], shelf: Shelf) -> bool:
    """Whether words lead to anything that is shown."""
    return shelf.shows_any(all_having(terms))


def counted(ids: Collection[int], shelf: Shelf) -> list[tuple[Cell, int]]:
    """How many of these items are shown, by town, kind and slot of time."""
    tally = shelf.tally(ids)
    return [(shelf.cells[number], count) for number, count in tally.items() if number]


def ranked(
    terms: Sequence[Term],
    everything: set[int],
    shelf: Shelf,
    wanted: Wanted,
    first: int,
    last: int,
    *,
    is_partly: bool = False,
) -> list[Row]:
    """Hits of each kind from the first to the last place, the best first; kinds as modules name them."""
    kind_of = {n: cell.kind for n, cell in enumerate(shelf.cells) if n and fits(cell, wanted)}
    kinds = set(kind_of.values())
    rows: dict[int, list[Row]] = defaultdict(list)
    seen: set[int] = set()
    for level, ids in _levels(terms, everything, is_partly=is_partly):
        by_kind: dict[int, list[int]] = defaultdict(list)
        for pk, number in zip(ids, shelf.numbers(ids), strict=True):
            if number in kind_of and pk in everything and pk not in seen:
                by_kind[kind_of[number]].append(pk)
        for kind, some in by_kind.items():
            best = nsmallest(last - len(rows[kind]), some, key=shelf.age.__getitem__)
            begin = len(rows[kind]) + 1
            rows[kind] += [Row(pk, kind, n, level) for n, pk in enumerate(best, begin)]
            seen.update(some)
        if all(len(rows[kind]) >= last for kind in kinds):
            break
    return [row for kind in shelf.kinds for row in rows[kind] if row.place >= first]


def _levels(
    terms: Sequence[Term], everything: set[int], *, is_partly: bool
) -> Iterator[tuple[int, set[int]]]:
    """Ids by level; asked of the database only when the levels above were not enough."""
    literal = _asked_for([(term.literal,) for term in terms], is_partly=is_partly)
    own = _asked_for([term.own for term in terms], is_partly=is_partly)
    either = _asked_for([term.either for term in terms], is_partly=is_partly)
    asked: list[tuple[list[Either], Within]] = []
    for level, words, within in (
        (6, literal, Within.TITLE), (5, own, Within.TITLE), (5, either, Within.TITLE),
        (4, literal, Within.LEAD), (3, either, Within.LEAD), (2, literal, Within.TEXT),
    ):  # fmt: skip
        if (words, within) not in asked:
            asked.append((words, within))
            yield level, having(words, within)
    yield 1, everything


def _asked_for(words: list[Either], *, is_partly: bool) -> list[Either]:
    """All of the words, or any of them."""
    return [tuple(phrase for word in words for phrase in word)] if is_partly else words
