"""The fence between towns at the desk: no address names what stands in another town's tree.

Wagtail asks for rights before it changes something, but some of its screens first say the
title of what was asked for, and its lists of the whole site know no towns. What is behind
the fence does not exist (404), for everybody but a superuser.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import page_not_found
from taggit.models import Tag
from wagtail.admin.views.pages.listing import PageFilterSet

from allmende.core.items.models import Item
from allmende.core.items.queries import visible
from allmende.core.media.models import Picture, TownDocument
from allmende.core.media.queries import within
from allmende.core.people.models import User
from allmende.core.people.queries import desk_towns
from allmende.core.towns.models import Town

DESK = "/verwaltung/"
#: Lists over all towns: for those who look after the platform.
PLATFORM = tuple(
    f"{DESK}{part}/"
    for part in (
        "reports", "pages/usage", "workflows", "api/main/images", "api/main/documents",
        "pages/workflow",
    )
)  # fmt: skip
_PAGES = {"page_id", "parent_page_id", "page_pk", "page_to_move_id", "destination_id"}
_TAGS = {"wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"}
#: Addresses whose ``?id=`` name pages or files.
_TICKED = {"wagtail_bulk_action", "wagtailadmin_choose_page_chosen_multiple"}
MOST_TAGS = 10


class TownFence:
    """Look at what an address names, before its view does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Any,
        args: Any,
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        user = request.user
        if not request.path.startswith(DESK) or not isinstance(user, User) or user.is_superuser:
            return None
        if request.path.startswith(PLATFORM) or not _may_name(request, user, kwargs):
            return page_not_found(request, Http404(), template_name="wagtailadmin/404.html")
        match = request.resolver_match
        return _tags(request, user) if match and match.url_name in _TAGS else None


def _may_name(request: HttpRequest, user: User, kwargs: dict[str, Any]) -> bool:
    """Whether everything an address names stands on the person's side of the fence."""
    towns = desk_towns(user)
    pages = [kwargs[name] for name in _PAGES & set(kwargs)]
    ticked = [text for text in request.GET.getlist("id") if text.isdecimal()]
    match = request.resolver_match
    if not ticked or match is None or match.url_name not in _TICKED:
        return _are_pages_of(pages, towns)
    for kind in (Picture, TownDocument):
        if kwargs.get("model_name") == kind._meta.model_name:
            return _are_files_of(kind.objects.filter(pk__in=ticked), towns)
    return _are_pages_of(ticked, towns)


def _are_pages_of(pages: Iterable[Any], towns: list[Town]) -> bool:
    """Whether pages stand in the towns' trees; the root belongs to nobody."""
    found = set(Item.objects.filter(pk__in=pages).values_list("town_id", flat=True))
    return found <= {None, *(town.pk for town in towns)}


def _are_files_of(files: QuerySet[Any], towns: list[Town]) -> bool:
    return files.count() == within(files, towns).count()


def _tags(request: HttpRequest, user: User) -> JsonResponse:
    """Propose keywords that the world or the person's own towns use already."""
    term = request.GET.get("term", "").strip()[:50]
    known = visible() | Item.objects.filter(town__in=desk_towns(user))
    used = Tag.objects.filter(name__istartswith=term, news__in=known.values("pk"))
    names = used.order_by("name").distinct().values_list("name", flat=True)
    return JsonResponse(list(names[:MOST_TAGS]) if term else [], safe=False)


def drop_filters_by_people() -> None:
    """Wagtail's lists of pages offer the names of all towns' people, and all sites, to choose."""
    for filters in (PageFilterSet, *PageFilterSet.__subclasses__()):
        for name in ("owner", "edited_by", "site"):
            filters.base_filters.pop(name, None)
