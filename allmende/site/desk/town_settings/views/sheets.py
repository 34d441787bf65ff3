"""Which towns, the overview, and the sheets a town fills in about itself."""

from copy import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from allmende.core.towns.domain import (
    change_legal,
    change_profile,
    set_office_hours,
    set_quick_links,
)
from allmende.core.towns.models import OfficeHours, QuickLink, Town
from allmende.site.desk.town_settings.forms.daily import HoursForm, links_form
from allmende.site.desk.town_settings.forms.profile import LegalForm, ProfileForm
from allmende.site.desk.town_settings.frame import (
    back,
    is_save,
    person,
    posted,
    say,
    say_changed,
    say_same,
    settles,
    show,
    url,
)
from allmende.site.desk.town_settings.overview import cards, hours_in_words, open_now
from allmende.site.desk.town_settings.preview import Verdict, judge_colours
from allmende.site.desk.town_settings.rights import (
    DAILY,
    What,
    may_settle,
    settlers,
    towns_to_settle,
)
from allmende.site.palette import UnreadableColourError


def index(request: HttpRequest) -> HttpResponse:
    """Towns the person may settle; straight to the one when there is only one."""
    user = person(request)
    towns = towns_to_settle(user)
    if len(towns) == 1 and not user.is_superuser:
        return redirect(url(towns[0], What.OVERVIEW))
    context = {"towns": towns, "may_found": user.is_superuser}
    return render(request, "site/desk/town_settings/index.html", context)


@settles(What.OVERVIEW)
def overview(request: HttpRequest, town: Town) -> HttpResponse:
    user = person(request)
    may_rest = may_settle(user, town, What.PROFILE)
    context = {
        "cards": cards(town, allowed=set(What) if may_rest else DAILY),
        "may_rest": may_rest,
        "settlers": [] if may_rest else settlers(town),
    }
    return show(request, town, What.OVERVIEW, "overview", context)


@settles(What.PROFILE)
def profile(request: HttpRequest, town: Town) -> HttpResponse:
    form = ProfileForm(posted(request), request.FILES or None, instance=copy(town))
    if is_save(request) and form.is_valid():
        names = change_profile(town=town, values=form.values(), by=person(request))
        say_changed(request, form, ["coat_file" if n == "coat_svg" else n for n in names])
        return back(town, What.PROFILE)
    colours = [form[name].value() or "" for name in ("colour_primary", "colour_accent")]
    context = {"form": form, "verdict": _verdict(*colours), "is_preview": "preview" in request.POST}
    return show(request, town, What.PROFILE, "profile", context)


@settles(What.PROFILE)
def colours(request: HttpRequest, town: Town) -> HttpResponse:
    """Sample of two colours that are not saved, as a piece of the profile sheet."""
    verdict = _verdict(request.GET.get("primary", ""), request.GET.get("accent", ""))
    context = {"verdict": verdict, "town": town}
    return render(request, "site/desk/town_settings/colours.html", context)


def _verdict(primary: str, accent: str) -> Verdict | None:
    try:
        return judge_colours(primary, accent)
    except UnreadableColourError:
        return None


@settles(What.LEGAL)
def legal(request: HttpRequest, town: Town) -> HttpResponse:
    form = LegalForm(posted(request), instance=copy(town))
    if is_save(request) and form.is_valid():
        say_changed(
            request, form, change_legal(town=town, values=form.values(), by=person(request))
        )
        return back(town, What.LEGAL)
    return show(request, town, What.LEGAL, "legal", {"form": form})


@settles(What.HOURS)
def hours(request: HttpRequest, town: Town) -> HttpResponse:
    known = list(OfficeHours.objects.filter(town=town))
    form = HoursForm(posted(request), known=known)
    if is_save(request) and form.is_valid():
        is_new = set_office_hours(town=town, hours=form.cleaned_data["hours"], by=person(request))
        _say_hours(request, town, is_new=is_new)
        return back(town, What.HOURS)
    return show(
        request,
        town,
        What.HOURS,
        "hours",
        {"form": form, "now": open_now(town), "has_own_words": True},
    )


def _say_hours(request: HttpRequest, town: Town, *, is_new: bool) -> None:
    lines = hours_in_words(list(OfficeHours.objects.filter(town=town)))
    if not is_new:
        say_same(request)
    elif lines:
        say(request, _("Saved. Office hours are now: %(hours)s.") % {"hours": "; ".join(lines)})
    else:
        say(request, _("Saved. There are no office hours now; people are asked to call first."))


@settles(What.LINKS)
def links(request: HttpRequest, town: Town) -> HttpResponse:
    formset = links_form(posted(request), QuickLink.objects.filter(town=town))
    if is_save(request) and formset.is_valid():
        wanted = formset.links()
        if set_quick_links(town=town, links=wanted, by=person(request)):
            names = ", ".join(link.label for link in wanted) or _("none")
            say(request, _("Saved. Quick links are now: %(links)s.") % {"links": names})
        else:
            say_same(request)
        return back(town, What.LINKS)
    return show(request, town, What.LINKS, "links", {"formset": formset})
