"""Lists and small deeds: take, do, answer."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.core.towns.models import Town
from allmende.modules.directory.choices import OF_ORGANISATIONS, PLURALS, EntryKind
from allmende.modules.directory.desk.rights import entry_in, keeps, towns_to_keep
from allmende.modules.directory.domain import confirm_entry
from allmende.modules.directory.domain.claims import (
    LinkIsOver,
    accept_claim,
    differences,
    refuse_claim,
)
from allmende.modules.directory.models import Claim, Entry, EntryQuerySet
from allmende.modules.directory.queries import (
    entries_of,
    having_words,
    hidden_by_age,
    offices_of,
    waiting_claims,
    wants_look,
)
from allmende.modules.directory.reading import age_words, is_old
from allmende.shared.places.queries import states_of
from allmende.shared.places.words import in_words

PER_PAGE = 50
HIDDEN, OLD = "verborgen", "alt"


def index(request: HttpRequest) -> HttpResponse:
    """The offices of all towns somebody keeps: opening hours are what changes most."""
    towns = towns_to_keep(request.user)
    if not towns:
        raise Http404
    if len(towns) == 1:
        return redirect("directory_desk:entries", towns[0].slug)
    rows = [{"town": town, "lines": _lines(offices_of(town)[:12])} for town in towns[:12]]
    return render(request, "directory/desk/index.html", {"rows": rows})


@keeps
def entries(request: HttpRequest, town: Town) -> HttpResponse:
    """Entries of a town: offices first, with ways to everything that can be done with them."""
    query, kind = request.GET.get("q", "").strip()[:100], request.GET.get("art", "")
    state = request.GET.get("stand", "")
    found = _chosen(town, query, kind, state)
    page: Any = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
    page.object_list = _lines(page.object_list)
    context = {
        "town": town,
        "page_obj": page,
        "query": query,
        "kind": kind,
        "state": state,
        "kinds": [(key.value, label) for key, label in PLURALS.items()],
        "claims": waiting_claims(town),
        "hidden": hidden_by_age(town).count(),
        "old": wants_look(town).count(),
    }
    return render(request, "directory/desk/entries.html", context)


def _chosen(town: Town, query: str, kind: str, state: str) -> EntryQuerySet:
    narrowed = {HIDDEN: hidden_by_age, OLD: wants_look}.get(state, entries_of)(town)
    if kind in EntryKind.values:
        narrowed = narrowed.filter(kind=kind)
    return having_words(narrowed, query) if query else narrowed


def _lines(rows: Any) -> list[dict[str, Any]]:
    known, now = list(rows), timezone.now()
    states = states_of([row.place for row in known if row.place], now)
    return [
        {
            "entry": row,
            "said": _said(states.get(row.place_id or 0), now),
            "age": age_words(row),
            "is_old": is_old(row),
        }
        for row in known
    ]


def _said(state: Any, now: Any) -> str:
    return str(in_words(state, now)) if state and state.is_known else ""


@require_POST
@keeps
def confirm(request: HttpRequest, town: Town, entry: int) -> HttpResponse:
    found = entry_in(town, entry)
    confirm_entry(entry=found, by=request.user)  # type: ignore[arg-type]
    sentence = _("“%(name)s” is confirmed. Readers see today's date.")
    messages.success(request, sentence % {"name": found.name})
    return _back(request, town, found)


def _back(request: HttpRequest, town: Town, entry: Entry) -> HttpResponse:
    if request.POST.get("von") == "liste":
        return redirect("directory_desk:entries", town.slug)
    return redirect("directory_desk:entry", town.slug, entry.pk)


@keeps
def claim(request: HttpRequest, town: Town, claim: int) -> HttpResponse:
    """What an organisation wants to change, beside what is known; the town decides."""
    found = Claim.objects.filter(pk=claim, entry__town=town).exclude(used_at=None)
    row = found.select_related("entry__organisation", "entry__town").first()
    if row is None or row.entry.kind not in OF_ORGANISATIONS:
        raise Http404
    if request.method == "POST":
        return _decide(request, town, row)
    labels = [(_label(row.entry, name), old, new) for name, old, new in differences(row)]
    context = {"town": town, "claim": row, "rows": labels}
    return render(request, "directory/desk/claim.html", context)


def _decide(request: HttpRequest, town: Town, row: Claim) -> HttpResponse:
    by: Any = request.user
    try:
        if "accept" in request.POST:
            accept_claim(claim=row, by=by)
            messages.success(request, _("Taken over. Readers see it now."))
        else:
            refuse_claim(claim=row, reason=request.POST.get("reason", "")[:300], by=by)
            messages.success(request, _("Not taken over. The organisation gets a mail."))
    except LinkIsOver:
        messages.info(request, _("Somebody has decided about this already."))
    return redirect("directory_desk:entries", town.slug)


def _label(entry: Entry, name: str) -> str:
    model: Any = entry if name == "summary" else entry.organisation
    return str(model._meta.get_field(name).verbose_name)
