"""The directory for machines: a table and points, open to everybody (domain.md, S4)."""

import csv
import io
import json
from typing import Any

from django.http import HttpResponse, JsonResponse

from allmende.core.kit.text import safe_cell
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_id
from allmende.modules.directory.choices import EntryKind
from allmende.modules.directory.models import Entry
from allmende.modules.directory.queries import show_directory, shown_in
from allmende.shared.places.queries import plans_of
from allmende.shared.places.words import week
from allmende.site.addresses import absolute

#: More entries than this are not given in one file.
MOST = 5_000
#: Mail addresses are left out: in bulk they serve senders of spam. They stand on the pages.
COLUMNS = (
    "kennung", "art", "name", "beschreibung", "ort", "ortsteil", "strasse", "plz", "stadt", "lat",
    "lon", "telefon", "website", "oeffnungszeiten", "stufenlos", "wc", "parkplatz",
    "induktionsschleife", "zuletzt_bestaetigt", "quelle", "lizenz", "seite",
)  # fmt: skip


def table(request: TownRequest) -> HttpResponse:
    """CSV (RFC 4180, UTF-8): one line per entry; no cell can become a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(request.town):
        writer.writerow([safe_cell(str(row[name])) for name in COLUMNS])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verzeichnis.csv"'
    return response


def geojson(request: TownRequest) -> JsonResponse:
    """GeoJSON (RFC 7946). Entries that lie nowhere have no geometry."""
    features = [_feature(row) for row in _rows(request.town)]
    answer = {"type": "FeatureCollection", "features": features}
    return JsonResponse(
        answer, content_type="application/geo+json", json_dumps_params={"ensure_ascii": False},
        encoder=json.JSONEncoder,
    )  # fmt: skip


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = None
    if row["lat"] != "":
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    facts = {name: row[name] for name in COLUMNS if name not in {"lat", "lon"}}
    return {"type": "Feature", "id": row["kennung"], "geometry": point, "properties": facts}


def _rows(town: Town) -> list[dict[str, Any]]:
    show_directory(town)
    entries = list(shown_in(town).order_by("pk")[:MOST])
    plans = plans_of([entry.place for entry in entries if entry.place])
    return [_row(entry, plans.get(entry.place_id or 0)) for entry in entries]


def _row(entry: Entry, plan: Any) -> dict[str, Any]:
    place, contact, town = entry.place, entry.contact, town_by_id(entry.town_id)
    return {
        "kennung": f"{town.slug}/{entry.slug}",
        "art": EntryKind(entry.kind).value,
        "name": entry.name,
        "beschreibung": entry.summary,
        "ort": town.name,
        "ortsteil": str(place.village or "") if place else "",
        "strasse": place.street if place else "",
        "plz": place.postcode if place else "",
        "stadt": place.city if place else "",
        "lat": place.lat if place and place.lat is not None else "",
        "lon": place.lon if place and place.lon is not None else "",
        "telefon": contact["phone"],
        "website": contact["website"],
        "oeffnungszeiten": _hours(plan),
        "stufenlos": place.step_free if place else "unknown",
        "wc": place.wc if place else "unknown",
        "parkplatz": place.parking if place else "unknown",
        "induktionsschleife": place.induction_loop if place else "unknown",
        "zuletzt_bestaetigt": entry.confirmed_on.isoformat() if entry.confirmed_on else "",
        "quelle": entry.source or (place.source if place else ""),
        "lizenz": entry.licence or (place.licence if place else ""),
        "seite": absolute(town, entry.path),
    }


def _hours(plan: Any) -> str:
    if plan is None:
        return ""
    lines = (f"{line.label} {', '.join(line.hours)}" for line in week(plan) if line.hours)
    return "; ".join(lines)
