"""When nothing was found: another spelling, and words that would find something.

A word is proposed only after it has found something that this reader may see. So nobody can
learn here that a word stands in a draft, or in another town's papers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from allmende.core.search import hits
from allmende.core.search.asking import neighbours, terms_of
from allmende.core.search.compounds import is_everyday
from allmende.core.search.german import fold
from allmende.core.search.shelf import Shelf
from allmende.core.search.synonyms import written_words
from allmende.core.search.vocabulary import vocabulary
from allmende.core.towns.models import Town

MOST_HINTS = 5
#: Words that begin with as many letters may be meant.
BEGINNING = 4


@dataclass(slots=True)
class Respelt:
    """Words to look for, words that would find something, and those that led nowhere."""

    words: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    #: Whether a word differs from what was typed.
    is_other: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


def respell(asked: Sequence[str], *, town: Town, shelf: Shelf) -> Respelt:
    """Put the nearest known word in the place of each that finds nothing and may be misspelt."""
    found = Respelt()
    for word in asked:
        if _finds(word, town, shelf):
            found.words.append(word)
            found.hints.append(word)
            continue
        near = _nearest(word, town, shelf)
        other = "" if _is_right(word, town) else near
        found.is_other = found.is_other or bool(other)
        found.words.append(other or word)
        found.hints += [other] if other else _offered(word, near, town, shelf)
        found.missed += [] if other else [word]
    found.hints = found.hints[:MOST_HINTS]
    return found


def _is_right(word: str, town: Town) -> bool:
    """``Satzung`` is no slip for ``Sitzung``, even where nobody has published one."""
    folded = fold(word)
    return is_everyday(folded) or folded in written_words(town)


def _offered(word: str, near: str, town: Town, shelf: Shelf) -> list[str]:
    return list(dict.fromkeys([*([near] if near else []), *_alike(word, town, shelf)]))


def _nearest(word: str, town: Town, shelf: Shelf) -> str:
    candidates = (known.written for known in neighbours(word, town))
    return next((other for other in candidates if _finds(other, town, shelf)), "")


def _alike(word: str, town: Town, shelf: Shelf) -> list[str]:
    """Frequent words that begin the same."""
    begin = fold(word)[:BEGINNING]
    if len(begin) < BEGINNING:
        return []
    known = [one for folded, one in vocabulary().words.items() if folded.startswith(begin)]
    known.sort(key=lambda one: -one.count)
    return [one.written for one in known[:MOST_HINTS] if _finds(one.written, town, shelf)]


def _finds(word: str, town: Town, shelf: Shelf) -> bool:
    return hits.finds_any(terms_of([word], town), shelf)
