"""What every sheet of "Our town" shares: who may open it, what stands around it, how it answers."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.site.desk.town_settings.rights import What, may_settle, settlers, towns_to_settle

Answer = Callable[..., HttpResponse]

TITLES = {
    What.OVERVIEW: gettext_lazy("Overview"),
    What.PROFILE: gettext_lazy("Name, contact and colours"),
    What.LEGAL: gettext_lazy("Legal notices"),
    What.HOURS: gettext_lazy("Office hours"),
    What.LINKS: gettext_lazy("Quick links"),
    What.SHARING: gettext_lazy("Items of other towns"),
    What.WORDS: gettext_lazy("Search words"),
    What.MODULES: gettext_lazy("Modules"),
    What.PEOPLE: gettext_lazy("People and roles"),
    What.SAFETY: gettext_lazy("Safety and release"),
}


def person(request: HttpRequest) -> User:
    """Give who asks. Raises Http404 for nobody: Wagtail asks for the sign-in before that."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def settles(what: What) -> Callable[[Answer], Answer]:
    """Give a view its town, or refuse.

    A town in which the person settles nothing does not exist for them (404). A sheet that is
    for others in the own town says so, and says who they are (403).
    """

    def decorate(view: Answer) -> Answer:
        @wraps(view)
        def ask(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            user = person(request)
            # Read anew: forms write into it, and the remembered one belongs to everybody.
            town = get_object_or_404(Town.objects.select_related("authority"), slug=slug)
            if not may_settle(user, town, What.OVERVIEW):
                raise Http404
            if not may_settle(user, town, what):
                return _not_yours(request, town, what)
            return view(request, town, **kwargs)

        return ask

    return decorate


def _not_yours(request: HttpRequest, town: Town, what: What) -> HttpResponse:
    return show(request, town, what, "not_yours", {"settlers": settlers(town)}, status=403)


def show(
    request: HttpRequest,
    town: Town,
    what: What,
    template: str,
    context: dict[str, Any],
    *,
    title: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show a sheet with its way back and its neighbours."""
    has_errors = _has_errors(context)
    around = {
        "town": town,
        "what": what,
        "title": title or TITLES[what],
        "sheets": sheets(town, what),
        "has_errors": has_errors,
        "may_switch": len(towns_to_settle(person(request))) > 1,
    }
    code = 422 if has_errors else status
    name = f"site/desk/town_settings/{template}.html"
    return render(request, name, around | context, status=code)


def _has_errors(context: dict[str, Any]) -> bool:
    form, lines = context.get("form"), context.get("formset")
    is_wrong = lines is not None and lines.is_bound and not lines.is_valid()
    return is_wrong or (form is not None and bool(form.errors))


def sheets(town: Town, current: What) -> list[dict[str, Any]]:
    """Links to all sheets of a town."""
    return [
        {"label": label, "url": url(town, what), "is_current": what == current}
        for what, label in TITLES.items()
    ]


def url(town: Town, what: What) -> str:
    return reverse(f"town_settings:{what.value}", args=[town.slug])


def back(town: Town, what: What) -> HttpResponse:
    return redirect(url(town, what))


def posted(request: HttpRequest) -> Any:
    """Give what was sent, or None when the sheet is only looked at."""
    return request.POST if request.method == "POST" else None


def is_save(request: HttpRequest) -> bool:
    """Whether the person wants to keep it; the other buttons only look or add a line."""
    return request.method == "POST" and not {"preview", "more"} & set(request.POST)


def say_changed(request: HttpRequest, form: BaseForm, names: Iterable[str]) -> None:
    """Tell which fields differ now, by the words on the screen."""
    labels = [capfirst(str(form.fields[name].label)) for name in form.fields if name in set(names)]
    if labels:
        say(request, _("Saved. Changed: %(fields)s.") % {"fields": ", ".join(labels)})
    else:
        messages.info(request, _("Nothing was different, so nothing was changed."))


def say(request: HttpRequest, sentence: str) -> None:
    messages.success(request, sentence)


def say_same(request: HttpRequest) -> None:
    messages.info(request, _("Nothing was different, so nothing was changed."))
