"""What short forms at the desk share: whose town it is, and that a form sent twice counts once."""

from collections.abc import Callable
from typing import Any

from django.core.signing import BadSignature, dumps, loads
from django.http import Http404, HttpRequest

from allmende.core.items.models import Item
from allmende.core.kit.text import new_code
from allmende.core.modules.switchboard import is_on
from allmende.core.people.models import User
from allmende.core.people.queries import desk_towns
from allmende.core.towns.models import Town

_SALT = "desk.short-form"


def once() -> str:
    """Value of a hidden field: the permanent code the item will have, signed."""
    return dumps(new_code(), salt=_SALT)


def code_of(request: HttpRequest) -> str:
    """The permanent code a form was given; a strange one gets a new code."""
    try:
        return str(loads(request.POST.get("once", ""), salt=_SALT))
    except BadSignature:
        return new_code()


def town_to_write_for(
    request: HttpRequest, slug: str, *, label: str, shelf_of: Callable[[Town], Item | None]
) -> Town:
    """Town the person may write for, with the module on; anything else does not exist."""
    user: Any = request.user
    towns = desk_towns(user) if isinstance(user, User) else []
    town = next((one for one in towns if one.slug == slug), None)
    shelf = shelf_of(town) if town and is_on(town, label) else None
    if town is None or shelf is None or not shelf.permissions_for_user(user).can_add_subpage():
        raise Http404
    return town
