"""Give a role, prolong it, end it, name who stands in, and see to it that rights follow."""

from datetime import date, timedelta

from django.db import transaction

from allmende.core.cache.tags import changed
from allmende.core.kit.dates import today
from allmende.core.people.choices import Role, SecondFactor
from allmende.core.people.models import RoleGrant, RoleGroup, StaffRules, User
from allmende.core.people.queries import STAFF_RULES_TAG, grants_now
from allmende.core.people.signals import role_changed
from allmende.core.towns.models import Town, Village
from allmende.core.towns.signals import town_changed

#: Nobody has a role without an end; this is the proposal of domain.md § 2.
DEFAULT_TERM = timedelta(days=730)
#: Longer than any term of office in our towns; an end beyond that would be none (our proposal).
LONGEST_TERM = timedelta(days=6 * 365)


class OwnDeputy(ValueError):
    """Somebody cannot stand in for themselves."""


@transaction.atomic
def appoint(
    *,
    user: User,
    role: Role,
    town: Town,
    by: User | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    village: Village | None = None,
    organisation: str = "",
    deputy: User | None = None,
) -> RoleGrant:
    """Give a role from a day (today) to a day (24 months later).

    ``village`` and ``organisation`` bind it; ``deputy`` is who stands in.
    """
    start = valid_from or today()
    grant = RoleGrant.objects.create(
        user=user,
        role=role,
        town=town,
        valid_from=start,
        valid_to=valid_to or start + DEFAULT_TERM,
        village=village,
        organisation=organisation,
        deputy=deputy,
        appointed_by=by,
    )
    settle_rights(user=user)
    role_changed.send(RoleGrant, grant=grant, deed="appoint", by=by)
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, by: User | None = None, last_day: date | None = None) -> None:
    """End a role after a last day; without one it ended yesterday, that is: at once."""
    grant.valid_to = max(last_day or today() - timedelta(days=1), grant.valid_from)
    if last_day is None and grant.valid_from >= today():
        grant.valid_from = grant.valid_to = today() - timedelta(days=1)
    grant.save(update_fields=["valid_from", "valid_to"])
    settle_rights(user=grant.user)
    role_changed.send(RoleGrant, grant=grant, deed="end_role", by=by)


@transaction.atomic
def prolong(*, grant: RoleGrant, by: User | None = None) -> None:
    """Let a role go on for another term, counted from its present end, six years away at most."""
    latest = today() + LONGEST_TERM
    grant.valid_to = max(grant.valid_to, min(max(grant.valid_to, today()) + DEFAULT_TERM, latest))
    grant.save(update_fields=["valid_to"])
    settle_rights(user=grant.user)
    role_changed.send(RoleGrant, grant=grant, deed="prolong_role", by=by)


@transaction.atomic
def name_deputy(*, grant: RoleGrant, deputy: User | None, by: User | None = None) -> None:
    """Say who stands in for the holder of a role; None for nobody. Nobody stands in for themselves."""
    if deputy == grant.user:
        raise OwnDeputy
    grant.deputy = deputy
    grant.save(update_fields=["deputy"])
    role_changed.send(RoleGrant, grant=grant, deed="name_deputy", by=by)


@transaction.atomic
def set_staff_rules(
    *, town: Town, second_factor: SecondFactor, four_eyes: list[str], by: User | None = None
) -> StaffRules:
    """Say who needs a second factor, and which kinds of items a second person releases."""
    rules, _made = StaffRules.objects.get_or_create(town=town)
    before = {"second_factor": rules.second_factor, "four_eyes": rules.four_eyes}
    rules.second_factor, rules.four_eyes = second_factor, sorted(four_eyes)
    rules.save()
    changed(STAFF_RULES_TAG)
    after = {"second_factor": rules.second_factor, "four_eyes": rules.four_eyes}
    if after != before:
        town_changed.send(
            Town,
            town=town,
            deed="change_staff_rules",
            target=rules,
            by=by,
            before=before,
            after=after,
        )
    return rules


def settle_rights(*, user: User) -> None:
    """Let the person's groups be exactly those of the roles that hold today.

    Asked again at every request of the editors' side, so a role that ended at midnight is
    gone with the next click. Groups that stand for no role are left alone.
    """
    held = set(grants_now().filter(user=user).values_list("role", "town_id"))
    rows = RoleGroup.objects.filter(town__in={town for _, town in held})
    wanted = {row.group_id for row in rows if (row.role, row.town_id) in held}
    kept = set(user.groups.filter(stands_for__isnull=False).values_list("pk", flat=True))
    if wanted != kept:
        user.groups.remove(*(kept - wanted))
        user.groups.add(*(wanted - kept))
