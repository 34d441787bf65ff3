"""German words, read the same way for both databases: fold, leave out, stem.

Folding lets ``ü``, ``ue`` and a forgotten umlaut meet; the stem is that of Snowball's algorithm
for German (https://snowballstem.org/algorithms/german/stemmer.html). What stands in the index
and what somebody asks for go through the same functions, so an oddity on one side is met by
the same oddity on the other.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

#: Longer "words" are addresses, keys or noise: cut.
MAX_LETTERS = 40
#: A word, or several that hyphens hold together.
_CHAIN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: Umlauts as they are typed without the keys; not in ``neue``, ``Bauer``, ``Quelle``.
_TYPED = re.compile(r"ae|oe|(?<![aeq])ue")
_stemmer = snowballstemmer.stemmer("german")

#: Words that stand everywhere and tell nothing (folded).
_STOP = """
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer auch auf aus
bei beim bin bis bist da dabei damit dann darf das dass dasselbe dazu dein dem den denn der deren
des dessen die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen
einer eines er es etwas euch euer fur gegen gibt hab habe haben hat hatte hier hinter ich ihm ihn
ihnen ihr ihre ihrem ihren ihrer im in ist ja jede jedem jeden jeder jedes jetzt kann konnen machen
man mein meine mich mir mit muss mussen nach nicht noch nun nur ob oder ohne sehr sein seine seinem
seinen seiner sich sie sind so soll sollen sondern sowie uber um und uns unser unsere unter vom von
vor wann war waren warum was weil welche welcher wenn wer werden wie wieder wir wird wo wurde wurden
zu zum zur zwischen
"""
STOP = frozenset(_STOP.split())


def words(text: str) -> Iterator[str]:
    """Words of a text as they are written, without those that tell nothing."""
    for chain in _CHAIN.finditer(text):
        for word in chain.group().split("-"):
            if fold(word) not in STOP:
                yield word[:MAX_LETTERS]


def stems(text: str) -> set[str]:
    """What a text can be found by; ``E-Bike`` also as ``Ebike``."""
    found = {stem(word) for word in words(text)}
    for chain in _CHAIN.finditer(text):
        if "-" in chain.group():
            found.add(stem(chain.group().replace("-", "")[:MAX_LETTERS]))
    return found


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Small letters without marks: ``Buergermeister`` and ``Bürgermeister`` are the same."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(letter for letter in parts if letter.isalnum())
    return _TYPED.sub(lambda pair: pair.group()[0], bare)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Stem of a word, in folded letters: ``Häuser`` and ``Haus`` become ``haus``."""
    return str(_stemmer.stemWord(fold(word)))
