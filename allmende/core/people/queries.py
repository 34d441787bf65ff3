"""Who holds which role now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from allmende.core.cache.memo import remembered
from allmende.core.kit.dates import today
from allmende.core.people.choices import DESK_ROLES, RIGHTS, Role
from allmende.core.people.models import RoleGrant, StaffRules, User
from allmende.core.towns.models import Town

STAFF_RULES_TAG = "staff_rules"


def grants_now() -> QuerySet[RoleGrant]:
    """Roles that hold today."""
    return RoleGrant.objects.on(today())  # type: ignore[return-value]


def desk_towns(user: User) -> list[Town]:
    """Towns for which a person may work at the editors' desk today; all for a superuser."""
    if user.is_superuser:
        return list(Town.objects.all())
    held = grants_now().filter(user=user, role__in=DESK_ROLES)
    return list(Town.objects.filter(grants__in=held).distinct())


def may_decide_offers(user: User, town: Town) -> bool:
    """Whether a person may accept or decline for a town today."""
    if user.is_superuser:
        return True
    roles = [role for role, rights in RIGHTS.items() if rights.receives_offers]
    return holds_any(user, town, roles)


def may_publish(user: User, town: Town) -> bool:
    """Whether a person may let items of a town go out today; others submit them."""
    if user.is_superuser:
        return True
    return holds_any(user, town, [role for role, may in RIGHTS.items() if "publish" in may.pages])


def may_write(user: User, town: Town) -> bool:
    """Whether a person may write items of a town today, to publish or to submit them."""
    if user.is_superuser:
        return True
    return holds_any(user, town, [role for role, may in RIGHTS.items() if "add" in may.pages])


#: Who may read the log of a town: those who let things out, and those who look over shoulders.
_LOG_READERS = [
    *(role for role, may in RIGHTS.items() if "publish" in may.pages),
    Role.DPO,
    Role.PLATFORM_ADMIN,
]


def may_read_log(user: User, town: Town) -> bool:
    """Whether a person may read what was done in the name of a town."""
    return user.is_superuser or holds_any(user, town, _LOG_READERS)


def holds_any(user: User, town: Town, roles: Iterable[str]) -> bool:
    return grants_now().filter(user=user, town=town, role__in=list(roles)).exists()


def is_platform_admin(user: User) -> bool:
    if user.is_superuser:
        return True
    return grants_now().filter(user=user, role=Role.PLATFORM_ADMIN).exists()


def colleagues_of(town: Town) -> QuerySet[User]:
    """Everybody who holds a role in a town today, by name."""
    held = grants_now().filter(town=town)
    found = User.objects.filter(grants__in=held, is_active=True).distinct()
    return found.order_by("last_name", "first_name", "username")


def held_by_name(town: Town, part: str) -> list[int]:
    """Numbers of people with a part of a name who hold or held a role in a town."""
    is_called = Q()
    for text in (part, part.capitalize()):
        is_called |= Q(first_name__icontains=text) | Q(last_name__icontains=text)
        is_called |= Q(username__icontains=text)
    found = User.objects.filter(is_called, grants__town=town).distinct()
    return list(found.values_list("pk", flat=True))


def deciders_of(town: Town) -> QuerySet[User]:
    """Everyone who may decide about offers for a town today."""
    roles = [role for role, rights in RIGHTS.items() if rights.receives_offers]
    return User.objects.filter(grants__in=grants_now().filter(town=town, role__in=roles)).distinct()


def able_to_publish(town: Town) -> list[User]:
    """Deciders who can sign in: whoever was invited and has set no password yet is no second person."""
    return [user for user in deciders_of(town).filter(is_active=True) if user.has_usable_password()]


@remembered(STAFF_RULES_TAG)
def four_eyes_in(town_id: int | None) -> frozenset[str]:
    """Kinds of items that a second person releases in a town."""
    rows = StaffRules.objects.filter(town=town_id).values_list("four_eyes", flat=True)
    return frozenset(rows.first() or ())


@dataclass(frozen=True, slots=True)
class Bounds:
    """To what the writing of a person in a town is bound; empty means the whole town."""

    villages: tuple[int, ...] = ()
    organisations: tuple[str, ...] = ()


def bounds_of(user: User | None, town: Town) -> Bounds:
    """Bounds of somebody whose roles are all bound; one free role with pages frees them."""
    if user is None or user.is_superuser:
        return Bounds()
    held = list(grants_now().filter(user=user, town=town, role__in=_WRITING))
    if not held or not all(grant.village_id or grant.organisation for grant in held):
        return Bounds()
    villages = tuple(sorted(grant.village_id for grant in held if grant.village_id))
    names = tuple(sorted(grant.organisation for grant in held if grant.organisation))
    return Bounds(villages, names)


_WRITING = [role for role, rights in RIGHTS.items() if rights.pages]
