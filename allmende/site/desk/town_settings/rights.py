"""Who may settle what in a town. Asked on the server at every request, shown or sent."""

from enum import StrEnum

from django.db.models import QuerySet

from allmende.core.people.choices import Role
from allmende.core.people.models import RoleGrant, User
from allmende.core.people.queries import grants_now, holds_any
from allmende.core.towns.models import Town


class What(StrEnum):
    """The sheets of "Our town"."""

    OVERVIEW = "overview"
    PROFILE = "profile"
    LEGAL = "legal"
    HOURS = "hours"
    LINKS = "links"
    SHARING = "sharing"
    WORDS = "words"
    MODULES = "modules"
    PEOPLE = "people"
    SAFETY = "safety"


EDITORS = frozenset({Role.TOWN_EDITOR, Role.VG_EDITOR})
RELEASERS = frozenset({Role.TOWN_RELEASE, Role.VG_RELEASE, Role.PLATFORM_ADMIN})
#: Daily matters; the rest binds the town for long and belongs to those who release.
DAILY = frozenset({What.OVERVIEW, What.HOURS, What.LINKS, What.SHARING, What.WORDS})

#: What a releaser may give or end. Nobody gives more than they hold: only a platform
#: administrator (of the same town) makes another one.
_TOWN_ROLES = (
    Role.TOWN_EDITOR, Role.TOWN_RELEASE, Role.VILLAGE_EDITOR, Role.ORG_EDITOR, Role.MAYOR,
    Role.MODERATOR, Role.ENERGY_OFFICER, Role.VACANCY_OFFICER, Role.DPO,
)  # fmt: skip
_VG_ROLES = (Role.VG_EDITOR, Role.VG_RELEASE)
_ALLIANCE_ROLES = (
    Role.ALLIANCE_OFFICE, Role.ORG_EDITOR, Role.ALLIANCE_CHAIR, Role.ASSEMBLY, Role.MODERATOR,
    Role.DPO,
)  # fmt: skip


def roles_for(town: Town, what: What) -> frozenset[Role]:
    """Roles that may change a sheet. The alliance office settles the alliance, never a town."""
    office = frozenset({Role.ALLIANCE_OFFICE}) if town.is_alliance else frozenset()
    return RELEASERS | office | (EDITORS if what in DAILY else frozenset())


def may_settle(user: User, town: Town, what: What) -> bool:
    """Whether a person may change a sheet of a town today."""
    return user.is_superuser or holds_any(user, town, roles_for(town, what))


def towns_to_settle(user: User) -> list[Town]:
    """Towns whose sheets a person may open today; all for a superuser."""
    if user.is_superuser:
        return list(Town.objects.all())
    held = grants_now().filter(user=user).select_related("town")
    towns = {g.town for g in held if g.role in roles_for(g.town, What.OVERVIEW)}
    return sorted(towns, key=lambda town: (not town.is_alliance, town.name))


def settlers(town: Town) -> list[RoleGrant]:
    """Roles held today by which somebody may change every sheet of a town."""
    held = grants_now().filter(town=town, role__in=roles_for(town, What.PEOPLE))
    return list(held.select_related("user").order_by("user__last_name", "user__username"))


def grants_of(town: Town) -> QuerySet[RoleGrant]:
    """Roles of all times in a town, with their people."""
    rows = RoleGrant.objects.filter(town=town)
    return rows.select_related("user", "village", "deputy")  # type: ignore[return-value]


def roles_in(town: Town) -> list[Role]:
    """Roles that make sense in a town: those of a VG only where one runs the administration."""
    if town.is_alliance:
        return list(_ALLIANCE_ROLES)
    return [*_TOWN_ROLES, *(_VG_ROLES if town.authority_id else ())]


def grantable(user: User, town: Town) -> list[Role]:
    """Roles a person may give and end in a town today; never a higher one than their own."""
    if not may_settle(user, town, What.PEOPLE):
        return []
    is_admin = user.is_superuser or holds_any(user, town, [Role.PLATFORM_ADMIN])
    return roles_in(town) + ([Role.PLATFORM_ADMIN] if is_admin else [])
