"""One slip of the finger: ``Schwimbad`` is near ``Schwimmbad``.

Whole words are compared, before the stem is taken: the stem of a misspelt word is cut at the
wrong place. Distance: optimal string alignment, where two letters that changed places count
as one slip. Words are compared without umlauts, so a forgotten one is no slip at all.
"""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
#: Two slips make another word of a good one: ``Anträgen`` of ``beantragen``.
REACH = 1
MOST = 6


def near(word: str, known: Sequence[str]) -> list[tuple[str, int]]:
    """Known words within reach of a folded word, nearest first, with their distance."""
    if len(word) < SHORTEST or not word.isalpha():
        return []
    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=REACH, limit=MOST * 4)
    return [(str(other), int(distance)) for other, distance, _ in found if other != word]
