"""What people type, and what they must find: the same on every database."""

import pytest

from allmende.core.search.queries import search
from allmende.core.search.tests.world import hits, print_paper

#: What is typed: what is found, whatever the order.
PROBES = {
    # Umlauts, ß, and what keyboards make of them
    "Bürgermeister": "mayor mayors",
    "buergermeister": "mayor mayors",
    "Burgermeister": "mayor mayors",
    "BÜRGERMEISTER": "mayor mayors",
    "Bürgermeistern": "mayor mayors",
    "Bürgermeisters": "mayor mayors",
    "Bürgermeisterin": "mayor mayors",
    "Strasse": "closure road",
    "Straße": "closure road",
    "Straßen": "closure road",
    "weissensee": "closure",
    "Weißensee": "closure",
    "strassensperrung": "closure road",
    "muellabfuhr": "waste",
    "Mullabfuhr": "waste",
    "Soemmerda": "ebike",
    "Sommerda": "ebike",
    "Café": "cafe",
    "cafe": "cafe",
    "Grossmutter": "cafe",
    "Brücke": "bridge",
    "bruecken": "bridge",
    "Gluehwein": "market",
    # One and many, and cases
    "Haus": "house mayor mayors",
    "Häuser": "house mayor mayors",
    "Haeuser": "house mayor mayors",
    "Vereine": "club",
    "Verein": "club",
    "Satzungen": "statute",
    "Kitas": "daycare",
    "Plätze": "daycare market",
    "Öffnungszeit": "library",
    "Feuerwehren": "fire",
    "Ratssitzungen": "council",
    # Parts of compounds
    "Meister": "mayor mayors",
    "Halle": "hall halls",
    "Hallen": "hall halls",
    "Abwasser": "sewage",
    "Beseitigung": "sewage",
    "Konzept": "sewage cycling",
    "Radweg": "cycling",
    "Radwege": "cycling",
    "Sperrung": "closure",
    "Abfuhr": "waste",
    "Steuer": "statute",
    "Hund": "statute",
    "Wehr": "fire",
    "Heimat": "club",
    "Sitzung": "council",
    "Rente": "pension",
    "Sprechstunde": "pension",
    "Markt": "house market",
    "Tour": "bike",
    # A part is a part, not any letters
    "Sommer": "summer",
    "Ort": "",
    "Stadt": "council",
    # Slips of the finger, put right before the stem is taken
    "Bürgermiester": "mayor mayors",
    "Burgermeitser": "mayor mayors",
    "schwimbad": "pool halls",
    "Schwimmbat": "pool halls",
    "Feuerwher": "fire",
    "Weinachtsmarkt": "market",
    "Strassenspeerung": "closure road",
    "Hochwaser": "river",
    "Satzug": "statute",
    "Unstrutt": "bike river",
    # Places of the Thüringer Becken
    "Straußfurt": "closure",
    "straussfurt": "closure",
    "Kindelbrueck": "pension",
    "Vehra": "fire",
    "Wundersleben": "river",
    "wunderslebn": "river",
    "Lossa": "bridge",
    # The same thing under another name
    "Hallenbad": "pool halls",
    "Stadtbad": "pool halls",
    "Kindergarten": "daycare",
    "Einwohnermeldeamt": "daycare",
    "Bibliothek": "library",
    "Abfall": "waste",
    "Umleitung": "closure road",
    "Ortsrecht": "statute",
    # Several words: all of them
    "Bürgermeister Rathaus": "mayor",
    "radweg ausbau": "cycling",
    "Unstrut Hochwasser": "river",
    "die Straße in Weißensee": "closure",
    "unstrut rathaus": "bike river mayor",  # none has both
    # Numbers, hyphens, signs
    "12. Juni 2026": "road",
    "E-Bike": "ebike",
    "ebike": "ebike",
    "„Satzung“!": "statute",
}


@pytest.mark.usefixtures("cast")
def test_what_people_type_finds_what_they_mean(cast):
    items = print_paper(cast.soemmerda)
    names = {item.pk: name for name, item in items.items()}

    def ask(query):
        return sorted(names[pk] for pk in hits(search(query, town=cast.soemmerda)))

    found = {query: ask(query) for query in PROBES}
    expected = {query: sorted(names.split()) for query, names in PROBES.items()}
    wrong = {query: found[query] for query in PROBES if found[query] != expected[query]}
    assert wrong == {}
