"""Two people had the same item open: the second one learns that the first has saved.

Wagtail asks before saving only when its script has heard of the other version, which can take
ten seconds. So the server looks again when a text arrives: both versions are kept, and a
message leads to them.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Revision

from allmende.core.items.models import Item

_KEPT = "_allmende_newer_version"


def look_for_newer(request: HttpRequest, page: Any) -> None:
    """Before saving: note the version of somebody else that the editor has not seen."""
    if request.method != "POST" or not isinstance(page, Item) or not request.accepts("text/html"):
        return  # what the editor's script saves by itself, Wagtail refuses in this case
    latest = page.get_latest_revision()
    if latest and latest.user_id != request.user.pk and not _has_seen(request, latest):
        setattr(request, _KEPT, latest)
        _save_as_new(request)


def tell_of_newer(request: HttpRequest, page: Any) -> None:
    """After saving: say that there are two versions now, and where both can be seen."""
    other: Revision | None = getattr(request, _KEPT, None)
    if other is None:
        return
    text = _(
        "%(who)s saved this item while you were writing. Your text is saved and is the newest"
        " version; the other one is not lost."
    )
    message = format_html(
        '{} <a href="{}">{}</a> · <a href="{}">{}</a>',
        text % {"who": _name(other)},
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, other.pk, "latest"]),
        _("Compare both"),
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, other.pk]),
        _("Open the other version"),
    )
    messages.warning(request, message)


def _save_as_new(request: HttpRequest) -> None:
    """Write a version beside the others, not in place of one that is no longer the newest."""
    if "overwrite_revision_id" in request.POST:
        sent = request.POST.copy()
        del sent["overwrite_revision_id"]
        request.POST = sent  # type: ignore[assignment]


def _has_seen(request: HttpRequest, latest: Revision) -> bool:
    """Whether the form was loaded with this version; a form that does not say so counts as new."""
    sent = request.POST
    if own := sent.get("overwrite_revision_id"):
        return own == str(latest.pk)
    if not (loaded := sent.get("loaded_revision_id")):
        return True
    # Saving by itself rewrites a version in place; then only its time tells.
    when = sent.get("loaded_revision_created_at", "")
    return loaded == str(latest.pk) and when == latest.created_at.isoformat()


def _name(revision: Revision) -> str:
    user = revision.user
    return user.get_full_name() or user.get_username() if user else _("Somebody")
