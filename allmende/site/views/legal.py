"""Imprint, privacy and accessibility, per host, with the right controller (domain.md § 3.6)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allmende.core.towns.http import TownRequest
from allmende.site import legal
from allmende.site.addresses import absolute, address
from allmende.site.context import Meta, crumbs
from allmende.site.pictures import interface_language


def imprint(request: TownRequest) -> HttpResponse:
    return _show(request, _("Imprint"), legal.imprint(request.town))


def privacy(request: TownRequest) -> HttpResponse:
    return _show(request, _("Data protection"), legal.privacy(request.town))


def accessibility(request: TownRequest) -> HttpResponse:
    return _show(request, _("Accessibility statement"), legal.accessibility(request.town))


def _show(request: TownRequest, title: str, sections: list[dict[str, Any]]) -> HttpResponse:
    language = interface_language()
    path = request.path.removeprefix("/en")
    context = {
        "title": title,
        "sections": sections,
        "breadcrumbs": crumbs((title, ""), language=language),
        "meta": Meta(title=title, canonical=absolute(request.town, address(path, language))),
    }
    return render(request, "site/legal.html", context)
