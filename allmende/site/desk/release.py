"""„Zur Freigabe“: look at a draft that was submitted, publish it or send it back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allmende.core.items import domain as items
from allmende.core.items.four_eyes import OtherEyesNeeded, needs_colleague, wrote
from allmende.core.items.models import Item
from allmende.core.items.queries import last_submission
from allmende.core.people.models import User
from allmende.site.desk.guards import item_to_publish
from allmende.site.desk.town_settings.frame import person
from allmende.site.desk.undo import offer_undo

HOME = "wagtailadmin_home"


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a submitted draft as readers will see it, with the two answers."""
    item = item_to_publish(request, pk)
    waiting = last_submission(item)
    if waiting is None or waiting.decided_at is not None:
        messages.info(request, str(items.NotSubmitted()))
        return redirect(HOME)
    if request.method == "POST":
        answer = _release if request.POST.get("answer") == "release" else _send_back
        if done := answer(request, item):
            return done
    context = {
        "item": item,
        "waiting": waiting,
        "draft": item.get_latest_revision_as_object(),
        "is_own": _is_own(item, person(request)),
    }
    return render(request, "site/desk/review.html", context | _tried(request))


def _is_own(item: Item, user: User) -> bool:
    """Whether the person wrote it and the town wants a second one."""
    return needs_colleague(item, user) and wrote(item, user)


def _release(request: HttpRequest, item: Item) -> HttpResponse | None:
    try:
        items.release(item=item, by=person(request))
    except (items.NotSubmitted, OtherEyesNeeded) as decided:
        messages.info(request, str(decided))
        return redirect(HOME)
    except ValidationError as missing:
        text = _("Not published yet: %(what)s") % {"what": " ".join(missing.messages)}
        messages.error(request, text)
        return redirect("wagtailadmin_pages:edit", item.pk)
    values = {"title": item.draft_title, "town": item.town}
    sentence = _("“%(title)s” is published for %(town)s.") % values
    offer_undo(request, "publication", [item.pk], sentence, _("Take back"))
    return redirect(HOME)


def _send_back(request: HttpRequest, item: Item) -> HttpResponse | None:
    reason = request.POST.get("reason", "").strip()[:300]
    try:
        items.send_back(item=item, reason=reason, by=person(request))
    except items.ReasonMissing:
        return None  # the screen says it beside the field
    except items.NotSubmitted as decided:
        messages.info(request, str(decided))
    else:
        messages.success(request, _("Sent back. Whoever wrote it sees your sentence."))
    return redirect(HOME)


def _tried(request: HttpRequest) -> dict[str, str]:
    """What to say after an answer that could not be given."""
    if request.method != "POST":
        return {}
    return {"error": _("Please say in one sentence what is missing.")}
