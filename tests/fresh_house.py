"""A house of its own for a subprocess: other modules, an empty database, other files."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from conftest import digest_of_migrations

REPO = Path(__file__).parents[1]
_OURS = ("ALLMENDE_", "DJANGO_SETTINGS_MODULE", "PYTHONPATH")


def run(code: str, data: Path, *, root: Path = REPO, **environment: str) -> str:
    """Run Python in a fresh process with an own data folder; returns what it printed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    env |= {
        "ALLMENDE_DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "allmende.project.settings",
        "ALLMENDE_STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(root),
        **environment,
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=root, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@cache
def _migrated() -> Path:
    """Kept by the content of the migrations, for all processes and runs of this machine."""
    kept = Path(tempfile.gettempdir()) / f"allmende-fresh-{digest_of_migrations()}"
    if kept.exists():
        return kept
    data = Path(tempfile.mkdtemp(prefix="allmende-fresh-"))
    run("import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)", data)  # fmt: skip
    try:
        return data.rename(kept)
    except OSError:  # another process was quicker
        shutil.rmtree(data)
        return kept


def migrated(to: Path) -> Path:
    """Copy a data folder with all tables and no rows."""
    return Path(shutil.copytree(_migrated(), to))
