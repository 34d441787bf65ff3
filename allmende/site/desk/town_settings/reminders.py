"""Thirty days before a role ends, the holder and those who can prolong it hear of it by mail."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from allmende.core.kit.dates import today
from allmende.core.notify.domain import post
from allmende.core.notify.house_mails import ROLE_ENDS
from allmende.core.notify.queries import language_of
from allmende.core.people.models import RoleGrant, User
from allmende.core.people.queries import grants_now
from allmende.site.desk.town_settings.overview import SOON, name_of
from allmende.site.desk.town_settings.rights import settlers


def remind_of_ends() -> None:
    """Write to everybody concerned, once per role and end: a prolonged role is told of anew."""
    until = today() + timedelta(days=SOON)
    ending = grants_now().filter(valid_to__lte=until).select_related("user", "town", "village")
    for grant in ending:
        if not _goes_on(grant):
            _remind(grant)


def _goes_on(grant: RoleGrant) -> bool:
    """Whether the person holds the same role in the same town for longer, by another row."""
    same = RoleGrant.objects.filter(user=grant.user, role=grant.role, town=grant.town)
    return same.filter(valid_to__gt=grant.valid_to).exists()


def _remind(grant: RoleGrant) -> None:
    able = {one.user for one in settlers(grant.town)}
    for person in sorted({grant.user, *able}, key=lambda user: user.pk):
        if person.email and person.is_active:
            _write(grant, person, may_prolong=person in able)


def _write(grant: RoleGrant, person: User, *, may_prolong: bool) -> None:
    people = reverse("town_settings:people", args=[grant.town.slug])
    with override(language_of(person)):
        context = {
            "who": name_of(grant),
            "role": grant.title,
            "ends": date_format(grant.valid_to, "j.n.Y"),
            "may_prolong": may_prolong,
            "link": f"{grant.town.base_url}{people}",
        }
    key = f"role_ends:{grant.pk}:{grant.valid_to}:{person.pk}"
    post(template=ROLE_ENDS, to=person, town=grant.town, context=context, key=key)
