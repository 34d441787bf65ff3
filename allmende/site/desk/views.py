"""Screens of the desk beside Wagtail's own: begin, inbox, deeds, log."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allmende.core.audit.domain import record
from allmende.core.audit.queries import deeds_about
from allmende.core.exchange import domain as exchange
from allmende.core.exchange.choices import Channel
from allmende.core.exchange.models import Placement
from allmende.core.exchange.pictures import (
    items_naming,
    where_it_was,
    where_shown,
    withdraw_picture,
)
from allmende.core.exchange.queries import answers_to, changed_since_taken, offered_to, similar
from allmende.core.items import domain as items
from allmende.core.media.models import Picture
from allmende.core.media.queries import owner_of
from allmende.core.people.queries import may_decide_offers, may_publish, may_write
from allmende.core.towns.models import Town
from allmende.site.desk.acting import towns_of
from allmende.site.desk.guards import item_to_publish
from allmende.site.desk.queries import actions_for, decidable, open_reports
from allmende.site.desk.town_settings.rights import settlers
from allmende.site.desk.undo import offer_undo

INBOX = "desk_inbox"


def begin(request: HttpRequest) -> HttpResponse:
    """Choose for which town to write, and what."""
    towns = towns_of(request)
    own = [town for town in towns if may_write(request.user, town)]  # type: ignore[arg-type]
    rows = [{"town": town, "actions": actions_for(town)} for town in own]
    # Whoever may not write reads whom to ask.
    asked = [] if own else [{"town": town, "settlers": settlers(town)} for town in towns[:10]]
    return render(request, "site/desk/begin.html", {"rows": rows, "asked": asked})


def inbox(request: HttpRequest) -> HttpResponse:
    """Offers that wait, town by town, and items that changed since they were taken."""
    rows = [
        {
            "town": town,
            "offers": offered_to(town)[:100],
            "changed": changed_since_taken(town)[:50],
        }
        for town in towns_of(request)
        if may_decide_offers(request.user, town)  # type: ignore[arg-type]
    ]
    return render(request, "site/desk/inbox.html", {"rows": rows})


Deed = Callable[..., None]


def _accept_calendar(*, placement: Placement, by: Any) -> None:
    exchange.accept(placement=placement, by=by, channels=[Channel.CALENDAR])


DECISIONS: dict[str, tuple[Deed, Any]] = {
    "accept": (exchange.accept, lambda n: ngettext("%d item accepted.", "%d items accepted.", n)),
    "calendar": (
        _accept_calendar,
        lambda n: ngettext(
            "%d item accepted for the calendar.", "%d items accepted for the calendar.", n
        ),
    ),
    "decline": (exchange.decline, lambda n: ngettext("%d item declined.", "%d items declined.", n)),
    "seen": (
        exchange.note_changes,
        lambda n: ngettext("%d change marked as seen.", "%d changes marked as seen.", n),
    ),
}


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Accept or decline what was ticked, all at once."""
    deed = DECISIONS.get(request.POST.get("decision", ""))
    ids = [int(text) for text in request.POST.getlist("placement") if text.isdecimal()]
    if deed is None:
        raise Http404
    chosen = decidable(request.user, ids)  # type: ignore[arg-type]
    for placement in chosen:
        deed[0](placement=placement, by=request.user)
    _say_decided(request, chosen, deed[1])
    return redirect("wagtailadmin_home" if request.POST.get("from") == "home" else INBOX)


def _say_decided(request: HttpRequest, chosen: list[Placement], words: Any) -> None:
    """Say how many were decided about, with the way back; or what to do when none was ticked."""
    if not chosen:
        messages.warning(request, _("Nothing was ticked. Please tick at least one item."))
        return
    sentence = words(len(chosen)) % len(chosen)
    if request.POST["decision"] == "seen":
        messages.success(request, sentence)
    else:
        offer_undo(request, "answers", [row.pk for row in chosen], sentence, _("Undo"))


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    texts = {
        "title": _("Call off"),
        "what": _("The item stays visible everywhere, marked as called off."),
        "button": _("Call off everywhere"),
        "done": _("“%(title)s” is called off in all towns."),
    }
    return _with_reason(request, pk, items.cancel, texts)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    texts = {
        "title": _("Withdraw"),
        "what": _(
            "The item disappears everywhere, in other towns as well. Its address then says that "
            "you withdrew it, and why."
        ),
        "button": _("Withdraw everywhere"),
        "done": _("“%(title)s” is withdrawn in all towns."),
    }
    return _with_reason(request, pk, items.withdraw, texts)


