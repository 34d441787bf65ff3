"""For which town does this screen act? Shown on every screen, decided by what it is about."""

from typing import Any

from django.http import HttpRequest

from allmende.core.items.models import Item
from allmende.core.people.queries import desk_towns
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_id, town_by_slug

#: Names of arguments in Wagtail's addresses that name a page.
_PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id")
#: Our own screens about one item.
_DEEDS = {"desk_review", "desk_cancel", "desk_withdraw", "desk_restore", "desk_twins"}


def acting_town(request: HttpRequest) -> Town | None:
    """Town of the item or screen at hand; else the only one of the person; else none."""
    match = request.resolver_match
    if match is None or not request.user.is_authenticated:
        return None
    if slug := match.kwargs.get("slug"):
        return town_by_slug(slug)
    page = _page_id(match) if match.url_name not in _DEEDS else int(match.kwargs["pk"])
    if page is not None:
        return _town_of(page)
    towns = towns_of(request)
    return towns[0] if len(towns) == 1 else None


def towns_of(request: HttpRequest) -> list[Town]:
    """Towns the person may act for today; asked once per request."""
    if not hasattr(request, "desk_towns_"):
        request.desk_towns_ = desk_towns(request.user)  # type: ignore[attr-defined, arg-type]
    return request.desk_towns_  # type: ignore[attr-defined, no-any-return]


def _page_id(match: Any) -> int | None:
    for name in _PAGE_ARGUMENTS:
        if name in match.kwargs:
            return int(match.kwargs[name])
    is_page_view = (
        "wagtailadmin_pages" in match.namespaces or match.url_name == "wagtailadmin_explore"
    )
    if is_page_view and match.args:
        number = match.args[-1]
        return int(number) if str(number).isdecimal() else None
    return None


def _town_of(page_id: int) -> Town | None:
    found = Item.objects.filter(pk=page_id).values_list("town", flat=True).first()
    return town_by_id(found) if found else None
