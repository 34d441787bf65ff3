"""People of the demo world: all invented. One sign-in for every role."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password

from allmende.core.people.choices import Role
from allmende.core.people.domain import appoint
from allmende.core.people.models import User
from allmende.core.towns.models import Town

PASSWORD = "allmende-demo"  # noqa: S105  printed by ``make demo``, for the demo world only


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    first: str
    last: str
    role: Role | None
    towns: tuple[str, ...] = ()
    bound_to: str = ""


PEOPLE = (
    Person("soemmerda", "Marlene", "Brückner", Role.TOWN_EDITOR, ("soemmerda",)),
    Person("hauptamt", "Jörg", "Tannhäuser", Role.TOWN_RELEASE, ("soemmerda",)),
    Person("buttstaedt", "Antje", "Rosenfeld", Role.TOWN_EDITOR, ("buttstaedt",)),
    Person("kindelbrueck", "Silvio", "Quellmann", Role.VG_EDITOR, ("kindelbrueck",)),
    Person("straussfurt", "Beate", "Kranich", Role.VG_EDITOR, ("straussfurt", "wundersleben")),
    Person("rastenberg", "Hannes", "Finneberg", Role.VG_EDITOR, ("rastenberg",)),
    Person("freigabe", "Gudrun", "Stempel", Role.VG_RELEASE, ("straussfurt", "wundersleben")),
    Person("vehra", "Ilse", "Unstrut", Role.VILLAGE_EDITOR, ("straussfurt",), "Vehra"),
    Person("verein", "Tobias", "Waidmann", Role.ORG_EDITOR, ("soemmerda",), "Heimatverein"),
    Person("mayor", "Renate", "Beispiel", Role.MAYOR, ("rastenberg",)),
    Person("allianz", "Nora", "Beckenrand", Role.ALLIANCE_OFFICE, ("allianz",)),
    Person("dsb", "Konrad", "Siegel", Role.DPO, ("allianz",)),
    Person("admin", "Alma", "Hausmeister", None),
)


def build() -> None:
    """Make the people who are missing and give them their roles."""
    known = set(User.objects.values_list("username", flat=True))
    missing = [person for person in PEOPLE if person.username not in known]
    if not missing:
        return
    hashed = make_password(PASSWORD)  # slow by design: once for all of them will do here
    for person in missing:
        _make(person, hashed)


def _make(person: Person, hashed: str) -> None:
    user = User.objects.create(
        username=person.username,
        email=f"{person.username}@example.org",
        password=hashed,
        first_name=person.first,
        last_name=person.last,
        is_superuser=person.role is None,
        is_staff=person.role is None,
    )
    for town in Town.objects.filter(slug__in=person.towns):
        if person.role:
            appoint(user=user, role=person.role, town=town, **_bounds(person, town))


def _bounds(person: Person, town: Town) -> dict[str, Any]:
    if person.role == Role.VILLAGE_EDITOR:
        return {"village": town.villages.filter(name=person.bound_to).first()}
    return {"organisation": person.bound_to}
