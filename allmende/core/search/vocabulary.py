"""The words a house has written, held in memory: what spelling and compounds are judged by.

Only words of published items come here. Whoever shows one of them to a reader must first have
seen that it leads to something this reader may see: this memory knows no towns.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from django.db.models import F

from allmende.core.cache.memo import remembered
from allmende.core.cache.tags import changed, clock, is_pending
from allmende.core.search.compounds import Cutter
from allmende.core.search.german import fold, stem, words
from allmende.core.search.models import Word
from allmende.core.towns.models import Village
from allmende.core.towns.queries import TOWNS_TAG, all_towns

#: Moves when words came, and when all must be read anew (after a rebuild or a restore).
WORDS_TAG = "search-words"
ANEW_TAG = "search-words-anew"
#: Shorter ones are no matter of spelling; digits neither.
FEWEST_LETTERS = 3
_BATCH = 500


@dataclass(slots=True)
class Known:
    """A word as people wrote it, its stem, and in how many items it stood when it was read."""

    written: str
    stem: str
    count: int


@dataclass
class Vocabulary:
    """All words by their folded letters. None is taken away while it is held."""

    words: dict[str, Known] = field(default_factory=dict)
    last: int = 0
    names: frozenset[str] = frozenset()

    @cached_property
    def cutter(self) -> Cutter:
        return Cutter({known.stem for known in self.words.values()}, self.names)

    @cached_property
    def lines(self) -> str:
        """All folded words, each in a line."""
        return "".join(f"{folded}\n" for folded in self.words)

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for folded in self.words:
            found.setdefault(len(folded), []).append(folded)
        return found

    def about(self, length: int, *, reach: int) -> list[str]:
        """Folded words that are longer or shorter than this by ``reach`` letters at most."""
        lengths = range(length - reach, length + reach + 1)
        return [folded for n in lengths for folded in self.by_length.get(n, ())]

    def read_on(self) -> "Vocabulary":
        """Read what came since; others may be using this one, so it stays as it is."""
        rows = Word.objects.filter(pk__gt=self.last).order_by("pk")
        found, last = dict(self.words), self.last
        columns = rows.values_list("pk", "folded", "written", "stem", "count")
        for pk, folded, written, root, count in columns:
            found[folded] = Known(written, root, count)
            last = pk
        return Vocabulary(found, last, self.names)


_lock = Lock()
_held: dict[str, tuple[tuple[object, ...], int, Vocabulary]] = {}


def vocabulary() -> Vocabulary:
    """What is known now. In a transaction that has brought words itself: read past the memory."""
    names = _names()
    if is_pending([WORDS_TAG, ANEW_TAG]):
        return Vocabulary(names=names).read_on()
    base, newest = (clock().read(ANEW_TAG), names), clock().read(WORDS_TAG)
    with _lock:
        held = _held.get("words")
        if held is None or held[0] != base:
            held = (base, newest, Vocabulary(names=names).read_on())
        elif held[1] != newest:
            held = (base, newest, held[2].read_on())
        _held["words"] = held
    return held[2]


@remembered(TOWNS_TAG)
def _names() -> frozenset[str]:
    """Names of places: who looks for a bridge does not mean Kindelbrück."""
    villages = Village.objects.values_list("name", flat=True)
    places = [*(town.name for town in all_towns()), *villages]
    return frozenset(fold(word) for place in places for word in words(place))


def spelt(text: str) -> dict[str, str]:
    """Words of a text by their folded letters, as written first; numbers are left out."""
    found: dict[str, str] = {}
    for word in words(text):
        if len(word) >= FEWEST_LETTERS and word.isalpha():
            found.setdefault(fold(word), word)
    return found


def count_words(*, came: dict[str, str], went: Iterable[str]) -> None:
    """Keep in how many items a word stands; one that stands nowhere any more is forgotten."""
    gone = list(went)
    for part in _parts(gone):
        rows = Word.objects.filter(folded__in=part)
        rows.filter(count__gt=0).update(count=F("count") - 1)
        rows.filter(count=0).delete()
    known = _known(came)
    for part in _parts(sorted(known)):
        Word.objects.filter(folded__in=part).update(count=F("count") + 1)
    new = [_new(folded, written) for folded, written in came.items() if folded not in known]
    if new:
        Word.objects.bulk_create(new, ignore_conflicts=True, batch_size=_BATCH)
        changed(WORDS_TAG)


def _known(wanted: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for part in _parts(list(wanted)):
        found.update(Word.objects.filter(folded__in=part).values_list("folded", flat=True))
    return found


def _new(folded: str, written: str) -> Word:
    return Word(folded=folded, written=written, stem=stem(written), count=1)


def _parts(folded: list[str]) -> Iterable[list[str]]:
    return (folded[n : n + _BATCH] for n in range(0, len(folded), _BATCH))
