"""A small paper of one town: what the probes are asked of."""

from typing import Any

from allmende.core.items.models import Item
from allmende.core.search.queries import Answer, search
from allmende.core.towns.models import Town
from allmende.modules.portal.domain import publish_news

#: Short name: title, summary, text.
PAPER = {
    "mayor": ("Der Bürgermeister lädt ein", "Gespräch im Rathaus", "Kaffee gibt es auch."),
    "mayors": ("Treffen mit den Bürgermeistern der Region", "", "Alle Häuser sind offen."),
    "house": ("Das Haus am Markt", "Sanierung geht weiter", "Handwerker sind da."),
    "pool": ("Schwimmbad öffnet im Mai", "Das Freibad ist bereit", "Die Becken sind gefüllt."),
    "hall": ("Sporthalle bleibt zu", "", "Die Heizung ist kaputt."),
    "halls": ("Schwimmhallen im Vergleich", "", "Eine Reise durch den Landkreis."),
    "sewage": ("Abwasserbeseitigungskonzept liegt aus", "", "Einsicht im Bauamt."),
    "cycling": ("Radwegekonzept beschlossen", "", "Der Ausbau beginnt im Herbst."),
    "bike": ("Eine Radtour an der Unstrut", "", "Bitte das Fahrrad prüfen."),
    "closure": ("Straßensperrung in Weißensee", "Umleitung über Straußfurt", "Grund: Kanalbau."),
    "waste": ("Müllabfuhr kommt später", "", "Die Tonnen bitte stehen lassen."),
    "statute": ("Satzung über die Hundesteuer", "", "Sie gilt ab Januar."),
    "daycare": ("Neue Plätze in der Kita Zwergenland", "", "Anmeldung im Bürgerbüro."),
    "fire": ("Die Feuerwehr Vehra sucht Nachwuchs", "", "Auch Kinder dürfen kommen."),
    "market": ("Weihnachtsmarkt am Böblinger Platz", "", "Glühwein und Musik."),
    "club": ("Heimatverein zeigt alte Bilder", "", "Die Vereine laden ein."),
    "council": ("Stadtratssitzung am Donnerstag", "", "Gäste sind willkommen."),
    "ebike": ("Ladesäule für E-Bikes", "", "Am Bahnhof in Sömmerda."),
    "river": ("Hochwasser an der Unstrut", "Pegel steigt in Wundersleben", "Bitte Keller räumen."),
    "cafe": ("Café am Dreysehaus", "", "Kuchen wie bei Großmutter."),
    "road": ("Baustelle in der Erfurter Straße", "", "Sie dauert bis zum 12. Juni 2026."),
    "summer": ("Ferienlager im Sommer", "", "Zelten am See."),
    "pension": ("Rentensprechstunde fällt aus", "", "Nächster Termin in Kindelbrück."),
    "bridge": ("Neue Brücke über die Lossa", "", "Der Übergang ist frei."),
    "library": ("Die Bücherei zieht um", "", "Neue Öffnungszeiten."),
}


def print_paper(town: Town, **names: Any) -> dict[str, Item]:
    """Publish the paper, or only what is named."""
    wanted = {name: PAPER[name] for name in (names or PAPER)}
    return {name: publish(town, *text) for name, text in wanted.items()}


def publish(town: Town, title: str, summary: str = "", text: str = "", **fields: Any) -> Any:
    body = [("paragraph", f"<p>{text}</p>")] if text else []
    return publish_news(town=town, title=title, summary=summary, body=body, **fields)


def hits(answer: Answer) -> list[int]:
    """Ids of what was found, best first."""
    return [row.item for row in sorted(answer.rows, key=lambda row: row.place)]


def titles(query: str, town: Town, **how: Any) -> list[str]:
    ids = hits(search(query, town=town, **how))
    known = dict(Item.objects.filter(pk__in=ids).values_list("pk", "title"))
    return [known[pk] for pk in ids]
