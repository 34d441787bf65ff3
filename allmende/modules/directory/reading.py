"""Entries as pages show them: lines of lists, details, the answer to "who is responsible?"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allmende.core.cache.tags import lives_until
from allmende.core.kit.dates import today
from allmende.core.towns.models import Town
from allmende.core.towns.queries import town_by_id
from allmende.modules.directory.choices import OF_ORGANISATIONS, PLURALS, EntryKind, Level
from allmende.modules.directory.models import Entry, Responsibility
from allmende.modules.directory.queries.finding import EVERYWHERE, Found, Wish
from allmende.modules.directory.queries.responsible import Answer
from allmende.shared.places.choices import Known
from allmende.shared.places.models import Place
from allmende.shared.places.opening import Plan, Special, state_at
from allmende.shared.places.queries import plans_of, states_of
from allmende.shared.places.words import Words, holiday_words, in_words, times_in_words, week
from allmende.site.addresses import absolute, address
from allmende.site.templatetags.town_map import Spot

#: After this time the year says enough of when an entry was true.
OLD = timedelta(days=365)
#: Facts about barriers, in the order in which people ask.
FACTS = ("step_free", "wc", "parking", "induction_loop")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in a list."""

    entry: Entry
    url: str
    kind: str
    where: str
    said: Words | None
    age: str


def lines_of(entries: Iterable[Entry], town: Town, now: datetime, language: str) -> list[Line]:
    """Lines of a page of entries; their hours cost two questions however many there are."""
    rows = list(entries)
    states = states_of([row.place for row in rows if row.place], now)
    for state in states.values():
        if state.turns_at:
            lives_until(state.turns_at)
    said = {pk: in_words(state, now) for pk, state in states.items() if state.is_known}
    return [
        Line(
            entry=row,
            url=url_of(row, town, language),
            kind=str(EntryKind(row.kind).label),
            where=where(row, town),
            said=said.get(row.place_id or 0),
            age=age_words(row) if is_old(row) else "",
        )
        for row in rows
    ]


def url_of(entry: Entry, town: Town, language: str) -> str:
    """Address of an entry: on the host of the town it belongs to."""
    path = address(entry.path, language)
    return path if entry.town_id == town.pk else absolute(town_by_id(entry.town_id), path)


def where(entry: Entry, town: Town) -> str:
    """Street and village, and the town if it is another one."""
    place = entry.place
    parts = [place.street if place else "", str(place.village or "") if place else ""]
    owner = town_by_id(entry.town_id).name
    if entry.town_id != town.pk or town.is_alliance:
        parts.append(place.city if place and place.is_outside else owner)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def is_old(entry: Entry) -> bool:
    return entry.kind in OF_ORGANISATIONS and (
        entry.confirmed_on is None or today() - entry.confirmed_on > OLD
    )


def age_words(entry: Entry) -> str:
    """How old the word is on which an entry stands: *zuletzt bestätigt 2024*."""
    day = entry.confirmed_on
    if day is None:
        return _("not confirmed yet")
    form = "Y" if today() - day > OLD else "F Y"
    return _("last confirmed %(when)s") % {"when": date_format(day, form)}


def spots_of(entries: Iterable[Entry]) -> list[Spot]:
    return [
        Spot(entry.place.lat, entry.place.lon, entry.name)
        for entry in entries
        if entry.place and entry.place.lat is not None and entry.place.lon is not None
    ]


@dataclass(frozen=True, slots=True)
class Detail:
    """All that a page says of one entry."""

    kind: str
    said: Words | None
    turns_at: datetime | None
    week: list[Any]
    holidays: str
    specials: list[dict[str, str]]
    barriers: list[dict[str, str]]
    services: list[Responsibility]
    area: str
    age: str
    source: str
    claim_url: str
    report_url: str


def detail_of(entry: Entry, town: Town, now: datetime, language: str) -> Detail:
    plan = plans_of([entry.place])[entry.place.pk] if entry.place else Plan()
    state = state_at(plan, now)
    return Detail(
        kind=str(EntryKind(entry.kind).label),
        said=in_words(state, now) if plan.is_known else None,
        turns_at=state.turns_at,
        week=week(plan) if plan.weekly else [],
        holidays=holiday_words(plan) if plan.weekly else "",
        specials=[_special(one) for one in plan.specials if one.last_day >= today()],
        barriers=_barriers(entry.place) if entry.place else [],
        services=_services(entry),
        area=_area(entry),
        age=age_words(entry),
        source=_source(entry),
        claim_url=address(f"{entry.path}eintrag-pflegen/", language) if entry.organisation else "",
        report_url=address("/barriere-melden/", language) + f"?seite={entry.path}",
    )


