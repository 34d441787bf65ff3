"""Create or update tables and static files."""

import argparse
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from allmende.core.items.sites import complete_groups
from allmende.core.search.domain import missing, rebuild
from allmende.core.search.models import Document


def setup(options: argparse.Namespace) -> int:
    """Bring database and static files up to date; safe and quick to run again."""
    if missing_changes():  # Django takes seconds to find out that there is nothing to do
        call_command("migrate", interactive=False, verbosity=0)
        complete_groups()
    _read_for_search()
    if "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]:
        _collect()
    return 0


def _read_for_search() -> None:
    """Make the index where there is none: after an update from before it, or a restore."""
    if not Document.objects.exists() and missing().exists():
        rebuild()


def missing_changes() -> int:
    """How many changes of tables are still to be made."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect() -> None:
    """Collect and compress static files, unless they are the same as the last time."""
    stamp, mark = Path(settings.DATA_DIR) / "static.stamp", _mark()
    is_collected = (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    if is_collected and stamp.exists() and stamp.read_text() == mark:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(mark)


def _mark() -> str:
    """Names, sizes and times of all static files in one word."""
    found = blake2b(str(settings.STORAGES["staticfiles"]).encode(), digest_size=16)
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            found.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return found.hexdigest()
