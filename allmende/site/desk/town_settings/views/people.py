"""Who may do what in a town, until when: look, appoint, invite."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allmende.core.kit.dates import today
from allmende.core.people.domain import appoint as appoint_person
from allmende.core.people.domain import name_deputy
from allmende.core.people.gaps import GapKind, gaps_in
from allmende.core.people.models import RoleGrant, User
from allmende.core.towns.models import Town
from allmende.core.towns.queries import members_of
from allmende.shared.documents.typesetting import TypesetterBusy
from allmende.site.desk.town_settings.annex import as_csv, as_pdf
from allmende.site.desk.town_settings.forms.people import AppointForm, InviteForm
from allmende.site.desk.town_settings.frame import back, person, posted, say, settles, show
from allmende.site.desk.town_settings.invitations import HOURS, invite
from allmende.site.desk.town_settings.overview import gap_in_words, name_of, state_of
from allmende.site.desk.town_settings.rights import What, grantable, grants_of

#: Roles that ended are still shown for this long.
SHOWN_AFTERWARDS = timedelta(days=180)


@settles(What.PEOPLE)
def people(request: HttpRequest, town: Town) -> HttpResponse:
    since = today() - SHOWN_AFTERWARDS
    held = grants_of(town).filter(valid_to__gte=since)
    may_end = set(grantable(person(request), town))
    gaps = gaps_in([town]).get(town.pk, [])
    alone = {gap.grant.pk for gap in gaps if gap.kind == GapKind.NO_DEPUTY}
    rows = [
        _row(grant, may_end, alone)
        for grant in held.select_related("user", "appointed_by", "deputy", "village").order_by(
            "role", "-valid_to"
        )
    ]
    context = {
        "rows": [row for row in rows if row["state"] != "over"],
        "past": [row for row in rows if row["state"] == "over"],
        "orphans": [gap_in_words(gap) for gap in gaps if gap.kind == GapKind.ORPHANED],
        "elsewhere": _gaps_of_members(town) if town.is_alliance else [],
    }
    return show(request, town, What.PEOPLE, "people", context)


def _gaps_of_members(alliance: Town) -> list[dict[str, Any]]:
    """What is missing in the towns of an alliance: roles only, no names of people."""
    members = members_of(alliance)
    found = gaps_in(members)
    return [
        {"town": town, "gaps": [gap_in_words(gap) for gap in found[town.pk]]}
        for town in members
        if town.pk in found
    ]


def _row(grant: RoleGrant, may_end: set[Any], alone: set[int]) -> dict[str, Any]:
    state, words = state_of(grant)
    may_change = state != "over" and grant.role in may_end
    return {
        "grant": grant,
        "name": name_of(grant),
        "state": state,
        "words": words,
        "may_end": may_change,
        "may_prolong": may_change and state == "soon",
        "is_alone": grant.pk in alone,
        "is_invited": may_change and not grant.user.has_usable_password(),
    }


@settles(What.PEOPLE)
def appoint(request: HttpRequest, town: Town) -> HttpResponse:
    """Give a role to somebody who has an account."""
    by = person(request)
    form = AppointForm(posted(request), town=town, roles=grantable(by, town))
    if request.method == "POST" and form.is_valid():
        user = form.cleaned_data["username"]
        with transaction.atomic():
            grant = appoint_person(user=user, town=town, by=by, **form.term())
            _stand_in(form, user, by)
        say(request, in_words(grant))
        return back(town, What.PEOPLE)
    title = _("Appoint somebody who has an account")
    return show(request, town, What.PEOPLE, "appoint", {"form": form}, title=title)


@settles(What.PEOPLE)
def invite_person(request: HttpRequest, town: Town) -> HttpResponse:
    """Make an account for somebody new; the link to set a password comes by mail."""
    by = person(request)
    form = InviteForm(posted(request), town=town, roles=grantable(by, town))
    if request.method == "POST" and form.is_valid():
        who = {name: form.cleaned_data[name] for name in ("first_name", "last_name", "email")}
        with transaction.atomic():
            grant = invite(town=town, by=by, **who, **form.term())
            _stand_in(form, grant.user, by)
        values = {"sentence": in_words(grant), "email": grant.user.email}
        text = _("%(sentence)s A mail with the link to set a password goes to %(email)s.")
        say(request, text % values)
        return back(town, What.PEOPLE)
    context = {"form": form, "hours": HOURS}
    return show(request, town, What.PEOPLE, "invite", context, title=_("Invite somebody new"))


def _stand_in(form: AppointForm | InviteForm, user: User, by: User) -> None:
    """Name the new person as deputy of a colleague, if the form says so."""
    grant = form.cleaned_data.get("stands_in")
    if grant is not None and grant.user != user:
        name_deputy(grant=grant, deputy=user, by=by)


def in_words(grant: RoleGrant) -> str:
    values = {
        "who": name_of(grant),
        "role": grant.title,
        "begins": date_format(grant.valid_from, "j.n.Y"),
        "ends": date_format(grant.valid_to, "j.n.Y"),
    }
    return _("%(who)s holds the role “%(role)s” from %(begins)s to %(ends)s.") % values


@settles(What.PEOPLE)
def annex(request: HttpRequest, town: Town, kind: str) -> HttpResponse:
    """The table of roles as a file for the agreement."""
    if kind == "csv":
        return as_csv(town)
    try:
        return as_pdf(town)
    except TypesetterBusy:
        messages.warning(
            request, _("Other documents are being made. Please try again in a minute.")
        )
        return back(town, What.PEOPLE)
