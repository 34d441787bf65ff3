"""Words every town has: what compounds are made of, and what people call the same thing.

Lists of our own, made of the words of town halls.
"""

#: Short words and frequent parts of compounds, known before a site has many words itself.
_PARTS = """
abfall abfuhr abgabe abwasser amt anlage antrag arbeit arzt ausbau ausweis bad bahn bau baum bedarf
beirat beitrag beratung beseitigung betrieb bibliothek brand brucke buch bund burger bus dach dienst
dorf eltern energie ersatz essen fahrplan fahrrad familie feier ferien fest feuer fleck flohmarkt
fluss forst frau frei freizeit frist fuhrer fuss fussganger ganger garten gebuhr geld gemeinde gerat
geschichte gewerbe glas grund gruppe gut hafen halle haupt haus haushalt heim heimat herbst hilfe
hof holz hund jahr jugend kalender karte kasse kinder kirche kirmes konzept konzert kultur kunst
land lauf leben lehrer leitung licht liste luft mahd markt mauer meister melde meldung miete mitte
mobil mull museum musik netz neu not ober offnung ordnung ort park pass pflege plan platz preis
quelle rad rat rathaus raum recht regel reise rente ring saal sammlung satzung schau schein schiess
schul schule schutz schwimm schwimmen see senioren sitz sitzung sommer spende sperrung spiel
spielplatz sport sprech stadt stand station statte stelle steuer strasse stunde tag tagesstatte tanz
teich termin theater tier tor tour tourismus trink turm turn ufer umwelt unfall unter verband verein
verkehr vertrag verwaltung vor wache wahl wald wandern wanderung wappen warme wasser weg wehr
weihnacht weihnachten werk wetter wiese winter woche wochen wohnung zahl zaun zeit zeitung zentrum
zone zweck
"""
PARTS = frozenset(_PARTS.split())

#: With which an alliance begins; its editors change them as they like.
SYNONYMS = (
    "Hallenbad, Schwimmhalle, Schwimmbad, Stadtbad",
    "Schwimmbad, Freibad",
    "Müll, Abfall, Mülltonne, Entsorgung, Wertstoffe",
    "Sperrmüll, Sperrgut",
    "Kita, Kindergarten, Kindertagesstätte, Krippe",
    "Bürgeramt, Bürgerbüro, Einwohnermeldeamt, Meldestelle, Meldeamt",
    "Ausweis, Personalausweis, Perso",
    "Reisepass, Pass",
    "Rathaus, Stadtverwaltung, Gemeindeverwaltung",
    "Bürgermeister, Stadtoberhaupt, Ortschef",
    "Stadtrat, Gemeinderat, Ratssitzung",
    "Satzung, Ortsrecht, Verordnung",
    "Bekanntmachung, Amtsblatt",
    "Handy, Mobiltelefon, Smartphone",
    "Fahrrad, Rad, Velo",
    "Radweg, Fahrradweg, Radroute",
    "Auto, Pkw, Kraftfahrzeug, Kfz",
    "Bücherei, Bibliothek, Stadtbibliothek",
    "Kirmes, Volksfest, Jahrmarkt",
    "Weihnachtsmarkt, Adventsmarkt, Christkindlmarkt",
    "Flohmarkt, Trödelmarkt",
    "Umleitung, Straßensperrung, Vollsperrung, Baustelle",
    "Arzt, Hausarzt, Doktor",
    "Feuerwehr, Brandschutz",
    "Senioren, Rentner, ältere Menschen",
    "Wohnung, Mietwohnung",
    "Bauplatz, Baugrundstück, Bauland",
    "Job, Stellenangebot, Stellenausschreibung",
    "Hund, Hundesteuer",
    "Friedhof, Bestattung",
    "Heirat, Hochzeit, Trauung, Eheschließung, Standesamt",
)
