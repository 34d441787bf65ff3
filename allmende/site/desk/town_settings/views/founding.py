"""Take in a town. For the administrators of the whole house."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allmende.site.desk.town_settings.forms.founding import FoundingForm
from allmende.site.desk.town_settings.founding import found_town
from allmende.site.desk.town_settings.frame import back, is_save, person, posted, say
from allmende.site.desk.town_settings.rights import What


def found(request: HttpRequest) -> HttpResponse:
    """Show the form; keep what was written when something is missing."""
    by = person(request)
    if not by.is_superuser:
        raise Http404
    form = FoundingForm(posted(request))
    if is_save(request) and form.is_valid():
        names = ("ags", "ars", "alliance", "member_from", "modules")
        values = {name: form.cleaned_data[name] for name in names}
        town = found_town(town=form.instance, by=by, **values)
        text = _("%(town)s has moved in and answers at %(url)s. Now fill in its sheets.")
        say(request, text % {"town": town.name, "url": town.base_url})
        return back(town, What.OVERVIEW)
    context = {"form": form, "has_errors": bool(form.errors), "title": _("Take in a town")}
    status = 422 if form.errors else 200
    return render(request, "site/desk/town_settings/found.html", context, status=status)
