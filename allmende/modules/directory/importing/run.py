"""Rows of a table become entries: on trial first, then in earnest. Both go the same way.

A row finds its entry by its number at the source, else by its name. Empty cells say nothing, so
what editors have added stays. Each row stands for itself: a bad one is reported and left out.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allmende.core.audit.domain import record
from allmende.core.towns.models import Town, Village
from allmende.core.towns.queries import villages_of
from allmende.modules.directory.choices import OF_ORGANISATIONS, PLURALS, EntryKind
from allmende.modules.directory.domain import Whole, add_entry, change_entry
from allmende.modules.directory.importing.columns import KEYS
from allmende.modules.directory.models import Entry, ImportRun
from allmende.modules.directory.queries import folded

_OF_ENTRY = ("summary", "source", "licence", "import_key")
_OF_PLACE = ("street", "postcode", "city", "village", "lat", "lon")
_CONTACT = ("phone", "email", "website")
_OF_ORGANISATION = ("email_on_file", "contact_role", "legal_form")
#: Errors that are kept with their rows.
MOST_ERRORS = 100


class BadRow(ValueError):
    """A row cannot be taken in. The text is a sentence for the editor."""


def try_out(*, run: ImportRun, by: AbstractBaseUser) -> dict[str, Any]:
    """Report what reading the table in would do; nothing is written."""
    with transaction.atomic():
        report = _read_all(run, by)
        transaction.set_rollback(True)
    run.report = report | {"is_trial": True}
    run.save(update_fields=["report"])
    return report


@transaction.atomic
def apply(*, run: ImportRun, by: AbstractBaseUser) -> dict[str, Any]:
    """Read the table in; once. Returns the report."""
    fresh = ImportRun.objects.select_for_update().get(pk=run.pk)
    if fresh.applied_at:
        return dict(fresh.report)
    report = _read_all(fresh, by)
    fresh.applied_at, fresh.report, fresh.rows = timezone.now(), report, []
    fresh.save(update_fields=["applied_at", "report", "rows"])
    numbers = {key: report[key] for key in ("new", "changed", "same", "left_out")}
    record(verb="import_entries", town=run.town, target=fresh, by=by, after=numbers)
    return report


def _read_all(run: ImportRun, by: AbstractBaseUser) -> dict[str, Any]:
    reader = Reader(run, by)
    counts = {"new": 0, "changed": 0, "same": 0, "left_out": 0}
    errors: list[dict[str, Any]] = []
    for number, row in enumerate(run.rows, start=2):
        try:
            with transaction.atomic():
                counts[reader.take(row)] += 1
        except (BadRow, ValidationError) as error:
            counts["left_out"] += 1
            text = "; ".join(getattr(error, "messages", None) or [str(error)])
            if len(errors) < MOST_ERRORS:
                errors.append({"row": number, "name": reader.name_in(row), "text": text[:300]})
    return {**counts, "errors": errors}


class Reader:
    """Knows what the columns mean, and what the town has."""

    def __init__(self, run: ImportRun, by: AbstractBaseUser) -> None:
        self.town: Town = run.town
        self.kind, self.by = run.kind, by
        self.columns = {key: int(number) for number, key in run.mapping.items() if key in KEYS}
        known = list(Entry.objects.filter(town=self.town).with_all())
        self.by_key = {entry.import_key: entry for entry in known if entry.import_key}
        self.by_name = {(entry.kind, folded(entry.name)): entry for entry in known}
        self.villages: dict[str, Village] = {folded(v.name): v for v in villages_of(self.town)}
        self.seen: set[int] = set()

    def name_in(self, row: list[str]) -> str:
        return self._cell(row, "name")[:120]

    def _cell(self, row: list[str], key: str) -> str:
        number = self.columns.get(key)
        return row[number].strip() if number is not None and number < len(row) else ""

    def take(self, row: list[str]) -> str:
        """Make or change an entry of a row; says ``new``, ``changed`` or ``same``."""
        said = {key: text for key in KEYS if (text := self._cell(row, key))}
        if "name" not in said:
            raise BadRow(_("The name is missing."))
        kind = _kind(said["kind"]) if "kind" in said else self.kind
        entry = self._known(said, kind)
        if entry is not None and entry.pk in self.seen:
            raise BadRow(_("An earlier row has the same name or number."))
        whole = self._whole(said, entry.kind if entry else kind)
        if entry is None:
            self._remember(add_entry(town=self.town, whole=whole, by=self.by))
            return "new"
        self.seen.add(entry.pk)
        if not _differs(entry, whole):
            return "same"
        change_entry(entry=entry, whole=whole, by=self.by)
        return "changed"

    def _known(self, said: Mapping[str, str], kind: str) -> Entry | None:
        if (key := said.get("import_key", "")) in self.by_key:
            return self.by_key[key]
        found = self.by_name.get((kind, folded(said["name"])))
        # Of another number at the source, so somebody else of the same name.
        return None if found and key and found.import_key not in {"", key} else found

    def _remember(self, entry: Entry) -> None:
        self.seen.add(entry.pk)
        self.by_name[entry.kind, folded(entry.name)] = entry
        if entry.import_key:
            self.by_key[entry.import_key] = entry

    def _whole(self, said: Mapping[str, str], kind: str) -> Whole:
        entry = {"name": said["name"][:120], "kind": kind}
        entry |= {key: said[key] for key in _OF_ENTRY if key in said}
        place: dict[str, Any] = {key: said[key] for key in _OF_PLACE if key in said}
        place |= {key: _number(said[key]) for key in ("lat", "lon") if key in said}
        if "village" in said:
            place["village"] = self._village(said["village"])
        contact = {key: said[key] for key in _CONTACT if key in said}
        if kind not in OF_ORGANISATIONS:
            return Whole(entry | contact, place or None)
        rest = {key: said[key] for key in _OF_ORGANISATION if key in said}
        return Whole(entry, place or None, contact | rest)

    def _village(self, name: str) -> Village | None:
        """Village of a name; the name of the town itself means none."""
        if folded(name) == folded(self.town.name):
            return None
        if folded(name) not in self.villages:
            values = {"name": name, "town": self.town.name}
            raise BadRow(_("%(town)s has no village “%(name)s”.") % values)
        return self.villages[folded(name)]


def _kind(text: str) -> str:
    """Kind of an entry by its name, singular or plural, in German or as in the CSV."""
    wanted = folded(text)
    for kind in EntryKind:
        if wanted in {kind.value, folded(str(kind.label)), folded(str(PLURALS[kind]))}:
            return kind.value
    raise BadRow(_("“%(kind)s” is no kind of entry.") % {"kind": text})


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise BadRow(_("“%(text)s” is no number of degrees.") % {"text": text}) from error


def _differs(entry: Entry, whole: Whole) -> bool:
    if any(getattr(entry, name) != value for name, value in whole.entry.items()):
        return True
    parts = ((entry.place, whole.place), (entry.organisation, whole.organisation))
    return any(
        getattr(known, name, None) != value
        for known, said in parts
        for name, value in (said or {}).items()
    )
