"""Sights and facilities of the demo world: places that are there (domain.md § 10.2), texts of our own.

Town, kind of entry, kind of place, name, village, street, position, what there is, and which week.
"""

from typing import NamedTuple


class Sight(NamedTuple):
    town: str
    kind: str
    place: str
    name: str
    summary: str
    village: str = ""
    street: str = ""
    point: tuple[float, float] | None = None
    week: str = ""
    is_outside: bool = False


SIGHTS = (
    Sight("soemmerda", "sight", "museum", "Historisch-Technisches Museum im Dreyse-Haus", "Technik und Stadtgeschichte in einem alten Haus am Rand der Altstadt.", street="Weißenseer Straße 15", point=(51.1612, 11.1143), week="museum"),
    Sight("soemmerda", "facility", "pool", "Stadtbad mit Schwimmhalle", "Bahnen, Becken für Kinder und eine Wiese für den Sommer.", street="Am Stadtpark 3", point=(51.1589, 11.1232), week="pool"),
    Sight("soemmerda", "facility", "office", "Tourist-Information", "Karten, Führungen und Antworten für Gäste.", street="Marktstraße 1–2", point=(51.1617, 11.1166), week="shop"),
    Sight("soemmerda", "sight", "sight", "Erfurter Tor", "Der letzte erhaltene Torturm der Stadt.", point=(51.1594, 11.1158)),
    Sight("soemmerda", "sight", "sight", "Stadtmauer mit sechs Türmen", "Ein Rundgang führt innen an der Mauer entlang.", point=(51.1622, 11.1149)),
    Sight("soemmerda", "sight", "church", "St. Bonifatius", "Kirche in der Mitte der Stadt, mit weitem Dach.", point=(51.1618, 11.1181)),
    Sight("soemmerda", "sight", "park", "Stadtpark mit gedeckter Brücke", "Alte Bäume, Wasser und eine Brücke mit Dach.", point=(51.1594, 11.1214)),
    Sight("soemmerda", "sight", "sight", "Dreyse-Mühle", "Mühle am Fluss, in der einst Gewehre gebohrt wurden.", point=(51.1575, 11.1189)),
    Sight("soemmerda", "facility", "sport", "Kurt-Neubert-Sportpark", "Laufbahn, Plätze und eine Tribüne.", point=(51.1656, 11.1254)),
    Sight("soemmerda", "facility", "hall", "Volkshaus", "Saal für Konzerte, Bälle und Versammlungen.", street="Weißenseer Straße 33", point=(51.1609, 11.1118)),
    Sight("soemmerda", "facility", "square", "Obermarkt", "Platz für Wochenmarkt und Feste.", point=(51.1621, 11.1169)),
    Sight("soemmerda", "facility", "library", "Stadtbibliothek", "Bücher, Spiele und eine Leseecke für Kinder.", street="Marktplatz 5", point=(51.1611, 11.1178), week="library"),
    Sight("buttstaedt", "sight", "sight", "Camposanto", "Friedhof mit Bogengängen und rund 160 alten Grabsteinen.", street="Am alten Friedhof 31a", point=(51.1227, 11.4151), week="always"),
    Sight("buttstaedt", "sight", "sight", "Rathaus am Markt", "Spätgotik und Renaissance unter einem Dach.", street="Markt 1", point=(51.1216, 11.4166)),
    Sight("buttstaedt", "sight", "church", "Michaeliskirche", "Kirche mit reichem Innenraum, Schlüssel im Pfarrhaus.", point=(51.1211, 11.4158)),
    Sight("buttstaedt", "sight", "sight", "Michaelisbrunnen von 1597", "Brunnen mit Löwe und Wappen.", point=(51.1213, 11.4163)),
    Sight("buttstaedt", "facility", "pool", "Freibad Buttstädt", "Becken, Rutsche und Imbiss, von Mai bis September.", point=(51.1252, 11.4203), week="summer"),
    Sight("buttstaedt", "facility", "library", "Bibliothek Buttstädt", "Bücher und Vorlesestunden.", street="Brückentor 2", point=(51.1204, 11.4172), week="library"),
    Sight("kindelbrueck", "sight", "nature", "Gründelsloch", "Karstquelle mit klarem Wasser, rund 15.600 Liter in der Minute.", point=(51.26344, 11.07669), week="always"),
    Sight("kindelbrueck", "sight", "sight", "Rathaus mit Figurenuhr", "Zur vollen Stunde bewegen sich die Figuren.", street="Puschkinplatz 1", point=(51.2595, 11.0892)),
    Sight("kindelbrueck", "sight", "church", "St. Ulrich", "Kirche über dem Markt.", point=(51.2601, 11.0886)),
    Sight("kindelbrueck", "facility", "pool", "Freibad Kindelbrück", "Bad im Grünen.", point=(51.2569, 11.0921), week="summer"),
    Sight("kindelbrueck", "facility", "park", "Spielplatz 2.0", "Klettern, rutschen und rätseln.", point=(51.2588, 11.0874)),
    Sight("straussfurt", "sight", "nature", "Rückhaltebecken der Unstrut", "Damm mit Weitblick, im Herbst rasten hier Kraniche und Enten.", point=(51.1762, 10.9802), week="always"),
    Sight("straussfurt", "facility", "sport", "Sportplatz an der Unstrut", "Rasenplatz mit Vereinshaus.", point=(51.1618, 10.9932)),
    Sight("straussfurt", "facility", "station", "Haltepunkt der Pfefferminzbahn", "Züge nach Sömmerda und Bad Langensalza.", point=(51.1657, 10.9855)),
    Sight("straussfurt", "sight", "sight", "Burg über Weißensee", "Burg in der Nachbarstadt, mit Hof und Museum.", point=(51.1990, 11.0660), is_outside=True),
    Sight("rastenberg", "facility", "pool", "Waldschwimmbad", "Rund 5.000 m² Wasser im Wald, mit alten Holzkabinen.", point=(51.1718, 11.4262), week="summer"),
    Sight("rastenberg", "sight", "museum", "Kabinen-Guck-Museum", "Badegeschichte, durch Gucklöcher in den Kabinen erzählt.", point=(51.1719, 11.4258), week="summer"),
    Sight("rastenberg", "sight", "church", "Coudray-Kirche", "Klassizistische Kirche mit Schulze-Orgel.", point=(51.1764, 11.4189)),
    Sight("rastenberg", "sight", "sight", "Stadtmauer Rastenberg", "Reste der Mauer mit Pforte zum Wald.", point=(51.1769, 11.4178)),
    Sight("rastenberg", "sight", "nature", "Finnewanderweg", "Höhenweg durch Buchen und über Streuobstwiesen.", point=(51.1822, 11.4301), week="always"),
    Sight("rastenberg", "sight", "sight", "Raspenburg", "Burgstelle über der Stadt mit Aussicht.", point=(51.1789, 11.4231), week="always"),
    Sight("rastenberg", "sight", "church", "Bienen-Garten-Kirche", "Kirche, deren Garten den Bienen gehört.", village="Roldisleben", point=(51.1862, 11.3745)),
    Sight("rastenberg", "sight", "sight", "Spiegel-Arche", "Ein Raum aus Spiegeln im Dorf.", village="Roldisleben", point=(51.1857, 11.3732)),
    Sight("rastenberg", "sight", "park", "Arboretum mit QR-Codes", "Bäume der Welt; der Code am Stamm erzählt von ihnen.", village="Roldisleben", point=(51.1868, 11.3721), week="always"),
)  # fmt: skip
