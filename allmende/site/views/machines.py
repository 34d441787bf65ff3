"""What machines ask for: sitemap, robots, health."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from allmende.core.cache.edge.store import counts
from allmende.core.cache.tags import shows
from allmende.core.items.queries import list_tag
from allmende.core.modules.switchboard import given
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.site.addresses import absolute

#: Most addresses in one sitemap (sitemaps.org allows 50,000).
MAX_ENTRIES = 20_000


def sitemap(request: TownRequest) -> HttpResponse:
    """All pages a town owns. Items of others are left to their origin (rule 5)."""
    town = request.town
    shows(list_tag(town.pk), f"menu:{town.pk}")
    entries = [("/", None)]
    for source in given(town, "sitemap_sources"):
        entries.extend(source.entries(town))
    rows = [
        {"url": absolute(town, path), "changed": changed.isoformat() if changed else ""}
        for path, changed in entries[:MAX_ENTRIES]
    ]
    kind = "application/xml; charset=utf-8"
    return render(request, "site/sitemap.xml", {"rows": rows}, content_type=kind)


def robots(request: TownRequest) -> HttpResponse:
    """Where robots may go; nowhere in a demonstration."""
    lines = ["User-agent: *"]
    if settings.IS_DEMO:
        lines.append("Disallow: /")
    else:
        lines += ["Disallow: /verwaltung/", "Disallow: /suche/", "Disallow: /en/suche/"]
    lines.append(f"Sitemap: {absolute(request.town, '/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def healthz(request: HttpRequest) -> JsonResponse:
    """Say whether the process and its database answer, and what its memory of pages does."""
    said: dict[str, Any] = {"status": "ok", "pages": counts()}
    try:
        Town.objects.exists()  # a real look: "SELECT 1" does not open the file of SQLite
    except DatabaseError:
        said |= {"status": "trouble", "trouble": "the database does not answer"}
        connection.close()
    response = JsonResponse(said, status=200 if said["status"] == "ok" else 503)
    response["Cache-Control"] = "no-store"
    if response.status_code == 503:
        response["Retry-After"] = "30"
    return response