def _with_reason(request: HttpRequest, pk: int, deed: Deed, texts: dict[str, str]) -> HttpResponse:
    item = item_to_publish(request, pk)
    reason = request.POST.get("reason", "").strip()[:300]
    error = ""
    if request.method == "POST":
        try:
            deed(item=item, reason=reason, by=request.user)
        except items.ReasonMissing as missing:
            error = str(missing)
        else:
            sentence = texts["done"] % {"title": item.title}
            offer_undo(request, "deed", [item.pk], sentence, _("Undo"))
            return redirect("wagtailadmin_explore", item.get_parent().pk)
    context = {
        "item": item,
        "texts": texts,
        "reason": reason,
        "error": error,
        "answers": sum(answers_to(item).values()),
    }
    return render(request, "site/desk/reason.html", context, status=422 if error else 200)


def twins(request: HttpRequest, pk: int) -> HttpResponse:
    """Items of other towns that look the same, and making one of two (rule 10)."""
    item = item_to_publish(request, pk)
    found = similar(item)
    if request.method == "POST":
        keep = next((one for one in found if str(one.pk) == request.POST.get("keep")), None)
        if keep is None:
            raise Http404
        items.merge(keep=keep, drop=item, by=request.user)  # type: ignore[arg-type]
        values = {"title": keep.title, "town": keep.town}
        messages.success(request, _("Your item now leads to “%(title)s” (%(town)s).") % values)
        return redirect("wagtailadmin_explore", item.get_parent().pk)
    return render(request, "site/desk/twins.html", {"item": item, "found": found})


def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the consent of the people on a picture: it disappears everywhere.

    The same screen says before where it is shown, and afterwards where it was.
    """
    picture = get_object_or_404(Picture, pk=pk)
    own = [town for town in towns_of(request) if may_publish(request.user, town)]  # type: ignore[arg-type]
    town = _town_of_picture(picture, own)
    if request.method == "POST":
        withdraw_picture(picture=picture, town=town, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The picture is gone from all pages, feeds and sizes."))
        return redirect("desk_consent", pk)
    context = {"picture": picture, "town": town, "where": _where(picture)}
    return render(request, "site/desk/consent.html", context)


def _where(picture: Picture) -> list[Any]:
    """Where a picture is shown; of one that is gone, where it was (the log knows)."""
    if picture.consent_withdrawn_at is None:
        return where_shown(items_naming(picture))
    deed = deeds_about(picture).filter(verb="withdraw_consent").first()
    return where_it_was(deed.after) if deed else []


def _town_of_picture(picture: Picture, towns: Iterable[Town]) -> Town:
    owner = owner_of(picture.collection)
    if owner is None or owner not in towns:
        raise Http404
    return owner


def barriers(request: HttpRequest, slug: str) -> HttpResponse:
    """Reports of barriers of a town; what is done is ticked off (and goes after 180 days).

    They are for those who answer in the name of the town: people may have left an address.
    """
    town = _own_town(request, slug)
    if not may_publish(request.user, town):  # type: ignore[arg-type]
        raise Http404
    if request.method == "POST":
        report = get_object_or_404(open_reports(town), pk=request.POST.get("report"))
        report.done_at = timezone.now()
        report.save(update_fields=["done_at"])
        record(verb="barrier_done", town=town, target=report, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Ticked off. Thank you."))
        return redirect("desk_barriers", slug)
    context = {"town": town, "reports": open_reports(town)[:200]}
    return render(request, "site/desk/barriers.html", context)


def _own_town(request: HttpRequest, slug: str) -> Town:
    town = next((one for one in towns_of(request) if one.slug == slug), None)
    if town is None:
        raise Http404
    return town
