"""What Wagtail would allow and the house does not: items never leave their town, no copies."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.models import Site

from allmende.core.items.models import Item
from allmende.core.items.queries import visible
from allmende.core.media.queries import owner_of
from allmende.core.people.models import User
from allmende.core.people.queries import desk_towns


def item_to_publish(request: HttpRequest, pk: int) -> Item:
    """Item the person may publish; anything else does not exist for them (404)."""
    item = get_object_or_404(Item.objects.select_related("town"), pk=pk, depth__gt=2)
    if not item.permissions_for_user(request.user).may_release():
        raise Http404
    return item


def refuse_move_to_other_town(
    request: HttpRequest, page: Any, destination: Any
) -> HttpResponse | None:
    """An item belongs to its town for good; another town shows it by accepting an offer."""
    if Item.objects.get(pk=destination.pk).town_id == page.town_id:
        return None
    messages.error(request, _("Items cannot move to another town. Offer it instead."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_alias(request: HttpRequest, page: Any) -> HttpResponse | None:
    """No aliases: one record, many placements."""
    if request.method != "POST" or not request.POST.get("alias"):
        return None
    messages.error(request, _("There are no mirrored copies here. Offer the item instead."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def may_download(document: Any, user: Any) -> bool:
    """A document can be read where an item of its town that names it can be read, and by its editors.

    Items of other towns do not count: nobody makes the file of another town public.
    """
    owner = owner_of(document.collection)
    if isinstance(user, User) and user.is_authenticated and owner in desk_towns(user):
        return True
    named_by = [item.pk for item, _references in document.get_usage() if isinstance(item, Item)]
    readable = visible().filter(pk__in=named_by)
    return (readable.filter(town=owner) if owner else readable).exists()


def check_document(document: Any, request: HttpRequest) -> None:
    if not may_download(document, request.user):
        raise PermissionDenied


def explorable(pages: Any, request: HttpRequest) -> Any:
    """Editors browse the trees of their own towns only."""
    if getattr(request.user, "is_superuser", False):
        return pages
    hosts = [town.host for town in desk_towns(request.user)]  # type: ignore[arg-type]
    roots = Item.objects.filter(pk__in=Site.objects.filter(hostname__in=hosts).values("root_page"))
    allowed = pages.none()
    for root in roots:
        allowed = allowed | pages.filter(path__startswith=root.path)
    return allowed
