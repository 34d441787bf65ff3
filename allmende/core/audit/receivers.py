"""Log what lower rooms announce (they do not know the log)."""

from typing import Any

from django.dispatch import receiver

from allmende.core.audit.domain import record
from allmende.core.people.models import RoleGrant, User
from allmende.core.people.signals import role_changed
from allmende.core.towns.models import Town
from allmende.core.towns.signals import town_changed


@receiver(role_changed)
def log_role(grant: RoleGrant, deed: str, by: User | None, **_kwargs: Any) -> None:
    after: dict[str, Any] = {
        "person": grant.user_id,
        "role": grant.role,
        "from": str(grant.valid_from),
        "to": str(grant.valid_to),
    }
    said = {"bound": grant.bound, "deputy": grant.deputy_id}
    after |= {name: value for name, value in said.items() if value}
    record(verb=deed, town=grant.town, target=grant, by=by, after=after)


@receiver(town_changed)
def log_town(
    town: Town, deed: str, target: Any, by: Any, before: Any, after: Any, **_kwargs: Any
) -> None:
    record(verb=deed, town=town, target=target, by=by, before=before, after=after)
