"""Organisations of a town, and for which of them somebody writes."""

from django.db.models import QuerySet

from allmende.core.people.models import RoleGrant, User
from allmende.core.people.queries import grants_now
from allmende.core.towns.models import Town
from allmende.shared.organisations.models import Organisation


def organisations_tag(town_id: int) -> str:
    """Page tag of everything that shows organisations of a town."""
    return f"organisations:{town_id}"


def organisations_of(town: Town) -> QuerySet[Organisation]:
    return Organisation.objects.filter(town=town)


def folded(name: str) -> str:
    """A name without the differences people do not mean: capitals and spaces."""
    return " ".join(name.split()).casefold()


def organisation_named(town: Town, name: str) -> Organisation | None:
    """Organisation of a town by its name, whatever its capitals; the oldest of several.

    Compared here and not in SQL: SQLite knows no capital umlauts.
    """
    wanted = folded(name)
    if not wanted:
        return None
    rows = organisations_of(town).order_by("pk").values_list("pk", "name")
    pk = next((pk for pk, known in rows if folded(known) == wanted), None)
    return Organisation.objects.filter(pk=pk).first() if pk else None


def organisation_of(grant: RoleGrant) -> Organisation | None:
    """Organisation to which a role is bound; None when the role names none that is known."""
    return organisation_named(grant.town, grant.organisation)


def organisations_of_user(user: User, town: Town) -> list[Organisation]:
    """Organisations for which a person may write in a town today."""
    names = grants_now().filter(user=user, town=town).exclude(organisation="")
    wanted = {folded(name) for name in names.values_list("organisation", flat=True)}
    if not wanted:
        return []
    return [one for one in organisations_of(town) if folded(one.name) in wanted]
