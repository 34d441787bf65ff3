"""What every public page knows: town, menu, legal links, languages. Looked up once per process."""

from dataclasses import dataclass, field
from functools import cache as once
from typing import Any

from django.conf import settings
from django.urls import reverse

from allmende.core.cache.memo import remembered
from allmende.core.cache.pieces import piece
from allmende.core.cache.tags import shows
from allmende.core.consent.queries import asked_of
from allmende.core.items.models import Item
from allmende.core.items.queries import MENUS_TAG, is_visible
from allmende.core.modules.switchboard import SWITCHES_TAG, given, is_on, module_of
from allmende.core.towns.models import Town
from allmende.core.towns.queries import TOWNS_TAG
from allmende.site.addresses import address, other_language, town_css_url
from allmende.site.coats import coat_url
from allmende.site.neighbours import first_towns, has_more
from allmende.site.pictures import interface_language


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    is_current: bool = False


@dataclass(slots=True)
class Meta:
    """Head of a page. ``json_ld`` is text ready for a script element."""

    title: str
    description: str = ""
    canonical: str = ""
    robots: str = ""
    og_image: str = ""
    json_ld: str = ""
    feeds: list[dict[str, str]] = field(default_factory=list)


#: Pages in a menu, beside what the modules give.
MAX_MENU_PAGES = 8


@remembered(MENUS_TAG)
def _menu_pages(town_id: int) -> list[Item]:
    """Pages that editors put into the menu; whether they may be seen is asked by the clock."""
    found = Item.objects.filter(town=town_id, live=True, show_in_menus=True).order_by("path")
    return list(found.select_related("content_type"))


def _menu(town: Town, language: str) -> list[tuple[str, str]]:
    """Entries of a town's menu: what its modules give, then its standard pages."""
    return piece(("menu", town.pk, language), lambda: _make_menu(town, language))


def _make_menu(town: Town, language: str) -> list[tuple[str, str]]:
    shows(*frame_tags(town), MENUS_TAG)
    entries = [(str(nav.label), _reverse(nav.url_name)) for nav in given(town, "nav_items")]
    pages = [page for page in _menu_pages(town.pk) if is_visible(page) and _is_on(town, page)]
    entries += [(page.title, page.local_path()) for page in pages[:MAX_MENU_PAGES]]
    return [(label, address(url, language)) for label, url in entries]


def _is_on(town: Town, page: Item) -> bool:
    label = page.cached_content_type.app_label
    return module_of(label) is None or is_on(town, label)


def _reverse(name: str) -> str:
    """German address of a view; the language is added where the link is shown."""
    return reverse(name).removeprefix("/en")


def menu(town: Town, path: str, language: str) -> list[Link]:
    return [
        Link(label, url, is_current=path.startswith(url)) for label, url in _menu(town, language)
    ]


def chrome(request: Any) -> dict[str, Any]:
    """Context of every public page (a context processor; nothing for the editors' side)."""
    return {} if request.path.startswith("/verwaltung/") else frame(request)


def frame_tags(town: Town) -> tuple[str, ...]:
    """What stands around a page depends on these."""
    return (TOWNS_TAG, f"menu:{town.pk}", SWITCHES_TAG)


def frame(request: Any) -> dict[str, Any]:
    """What stands around a page of a town: menu, switcher, footer. Nothing without a town."""
    town = getattr(request, "town", None)
    if town is None:
        return {}
    language = interface_language()
    shows(*frame_tags(town))
    nav = menu(town, request.path, language)
    return {
        "town": town,
        "towns": _towns(town),
        "towns_url": address("/orte/", language) if has_more(town) else "",
        "nav": nav,
        "nav_mark": "|".join(link.url for link in nav if link.is_current),
        "is_menu_page": any(link.url == request.path for link in nav),
        "language": language,
        "home_url": address("/", language),
        "search_url": address("/suche/", language),
        "other_language_url": other_language(request.path, language),
        "is_demo": settings.IS_DEMO,
        "town_css_url": town_css_url(town.colour_primary, town.colour_accent),
        "footer": _legal(language) | _consents(town, language),
    }


@once
def _legal(language: str) -> dict[str, str]:
    return {
        "imprint": address("/impressum/", language),
        "privacy": address("/datenschutz/", language),
        "accessibility": address("/barrierefreiheit/", language),
        "feedback": address("/barriere-melden/", language),
        "sitemap": address("/inhalt/", language),
    }


def _consents(town: Town, language: str) -> dict[str, str]:
    """Where to withdraw; nothing in a town that never asks for consent."""
    return {"consents": address("/einwilligungen/", language)} if asked_of(town) else {}


def _towns(town: Town) -> list[dict[str, str]]:
    """Towns of the switcher and the footer."""

    def make() -> list[dict[str, str]]:
        shows(TOWNS_TAG)
        return [_switch(other, town) for other in first_towns(town)]

    return piece(("switcher", town.pk), make)


def _switch(town: Town, on: Town) -> dict[str, str]:
    return {
        "name": town.name,
        "slug": town.slug,
        "url": f"{town.base_url}/",
        "coat_url": coat_url(town, on),
        "kind": town.kind,
    }


def crumbs(*links: tuple[str, str], language: str) -> list[dict[str, str]]:
    """Breadcrumbs from the home page down; the last one has no address."""
    from django.utils.translation import pgettext

    first = {"label": pgettext("site", "Home"), "url": address("/", language)}
    rest = [{"label": label, "url": address(url, language) if url else ""} for label, url in links]
    return [first, *rest]
