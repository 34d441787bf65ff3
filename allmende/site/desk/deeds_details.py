"""What changed in a deed, in words: names of fields and of values, people instead of numbers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.apps import apps
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from allmende.core.audit.models import Deed
from allmende.core.exchange.choices import Channel, Mode, PlacementStatus
from allmende.core.items.choices import OfferTo
from allmende.core.items.queries import categories
from allmende.core.people.choices import Role, SecondFactor
from allmende.core.towns.models import Town
from allmende.core.towns.queries import all_towns

#: Keys of a deed that hold the number of an account.
ACCOUNTS: Final = ("person", "deputy")
#: Keys of a deed in words. Others are called as the field of a town is called, or stay as they are.
KEYS: Final[dict[str, Promise]] = {
    "role": gettext_lazy("Role"),
    "from": gettext_lazy("From"),
    "to": gettext_lazy("Until"),
    "bound": pgettext_lazy("detail", "only for"),
    "deputy": gettext_lazy("Stands in"),
    "second_factor": pgettext_lazy("detail", "second factor needed by"),
    "four_eyes": pgettext_lazy("detail", "released by a second person"),
    "target": pgettext_lazy("detail", "offered to"),
    "asked": pgettext_lazy("detail", "towns asked"),
    "status": gettext_lazy("State"),
    "mode": pgettext_lazy("detail", "what happens"),
    "origin": pgettext_lazy("detail", "from the town"),
    "item_type": pgettext_lazy("detail", "kind of item"),
    "category": pgettext_lazy("detail", "subject"),
    "max_km": pgettext_lazy("detail", "up to kilometres away"),
    "item": pgettext_lazy("detail", "number of the item"),
    "revision": pgettext_lazy("detail", "number of the version"),
    "reason": pgettext_lazy("detail", "reason"),
    "title": pgettext_lazy("detail", "title"),
    "correction_note": pgettext_lazy("detail", "note of the correction"),
    "note": pgettext_lazy("detail", "note of the correction"),
    "cancelled_at": pgettext_lazy("detail", "called off on"),
    "withdrawn_at": pgettext_lazy("detail", "withdrawn on"),
    "live": pgettext_lazy("detail", "on the website"),
    "teaser": pgettext_lazy("detail", "teaser"),
    "words": pgettext_lazy("detail", "words"),
    "module": pgettext_lazy("detail", "module"),
    "occasion": pgettext_lazy("detail", "occasion"),
    "max_foreign_in_ten": pgettext_lazy("detail", "of ten items from other towns at most"),
    "neighbour_km": pgettext_lazy("detail", "neighbours up to kilometres away"),
    "where": pgettext_lazy("detail", "stood in"),
    "into": pgettext_lazy("detail", "merged into number"),
    "source": pgettext_lazy("detail", "source"),
    "new": pgettext_lazy("detail", "new items"),
    "changed": pgettext_lazy("detail", "changed items"),
    "slug": pgettext_lazy("detail", "short name"),
    "host": pgettext_lazy("detail", "web address"),
    "ags": pgettext_lazy("detail", "municipality key"),
    "alliance": pgettext_lazy("detail", "alliance"),
    **{channel.value: channel.label for channel in Channel},
}
EMPTY: Final[tuple[Any, ...]] = (None, "", [])
VALUES: Final[dict[str, Mapping[Any, Any]]] = {
    "role": dict(Role.choices),
    "second_factor": dict(SecondFactor.choices),
    "target": dict(OfferTo.choices),
    "status": dict(PlacementStatus.choices),
    "mode": dict(Mode.choices),
}


def accounts_in(deeds: Iterable[Deed]) -> set[int]:
    """Numbers of the accounts that deeds are about."""
    values = [(deed.before.get(key), deed.after.get(key)) for deed in deeds for key in ACCOUNTS]
    return {value for pair in values for value in pair if isinstance(value, int)}


def details_of(deed: Deed, names: Mapping[int, str]) -> list[str]:
    """Old and new values of what the deed is about. Whom it is about stands in its heading."""
    found = []
    for key in {**deed.before, **deed.after}:
        old, new = deed.before.get(key), deed.after.get(key)
        if key == "person" or (old in EMPTY and new in EMPTY):
            continue
        said = [] if old in EMPTY or old == new else [in_words(key, old, names)]
        said.append("–" if new in EMPTY else in_words(key, new, names))
        found.append(f"{_key(key)}: {' → '.join(said)}")
    return found


def _key(key: str) -> str:
    if key in KEYS:
        return capfirst(str(KEYS[key]))
    fields = {field.name: field for field in Town._meta.fields}
    return capfirst(str(fields[key].verbose_name)) if key in fields else key


def in_words(key: str, value: Any, names: Mapping[int, str]) -> str:
    """One value, as a person would say it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(in_words(key, one, names) for one in value)
    if isinstance(value, dict):
        return str(value.get("title", value))
    return _one(key, value, names)


def _one(key: str, value: Any, names: Mapping[int, str]) -> str:
    if key in ACCOUNTS:
        return names.get(value, str(value))
    if key in {"from", "to"}:
        return _day(str(value))
    if key in {"four_eyes", "item_type", "module"}:
        return _kind(str(value))
    if isinstance(value, int) and key in {"origin", "category"}:
        return _named(key, value)
    return str(VALUES.get(key, {}).get(value, value))


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j.n.Y")
    except ValueError:
        return text


def _named(key: str, number: int) -> str:
    """Town or subject of a rule, whose number stands in the log."""
    rows: Iterable[Any] = all_towns() if key == "origin" else categories()
    return next((str(row) for row in rows if row.pk == number), str(number))


def _kind(label: str) -> str:
    """``portal.newspage``, or the module ``portal`` alone, as editors call it."""
    try:
        named: Any = apps.get_model(label)._meta if "." in label else apps.get_app_config(label)
        return str(named.verbose_name)
    except (LookupError, ValueError):
        return label
