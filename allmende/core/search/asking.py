"""From what somebody typed to what is looked for: each word with all that counts as the word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from allmende.core.search.fulltext import Phrase
from allmende.core.search.german import fold, stem, words
from allmende.core.search.spelling import MOST, REACH, near
from allmende.core.search.synonyms import meanings, written_words
from allmende.core.search.vocabulary import Known, Vocabulary, vocabulary
from allmende.core.towns.models import Town

#: More and longer words find nothing more, but cost the more.
MAX_WORDS = 8
MAX_LENGTH = 100
MAX_COMPOUNDS = 80
MAX_MEANINGS = 40
_LONGEST_PHRASE = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A word (or a phrase of the editors), its stems, and what counts as the same."""

    written: str
    literal: Phrase
    #: Compounds of the word.
    compounds: tuple[Phrase, ...] = ()
    #: What means the same, and compounds of that.
    others: tuple[Phrase, ...] = ()

    @property
    def own(self) -> tuple[Phrase, ...]:
        return (self.literal, *self.compounds)

    @property
    def either(self) -> tuple[Phrase, ...]:
        return (*self.own, *self.others)


def typed(query: str) -> list[str]:
    """Words of a query that tell something; at most eight, of the first hundred letters."""
    readable = query[:MAX_LENGTH].replace("\0", " ")  # no database bears a NUL in a text
    return [word for word in words(readable) if stem(word)][:MAX_WORDS]


def terms_of(asked: list[str], town: Town) -> list[Term]:
    """Look up, for each word, what counts as the same in a town."""
    known, same = vocabulary(), meanings(town)
    return [_widened(term, known, same) for term in _phrases(asked, same)]


def _phrases(asked: list[str], same: dict[Phrase, tuple[Phrase, ...]]) -> Iterator[Term]:
    """Words one by one, or together where the editors know them together."""
    place = 0
    while place < len(asked):
        longest = range(_LONGEST_PHRASE, 1, -1)
        length = next((n for n in longest if _is_known(asked, place, n, same)), 1)
        part = asked[place : place + length]
        yield Term(" ".join(part), tuple(stem(word) for word in part))
        place += length


def _is_known(
    asked: list[str], place: int, length: int, same: dict[Phrase, tuple[Phrase, ...]]
) -> bool:
    part = asked[place : place + length]
    return len(part) == length and tuple(stem(word) for word in part) in same


def _widened(term: Term, known: Vocabulary, same: dict[Phrase, tuple[Phrase, ...]]) -> Term:
    compounds = dict.fromkeys(_compounds(term.literal, known))
    compounds.pop(term.literal, None)
    others = dict.fromkeys(same.get(term.literal, ()))
    for phrase in list(others):
        others |= dict.fromkeys(_compounds(phrase, known))
    left = [one for one in others if one != term.literal and one not in compounds]
    most = MAX_COMPOUNDS + MAX_MEANINGS - len(compounds)
    return replace(term, compounds=tuple(compounds), others=tuple(left[:most]))


def _compounds(phrase: Phrase, known: Vocabulary) -> list[Phrase]:
    """Stems of compounds with a part of this stem, the most frequent first."""
    if len(phrase) != 1:
        return []
    found = known.cutter.compounds_of(phrase[0], known.lines)
    found.sort(key=lambda folded: -known.words[folded].count)
    return [(known.words[folded].stem,) for folded in found[:MAX_COMPOUNDS]]


def neighbours(word: str, town: Town) -> list[Known]:
    """Known words a slip away, nearest first, then the frequent ones."""
    known, meant = vocabulary().words, written_words(town)
    found = dict(near(fold(word), [*vocabulary().about(len(fold(word)), reach=REACH), *meant]))
    ranked = sorted((slips, -_count(known, other), other) for other, slips in found.items())
    words = (known.get(other) or Known(meant[other], stem(other), 0) for _, _, other in ranked)
    return list(words)[:MOST]


def _count(known: dict[str, Known], folded: str) -> int:
    return known[folded].count if folded in known else 0
