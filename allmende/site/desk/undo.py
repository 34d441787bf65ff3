"""A way back for ten minutes: the sentence that says what was done carries a button to undo it.

What to undo stands signed in the button; nothing is kept on the server. The form that the
button belongs to stands once on every screen (``wagtailadmin/base.html``).
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.core.exchange.domain import CannotShare, reconsider
from allmende.core.items import domain as items
from allmende.core.items.four_eyes import OtherEyesNeeded
from allmende.core.items.models import Item
from allmende.site.desk.guards import item_to_publish
from allmende.site.desk.queries import decidable
from allmende.site.desk.town_settings.frame import person

SALT = "desk.undo"


def offer_undo(
    request: HttpRequest, what: str, ids: Sequence[int], sentence: str, label: str
) -> None:
    """Say what was done, with a button that undoes it: ``what`` is a key of UNDO."""
    value = signing.dumps([what, request.user.pk, *ids], salt=SALT)
    button = format_html(
        '<button type="submit" form="desk-undo" name="undo" value="{}" '
        'class="button button-small button-secondary desk-undo">{}</button>',
        value,
        label,
    )
    messages.success(request, format_html("{} {}", sentence, button))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Undo what a button stands for, if it is still time and still allowed."""
    try:
        value = request.POST.get("undo", "")
        what, who, *ids = signing.loads(value, salt=SALT, max_age=items.REGRET)
    except signing.BadSignature:  # also when it is too old
        messages.warning(request, str(items.TooLate()))
        return redirect("wagtailadmin_home")
    if who != request.user.pk:
        return redirect("wagtailadmin_home")
    UNDO[what](request, ids)
    return redirect("wagtailadmin_home")


def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a cancellation or a withdrawal, however long ago."""
    item = item_to_publish(request, pk)
    if request.method == "POST":
        _deed(request, [item.pk])
        return redirect("wagtailadmin_pages:edit", item.pk)
    return render(request, "site/desk/restore.html", {"item": item})


def _answers(request: HttpRequest, ids: list[int]) -> None:
    for placement in decidable(person(request), ids):
        try:
            reconsider(placement=placement, by=person(request))
        except CannotShare:  # a colleague was quicker
            continue
    messages.success(request, _("Undone. The offers wait again."))


def _publication(request: HttpRequest, ids: list[int]) -> None:
    for item in _publishable(request, ids):
        try:
            items.take_back(item=item, by=person(request))
        except (items.TooLate, OtherEyesNeeded) as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, _taken_back(item))


def _taken_back(item: Item) -> str:
    """What readers see now: the version before, or nothing."""
    if item.live:
        return _(
            "The change is taken back; the version before stands again. "
            "Your text is kept as a draft."
        )
    text = _("“%(title)s” is taken back. Your text is kept as a draft.")
    return text % {"title": item.title}


def _deed(request: HttpRequest, ids: list[int]) -> None:
    for item in _publishable(request, ids):
        try:
            items.restore(item=item, by=person(request))
        except OtherEyesNeeded as refused:
            messages.warning(request, str(refused))
        else:
            text = _("Undone. Readers see “%(title)s” as before.")
            messages.success(request, text % {"title": item.title})


def _publishable(request: HttpRequest, ids: list[int]) -> list[Item]:
    rows = Item.objects.filter(pk__in=ids, depth__gt=2).select_related("town")
    return [row for row in rows if row.permissions_for_user(request.user).may_release()]


UNDO: dict[str, Callable[[HttpRequest, list[int]], Any]] = {
    "answers": _answers,
    "publication": _publication,
    "deed": _deed,
}
