"""Which words contain another word: ``Sporthalle`` is found by ``Halle``, ``Sömmerda`` not by
``Sommer``.

Asked when somebody searches, not when an item is read. So a word that nobody had written
before cuts older compounds too, and no item is read anew.
"""

from collections.abc import Iterator

from allmende.core.search.everyday import PARTS
from allmende.core.search.german import stem

#: What stands between the parts of a compound (Fugenelement), and endings.
LINKS = ("", "s", "es", "n", "en", "er", "e")
SHORTEST = 3
#: Shorter words of a site cut too much: ``sch`` is no part of ``Schwein``.
SHORTEST_UNLISTED = 4
LONGEST = 14
_EVERYDAY = frozenset({*PARTS, *(stem(part) for part in PARTS)})


def is_everyday(word: str) -> bool:
    """Whether everybody knows a folded word, or all its parts: then it is not misspelt."""
    return word in _EVERYDAY or stem(word) in _EVERYDAY or bool(Cutter(set()).parts(word))


def _containing(lines: str, letters: str) -> Iterator[str]:
    """Lines with these letters: one look through a long text is quicker than many through words."""
    place = lines.find(letters)
    while place >= 0:
        end = lines.find("\n", place)
        yield lines[lines.rfind("\n", 0, place) + 1 : end]
        place = lines.find(letters, end)


class Cutter:
    """Cuts words into parts that the site, or everybody, knows."""

    def __init__(self, stems: set[str], names: frozenset[str] = frozenset()) -> None:
        self._stems = stems
        self._names = names
        self._parts: dict[str, frozenset[str]] = {}

    def compounds_of(self, wanted: str, lines: str) -> list[str]:
        """Of folded words, one in each line, those of which a part has this stem."""
        if len(wanted) < SHORTEST:
            return []
        return [word for word in _containing(lines, wanted) if wanted in self.parts(word)]

    def parts(self, word: str) -> frozenset[str]:
        """Stems of all parts of a folded word, and of their parts; empty when it is simple."""
        if word not in self._parts:
            self._parts[word] = frozenset() if word in self._names else self._cut(word)
        return self._parts[word]

    def _cut(self, word: str) -> frozenset[str]:
        found: set[str] = set()
        for place in range(len(word) - SHORTEST, SHORTEST - 1, -1):
            tail = word[place:]
            if not (self._is_known(tail) or self.parts(tail)):
                continue
            if head := self._head(word[:place]):
                found |= {stem(head), stem(tail)} | self.parts(head) | self.parts(tail)
        return frozenset(found)

    def _head(self, piece: str) -> str:
        """The known word (or compound) at the beginning, without what links it to the next."""
        for link in LINKS:
            word = piece.removesuffix(link) if link else piece
            if (not link or word != piece) and (self._is_known(word) or self.parts(word)):
                return word
        return ""

    def _is_known(self, word: str) -> bool:
        if len(word) < SHORTEST:
            return False
        root = stem(word)
        if word in _EVERYDAY or root in _EVERYDAY:
            return True
        return SHORTEST_UNLISTED <= len(word) <= LONGEST and root in self._stems
