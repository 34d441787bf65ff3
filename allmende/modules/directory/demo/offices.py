"""Offices of the demo world: town halls, the three administrative communities, the district."""

from typing import NamedTuple

_CITIZENS = (
    "personalausweis",
    "reisepass",
    "anmeldung",
    "fuehrungszeugnis",
    "beglaubigung",
    "fundbuero",
    "wahl",
    "fischerei",
)
_MONEY = ("hundesteuer", "grundsteuer", "gewerbesteuer", "steuer")
_ORDER = ("ordnung", "gewerbe", "gaststaette", "sondernutzung", "markt", "baum")
_LIFE = ("heirat", "geburt", "sterbefall")
_BUILD = ("bauplan", "strasse", "winterdienst", "friedhof", "halle")
_FAMILY = ("kita", "schule")


class Office(NamedTuple):
    """``authority`` and ``district`` say for whom it works; empty: for the town."""

    town: str
    name: str
    summary: str
    street: str
    city: tuple[str, str]
    point: tuple[float, float]
    phone: str
    services: tuple[str, ...]
    authority: str = ""
    district: str = ""
    week: str = "office"


OFFICES = (
    Office("soemmerda", "Bürgerbüro Sömmerda", "Ausweise, Meldewesen und alles, was schnell gehen soll.", "Marktplatz 3–4", ("99610", "Sömmerda"), (51.1613, 11.1175), "03634 000-110", (*_CITIZENS, "wohngeld")),
    Office("soemmerda", "Stadtkasse und Steueramt Sömmerda", "Steuern, Abgaben und Zahlungen.", "Marktplatz 3–4", ("99610", "Sömmerda"), (51.1613, 11.1174), "03634 000-120", _MONEY),
    Office("soemmerda", "Ordnungsamt Sömmerda", "Ordnung, Gewerbe und Märkte.", "Marktplatz 3–4", ("99610", "Sömmerda"), (51.1614, 11.1174), "03634 000-130", _ORDER),
    Office("soemmerda", "Standesamt Sömmerda", "Heiraten, Geburten und Urkunden.", "Marktplatz 3–4", ("99610", "Sömmerda"), (51.1614, 11.1176), "03634 000-140", _LIFE),
    Office("soemmerda", "Bauamt Sömmerda", "Straßen, Pläne und Friedhöfe.", "Bahnhofstraße 9", ("99610", "Sömmerda"), (51.1598, 11.1131), "03634 000-150", _BUILD),
    Office("soemmerda", "Amt für Bildung und Familie Sömmerda", "Kita, Schule und Bibliothek.", "Marktplatz 3–4", ("99610", "Sömmerda"), (51.1615, 11.1177), "03634 000-160", (*_FAMILY, "bibliothek", "tourismus")),
    Office("buttstaedt", "Bürgerbüro Buttstädt", "Ausweise, Meldewesen und Gewerbe.", "Großemsener Weg 5", ("99628", "Buttstädt"), (51.1201, 11.4129), "036373 000-11", (*_CITIZENS, *_ORDER)),
    Office("buttstaedt", "Kämmerei Buttstädt", "Steuern, Abgaben und Kasse.", "Großemsener Weg 5", ("99628", "Buttstädt"), (51.1202, 11.4130), "036373 000-12", _MONEY),
    Office("buttstaedt", "Standesamt und Friedhofsverwaltung Buttstädt", "Urkunden, Trauungen und Grabstellen.", "Markt 1", ("99628", "Buttstädt"), (51.1215, 11.4167), "036373 000-13", (*_LIFE, "friedhof")),
    Office("buttstaedt", "Bauamt Buttstädt", "Straßen, Pläne und Gemeinschaftshäuser.", "Großemsener Weg 5", ("99628", "Buttstädt"), (51.1201, 11.4131), "036373 000-14", (*_BUILD[:3], "halle", *_FAMILY)),
    Office("kindelbrueck", "Verwaltungsgemeinschaft Kindelbrück, Einwohnermeldeamt", "Ausweise und Meldewesen für alle Orte der Verwaltungsgemeinschaft.", "Puschkinplatz 1", ("99638", "Kindelbrück"), (51.2594, 11.0893), "036375 000-21", (*_CITIZENS, *_LIFE), "Verwaltungsgemeinschaft Kindelbrück"),
    Office("kindelbrueck", "Verwaltungsgemeinschaft Kindelbrück, Finanzen", "Steuern und Abgaben.", "Puschkinplatz 1", ("99638", "Kindelbrück"), (51.2593, 11.0894), "036375 000-22", _MONEY, "Verwaltungsgemeinschaft Kindelbrück"),
    Office("kindelbrueck", "Bürgermeisteramt Kindelbrück", "Säle, Spielplätze und was den Ort betrifft.", "Puschkinplatz 1", ("99638", "Kindelbrück"), (51.2595, 11.0895), "036375 000-10", ("halle", "markt"), week="mayor"),
    Office("straussfurt", "Verwaltungsgemeinschaft Straußfurt, Einwohnermeldeamt", "Ausweise und Meldewesen für alle Orte der Verwaltungsgemeinschaft.", "Bahnhofstraße 13", ("99634", "Straußfurt"), (51.1650, 10.9868), "036376 000-21", (*_CITIZENS, *_LIFE, *_ORDER), "Verwaltungsgemeinschaft Straußfurt"),
    Office("straussfurt", "Verwaltungsgemeinschaft Straußfurt, Steuern und Kasse", "Hundesteuer, Grundsteuer und Zahlungen.", "Bahnhofstraße 13", ("99634", "Straußfurt"), (51.1649, 10.9869), "036376 000-22", _MONEY, "Verwaltungsgemeinschaft Straußfurt"),
    Office("straussfurt", "Bürgermeisteramt Straußfurt", "Säle und was den Ort betrifft.", "Bahnhofstraße 13", ("99634", "Straußfurt"), (51.1651, 10.9867), "036376 000-10", ("halle", "friedhof", "kita"), week="mayor"),
    Office("rastenberg", "Verwaltungsgemeinschaft Kölleda, Einwohnermeldeamt", "Ausweise und Meldewesen für alle Orte der Verwaltungsgemeinschaft.", "Markt 1", ("99625", "Kölleda"), (51.1867, 11.2463), "03635 000-21", (*_CITIZENS, *_LIFE, *_ORDER), "Verwaltungsgemeinschaft Kölleda"),
    Office("rastenberg", "Verwaltungsgemeinschaft Kölleda, Steuern", "Steuern und Abgaben.", "Markt 1", ("99625", "Kölleda"), (51.1868, 11.2464), "03635 000-22", _MONEY, "Verwaltungsgemeinschaft Kölleda"),
    Office("rastenberg", "Rathaus Rastenberg", "Bürgermeisteramt, Säle und Bad.", "Markt 1", ("99636", "Rastenberg"), (51.1761, 11.4191), "036377 000-10", ("halle", "markt", "kita"), week="mayor"),
    Office("allianz", "Landratsamt Sömmerda", "Kreisverwaltung: Bauen, Fahrzeuge, Jugend, Soziales und Abfall.", "Bahnhofstraße 9", ("99610", "Sömmerda"), (51.1601, 11.1125), "03634 000-900", ("bauantrag", "kfz", "fuehrerschein", "abfall", "jugendamt", "bafoeg", "sozialamt", "gesundheitsamt", "jagd", "denkmal", "wohnberechtigung"), district="16068"),
    Office("allianz", "Geschäftsstelle der Allianz", "Projekte, Fördermittel und alles, was die Orte gemeinsam tun.", "Marktplatz 3–4", ("99610", "Sömmerda"), (51.1615, 11.1173), "03634 000-500", ()),
)  # fmt: skip
