"""All towns one shares an alliance with, for readers of a house in which they are many."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allmende.core.cache.tags import shows
from allmende.core.towns.http import TownRequest
from allmende.core.towns.queries import TOWNS_TAG
from allmende.site.addresses import absolute, address
from allmende.site.context import Meta, crumbs
from allmende.site.facts import all_towns
from allmende.site.pictures import interface_language


def towns(request: TownRequest) -> HttpResponse:
    """Every town with its coat and its inhabitants. A town that is alone has no such page."""
    town, language = request.town, interface_language()
    shows(TOWNS_TAG)
    rows = all_towns(town)
    if len(rows) < 2:
        raise Http404
    title = _("All towns")
    context = {
        "title": title,
        "rows": rows,
        "breadcrumbs": crumbs((title, ""), language=language),
        "meta": Meta(title=title, canonical=absolute(town, address("/orte/", language))),
    }
    return render(request, "site/towns.html", context)
