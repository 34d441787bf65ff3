"""The short form: a photo and two lines, sent to the town. It fits a phone and needs no script."""

from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature, dumps, loads
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allmende.core.items.models import Item
from allmende.core.items.queries import by_public_id
from allmende.core.kit.text import new_code
from allmende.core.modules.switchboard import is_on
from allmende.core.people.models import User
from allmende.core.people.queries import desk_towns, may_publish
from allmende.core.towns.models import Town
from allmende.modules.portal.domain import report
from allmende.modules.portal.queries import shelf_of, told_lately
from allmende.modules.portal.report_form import ReportForm

SALT = "portal.report"


def short_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Write and send a short report for a town. The same form sent twice makes one item."""
    town, user = _town(request, slug), request.user
    form = ReportForm(request.POST or None, request.FILES or None, town=town, user=user)
    if request.method == "POST":
        code = _code(request)
        if made := by_public_id(code) or _told_lately(request, town):
            text = _("You have sent this already. Here is the item; nothing was doubled.")
            messages.info(request, text)
            return redirect("wagtailadmin_pages:edit", made.pk)
        if form.is_valid():
            return _send(request, town, code, form.values())
    context = {
        "form": form,
        "town": town,
        "once": dumps(new_code(), salt=SALT),
        "may_publish": may_publish(user, town),  # type: ignore[arg-type]
    }
    return render(request, "portal/report.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, town: Town, code: str, values: dict[str, Any]) -> HttpResponse:
    item = report(town=town, by=request.user, public_id=code, **values)  # type: ignore[arg-type]
    if may_publish(request.user, town):  # type: ignore[arg-type]
        messages.success(request, _("Kept as a draft. Look at it once more and publish it."))
        return redirect("wagtailadmin_pages:edit", item.pk)
    text = _("Sent. The editors of %(town)s publish it, or tell you what is missing.")
    messages.success(request, text % {"town": town})
    return redirect("wagtailadmin_home")


def _told_lately(request: HttpRequest, town: Town) -> Item | None:
    """The item a form has made whose code is new: „back“ in the browser gives another one."""
    title, text = (request.POST.get(name, "").strip() for name in ("title", "text"))
    return told_lately(town=town, by=request.user, title=title, text=text)  # type: ignore[arg-type]


def _town(request: HttpRequest, slug: str) -> Town:
    """Town the person may write for, with the module on; anything else does not exist."""
    user = request.user
    towns = desk_towns(user) if isinstance(user, User) else []
    town = next((one for one in towns if one.slug == slug), None)
    shelf = shelf_of(town) if town and is_on(town, "portal") else None
    if town is None or shelf is None or not shelf.permissions_for_user(user).can_add_subpage():
        raise Http404
    return town


def _code(request: HttpRequest) -> str:
    """The permanent code a form was given; a strange one gets a new code."""
    try:
        return str(loads(request.POST.get("once", ""), salt=SALT))
    except BadSignature:
        return new_code()
