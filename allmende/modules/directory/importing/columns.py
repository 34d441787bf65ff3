"""What the columns of a table may mean, and how they are usually called."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allmende.modules.directory.queries import folded


class Column(NamedTuple):
    """A meaning, its name at the desk, and beginnings of names it goes by in tables."""

    key: str
    label: Promise
    names: tuple[str, ...]


COLUMNS = (
    Column("name", _("Name"), ("name", "verein", "bezeichnung", "titel", "firma", "organisation", "einrichtung")),
    Column("kind", _("Kind"), ("art", "typ", "kategorie")),
    Column("summary", _("In one or two sentences"), ("beschreibung", "kurz", "text", "info", "bemerkung")),
    Column("street", _("Street and number"), ("strasse", "str", "anschrift", "adresse")),
    Column("postcode", _("Postcode"), ("plz", "postleitzahl")),
    Column("village", _("Village"), ("ortsteil", "ortschaft", "gemeindeteil")),
    Column("city", _("City"), ("stadt", "wohnort", "ort")),
    Column("lat", _("Latitude"), ("lat", "breite", "geo breite")),
    Column("lon", _("Longitude"), ("lon", "lng", "laenge", "geo laenge")),
    Column("phone", _("Telephone"), ("tel", "fon", "rufnummer")),
    Column("email", _("E-mail (public)"), ("e mail", "email", "mail")),
    Column("email_on_file", _("E-mail on file (not public)"), ("hinterlegt", "interne mail", "kontaktmail")),
    Column("website", _("Website"), ("web", "homepage", "internet", "url")),
    Column("contact_role", _("Whom to ask (function)"), ("ansprech", "funktion", "kontakt")),
    Column("legal_form", _("Legal form"), ("rechtsform",)),
    Column("source", _("Source"), ("quelle",)),
    Column("licence", _("Licence"), ("lizenz",)),
    Column("import_key", _("Number at the source"), ("nummer", "nr", "id", "kennung", "schluessel")),
)  # fmt: skip
KEYS = frozenset(column.key for column in COLUMNS)


def guess(header: list[str]) -> dict[str, str]:
    """What each column probably means, by its number; each meaning once."""
    found: dict[str, str] = {}
    for column in COLUMNS:
        for number, title in enumerate(header):
            words = folded(title)
            if str(number) not in found and any(words.startswith(name) for name in column.names):
                found[str(number)] = column.key
                break
    return found
