"""The short form: a photo and two lines, sent to the town. It fits a phone and needs no script."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allmende.core.items.models import Item
from allmende.core.items.queries import by_public_id
from allmende.core.people.queries import may_publish
from allmende.core.towns.models import Town
from allmende.modules.portal.domain import report
from allmende.modules.portal.queries import shelf_of, told_lately
from allmende.modules.portal.report_form import ReportForm
from allmende.site.desk.short_forms import code_of, once, town_to_write_for


def short_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Write and send a short report for a town. The same form sent twice makes one item."""
    town = town_to_write_for(request, slug, label="portal", shelf_of=shelf_of)
    user = request.user
    form = ReportForm(request.POST or None, request.FILES or None, town=town, user=user)
    if request.method == "POST":
        code = code_of(request)
        if made := by_public_id(code) or _told_lately(request, town):
            text = _("You have sent this already. Here is the item; nothing was doubled.")
            messages.info(request, text)
            return redirect("wagtailadmin_pages:edit", made.pk)
        if form.is_valid():
            return _send(request, town, code, form.values())
    context = {
        "form": form,
        "town": town,
        "once": once(),
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
