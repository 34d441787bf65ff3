"""What can be done with a place. Who may do it is for the caller to ask."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from allmende.core.audit.domain import record
from allmende.core.cache.tags import changed
from allmende.core.towns.hours import Interval
from allmende.core.towns.models import Town, Village
from allmende.shared.places.choices import HolidayRule
from allmende.shared.places.models import OpeningHours, Place, SpecialHours
from allmende.shared.places.opening import Times, check_openings
from allmende.shared.places.queries import places_tag

#: What may be said of a place; the rest has verbs of its own.
FACTS = (
    "name", "kind", "street", "postcode", "city", "lat", "lon", "village", "is_outside",
    "step_free", "wc", "induction_loop", "parking", "note", "on_holidays", "source", "licence",
)  # fmt: skip


class NotAFact(ValueError):
    """A place has no such field, or a verb of its own changes it."""


class DaysTheWrongWayRound(ValueError):
    """The last day lies before the first. The text is a sentence for the editor."""


@transaction.atomic
def add_place(
    *,
    town: Town,
    name: str,
    villages_served: Iterable[Village] = (),
    by: AbstractBaseUser | None = None,
    **facts: Any,
) -> Place:
    """Note a place. Raises NotAFact for an unknown field, ValidationError for a wrong value."""
    _refuse_strangers(facts)
    place = Place(town=town, name=name, **facts)
    place.full_clean(exclude=["town", "village"])
    place.save()
    place.villages_served.set(villages_served)
    _tell(place, "add_place", by, after={"name": name})
    return place


@transaction.atomic
def change_place(*, place: Place, by: AbstractBaseUser | None = None, **facts: Any) -> list[str]:
    """Change facts; returns the names of those that differ now."""
    _refuse_strangers(facts)
    names = [name for name, value in facts.items() if getattr(place, name) != value]
    before = {name: str(getattr(place, name)) for name in names}
    for name in names:
        setattr(place, name, facts[name])
    place.full_clean(exclude=["town", "village"])
    if names:
        place.save(update_fields=names)
        after = {name: str(getattr(place, name)) for name in names}
        _tell(place, "change_place", by, before=before, after=after)
    return names


@transaction.atomic
def set_villages_served(
    *, place: Place, villages: Iterable[Village], by: AbstractBaseUser | None = None
) -> bool:
    """Say for which villages a place is there; none means: for all. Returns whether it differs now."""
    wanted = {village.pk: village.name for village in villages}
    known = dict(place.villages_served.values_list("pk", "name"))
    if known == wanted:
        return False
    place.villages_served.set(list(wanted))
    before, after = ({"lines": sorted(names.values())} for names in (known, wanted))
    _tell(place, "change_place", by, before=before, after=after)
    return True


@transaction.atomic
def remove_place(*, place: Place, by: AbstractBaseUser | None = None) -> None:
    """Forget a place. Raises ProtectedError while something that needs it is there."""
    _tell(place, "remove_place", by, before={"name": place.name})
    place.delete()


@transaction.atomic
def set_opening_hours(
    *,
    place: Place,
    hours: Iterable[Interval],
    on_holidays: HolidayRule | None = None,
    by: AbstractBaseUser | None = None,
) -> bool:
    """Replace the usual week; returns whether anything differs now.

    Raises HoursDoNotFit when two openings overlap.
    """
    wanted = check_openings(hours)
    known = OpeningHours.objects.filter(place=place)
    before = sorted(Interval(*row) for row in known.values_list("weekday", "opens", "closes"))
    rule_before, rule = place.on_holidays, on_holidays or HolidayRule(place.on_holidays)
    if (before, rule_before) == (wanted, rule):
        return False
    known.delete()
    OpeningHours.objects.bulk_create(OpeningHours(place=place, **one._asdict()) for one in wanted)
    place.on_holidays = rule
    place.save(update_fields=["on_holidays"])
    _tell(place, "set_opening_hours", by, before=_lines(before), after=_lines(wanted))
    return True


@transaction.atomic
def add_special_hours(
    *,
    place: Place,
    first_day: date,
    last_day: date,
    times: Iterable[Times] = (),
    reason: str = "",
    by: AbstractBaseUser | None = None,
) -> list[SpecialHours]:
    """Say that other hours hold from a day to a day; without times it is closed.

    Replaces what was said of exactly these days. Raises DaysTheWrongWayRound, or HoursDoNotFit.
    """
    if last_day < first_day:
        raise DaysTheWrongWayRound(_("The last day must not lie before the first."))
    pairs = [Times(*pair) for pair in times]
    check_openings(Interval("1", *pair) for pair in pairs)
    SpecialHours.objects.filter(place=place, first_day=first_day, last_day=last_day).delete()
    same = {"place": place, "first_day": first_day, "last_day": last_day, "reason": reason}
    rows = [SpecialHours(**same, opens=one.opens, closes=one.closes) for one in pairs]
    made = SpecialHours.objects.bulk_create(rows or [SpecialHours(**same)])
    _tell(place, "add_special_hours", by, after=_said(first_day, last_day, reason))
    return made


@transaction.atomic
def remove_special_hours(
    *, place: Place, first_day: date, last_day: date, by: AbstractBaseUser | None = None
) -> bool:
    """Take back what was said of exactly these days; returns whether there was anything."""
    gone, _rows = SpecialHours.objects.filter(
        place=place, first_day=first_day, last_day=last_day
    ).delete()
    if gone:
        _tell(place, "remove_special_hours", by, before=_said(first_day, last_day, ""))
    return bool(gone)


def _said(first_day: date, last_day: date, reason: str) -> dict[str, Any]:
    return {"from": str(first_day), "to": str(last_day), "reason": reason}


def _refuse_strangers(facts: dict[str, Any]) -> None:
    if strangers := set(facts) - set(FACTS):
        raise NotAFact(", ".join(sorted(strangers)))


def _lines(rows: Iterable[Interval]) -> dict[str, Any]:
    return {"lines": [str(row) for row in rows]}


def _tell(
    place: Place,
    verb: str,
    by: AbstractBaseUser | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    changed(places_tag(place.town_id))
    record(verb=verb, town=place.town, target=place, by=by, before=before, after=after)
