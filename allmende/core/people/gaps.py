"""Where a town would stand still: roles nobody holds any more, and roles nobody stands in for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from allmende.core.kit.dates import today
from allmende.core.people.choices import STAND_INS
from allmende.core.people.models import RoleGrant
from allmende.core.towns.models import Town

#: A role that ended longer ago was given up on purpose.
REMEMBERED = timedelta(days=365)


class GapKind(StrEnum):
    """Why somebody should act."""

    ORPHANED = "orphaned"
    NO_DEPUTY = "no_deputy"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to settle. ``grant`` is the last one, or the only one."""

    kind: GapKind
    grant: RoleGrant


def gaps_in(towns: Iterable[Town], day: date | None = None) -> dict[int, list[Gap]]:
    """Gaps of towns by their number, in one query. Towns without a gap have no entry."""
    on = day or today()
    rows: Any = RoleGrant.objects.filter(town__in=list(towns), valid_to__gte=on - REMEMBERED)
    by_town: dict[int, list[RoleGrant]] = defaultdict(list)
    for grant in rows.select_related("user", "village", "town").order_by("valid_to", "pk"):
        by_town[grant.town_id].append(grant)
    found = {pk: [*_orphaned(grants, on), *_alone(grants, on)] for pk, grants in by_town.items()}
    return {pk: gaps for pk, gaps in found.items() if gaps}


def _orphaned(grants: list[RoleGrant], on: date) -> list[Gap]:
    """Roles that ended with nobody after them: of each the last holder. A slip leaves no gap."""
    held = {_office(grant) for grant in grants if grant.valid_to >= on}
    last = {_office(g): g for g in grants if g.valid_to < on and not g.never_settled}
    return [Gap(GapKind.ORPHANED, grant) for office, grant in last.items() if office not in held]


def _office(grant: RoleGrant) -> tuple[str, int | None, str]:
    return grant.role, grant.village_id, grant.organisation.casefold()


def _alone(grants: list[RoleGrant], on: date) -> list[Gap]:
    now = [grant for grant in grants if grant.holds_on(on)]
    working = {grant.user_id for grant in now}
    return [Gap(GapKind.NO_DEPUTY, grant) for grant in now if _is_alone(grant, now, working)]


def _is_alone(grant: RoleGrant, now: list[RoleGrant], working: set[int]) -> bool:
    """Whether nobody else can do it. A named deputy counts while they have a role here."""
    able = STAND_INS.get(grant.role)
    if able is None or grant.deputy_id in working:
        return False
    return not any(other.role in able and other.user_id != grant.user_id for other in now)
