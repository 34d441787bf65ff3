"""Look at everything and say what to do."""

import argparse
from collections.abc import Callable, Iterator
from io import StringIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.utils.translation import activate

from allmende.core.modules.switchboard import given_by_all
from allmende.core.search.domain import missing
from allmende.core.tasks.queries import failed_tasks, is_worker_missing
from allmende.project.commands.setup import missing_changes

Question = tuple[str, Callable[[], str | None]]


def doctor(options: argparse.Namespace) -> int:
    """Ask every question; 1 when something needs a hand."""
    activate("de")
    is_well = True
    for name, ask in _questions():
        trouble = _answer(ask)
        is_well = is_well and trouble is None
        print(f"{'ok  ' if trouble is None else 'HILF'} {name}{': ' + trouble if trouble else ''}")
    return 0 if is_well else 1


def _answer(ask: Callable[[], str | None]) -> str | None:
    """One answer; where tables are missing most questions have none yet."""
    try:
        return ask()
    except DatabaseError:
        return "nicht zu beantworten, bevor Datenbank und Tabellen in Ordnung sind."


def _questions() -> Iterator[Question]:
    yield "Einstellungen", _settings
    yield "Datenbank", _database
    yield "Tabellen", _tables
    yield "Dateien", _files
    yield "Gebaute Oberfläche", _assets
    yield "Hintergrundarbeit", _work
    yield "Suche", _search
    for check in given_by_all("health_checks"):
        yield str(check.name), _as_text(check.check)


def _as_text(ask: Callable[[], object]) -> Callable[[], str | None]:
    def answer() -> str | None:
        trouble = ask()
        return None if trouble is None else str(trouble)

    return answer


def _settings() -> str | None:
    try:
        call_command("check", stdout=StringIO())
    except SystemCheckError as error:
        return str(error)
    return None


def _database() -> str | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"nicht erreichbar ({type(error).__name__}); prüfen Sie ALLMENDE_DATABASE_URL."
    return None


def _tables() -> str | None:
    missing = missing_changes()
    return f"{missing} Änderungen fehlen: allmende setup" if missing else None


def _files() -> str | None:
    try:
        name = default_storage.save("doctor.txt", ContentFile(b"ok"))
        default_storage.delete(name)
    except OSError as error:
        return f"{error.strerror}: {settings.MEDIA_ROOT} muss beschreibbar sein."
    return None


def _assets() -> str | None:
    sheet = settings.STATICFILES_DIRS[0] / "css" / "site.css"
    return None if sheet.exists() else "fehlt: make assets"


def _search() -> str | None:
    count = missing().count()
    return f"{count} Beiträge sind nicht zu finden: allmende reindex" if count else None


def _work() -> str | None:
    if is_worker_missing():
        return "Aufgaben warten, aber niemand arbeitet: allmende serve oder allmende worker"
    count = len(failed_tasks())
    return f"{count} Aufgaben sind gescheitert (siehe Tabelle der Aufgaben)." if count else None
