"""Write a deed into the log."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from allmende.core.audit.models import Deed, kind_of
from allmende.core.towns.models import Town


def record(
    *,
    verb: str,
    town: Town,
    target: models.Model,
    by: AbstractBaseUser | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Deed:
    """Log a deed in the transaction in which it happens, so that both or neither are kept."""
    return Deed.objects.create(
        verb=verb,
        town=town,
        actor_id=by.pk if by else None,
        object_type=kind_of(target),
        object_id=str(target.pk),
        label=str(target)[:200],
        before=before or {},
        after=after or {},
    )
