"""What a town changes about itself. Every deed is announced; the log of deeds listens."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from allmende.core.cache.tags import changed
from allmende.core.towns import hours as office
from allmende.core.towns import links as short_cuts
from allmende.core.towns.models import OfficeHours, QuickLink, Town, Village
from allmende.core.towns.queries import TOWNS_TAG
from allmende.core.towns.signals import town_changed

#: How a town shows itself and how it is reached.
PROFILE = (
    "name", "official_name", "claim", "introduction", "coat_svg", "colour_primary",
    "colour_accent", "street", "postcode", "city", "phone", "email",
)  # fmt: skip
#: What the law asks a town to say (§ 5 DDG, § 18 (2) MStV, Art. 13 DSGVO, ThürBarrWebG).
LEGAL = (
    "represented_by", "editor_in_charge", "supervisory_authority", "vat_id", "controller",
    "data_protection_officer", "accessibility_note",
)  # fmt: skip


class NotPartOfThis(ValueError):
    """The deed does not change this field of a town."""


def change_profile(
    *, town: Town, values: Mapping[str, str], by: AbstractBaseUser | None = None
) -> list[str]:
    """Change some fields of PROFILE; returns the names of those that differ now.

    Raises NotPartOfThis for another field, ValidationError for a value that cannot be shown.
    """
    return _change(town, "change_profile", PROFILE, values, by)


def change_legal(
    *, town: Town, values: Mapping[str, str], by: AbstractBaseUser | None = None
) -> list[str]:
    """Change some fields of LEGAL; returns the names of those that differ now."""
    return _change(town, "change_legal", LEGAL, values, by)


@transaction.atomic
def _change(
    town: Town,
    deed: str,
    allowed: Sequence[str],
    values: Mapping[str, str],
    by: AbstractBaseUser | None,
) -> list[str]:
    if strangers := set(values) - set(allowed):
        raise NotPartOfThis(", ".join(sorted(strangers)))
    stored = Town.objects.select_for_update().get(pk=town.pk)
    before = {name: getattr(stored, name) for name in values}
    for name, value in values.items():
        setattr(stored, name, value)
    stored.clean_fields(exclude=_others(values))
    stored.clean()
    names = [name for name in values if getattr(stored, name) != before[name]]
    if names:
        stored.save(update_fields=names)
        after = {name: getattr(stored, name) for name in names}
        _tell(stored, deed, stored, by, {name: before[name] for name in names}, after)
    return names


def _others(names: Iterable[str]) -> set[str]:
    return {field.name for field in Town._meta.fields} - set(names)


@transaction.atomic
def set_office_hours(
    *, town: Town, hours: Iterable[office.Interval], by: AbstractBaseUser | None = None
) -> bool:
    """Replace the office hours of a town; returns whether anything differs now.

    Raises HoursDoNotFit when times contradict each other.
    """
    wanted = office.check(hours)
    known = OfficeHours.objects.filter(town=town)
    before = sorted(
        office.Interval(*row) for row in known.values_list("weekday", "opens", "closes")
    )
    if before == wanted:
        return False
    known.delete()
    OfficeHours.objects.bulk_create(OfficeHours(town=town, **one._asdict()) for one in wanted)
    _tell(town, "set_office_hours", town, by, _lines(before), _lines(wanted))
    return True


@transaction.atomic
def set_quick_links(
    *, town: Town, links: Sequence[short_cuts.Link], by: AbstractBaseUser | None = None
) -> bool:
    """Replace the quick links of a town, in this order; returns whether anything differs now.

    Raises TooManyLinks, or NotALink for an address that is neither http(s) nor a path.
    """
    short_cuts.check(links)
    known = QuickLink.objects.filter(town=town)
    before = [short_cuts.Link(*row) for row in known.values_list("label", "url", "icon")]
    if before == list(links):
        return False
    known.delete()
    QuickLink.objects.bulk_create(
        QuickLink(town=town, position=position, **link._asdict())
        for position, link in enumerate(links)
    )
    _tell(town, "set_quick_links", town, by, _lines(before), _lines(links))
    return True


@transaction.atomic
def add_village(
    *, town: Town, name: str, valid_from: date | None = None, by: AbstractBaseUser | None = None
) -> Village:
    """A village belongs to a town, from a day on or since ever."""
    village = Village.objects.create(town=town, name=name, valid_from=valid_from)
    after = {"name": name, "from": str(valid_from or "")}
    _tell(town, "add_village", village, by, {}, after)
    return village


@transaction.atomic
def end_village(*, village: Village, last_day: date, by: AbstractBaseUser | None = None) -> None:
    """A village leaves its town after a last day; what was written about it stays."""
    before = {"to": str(village.valid_to or "")}
    village.valid_to = last_day
    village.save(update_fields=["valid_to"])
    _tell(village.town, "end_village", village, by, before, {"to": str(last_day)})


def _lines(rows: Iterable[Any]) -> dict[str, Any]:
    found = [str(row) if isinstance(row, office.Interval) else " | ".join(row) for row in rows]
    return {"lines": found}


def _tell(
    town: Town,
    deed: str,
    target: models.Model,
    by: AbstractBaseUser | None,
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    changed(TOWNS_TAG)
    values = {"before": _for_log(before), "after": _for_log(after)}
    town_changed.send(Town, town=town, deed=deed, target=target, by=by, **values)


def _for_log(values: dict[str, Any]) -> dict[str, Any]:
    """The log names a drawing by its checksum: 40 kB a row would bury the rest."""
    coat = values.get("coat_svg")
    if not coat:
        return values
    return values | {"coat_svg": f"sha256:{sha256(coat.encode()).hexdigest()}"}
