"""The towns of the demo world: real geography, everything else invented (domain.md § 10)."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path

from allmende.core.towns.choices import AuthorityKind, MembershipState, TownKind
from allmende.core.towns.models import (
    Authority,
    Membership,
    Municipality,
    OfficeHours,
    Population,
    QuickLink,
    Town,
    Village,
)

COATS = Path(__file__).parent / "demo_data" / "coats"
WIKIPEDIA = "Statistik 31.12.2023"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is known of a town of the demo world."""

    slug: str
    name: str
    official: str
    claim: str
    colours: tuple[str, str]
    ags: str
    ars: str
    place: tuple[float, float]
    area: str
    elevation: int
    people: tuple[int, date, str]
    street: str
    post: tuple[str, str]
    phone: str
    villages: tuple[str, ...]
    authority: str = ""
    since: date | None = date(2016, 3, 10)


TOWNS = (
    Sketch(
        "soemmerda", "Sömmerda", "Stadt Sömmerda", "Stadt am Fluss, Stadt der Ideen",
        ("#8a1f2d", "#b8862b"), "16068051", "160680051051", (51.1614, 11.1176), "87.57", 138,
        (19052, date(2023, 12, 31), WIKIPEDIA), "Marktplatz 3–4", ("99610", "Sömmerda"),
        "03634 000-100",
        ("Frohndorf", "Leubingen", "Orlishausen", "Rohrborn", "Schallenburg", "Schillingstedt",
         "Stödten", "Tunzenhausen", "Wenigensömmern"),
    ),
    Sketch(
        "buttstaedt", "Buttstädt", "Landgemeinde Stadt Buttstädt", "Zehn Orte, eine Stadt",
        ("#1d4f8b", "#c4701c"), "16068063", "160680063063", (51.1215, 11.4167), "104.80", 201,
        (6638, date(2023, 12, 31), WIKIPEDIA), "Markt 1", ("99628", "Buttstädt"),
        "036373 000-10",
        ("Ellersleben", "Eßleben-Teutleben", "Großbrembach", "Guthmannshausen", "Hardisleben",
         "Kleinbrembach", "Mannstedt", "Olbersleben", "Rudersdorf"),
    ),
    Sketch(
        "kindelbrueck", "Kindelbrück", "Landgemeinde Kindelbrück", "Wo die Quelle springt",
        ("#0f6b5c", "#8c6a1a"), "16068064", "160685005064", (51.2594, 11.0894), "64.65", 143,
        (3941, date(2023, 12, 31), WIKIPEDIA), "Puschkinplatz 1", ("99638", "Kindelbrück"),
        "036375 000-10",
        ("Bilzingsleben", "Düppel", "Frömmstedt", "Kannawurf", "Riethgen"),
        "Verwaltungsgemeinschaft Kindelbrück",
    ),
    Sketch(
        "straussfurt", "Straußfurt", "Gemeinde Straußfurt", "Zwischen Kranichen und Kirchturm",
        ("#2c5d34", "#b04a2f"), "16068053", "160685009053", (51.1640, 10.9890), "21.85", 150,
        (2081, date(2023, 12, 31), WIKIPEDIA), "Bahnhofstraße 13", ("99634", "Straußfurt"),
        "036376 000-10", ("Henschleben", "Vehra"), "Verwaltungsgemeinschaft Straußfurt",
    ),
    Sketch(
        "rastenberg", "Rastenberg", "Stadt Rastenberg", "Waldstadt an der Finne",
        ("#5b3a7a", "#2f7a4d"), "16068042", "160685006042", (51.1761, 11.4192), "35.52", 205,
        (2493, date(2020, 12, 31), "Statistik 31.12.2020"), "Markt 1", ("99636", "Rastenberg"),
        "036377 000-10", ("Bachra", "Roldisleben", "Rothenberga", "Schafau"),
        "Verwaltungsgemeinschaft Kölleda", date(2020, 7, 1),
    ),
    Sketch(  # served by the same administration as Straußfurt, but no member
        "wundersleben", "Wundersleben", "Gemeinde Wundersleben", "Dorf an der Unstrut",
        ("#6a4a1e", "#2d6f8a"), "16068062", "160685009062", (51.1220, 11.0320), "10.64", 145,
        (690, date(2020, 12, 31), "Statistik 31.12.2020"), "Dorfstraße 1",
        ("99610", "Wundersleben"), "036376 000-40", (), "Verwaltungsgemeinschaft Straußfurt", None,
    ),
)  # fmt: skip

AUTHORITIES = (
    ("Verwaltungsgemeinschaft Kindelbrück", "160685005", "Puschkinplatz 1", "99638", "Kindelbrück"),
    ("Verwaltungsgemeinschaft Straußfurt", "160685009", "Bahnhofstraße 13", "99634", "Straußfurt"),
    ("Verwaltungsgemeinschaft Kölleda", "160685006", "Markt 1", "99625", "Kölleda"),
)

