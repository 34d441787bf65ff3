"""What can be done with an organisation. Who may do it is for the caller to ask."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from allmende.core.audit.domain import record
from allmende.core.cache.tags import changed
from allmende.core.kit.text import german_slug
from allmende.core.towns.models import Town
from allmende.shared.organisations.choices import CONFIRMATIONS_UNTIL_TRUST
from allmende.shared.organisations.models import Organisation
from allmende.shared.organisations.queries import organisations_tag

#: What may be said of an organisation. The address on file is among it, and never in the log.
FACTS = (
    "name", "kind", "legal_form", "contact_role", "phone", "email", "website", "email_on_file",
)  # fmt: skip
_NOT_IN_LOG = {"email_on_file"}


class NotAFact(ValueError):
    """An organisation has no such field, or a verb of its own changes it."""


@transaction.atomic
def add_organisation(
    *, town: Town, name: str, by: AbstractBaseUser | None = None, **facts: Any
) -> Organisation:
    """Note an organisation. Raises NotAFact for an unknown field, ValidationError for a wrong value."""
    _refuse_strangers(facts)
    one = Organisation(town=town, name=name, slug=_free_slug(town, name), **facts)
    one.full_clean(exclude=["town"])
    one.save()
    _tell(one, "add_organisation", by, after={"name": name})
    return one


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, by: AbstractBaseUser | None = None, **facts: Any
) -> list[str]:
    """Change facts; returns the names of those that differ now. Its short name stays."""
    _refuse_strangers(facts)
    names = [name for name, value in facts.items() if getattr(organisation, name) != value]
    before = _for_log(organisation, names)
    for name in names:
        setattr(organisation, name, facts[name])
    organisation.full_clean(exclude=["town"])
    if names:
        organisation.save(update_fields=names)
        after = _for_log(organisation, names)
        _tell(organisation, "change_organisation", by, before=before, after=after)
    return names


@transaction.atomic
def count_confirmed_entry(
    *, organisation: Organisation, by: AbstractBaseUser | None = None
) -> Organisation:
    """The town has confirmed an entry; after the third, entries go out directly."""
    one = Organisation.objects.select_for_update().get(pk=organisation.pk)
    one.confirmed_entries += 1
    if not one.is_trusted and one.confirmed_entries >= CONFIRMATIONS_UNTIL_TRUST:
        one.trusted_since = timezone.now()
        _tell(one, "trust_organisation", by)
    one.save(update_fields=["confirmed_entries", "trusted_since"])
    organisation.confirmed_entries, organisation.trusted_since = (
        one.confirmed_entries, one.trusted_since,
    )  # fmt: skip
    return one


@transaction.atomic
def withdraw_trust(*, organisation: Organisation, by: AbstractBaseUser | None = None) -> None:
    """Entries are confirmed one by one again, from the first on."""
    organisation.confirmed_entries, organisation.trusted_since = 0, None
    organisation.save(update_fields=["confirmed_entries", "trusted_since"])
    _tell(organisation, "withdraw_trust", by)


@transaction.atomic
def remove_organisation(*, organisation: Organisation, by: AbstractBaseUser | None = None) -> None:
    """Forget an organisation. Raises ProtectedError while something that needs it is there."""
    _tell(organisation, "remove_organisation", by, before={"name": organisation.name})
    organisation.delete()


def _free_slug(town: Town, name: str) -> str:
    wished = german_slug(name, max_length=90) or "organisation"
    taken = set(
        Organisation.objects.filter(town=town, slug__startswith=wished).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wished, *numbered) if slug not in taken)


def _refuse_strangers(facts: dict[str, Any]) -> None:
    if strangers := set(facts) - set(FACTS):
        raise NotAFact(", ".join(sorted(strangers)))


def _for_log(one: Organisation, names: list[str]) -> dict[str, str]:
    return {name: "…" if name in _NOT_IN_LOG else str(getattr(one, name)) for name in names}


def _tell(
    one: Organisation,
    verb: str,
    by: AbstractBaseUser | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    changed(organisations_tag(one.town_id))
    record(verb=verb, town=one.town, target=one, by=by, before=before, after=after)
