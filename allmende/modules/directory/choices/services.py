"""What offices do, in the words of the town hall and of those who ask.

The words are German: they are what people type and what the forms of the town are called. Some
are known in English as well.
"""

from typing import NamedTuple


class Service(NamedTuple):
    """A service, and other words under which people look for it."""

    key: str
    name: str
    words: tuple[str, ...] = ()


SERVICES = (
    Service("personalausweis", "Personalausweis", ("Ausweis", "Perso", "Ausweis beantragen", "Ausweis verlängern")),
    Service("reisepass", "Reisepass", ("Pass", "Kinderreisepass", "vorläufiger Reisepass")),
    Service("anmeldung", "Wohnsitz an-, um- und abmelden", ("Anmeldung", "Ummeldung", "Abmeldung", "Umzug", "Meldewesen", "Einwohnermeldeamt", "Wohnsitz", "Meldebescheinigung")),
    Service("fuehrungszeugnis", "Führungszeugnis", ("polizeiliches Führungszeugnis",)),
    Service("hundesteuer", "Hundesteuer", ("Hund anmelden", "Hund abmelden", "Hundemarke", "Steuer für Hunde")),
    Service("grundsteuer", "Grundsteuer", ("Grundsteuerbescheid", "Steuer Grundstück")),
    Service("gewerbesteuer", "Gewerbesteuer", ("Steuer Gewerbe",)),
    Service("gewerbe", "Gewerbe an-, um- und abmelden", ("Gewerbeanmeldung", "Gewerbe anmelden", "Gewerbeamt", "Gewerbeschein")),
    Service("gaststaette", "Gaststättenanzeige", ("Schankerlaubnis", "Gestattung", "Ausschank", "Gaststätte anmelden")),
    Service("heirat", "Eheschließung", ("Heirat", "heiraten", "Trauung", "Hochzeit", "Standesamt")),
    Service("geburt", "Geburtsurkunde", ("Geburt anmelden", "Geburt", "Urkunde")),
    Service("sterbefall", "Sterbefall anzeigen", ("Sterbeurkunde", "Todesfall", "Bestattung")),
    Service("friedhof", "Friedhof und Grabstellen", ("Grab", "Friedhofsverwaltung", "Grabstelle", "Urnengrab")),
    Service("kita", "Kita-Platz", ("Kindergarten", "Krippe", "Kindertagesstätte", "Kitaplatz", "Kita anmelden")),
    Service("schule", "Schulanmeldung", ("Grundschule", "Einschulung", "Schule anmelden")),
    Service("wohngeld", "Wohngeld", ("Mietzuschuss", "Lastenzuschuss")),
    Service("wohnberechtigung", "Wohnberechtigungsschein", ("WBS", "Sozialwohnung")),
    Service("bauantrag", "Bauantrag", ("Baugenehmigung", "bauen", "Bauamt", "Bauaufsicht", "Carport")),
    Service("bauplan", "Bebauungspläne und Flächennutzungsplan", ("Bebauungsplan", "Bauplatz", "Baugebiet", "Bauleitplanung")),
    Service("strasse", "Straßen, Wege und Beleuchtung", ("Straßenlaterne", "Schlagloch", "Straßenschaden", "Laterne", "Gehweg")),
    Service("sondernutzung", "Sondernutzung von Straßen", ("Gerüst", "Container aufstellen", "Straßensperrung", "Umzugsgut Haltverbot", "Infostand")),
    Service("winterdienst", "Winterdienst und Straßenreinigung", ("Schnee räumen", "Streupflicht", "Kehren")),
    Service("baum", "Baumfällung", ("Baum fällen", "Baumschutz", "Hecke schneiden")),
    Service("ordnung", "Ordnung und Sicherheit", ("Ordnungsamt", "Lärm", "Ruhestörung", "Falschparker", "Osterfeuer", "Feuerwerk")),
    Service("fundbuero", "Fundbüro", ("Fundsache", "verloren", "gefunden", "Schlüssel verloren")),
    Service("fischerei", "Fischereischein", ("Angeln", "Angelschein")),
    Service("feuerwehr", "Feuerwehr und Brandschutz", ("Brandschutz", "Jugendfeuerwehr")),
    Service("wahl", "Wahlen und Briefwahl", ("Briefwahl", "Wahlschein", "Wahlbenachrichtigung", "Wahlhelfer")),
    Service("archiv", "Archiv", ("Stadtarchiv", "Ahnenforschung", "Chronik")),
    Service("halle", "Säle und Gemeinschaftshäuser mieten", ("Saal mieten", "Dorfgemeinschaftshaus", "Raum mieten", "Halle mieten")),
    Service("markt", "Märkte und Stellplätze", ("Wochenmarkt", "Marktstand", "Marktplatz mieten")),
    Service("steuer", "Steuern, Abgaben und Kasse", ("Stadtkasse", "Zahlung", "Mahnung", "Lastschrift", "Steueramt")),
    Service("beglaubigung", "Beglaubigung", ("Kopie beglaubigen", "Unterschrift beglaubigen")),
    Service("kfz", "Kfz-Zulassung", ("Auto anmelden", "Kennzeichen", "Zulassungsstelle", "Fahrzeug abmelden", "Auto ummelden")),
    Service("fuehrerschein", "Führerschein", ("Fahrerlaubnis", "Führerschein umtauschen")),
    Service("abfall", "Müll und Abfall", ("Mülltonne", "Restmüll", "Sperrmüll", "Abfallkalender", "gelbe Tonne", "Biotonne", "Schadstoffmobil")),
    Service("jugendamt", "Jugendamt", ("Unterhaltsvorschuss", "Vormundschaft", "Elterngeld")),
    Service("bafoeg", "BAföG", ("Ausbildungsförderung", "Schüler-BAföG")),
    Service("sozialamt", "Sozialhilfe und Grundsicherung", ("Sozialamt", "Grundsicherung")),
    Service("gesundheitsamt", "Gesundheitsamt", ("Belehrung Infektionsschutz", "Gesundheitszeugnis")),
    Service("jagd", "Jagd- und Waffenschein", ("Jagdschein", "Waffenbesitzkarte")),
    Service("denkmal", "Denkmalschutz", ("Denkmal", "Denkmalpflege")),
    Service("tourismus", "Tourist-Information", ("Stadtführung", "Übernachtung", "Ausflug", "Wanderkarte")),
    Service("bibliothek", "Bibliothek", ("Bücherei", "Bücher ausleihen")),
)  # fmt: skip

#: What readers of English ask for.
ENGLISH: dict[str, tuple[str, ...]] = {
    "personalausweis": (
        "identity card",
        "ID card",
    ),
    "reisepass": ("passport",),
    "anmeldung": (
        "register address",
        "change of address",
    ),
    "hundesteuer": (
        "dog tax",
        "register a dog",
    ),
    "gewerbe": ("register a business",),
    "heirat": (
        "wedding",
        "marriage",
    ),
    "geburt": ("birth certificate",),
    "kita": (
        "daycare",
        "nursery",
    ),
    "bauantrag": ("building permit",),
    "kfz": ("car registration",),
    "fuehrerschein": ("driving licence",),
    "abfall": (
        "waste",
        "rubbish",
    ),
    "wohngeld": ("housing benefit",),
    "fundbuero": ("lost property",),
}

BY_KEY = {service.key: service for service in SERVICES}
CHOICES = [(service.key, service.name) for service in SERVICES]
