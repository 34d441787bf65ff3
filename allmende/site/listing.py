"""Filters and pages of lists, from the query string, bounded and forgiving."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from allmende.core.cache.pieces import piece
from allmende.core.cache.tags import shows
from allmende.core.items.models import Item
from allmende.core.items.queries import list_tag
from allmende.core.towns.http import TownRequest
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_id, town_by_slug

T = TypeVar("T")

MAX_PAGE = 10_000


def page_number(request: HttpRequest) -> int:
    """Number of the page asked for; nonsense asks for the first."""
    text = request.GET.get("seite", "1")
    return min(int(text), MAX_PAGE) if text.isdecimal() and len(text) < 6 else 1


def page_url(request: HttpRequest, *names: str) -> str:
    """Address of a page of this list without its number, filters kept."""
    kept = {name: request.GET[name] for name in names if request.GET.get(name)}
    return "?" + urlencode({**kept, "seite": ""})


def counted(town: Town, *key: Hashable, count: Callable[[], T]) -> T:
    """Count or pick something of a town's lists, once until one of them changes.

    ``key`` names what is counted; it must come from what is known, not from what was asked.
    """

    def make() -> T:
        shows(list_tag(town.pk))
        return count()

    return piece(("counted", town.pk, *key), make)


def page_of(rows: QuerySet[Any, Any], number: int, *, per_page: int, count: int) -> Any:
    """A page of rows (or their ids) of a list whose length is known."""
    paginator = Paginator(rows, per_page)
    paginator.count = count
    return paginator.get_page(number)


def chosen_origin(request: HttpRequest) -> int | None:
    """Id of the town of origin that was asked for; None without one that exists."""
    town = town_by_slug(request.GET.get("ort", ""))
    return town.pk if town else None


def origin_filter(
    items: QuerySet[Item], request: TownRequest, counts: Mapping[int | None, int]
) -> tuple[list[dict[str, Any]], QuerySet[Item]]:
    """Filter by town of origin; ``counts`` are those of the list as it is without this filter."""
    wanted = request.GET.get("ort", "")
    options = [
        {"value": town.slug, "label": town.name, "count": n, "selected": town.slug == wanted}
        for town, n in sorted(
            ((town_by_id(pk), n) for pk, n in counts.items() if pk), key=lambda pair: pair[0].name
        )
    ]
    if town := town_by_slug(wanted):
        items = items.filter(town=town)
    chosen = {"name": "ort", "label": _("Town"), "value": wanted, "options": options}
    return ([chosen] if len(options) > 1 else []), items
