"""When something is open: the usual week, and exceptions to it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.core.towns.hours import HoursDoNotFit
from allmende.core.towns.models import Town
from allmende.modules.directory.desk.rights import entry_in, keeps
from allmende.modules.directory.domain import Whole, change_entry
from allmende.modules.directory.forms.hours import ExceptionForm, WeekForm
from allmende.modules.directory.models import Entry
from allmende.shared.places.choices import HolidayRule
from allmende.shared.places.domain import (
    DaysTheWrongWayRound,
    add_special_hours,
    remove_special_hours,
    set_opening_hours,
)
from allmende.shared.places.models import Place
from allmende.shared.places.opening import Times, state_at
from allmende.shared.places.queries import plan_of
from allmende.shared.places.words import in_words, times_in_words


@keeps
def hours(request: HttpRequest, town: Town, entry: int) -> HttpResponse:
    """The usual week and what holds on public holidays."""
    found = entry_in(town, entry)
    known = list(found.place.opening_hours.all()) if found.place else []
    rule = found.place.on_holidays if found.place else HolidayRule.CLOSED
    form = WeekForm(request.POST or None, known=known, on_holidays=rule)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        set_opening_hours(
            place=_place(found, request),
            hours=form.cleaned_data["hours"],
            on_holidays=HolidayRule(form.cleaned_data["on_holidays"]),
            by=request.user,  # type: ignore[arg-type]
        )
        messages.success(
            request, _("Saved. The page says now: “%(words)s”") % {"words": _now(found)}
        )
        return redirect("directory_desk:hours", town.slug, found.pk)
    return _show(request, town, found, form, ExceptionForm())


@keeps
def exceptions(request: HttpRequest, town: Town, entry: int) -> HttpResponse:
    """Add an exception to the usual week, or take one back."""
    found = entry_in(town, entry)
    if request.method != "POST":
        return redirect("directory_desk:hours", town.slug, found.pk)
    if "remove" in request.POST:
        _take_back(found, request)
        return redirect("directory_desk:hours", town.slug, found.pk)
    form = ExceptionForm(request.POST)
    if form.is_valid() and _added(found, form, request):
        messages.success(
            request, _("Saved. The page says now: “%(words)s”") % {"words": _now(found)}
        )
        return redirect("directory_desk:hours", town.slug, found.pk)
    place = found.place
    week = WeekForm(
        None,
        known=list(place.opening_hours.all()) if place else [],
        on_holidays=place.on_holidays if place else HolidayRule.CLOSED,
    )
    return _show(request, town, found, week, form)


def _added(entry: Entry, form: ExceptionForm, request: HttpRequest) -> bool:
    values = form.cleaned_data
    pair = (values["opens"], values["closes"])
    times = [Times(*pair)] if None not in pair else []
    try:
        add_special_hours(
            place=_place(entry, request),
            first_day=values["first_day"],
            last_day=values["last_day"],
            times=times,
            reason=values["reason"],
            by=request.user,  # type: ignore[arg-type]
        )
    except (DaysTheWrongWayRound, HoursDoNotFit) as error:
        form.add_error("last_day", str(error))
        return False
    return True


def _take_back(entry: Entry, request: HttpRequest) -> None:
    first, _dash, last = request.POST["remove"].partition("/")
    try:
        days = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise Http404 from error
    if entry.place:
        remove_special_hours(
            place=entry.place, first_day=days[0], last_day=days[1],
            by=request.user,  # type: ignore[arg-type]
        )  # fmt: skip
        messages.success(request, _("The exception is gone."))


def _place(entry: Entry, request: HttpRequest) -> Place:
    """The place of an entry; one that had none gets it now, with its name."""
    if entry.place is None:
        whole = Whole(place={"name": entry.name})
        change_entry(entry=entry, whole=whole, by=request.user)  # type: ignore[arg-type]
    if entry.place is None:
        raise Http404
    return entry.place


def _now(entry: Entry) -> str:
    if entry.place is None:
        return ""
    now = timezone.now()
    return str(in_words(state_at(plan_of(entry.place), now), now))


def _show(
    request: HttpRequest, town: Town, entry: Entry, form: WeekForm, other: ExceptionForm
) -> HttpResponse:
    has_errors = bool(other.errors or (form.errors and "more" not in request.POST))
    context = {
        "town": town,
        "entry": entry,
        "form": form,
        "exception_form": other,
        "exceptions": _exceptions(entry),
        "now": _now(entry),
    }
    status = 422 if has_errors else 200
    return render(request, "directory/desk/hours.html", context, status=status)


def _exceptions(entry: Entry) -> list[dict[str, Any]]:
    if entry.place is None:
        return []
    return [
        {"special": one, "times": times_in_words(one.times),
         "key": f"{one.first_day.isoformat()}/{one.last_day.isoformat()}"}
        for one in plan_of(entry.place).specials
    ]  # fmt: skip
