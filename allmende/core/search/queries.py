"""Search what a town shows. One hit per item, because it searches items, not placements."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from allmende.core.cache.tags import clock, is_pending
from allmende.core.modules.contract import SearchSource
from allmende.core.search import facets, hits
from allmende.core.search.asking import Term, terms_of, typed
from allmende.core.search.facets import Cell, Wanted
from allmende.core.search.fulltext import by_index
from allmende.core.search.german import stem
from allmende.core.search.hits import Row
from allmende.core.search.respelling import Respelt, respell
from allmende.core.search.shelf import Shelf, shelf_of
from allmende.core.search.synonyms import SYNONYMS_TAG
from allmende.core.search.vocabulary import ANEW_TAG, WORDS_TAG
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG

PER_PAGE = 20
#: Answers kept on one shelf; then it begins anew.
MOST_ANSWERS = 50
#: What an answer depends on beside what the town shows.
_TAGS = (WORDS_TAG, ANEW_TAG, SYNONYMS_TAG, TOWNS_TAG)


@dataclass(frozen=True, slots=True)
class Choice:
    """How a reader narrows down; what nobody knows narrows nothing."""

    town: Town | None = None
    kind: str = ""
    period: str = ""


@dataclass(slots=True)
class Answer:
    """What a search gives. ``instead`` is set when another spelling was searched for."""

    terms: Sequence[Term]
    shelf: Shelf
    wanted: Wanted
    cells: Sequence[tuple[Cell, int]] = ()
    rows: Sequence[Row] = ()
    instead: Respelt | None = None
    #: No item has all the words: these have most of them.
    is_partly: bool = False
    #: Words that none of these items has.
    lacking: list[str] = field(default_factory=list)
    #: Words of the query that would find something alone, and words like them.
    hints: list[str] = field(default_factory=list)
    #: Words that nothing is like.
    missed: list[str] = field(default_factory=list)

    @property
    def kinds(self) -> dict[int, SearchSource]:
        """What can be found, by the id of the content type."""
        return self.shelf.kinds

    @property
    def total(self) -> int:
        return facets.total(self.cells, self.wanted)

    @property
    def has_groups(self) -> bool:
        """Whether hits of several kinds stand beside each other."""
        return self.wanted.kind is None and len(facets.kinds(self.cells, self.wanted)) > 1

    @property
    def stems(self) -> frozenset[str]:
        """Stems to mark in what is shown."""
        found = (one for term in self.terms for phrase in term.either for one in phrase)
        return frozenset(found)


def search(query: str, *, town: Town, choice: Choice | None = None, page: int = 1) -> Answer:
    """Find what a town shows that has every word of a query, in any of its forms.

    Gives the hits of one page of each kind; counts are of all pages. When nothing is found,
    spellings near by are tried, then items that have most of the words. An answer is kept on the
    shelf of the town, and goes with it.
    """
    words, choice, shelf = typed(query), choice or Choice(), shelf_of(town)
    if is_pending(_TAGS):
        return _answer(words, town, choice, page, shelf)
    key = (*words, choice, page, *(clock().read(tag) for tag in _TAGS))
    found: Answer | None = shelf.answers.get(key)
    if found is None:
        found = _answer(words, town, choice, page, shelf)
        if len(shelf.answers) >= MOST_ANSWERS:
            shelf.answers.clear()
        shelf.answers[key] = found
    return found


def _answer(words: list[str], town: Town, choice: Choice, page: int, shelf: Shelf) -> Answer:
    answer = _begin(words, town, choice, shelf)
    if answer.terms:
        with by_index():
            _look(answer, page)
            if not answer.cells:
                _look_otherwise(answer, words, town, page)
    return answer


def _begin(words: list[str], town: Town, choice: Choice, shelf: Shelf) -> Answer:
    kind = next((pk for pk, source in shelf.kinds.items() if source.key == choice.kind), None)
    slots = shelf.calendar.slots_of(choice.period)
    wanted = Wanted(choice.town.pk if choice.town else None, kind, slots)
    return Answer(terms_of(words, town), shelf, wanted)


def _look(answer: Answer, page: int) -> None:
    if answer.is_partly:
        found, answer.lacking = hits.most_having(answer.terms, answer.shelf)
    else:
        found = hits.all_having(answer.terms)
    answer.cells = hits.counted(found, answer.shelf)
    _turn_to(answer, found, page)
    if page > 1 and answer.cells and _is_beside(answer):
        _turn_to(answer, found, 1 if answer.has_groups else -(-answer.total // PER_PAGE) or 1)


def _turn_to(answer: Answer, found: set[int], page: int) -> None:
    first, last = (page - 1) * PER_PAGE + 1, page * PER_PAGE
    answer.rows = hits.ranked(
        answer.terms, found, answer.shelf, answer.wanted, first, last, is_partly=answer.is_partly
    )


def _is_beside(answer: Answer) -> bool:
    """Groups have one page, and a page after the last one is the last one."""
    return answer.has_groups or not answer.rows


def _look_otherwise(answer: Answer, words: list[str], town: Town, page: int) -> None:
    respelt = respell(words, town=town, shelf=answer.shelf)
    answer.hints, answer.missed = respelt.hints, respelt.missed
    if respelt.is_other:
        answer.terms = terms_of(respelt.words, town)
        _look(answer, page)
        answer.instead = respelt if answer.cells else None
    if not answer.cells and len(answer.terms) > 1:
        _look_partly(answer, page)


def _look_partly(answer: Answer, page: int) -> None:
    answer.is_partly = True
    _look(answer, page)
    answer.is_partly = bool(answer.cells)


def boosted(answer: Answer) -> dict[int, int]:
    """Levels by which kinds rise because a word of theirs was asked for."""
    asked = {one for term in answer.terms for one in term.literal}
    return {
        kind: source.boost
        for kind, source in answer.kinds.items()
        if source.boost and not asked.isdisjoint(map(stem, source.boost_words))
    }