HOURS = (("1", 9, 12), ("2", 9, 12), ("2", 13, 18), ("4", 9, 12), ("4", 13, 16), ("5", 9, 12))

QUICK_LINKS = (
    ("Rathaus & Öffnungszeiten", "/rathaus/", "townhall"),
    ("Ausweis & Meldewesen", "/suche/?q=ausweis", "id"),
    ("Müll & Wertstoffe", "/suche/?q=abfall", "waste"),
    ("Bauen & Straßen", "/aktuelles/?thema=bauen-verkehr", "construction"),
    ("Kita & Schule", "/aktuelles/?thema=bildung-familie", "family"),
    ("Vereine", "/aktuelles/?thema=vereine", "people"),
)


def build() -> None:
    """Make authorities, towns, the alliance and its members, as far as they are missing."""
    for name, key, street, postcode, city in AUTHORITIES:
        values = {"kind": AuthorityKind.VG, "key": key, "street": street, "postcode": postcode,
                  "city": city, "phone": "036376 000-0", "email": "info@vg.example.org"}  # fmt: skip
        Authority.objects.get_or_create(name=name, defaults=values)
    alliance = _alliance()
    for sketch in TOWNS:
        town = _town(sketch)
        if sketch.since:
            Membership.objects.get_or_create(
                alliance=alliance,
                town=town,
                defaults={"state": MembershipState.MEMBER, "effective_from": sketch.since},
            )


def _coat(slug: str) -> str:
    file = COATS / f"{slug}.svg"
    return file.read_text() if file.exists() else ""


def _alliance() -> Town:
    values = {
        "kind": TownKind.ALLIANCE,
        "name": "Allianz Demo-Becken",
        "official_name": "Zweckverband Allianz Demo-Becken",
        "host": "becken.localhost",
        "claim": "Orte im Becken, gemeinsam unterwegs",
        "introduction": "Was die Orte im Becken gemeinsam bewegt: Nachrichten, Vorhaben, Ideen.",
        "coat_svg": _coat("allianz"),
        "colour_primary": "#0b5d66",
        "colour_accent": "#b3541e",
        "lat": 51.17,
        "lon": 11.2,
        "street": "Marktplatz 3–4",
        "postcode": "99610",
        "city": "Sömmerda",
        "phone": "03634 000-500",
        "email": "buero@becken.example.org",
        "represented_by": "Vorsitz der Verbandsversammlung",
        "editor_in_charge": "Geschäftsstelle der Allianz",
        "supervisory_authority": "Landratsamt Sömmerda, Kommunalaufsicht",
        "data_protection_officer": "Datenschutz der Allianz, datenschutz@becken.example.org",
    }
    town, _made = Town.objects.get_or_create(slug="allianz", defaults=values)
    return town


def _town(sketch: Sketch) -> Town:
    town, made = Town.objects.get_or_create(slug=sketch.slug, defaults=_values(sketch))
    if made:
        _surroundings(town, sketch)
    return town


def _values(sketch: Sketch) -> dict[str, object]:
    mail = f"rathaus@{sketch.slug}.example.org"
    return {
        "kind": TownKind.MUNICIPALITY,
        "name": sketch.name,
        "official_name": sketch.official,
        "host": f"{sketch.slug}.localhost",
        "claim": sketch.claim,
        "introduction": f"Nachrichten und Service aus {sketch.name} und seinen Ortsteilen.",
        "authority": Authority.objects.filter(name=sketch.authority).first(),
        "coat_svg": _coat(sketch.slug),
        "colour_primary": sketch.colours[0],
        "colour_accent": sketch.colours[1],
        "lat": sketch.place[0],
        "lon": sketch.place[1],
        "street": sketch.street,
        "postcode": sketch.post[0],
        "city": sketch.post[1],
        "phone": sketch.phone,
        "email": mail,
        "represented_by": "die Bürgermeisterin oder der Bürgermeister",
        "editor_in_charge": "Hauptamt",
        "supervisory_authority": "Landratsamt Sömmerda, Kommunalaufsicht",
        "data_protection_officer": f"Datenschutz, datenschutz@{sketch.slug}.example.org",
    }


def _surroundings(town: Town, sketch: Sketch) -> None:
    """Keys, villages, inhabitants, office hours and quick links of a new town."""
    Municipality.objects.create(
        town=town,
        ags=sketch.ags,
        ars=sketch.ars,
        area_km2=Decimal(sketch.area),
        elevation_m=sketch.elevation,
    )
    for name in sketch.villages:
        begins = date(2023, 1, 1) if name == "Riethgen" else None
        Village.objects.create(town=town, name=name, valid_from=begins)
    count, day, source = sketch.people
    Population.objects.create(town=town, day=day, count=count, source=source)
    for weekday, opens, closes in HOURS:
        OfficeHours.objects.create(
            town=town, weekday=weekday, opens=time(opens), closes=time(closes)
        )
    for position, (label, url, icon) in enumerate(QUICK_LINKS):
        QuickLink.objects.create(town=town, label=label, url=url, icon=icon, position=position)
