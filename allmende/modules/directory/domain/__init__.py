"""What can be done with an entry of the directory. Who may do it is for the caller to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import override

from allmende.core.audit.domain import record
from allmende.core.cache.tags import changed
from allmende.core.kit.dates import today
from allmende.core.kit.text import german_slug
from allmende.core.towns.models import Town, Village
from allmende.modules.directory.choices import OF_ORGANISATIONS, PLURALS, EntryKind
from allmende.modules.directory.models import Entry, Responsibility
from allmende.modules.directory.queries import directory_tag, folded
from allmende.shared.organisations.domain import (
    add_organisation,
    change_organisation,
    remove_organisation,
)
from allmende.shared.organisations.models import Organisation
from allmende.shared.organisations.queries import organisation_named
from allmende.shared.places.domain import (
    add_place,
    change_place,
    remove_place,
    set_villages_served,
)
from allmende.shared.places.models import Place

#: What may be said of an entry itself.
FACTS = (
    "name", "kind", "summary", "level", "authority", "district", "phone", "email", "website",
    "is_public", "is_shared", "source", "licence", "import_key", "confirmed_on", "created_on",
)  # fmt: skip


class NotAFact(ValueError):
    """An entry has no such field, or a verb of its own changes it."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What somebody says of an entry, its place and its organisation, all at once.

    None for a place or an organisation: nothing is said of it, it stays as it is.
    """

    entry: Mapping[str, Any] = field(default_factory=dict)
    place: Mapping[str, Any] | None = None
    organisation: Mapping[str, Any] | None = None


@transaction.atomic
def add_entry(*, town: Town, whole: Whole, by: AbstractBaseUser | None = None) -> Entry:
    """Put something into the directory. Raises NotAFact, or ValidationError for a wrong value."""
    _refuse_strangers(whole.entry)
    entry = Entry(town=town, **whole.entry)
    entry.slug = _free_slug(town, entry.name)
    _write_around(entry, whole, by)
    _save(entry)
    record(verb="add_entry", town=town, target=entry, by=by, after={"name": entry.name})
    return entry


@transaction.atomic
def change_entry(*, entry: Entry, whole: Whole, by: AbstractBaseUser | None = None) -> list[str]:
    """Change what is said; returns the names of facts of the entry itself that differ now.

    Its address stays, whatever it is called.
    """
    _refuse_strangers(whole.entry)
    names = [name for name, value in whole.entry.items() if getattr(entry, name) != value]
    before = {name: str(getattr(entry, name)) for name in names}
    for name in names:
        setattr(entry, name, whole.entry[name])
    _write_around(entry, whole, by)
    _save(entry)
    if names:
        after = {name: str(getattr(entry, name)) for name in names}
        record(
            verb="change_entry", town=entry.town, target=entry, by=by, before=before, after=after
        )
    return names


def _write_around(entry: Entry, whole: Whole, by: AbstractBaseUser | None) -> None:
    """Write the place and the organisation of an entry, and make them where they are missing."""
    if whole.place is not None and (entry.place_id or any(whole.place.values())):
        entry.place = _write_place(entry, dict(whole.place), by)
    if entry.kind in OF_ORGANISATIONS:
        entry.organisation = _write_organisation(entry, dict(whole.organisation or {}), by)


def _write_place(entry: Entry, facts: dict[str, Any], by: AbstractBaseUser | None) -> Place:
    facts.setdefault("name", entry.name)
    villages = facts.pop("villages_served", None)
    place = entry.place or add_place(town=entry.town, by=by, **facts)
    if entry.place is not None:
        change_place(place=place, by=by, **facts)
    if villages is not None:
        set_villages_served(place=place, villages=villages, by=by)
    return place


def _write_organisation(
    entry: Entry, facts: dict[str, Any], by: AbstractBaseUser | None
) -> Organisation:
    facts["name"] = entry.name
    known = entry.organisation or _free_organisation(entry)
    if known is None:
        facts.setdefault("kind", _kind_of_organisation(entry))
        return add_organisation(town=entry.town, by=by, **facts)
    change_organisation(organisation=known, by=by, **facts)
    return known


def _free_organisation(entry: Entry) -> Organisation | None:
    """An organisation of the same name that has no entry yet (events made it, for example)."""
    known = organisation_named(entry.town, entry.name)
    return None if known is None or known.entries.exists() else known


def _kind_of_organisation(entry: Entry) -> str:
    return {EntryKind.ASSOCIATION: "association", EntryKind.BUSINESS: "business"}.get(
        EntryKind(entry.kind), "host"
    )


def _save(entry: Entry) -> None:
    entry.words = _words(entry)
    entry.full_clean(exclude=["town", "place", "organisation", "authority"])
    entry.save()
    changed(directory_tag(entry.town_id))


def _words(entry: Entry) -> str:
    """All words by which an entry is found."""
    place = entry.place
    with override("de"):
        parts = [entry.name, entry.summary, str(EntryKind(entry.kind).label),
                 str(PLURALS[EntryKind(entry.kind)]), entry.town.name]  # fmt: skip
    if place:
        parts += [place.name, place.street, place.city, str(place.village or "")]
    if entry.pk:
        done = Responsibility.objects.filter(office=entry)
        parts += [word for one in done for word in one.known_as]
    return " ".join(dict.fromkeys(folded(" ".join(parts)).split()))


@transaction.atomic
def confirm_entry(*, entry: Entry, by: AbstractBaseUser | None = None) -> None:
    """Somebody who must know says: it is still true."""
    entry.confirmed_on, entry.asked_times = today(), 0
    entry.asked_on = entry.hidden_on = None
    entry.save(update_fields=["confirmed_on", "asked_times", "asked_on", "hidden_on"])
    changed(directory_tag(entry.town_id))
    record(verb="confirm_entry", town=entry.town, target=entry, by=by)


@transaction.atomic
def remove_entry(*, entry: Entry, by: AbstractBaseUser | None = None) -> None:
    """Take an entry out of the directory, with its place and organisation if nothing else needs them."""
    place, organisation = entry.place, entry.organisation
    record(verb="remove_entry", town=entry.town, target=entry, by=by, before={"name": entry.name})
    changed(directory_tag(entry.town_id))
    entry.delete()
    if place and not _is_needed(place):
        remove_place(place=place, by=by)
    if organisation and not _is_needed(organisation):
        remove_organisation(organisation=organisation, by=by)


def _is_needed(one: Place | Organisation) -> bool:
    """Whether another table points to it (hours and the like belong to it and do not count)."""
    own = {"opening_hours", "special_hours"}
    relations = [relation for relation in one._meta.related_objects if relation.one_to_many]
    names = {str(relation.get_accessor_name()) for relation in relations} - own
    return any(getattr(one, name).exists() for name in names)


@dataclass(frozen=True, slots=True)
class Doing:
    """What an office does, as somebody says it."""

    service: str = ""
    title: str = ""
    online_url: str = ""
    leika: str = ""
    villages: tuple[Village, ...] = ()


@transaction.atomic
def set_services(
    *, office: Entry, doings: Iterable[Doing], by: AbstractBaseUser | None = None
) -> bool:
    """Replace what an office does; returns whether anything differs now."""
    before = [_doing(one) for one in office.responsibilities.prefetch_related("villages")]
    wanted = list(dict.fromkeys(doings))
    if before == wanted:
        return False
    office.responsibilities.all().delete()
    for one in wanted:
        row = Responsibility(
            office=office, service=one.service, title=one.title, online_url=one.online_url,
            leika=one.leika,
        )  # fmt: skip
        row.full_clean(exclude=["office"])
        row.save()
        row.villages.set(one.villages)
    _save(office)
    record(
        verb="set_services", town=office.town, target=office, by=by,
        before={"lines": [one.title or one.service for one in before]},
        after={"lines": [one.title or one.service for one in wanted]},
    )  # fmt: skip
    return True


def _doing(row: Responsibility) -> Doing:
    villages: Any = tuple(sorted(row.villages.all(), key=lambda village: village.pk))
    return Doing(row.service, row.title, row.online_url, row.leika, villages)


def _free_slug(town: Town, name: str) -> str:
    wished = german_slug(name, max_length=90) or "eintrag"
    known = Entry.objects.filter(town=town, slug__startswith=wished)
    taken = set(known.values_list("slug", flat=True))
    numbered = (f"{wished}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wished, *numbered) if slug not in taken)


def _refuse_strangers(facts: Mapping[str, Any]) -> None:
    if strangers := set(facts) - set(FACTS):
        raise NotAFact(", ".join(sorted(strangers)))
