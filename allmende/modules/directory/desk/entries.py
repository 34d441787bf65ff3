"""Write an entry, say what an office does, take an entry away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allmende.core.towns.models import Town
from allmende.core.towns.queries import villages_of
from allmende.modules.directory.choices import EntryKind
from allmende.modules.directory.desk.rights import entry_in, keeps
from allmende.modules.directory.domain import (
    Doing,
    Whole,
    add_entry,
    change_entry,
    remove_entry,
    set_services,
)
from allmende.modules.directory.forms.facts import FactsForm
from allmende.modules.directory.forms.services import ServicesForm
from allmende.modules.directory.models import Entry
from allmende.modules.directory.reading import age_words


@keeps
def add(request: HttpRequest, town: Town) -> HttpResponse:
    form = FactsForm(request.POST or None, town=town, villages=villages_of(town), entry=None)
    if request.method == "POST" and form.is_valid() and (made := _written(form, request)):
        messages.success(request, _("“%(name)s” stands in the directory.") % {"name": made.name})
        return redirect("directory_desk:entry", town.slug, made.pk)
    return _show(request, town, form, None)


@keeps
def edit(request: HttpRequest, town: Town, entry: int) -> HttpResponse:
    found = entry_in(town, entry)
    form = FactsForm(request.POST or None, town=town, villages=villages_of(town), entry=found)
    if request.method == "POST" and form.is_valid() and _written(form, request):
        messages.success(request, _("Saved. Readers see it now."))
        return redirect("directory_desk:entry", town.slug, found.pk)
    return _show(request, town, form, found)


def _written(form: FactsForm, request: HttpRequest) -> Entry | None:
    """The entry as the form says; None when something in it cannot be (the form says what)."""
    facts, place, organisation = form.parts()
    whole, by = Whole(facts, place or None, organisation), request.user
    try:
        if form.entry is None:
            return add_entry(town=form.town, whole=whole, by=by)  # type: ignore[arg-type]
        change_entry(entry=form.entry, whole=whole, by=by)  # type: ignore[arg-type]
    except ValidationError as error:
        form.take(error)
        return None
    return form.entry


def _show(request: HttpRequest, town: Town, form: FactsForm, entry: Entry | None) -> HttpResponse:
    context = {
        "town": town,
        "form": form,
        "entry": entry,
        "age": age_words(entry) if entry else "",
        "is_office": entry is not None and entry.kind == EntryKind.OFFICE,
        "public_url": f"{town.base_url}{entry.path}" if entry else "",
    }
    status = 422 if form.errors else 200
    return render(request, "directory/desk/entry.html", context, status=status)


@keeps
def services(request: HttpRequest, town: Town, entry: int) -> HttpResponse:
    """What an office does, and where it is done online."""
    office = entry_in(town, entry)
    if office.kind != EntryKind.OFFICE:
        raise Http404
    known = list(office.responsibilities.prefetch_related("villages"))
    form = ServicesForm(request.POST or None, known=known)
    if request.method == "POST" and form.is_valid():
        doings = [Doing(**values) for values in form.wished()]
        set_services(office=office, doings=doings, by=request.user)  # type: ignore[arg-type]
        sentence = _("Saved. The office is named for %(count)d services.")
        messages.success(request, sentence % {"count": len(doings)})
        return redirect("directory_desk:services", town.slug, office.pk)
    context = {"town": town, "entry": office, "form": form}
    status = 422 if form.errors else 200
    return render(request, "directory/desk/services.html", context, status=status)


@keeps
def remove(request: HttpRequest, town: Town, entry: int) -> HttpResponse:
    """Ask once, then take an entry out of the directory."""
    found = entry_in(town, entry)
    if request.method == "POST":
        remove_entry(entry=found, by=request.user)  # type: ignore[arg-type]
        sentence = _("“%(name)s” is no longer in the directory.")
        messages.success(request, sentence % {"name": found.name})
        return redirect("directory_desk:entries", town.slug)
    return render(request, "directory/desk/remove.html", {"town": town, "entry": found})
