"""Who needs a second factor, and since when (NIST SP 800-63B; BSI ORP.4)."""

from datetime import date, timedelta

from django.conf import settings

from allmende.core.kit.dates import today
from allmende.core.people.choices import Role, SecondFactor
from allmende.core.people.models import StaffRules, User
from allmende.core.people.queries import grants_now

#: Days to set one up, counted from the first click at the desk for which it is needed.
GRACE = timedelta(days=14)
#: Roles that release for others or look after the platform.
GUARDED = frozenset({Role.TOWN_RELEASE, Role.VG_RELEASE, Role.ALLIANCE_OFFICE, Role.PLATFORM_ADMIN})


def needs_second_factor(user: User) -> bool:
    """Whether somebody must have one: by the house's rule, or by a stricter one of a town.

    Never in a house for trying out: newcomers share its accounts.
    """
    if settings.IS_DEMO:
        return False
    if user.is_superuser:
        return settings.SECOND_FACTOR != SecondFactor.NOBODY
    held = list(grants_now().filter(user=user).values_list("role", "town"))
    strict = StaffRules.objects.filter(town__in={town for _role, town in held})
    rules = dict(strict.values_list("town", "second_factor"))
    return any(_covers(role, {settings.SECOND_FACTOR, rules.get(town)}) for role, town in held)


def _covers(role: str, rules: set[str | None]) -> bool:
    if SecondFactor.EVERYBODY in rules:
        return True
    return role in GUARDED and SecondFactor.RELEASERS in rules


def due_day(user: User) -> date:
    """Last day without a second factor; the clock begins to run when this is first asked."""
    if user.second_factor_due is None:
        user.second_factor_due = today() + GRACE
        User.objects.filter(pk=user.pk).update(second_factor_due=user.second_factor_due)
    return user.second_factor_due
