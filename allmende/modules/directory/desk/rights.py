"""Who keeps the directory of a town: those who may publish for it, where the module is on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from allmende.core.modules.switchboard import is_on
from allmende.core.people.models import User
from allmende.core.people.queries import desk_towns, may_publish
from allmende.core.towns.models import Town
from allmende.modules.directory.models import Entry
from allmende.modules.directory.queries import entries_of

Answer = Callable[..., HttpResponse]


def towns_to_keep(user: Any) -> list[Town]:
    if not isinstance(user, User):
        return []
    towns = desk_towns(user)
    return [town for town in towns if is_on(town, "directory") and may_publish(user, town)]


def keeps(view: Answer) -> Answer:
    """Give a view its town; one the person does not keep does not exist for them (404)."""

    @wraps(view)
    def ask(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        town = next((one for one in towns_to_keep(request.user) if one.slug == slug), None)
        if town is None:
            raise Http404
        return view(request, town, **kwargs)

    return ask


def entry_in(town: Town, pk: int) -> Entry:
    entry = entries_of(town).filter(pk=pk).first()
    if entry is None:
        raise Http404
    return entry
