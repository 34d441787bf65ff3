"""Who is responsible for something in a place: "Hundesteuer in Vehra" has one answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from rapidfuzz.fuzz import ratio

from allmende.core.cache.memo import remembered
from allmende.core.kit.dates import today
from allmende.core.towns.models import Municipality, Town, Village
from allmende.core.towns.queries import TOWNS_TAG, all_towns, town_by_id
from allmende.modules.directory.choices import NEARNESS, EntryKind, Level
from allmende.modules.directory.models import Entry, Responsibility
from allmende.modules.directory.queries import folded, shown_in

#: Words of a question that name neither a service nor a place.
EMPTY_WORDS = frozenset(
    (
        *(
            "wer",
            "ist",
            "fuer",
            "zustaendig",
            "zustaendigkeit",
            "verantwortlich",
            "macht",
            "wo",
            "wie",
            "was",
        ),
        *(
            "kann",
            "ich",
            "mein",
            "meine",
            "meinen",
            "einen",
            "eine",
            "ein",
            "der",
            "die",
            "das",
            "den",
            "dem",
        ),
        *(
            "des",
            "in",
            "im",
            "bei",
            "beim",
            "von",
            "vom",
            "zu",
            "zum",
            "zur",
            "am",
            "an",
            "auf",
            "und",
            "oder",
        ),
        *(
            "amt",
            "buero",
            "muss",
            "beantragen",
            "melden",
            "bekomme",
            "bekommt",
            "man",
            "bearbeitet",
        ),
        *("where", "who", "is", "for", "the", "of", "responsible", "a"),
    )
)
MOST_WORDS = 12
#: How alike a mistyped word must be (0 to 100), and how long a word that may be mistyped.
ALIKE, LONG = 86, 6


class Somewhere(NamedTuple):
    """A village or a town that was named in a question."""

    name: str
    town_id: int
    village_id: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The office that does it, what it calls it, and for where that holds."""

    office: Entry
    responsibility: Responsibility
    where: str


@remembered(TOWNS_TAG)
def _gazetteer(_day: object) -> dict[tuple[str, ...], list[Somewhere]]:
    """Every village and municipality of the house, by its folded words."""
    found: dict[tuple[str, ...], list[Somewhere]] = {}
    for town in all_towns():
        if not town.is_alliance:
            words = tuple(folded(town.name).split())
            found.setdefault(words, []).append(Somewhere(town.name, town.pk, None))
    villages = Village.objects.on(today()).order_by("pk")  # type: ignore[attr-defined]
    for pk, name, town_id in villages.values_list("pk", "name", "town"):
        words = tuple(folded(name).split())
        found.setdefault(words, []).append(Somewhere(name, town_id, pk))
    return found


def where_in(words: list[str], town: Town) -> tuple[Somewhere | None, list[str]]:
    """The place a question names, and the words that are left. Same names: the own town counts."""
    known = _gazetteer(today())
    for size in (4, 3, 2, 1):
        for start in range(len(words) - size + 1):
            here = known.get(tuple(words[start : start + size]))
            if here:
                chosen = min(here, key=lambda one: (one.town_id != town.pk, one.village_id is None))
                return chosen, words[:start] + words[start + size :]
    return None, words


def responsible(question: str, town: Town) -> Answer | None:
    """The office that answers a question, asked on the site of a town; None when it names none.

    A village named in the question decides; without one it is about the town itself. An
    alliance has no offices of its own area: there a place must be named.
    """
    everything = [word for word in folded(question).split()[:MOST_WORDS] if word]
    where, words = where_in(everything, town)
    asked = [word for word in words if word not in EMPTY_WORDS]
    if not asked or (where is None and town.is_alliance):
        return None
    here = where or Somewhere(town.name, town.pk, None)
    best = max(_candidates(here, asked, town), key=lambda pair: pair[0], default=None)
    return Answer(best[1].office, best[1], here.name) if best else None


def _candidates(
    here: Somewhere, asked: list[str], town: Town
) -> Iterator[tuple[tuple[float, int, int, int], Responsibility]]:
    for one in _done_for(here, town):
        villages = _villages(one)
        is_for_village = here.village_id in villages
        score = max(_score(asked, folded(name).split()) for name in one.known_as)
        if score >= 0.5 and (is_for_village or not villages):
            nearness = -NEARNESS.index(Level(one.office.level))
            yield (score, int(is_for_village), nearness, -one.pk), one


def _villages(one: Responsibility) -> set[int]:
    """Villages for which an office does something; none: for its whole area."""
    own = {village.pk for village in one.villages.all()}
    place = one.office.place
    return own or ({village.pk for village in place.villages_served.all()} if place else set())


def _done_for(here: Somewhere, town: Town) -> list[Responsibility]:
    """What offices do for a place, as far as the asking town shows these offices."""
    target = town_by_id(here.town_id)
    serves = Q(level=Level.TOWN, town=target)
    if target.authority_id:
        serves |= Q(level=Level.AUTHORITY, authority=target.authority_id)
    if ags := Municipality.objects.filter(town=target).values_list("ags", flat=True).first():
        serves |= Q(level=Level.DISTRICT, district=ags[:5])
    offices = shown_in(town).filter(serves, kind=EntryKind.OFFICE)
    rows = Responsibility.objects.filter(office__in=offices.values("pk"))
    villages = ("villages", "office__place__villages_served")
    related = ("office__town", "office__place", "office__place__village", "office__organisation",
               "office__authority")  # fmt: skip
    return list(rows.select_related("office", *related).prefetch_related(*villages)[:1000])


def _score(asked: list[str], known: list[str]) -> float:
    """Share of the words asked that a name of a service has; 1 is all. More of the name is better."""
    hits = sum(any(_is_same(word, other) for other in known) for word in asked)
    if not hits:
        return 0
    return hits / len(asked) + 0.1 * hits / len(known) if hits * 2 >= len(asked) else 0


def _is_same(word: str, known: str) -> bool:
    if word == known:
        return True
    if len(word) >= 5 and len(known) >= 5 and (word.startswith(known) or known.startswith(word)):
        return True
    if len(word) >= LONG and word in known:
        return True
    return len(word) >= LONG and len(known) >= LONG and ratio(word, known) >= ALIKE
