"""What is done with a role somebody holds: end it, prolong it, name who stands in, invite again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allmende.core.kit.dates import today
from allmende.core.people.domain import end_role, name_deputy
from allmende.core.people.domain import prolong as prolong_role
from allmende.core.people.models import RoleGrant, User
from allmende.core.towns.models import Town
from allmende.site.desk.town_settings.forms.people import DeputyForm, EndForm
from allmende.site.desk.town_settings.frame import back, person, posted, say, settles, show
from allmende.site.desk.town_settings.invitations import AlreadyUsed, invite_again
from allmende.site.desk.town_settings.overview import name_of
from allmende.site.desk.town_settings.rights import What, grantable, grants_of, settlers


def _own_grant(by: User, town: Town, pk: int) -> RoleGrant:
    """A role of this town that the person may give and end, and that is not over."""
    grant = get_object_or_404(grants_of(town), pk=pk, valid_to__gte=today())
    if grant.role not in grantable(by, town):
        raise Http404
    return grant


@settles(What.PEOPLE)
def end(request: HttpRequest, town: Town, pk: int) -> HttpResponse:
    """End a role of this town, at once or after a last day."""
    by = person(request)
    grant = _own_grant(by, town, pk)
    form = EndForm(posted(request), grant=grant)
    is_last = [one.pk for one in settlers(town)] == [grant.pk]
    if request.method == "POST" and form.is_valid():
        end_role(grant=grant, by=by, last_day=form.cleaned_data["last_day"])
        say(request, _ended(grant))
        return back(town, What.PEOPLE)
    context = {"form": form, "grant": grant, "name": name_of(grant), "is_last": is_last}
    return show(request, town, What.PEOPLE, "end", context, title=_("End a role"))


def _ended(grant: RoleGrant) -> str:
    values = {"who": name_of(grant), "role": grant.title}
    if grant.valid_to < today():
        return _("%(who)s no longer holds the role “%(role)s”.") % values
    return _("%(who)s holds the role “%(role)s” until %(ends)s.") % (values | _end_of(grant))


def _end_of(grant: RoleGrant) -> dict[str, str]:
    return {"ends": date_format(grant.valid_to, "j.n.Y")}


@require_POST
@settles(What.PEOPLE)
def prolong(request: HttpRequest, town: Town, pk: int) -> HttpResponse:
    """Let a role go on for another term."""
    by = person(request)
    grant = _own_grant(by, town, pk)
    prolong_role(grant=grant, by=by)
    values = {"who": name_of(grant), "role": grant.title} | _end_of(grant)
    say(request, _("%(who)s holds the role “%(role)s” until %(ends)s.") % values)
    return back(town, What.PEOPLE)


@settles(What.PEOPLE)
def deputy(request: HttpRequest, town: Town, pk: int) -> HttpResponse:
    """Name who stands in for the holder of a role."""
    by = person(request)
    grant = _own_grant(by, town, pk)
    form = DeputyForm(posted(request), grant=grant)
    if request.method == "POST" and form.is_valid():
        name_deputy(grant=grant, deputy=form.cleaned_data["deputy"], by=by)
        say(request, _stood_in(grant))
        return back(town, What.PEOPLE)
    context = {"form": form, "grant": grant, "name": name_of(grant)}
    return show(request, town, What.PEOPLE, "deputy", context, title=_("Who stands in"))


def _stood_in(grant: RoleGrant) -> str:
    values = {"who": name_of(grant), "role": grant.title}
    if grant.deputy is None:
        return _("Nobody stands in for %(who)s as “%(role)s” now.") % values
    values["deputy"] = grant.deputy.get_full_name() or grant.deputy.get_username()
    return _("%(deputy)s stands in for %(who)s as “%(role)s”.") % values


@require_POST
@settles(What.PEOPLE)
def resend(request: HttpRequest, town: Town, pk: int) -> HttpResponse:
    """Mail the link of an invitation once more: a new one, for three days again."""
    grant = _own_grant(person(request), town, pk)
    try:
        invite_again(user=grant.user, town=town)
    except AlreadyUsed:
        say(request, _("%(who)s has set a password already.") % {"who": name_of(grant)})
    else:
        values = {"email": grant.user.email}
        say(request, _("A mail with a new link goes to %(email)s.") % values)
    return back(town, What.PEOPLE)