def _special(one: Special) -> dict[str, str]:
    first, last = (date_format(day, "j.n.Y") for day in (one.first_day, one.last_day))
    days = first if first == last else f"{first} – {last}"
    return {"days": days, "times": times_in_words(one.times), "reason": one.reason}


def _barriers(place: Place) -> list[dict[str, str]]:
    """What is known about barriers; what nobody has looked at is not claimed."""
    return [
        {"label": str(_field(place, name).verbose_name), "value": getattr(place, name),
         "words": str(Known(getattr(place, name)).label)}
        for name in FACTS
        if getattr(place, name) != Known.UNKNOWN
    ]  # fmt: skip


def _field(thing: Any, name: str) -> Any:
    return thing._meta.get_field(name)


def _services(entry: Entry) -> list[Responsibility]:
    if entry.kind != EntryKind.OFFICE:
        return []
    rows = entry.responsibilities.prefetch_related("villages")
    return sorted(rows, key=lambda row: row.label.casefold())


def _area(entry: Entry) -> str:
    """For whom an office works, in words."""
    if entry.kind != EntryKind.OFFICE:
        return ""
    villages = entry.place.villages_served.values_list("name", flat=True) if entry.place else []
    if villages:
        return _("For %(villages)s") % {"villages": ", ".join(villages)}
    if entry.level == Level.AUTHORITY and entry.authority:
        return _("For all towns of %(authority)s") % {"authority": entry.authority.name}
    if entry.level == Level.DISTRICT:
        return _("For the whole district")
    return _("For %(town)s and its villages") % {"town": entry.town.name}


def _source(entry: Entry) -> str:
    place = entry.place
    source = entry.source or (place.source if place else "")
    licence = entry.licence or (place.licence if place else "")
    return ", ".join(part for part in (source, licence) if part)


@dataclass(frozen=True, slots=True)
class Responsible:
    """The answer to "who is responsible?": one office, with what helps to get there."""

    service: str
    where: str
    office: Entry
    url: str
    said: Words | None
    online_url: str


def answered(answer: Answer, town: Town, now: datetime, language: str) -> Responsible:
    place = answer.office.place
    states = states_of([place], now) if place else {}
    said = in_words(states[place.pk], now) if place and states[place.pk].is_known else None
    if place and (turns_at := states[place.pk].turns_at):
        lives_until(turns_at)
    return Responsible(
        service=answer.responsibility.label,
        where=answer.where,
        office=answer.office,
        url=url_of(answer.office, town, language),
        said=said,
        online_url=answer.responsibility.online_url,
    )


def filters(found: Found, wish: Wish, town: Town) -> list[dict[str, Any]]:
    """Boxes to narrow the list, with true counts."""
    boxes = [_box("art", _("Kind"), _kinds(found), wish.kind)] if found.kinds else []
    if len(found.towns) > 1 or wish.place:
        boxes.append(_box("ort", _("Town"), _towns(found, town), wish.place))
    villages = [(str(pk), name, n) for (pk, name), n in sorted(found.villages.items(), key=_name)]
    chosen = str(wish.village or "")
    if villages:
        boxes.append(_box("ortsteil", _("Village"), villages, chosen))
    now = [("jetzt", _("open now"), None)]
    boxes.append(_box("offen", _("Opening hours"), now, "jetzt" if wish.open_now else ""))
    free = [("ja", _("step-free"), None)]
    boxes.append(_box("stufenlos", _("Access"), free, "ja" if wish.step_free else ""))
    return boxes


def _name(pair: tuple[tuple[int, str], int]) -> str:
    return pair[0][1]


def _kinds(found: Found) -> list[tuple[str, str, int | None]]:
    return [(k.value, str(label), found.kinds[k]) for k, label in PLURALS.items() if found.kinds[k]]


def _towns(found: Found, town: Town) -> list[tuple[str, str, int | None]]:
    """The own town first and without a value; an alliance begins with all."""
    own: list[tuple[str, str, int | None]] = []
    if not town.is_alliance:
        own = [("", town.name, found.towns[town.pk]),
               (EVERYWHERE, _("all towns"), found.towns.total())]  # fmt: skip
    others = [(town_by_id(pk), n) for pk, n in found.towns.items() if pk != town.pk or not own]
    return own + [(o.slug, o.name, n) for o, n in sorted(others, key=lambda pair: pair[0].name)]


def _box(
    name: str, label: str, rows: Iterable[tuple[str, str, int | None]], value: str
) -> dict[str, Any]:
    options = [
        {"value": key, "label": text, "count": count, "selected": key == value}
        for key, text, count in rows
    ]
    return {"name": name, "label": label, "value": value, "options": options}
