"""Everything on one page, for people who rather look than search."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allmende.core.cache.tags import shows
from allmende.core.items.queries import visible
from allmende.core.towns.http import TownRequest
from allmende.core.towns.queries import TOWNS_TAG, switcher_towns
from allmende.site.addresses import absolute, address
from allmende.site.context import Meta, crumbs, menu
from allmende.site.pictures import interface_language

#: Standard pages listed; a town has dozens, not hundreds.
MOST = 300


def contents(request: TownRequest) -> HttpResponse:
    """List menu, standard pages and legal pages of a town."""
    town, language = request.town, interface_language()
    shows(f"menu:{town.pk}", TOWNS_TAG)
    listed = {link.url: link.label for link in menu(town, "", language)}
    pages = visible().filter(town=town, content_type__model="standardpage").order_by("path")[:MOST]
    more = {address(page.local_path(), language): page.title for page in pages}
    if len(switcher_towns(town)) > 1:
        more[address("/orte/", language)] = _("All towns")
    title = _("Contents")
    context = {
        "title": title,
        "groups": [
            _group(
                _("Pages"), listed | {url: text for url, text in more.items() if url not in listed}
            ),
            _group(_("About this site"), _legal(language)),
        ],
        "breadcrumbs": crumbs((title, ""), language=language),
        "meta": Meta(title=title, canonical=absolute(town, address("/inhalt/", language))),
    }
    return render(request, "site/contents.html", context)


def _group(heading: str, links: dict[str, str]) -> dict[str, Any]:
    rows = [{"url": url, "label": label} for url, label in links.items()]
    return {"heading": heading, "links": rows}


def _legal(language: str) -> dict[str, str]:
    found = {
        "/suche/": _("Search"),
        "/impressum/": _("Imprint"),
        "/datenschutz/": _("Data protection"),
        "/barrierefreiheit/": _("Accessibility statement"),
        "/barriere-melden/": _("Report a barrier"),
    }
    return {address(path, language): label for path, label in found.items()}
