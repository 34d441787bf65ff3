"""140 associations, and 210 sights, facilities, businesses and hosts: one seed, a few statements."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from allmende.core.kit.dates import today
from allmende.core.kit.text import german_slug
from allmende.core.towns.models import Town, Village
from allmende.modules.directory.choices import PLURALS, EntryKind
from allmende.modules.directory.demo.geography import CODES, PLACES
from allmende.modules.directory.demo.sights import SIGHTS
from allmende.modules.directory.demo.weeks import HOLIDAYS, WEEKS
from allmende.modules.directory.models import Entry
from allmende.modules.directory.queries import folded
from allmende.shared.organisations.models import Organisation
from allmende.shared.places.models import OpeningHours, Place

SEED = 20_260_301
ASSOCIATIONS, PLACES_OF_INTEREST = 140, 210
#: Never confirmed; confirmed long ago; so long ago that readers no longer see them: 18 together.
NEVER, LONG_AGO, TOO_LONG_AGO = 10, 6, 2
STREETS = (
    "Hauptstraße",
    "Kirchgasse",
    "Am Anger",
    "Lindenstraße",
    "Mühlweg",
    "Dorfplatz",
    "Gartenweg",
)
CLUBS = (
    ("Heimatverein {}", "Pflegt Bräuche und das Dorfmuseum."),
    ("Feuerwehrverein {}", "Hilft der Feuerwehr und feiert mit dem Ort."),
    ("Sportverein {}", "Fußball, Turnen und Tischtennis für alle Alter."),
    ("Kleingartenverein {}", "Gärten mit Zaun, Laube und Nachbarschaft."),
    ("Kirmesgesellschaft {}", "Richtet die Kirmes aus."),
    ("Gesangverein {}", "Singt montags und zu jedem Fest."),
    ("Karnevalsclub {}", "Närrische Sitzungen und ein Umzug."),
    ("Angelverein {}", "Angelt, hegt und räumt die Ufer auf."),
    ("Landfrauen {}", "Backen, wandern, Vorträge hören."),
    ("Rassegeflügelzuchtverein {}", "Zeigt im Herbst, was im Sommer wuchs."),
)
FACILITIES = (
    ("facility", "park", "Spielplatz {}", "Schaukel, Rutsche und Bank im Schatten.", ""),
    ("sight", "church", "Kirche {}", "Dorfkirche mit Turm; Schlüssel im Pfarrhaus.", ""),
    ("facility", "fire", "Feuerwehrhaus {}", "Gerätehaus der Freiwilligen Feuerwehr.", ""),
    ("facility", "hall", "Gemeinschaftshaus {}", "Saal und Küche zum Mieten.", ""),
)
BUSINESSES = (
    ("Bäckerei Kornblume", "Brot und Kuchen.", "shop", "shop"),
    ("Tischlerei Hobelspan", "Fenster, Türen, Möbel.", "shop", "shop"),
    ("Gasthaus Zur Linde", "Hausgemachtes und ein Biergarten.", "food", "food"),
    ("Hofladen Streuobst", "Saft, Eier und Gemüse vom Hof.", "shop", "shop"),
    ("Fahrrad Speiche", "Reparatur und Verleih.", "shop", "shop"),
    ("Friseur Lockenpracht", "Waschen, schneiden, reden.", "shop", "shop"),
)
HOSTS = (
    ("Pension Unstruttal", "Ruhige Zimmer, Fahrräder willkommen."),
    ("Ferienwohnung Am Mühlgraben", "Zwei Zimmer mit Garten."),
    ("Gästehaus Finneblick", "Frühstück mit Aussicht."),
    ("Radlerherberge Pfefferminze", "Betten, Dusche, Werkzeug."),
)


@dataclass
class Heap:
    """Rows that are written together in the end."""

    places: list[Place] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    weeks: list[tuple[Place, str]] = field(default_factory=list)
    slugs: set[tuple[int, str]] = field(default_factory=set)

    def write(self) -> None:
        Place.objects.bulk_create(self.places)
        Organisation.objects.bulk_create(self.organisations)
        Entry.objects.bulk_create(self.entries)
        OpeningHours.objects.bulk_create(
            OpeningHours(place=place, weekday=day, opens=opens, closes=closes)
            for place, week in self.weeks
            for day, opens, closes in WEEKS[week]
        )


@dataclass(frozen=True)
class Spot:
    """A village (or the town itself) in which something can be."""

    town: Town
    village: Village | None
    name: str
    lat: float
    lon: float


def build(towns: dict[str, Town]) -> None:
    dice, heap = Random(SEED), Heap(slugs=set(Entry.objects.values_list("town", "slug")))
    spots = list(_spots(towns))
    _clubs(heap, spots, dice)
    _sights(heap, towns, dice)
    _generated(heap, spots, dice)
    heap.write()


def _spots(towns: dict[str, Town]) -> Iterator[Spot]:
    for slug, rows in PLACES.items():
        town = towns.get(slug)
        villages: dict[str, Any] = {v.name: v for v in _villages(town)} if town else {}
        for name, lat, lon in rows if town else ():
            if town and (not name or name in villages):
                yield Spot(town, villages.get(name), name or town.name, lat, lon)


def _villages(town: Town) -> list[Any]:
    return list(Village.objects.filter(town=town))


def _clubs(heap: Heap, spots: list[Spot], dice: Random) -> None:
    first = next(spot for spot in spots if spot.town.slug == "soemmerda")
    pairs = [(name, text, spot) for name, text in CLUBS for spot in spots]
    chosen = dice.sample(pairs, ASSOCIATIONS - 1)
    dates = [*_dates(dice), *(_lately(dice) for _ in range(ASSOCIATIONS))]
    for number, (name, text, spot) in enumerate([("Heimatverein", CLUBS[0][1], first), *chosen]):
        _add(heap, spot, dice, EntryKind.ASSOCIATION, name.format(spot.name), text,
             on=_lately(dice) if number == 0 else dates[number - 1])  # fmt: skip


def _dates(dice: Random) -> Iterator[date | None]:
    """Eighteen that nobody has confirmed, or not lately."""
    yield from [None] * NEVER
    for _ in range(LONG_AGO):
        yield today() - timedelta(days=dice.randint(400, 690))
    for _ in range(TOO_LONG_AGO):
        yield today() - timedelta(days=dice.randint(760, 1100))


def _lately(dice: Random) -> date:
    return today() - timedelta(days=dice.randint(5, 330))


def _sights(heap: Heap, towns: dict[str, Town], dice: Random) -> None:
    for one in SIGHTS:
        town = towns.get(one.town)
        if town is None:
            continue
        village = next((v for v in _villages(town) if v.name == one.village), None)
        lat, lon = one.point or (town.lat or 0, town.lon or 0)
        spot = Spot(town, village, one.village or town.name, lat, lon)
        _add(heap, spot, dice, EntryKind(one.kind), one.name, one.summary, on=_lately(dice),
             place=one.place, street=one.street, week=one.week, spread=0,
             is_outside=one.is_outside)  # fmt: skip


def _generated(heap: Heap, spots: list[Spot], dice: Random) -> None:
    """Ordinary things in every village, until there are as many as there shall be."""
    rows: list[tuple[Any, ...]] = [
        (spot, kind, place, name.format(spot.name), text, week)
        for kind, place, name, text, week in FACILITIES for spot in spots
    ]  # fmt: skip
    some = [
        (spot, "business", place, f"{name} {spot.name}", text, week)
        for name, text, place, week in BUSINESSES for spot in dice.sample(spots, 6)
    ] + [
        (spot, "host", "lodging", f"{name} {spot.name}", text, "")
        for name, text in HOSTS for spot in dice.sample(spots, 5)
    ]  # fmt: skip
    left = PLACES_OF_INTEREST - len(SIGHTS) - len(some)
    for spot, kind, place, name, text, week in [*some, *dice.sample(rows, left)]:
        _add(
            heap, spot, dice, EntryKind(kind), name, text, on=_lately(dice), place=place, week=week
        )


def _add(
    heap: Heap, spot: Spot, dice: Random, kind: EntryKind, name: str, text: str, *,
    on: date | None, place: str = "other", street: str = "", week: str = "", spread: float = 0.006,
    is_outside: bool = False,
) -> None:  # fmt: skip
    town = spot.town
    where = Place(
        town=town, name=name, kind=place, village=spot.village, is_outside=is_outside,
        street=street or f"{dice.choice(STREETS)} {dice.randint(1, 60)}",
        postcode=town.postcode, city=town.city, on_holidays=HOLIDAYS.get(week, "closed"),
        lat=round(spot.lat + dice.uniform(-spread, spread) / 2, 5),
        lon=round(spot.lon + dice.uniform(-spread, spread), 5),
        step_free=dice.choice(("yes", "yes", "no", "unknown")),
        wc=dice.choice(("yes", "no", "unknown")), source="Demo-Welt", licence="CC0 1.0",
    )  # fmt: skip
    heap.places.append(where)
    if week:
        heap.weeks.append((where, week))
    slug = _slug(heap, town, name)
    organisation = _organisation(heap, town, kind, name, slug, dice)
    words = " ".join([name, text, str(EntryKind(kind).label), str(PLURALS[kind]), town.name,
                      spot.name, where.street])  # fmt: skip
    heap.entries.append(
        Entry(
            town=town, kind=kind, name=name, slug=slug, summary=text, place=where,
            organisation=organisation, is_shared=True, confirmed_on=on,
            created_on=on or today() - timedelta(days=60), source="Demo-Welt",
            phone="" if organisation else _phone(town, dice), words=folded(words),
        )
    )  # fmt: skip


def _organisation(
    heap: Heap, town: Town, kind: EntryKind, name: str, slug: str, dice: Random
) -> Organisation | None:
    if kind not in {EntryKind.ASSOCIATION, EntryKind.BUSINESS, EntryKind.HOST}:
        return None
    made = Organisation(
        town=town, name=name, slug=slug, kind=kind.value,
        legal_form="e. V." if kind == EntryKind.ASSOCIATION else "",
        contact_role="Vorstand" if kind == EntryKind.ASSOCIATION else "",
        phone=_phone(town, dice), email=f"{slug[:40]}@example.org",
        email_on_file=f"{slug[:40]}@example.org",
    )  # fmt: skip
    heap.organisations.append(made)
    return made


def _phone(town: Town, dice: Random) -> str:
    return f"{CODES[town.slug]} 000-{dice.randint(200, 899)}"


def _slug(heap: Heap, town: Town, name: str) -> str:
    wished, number = german_slug(name, max_length=90), 1
    slug = wished
    while (town.pk, slug) in heap.slugs:
        number += 1
        slug = f"{wished}-{number}"
    heap.slugs.add((town.pk, slug))
    return slug
