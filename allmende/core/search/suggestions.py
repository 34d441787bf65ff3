"""What a reader may mean while typing: words and titles of items that this town shows.

Made of titles that may be shown, and of nothing else, so they cannot tell of anything hidden.
"""

from collections import Counter
from dataclasses import dataclass

from allmende.core.items.models import Item
from allmende.core.search.asking import MAX_LENGTH
from allmende.core.search.german import fold, stem, words
from allmende.core.search.hits import newest_with
from allmende.core.search.shelf import searchable, shelf_of
from allmende.core.towns.models import Town

FEWEST_LETTERS = 2
MOST_WORDS = 4
MOST_TITLES = 4
#: Titles that are looked at.
_LOOKED_AT = 40
_SHOWN = ("title", "url_path", "town_id", "public_id", "content_type_id")


@dataclass(frozen=True, slots=True)
class Suggestions:
    words: list[str]
    items: list[Item]


def suggest(text: str, *, town: Town) -> Suggestions:
    """Complete the last word of what has been typed so far."""
    begun, last = _last_word(text)
    if len(fold(last)) < FEWEST_LETTERS:
        return Suggestions([], [])
    titles = _titles(last, town)
    fitting = [item for item in titles if _has_all(item.title, begun)]
    return Suggestions(_completions(begun, last, fitting), fitting[:MOST_TITLES])


def _last_word(text: str) -> tuple[list[str], str]:
    readable = text[:MAX_LENGTH].replace("\0", " ")
    typed = list(words(readable))
    return typed[:-1], (typed[-1] if typed and not readable.endswith(" ") else "")


def _titles(last: str, town: Town) -> list[Item]:
    """The newest items with a word in the title that begins as typed."""
    ids = newest_with(fold(last), stem(last), shelf_of(town), _LOOKED_AT)
    found = {item.pk: item for item in searchable(town).filter(pk__in=ids).only(*_SHOWN)}
    return [found[pk] for pk in ids if pk in found]


def _has_all(title: str, begun: list[str]) -> bool:
    there = {stem(word) for word in words(title)}
    return all(stem(word) in there for word in begun)


def _completions(begun: list[str], last: str, items: list[Item]) -> list[str]:
    """Words of these titles that begin as typed, frequent ones first, as they are written."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for item in items:
        for word in words(item.title):
            if fold(word).startswith(fold(last)):
                counts[fold(word)] += 1
                written.setdefault(fold(word), word)
    before = "".join(f"{word} " for word in begun)
    return [before + written[folded] for folded, _ in counts.most_common(MOST_WORDS)]
