"""The stage of the stories: sample tasks that start clean, worker processes on a real database."""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

import allmende
from allmende.core.tasks.tests import sample_tasks

ROOM = "allmende.core.tasks.tests"
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    },
}


@pytest.fixture(autouse=True)
def done() -> list[object]:
    sample_tasks.done.clear()
    return sample_tasks.done


@pytest.fixture
def in_table(settings: object) -> None:
    """Tasks wait in the table, as in production."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
    }


class House:
    """A database of its own and the processes that work on it."""

    def __init__(self, database: dict[str, object]) -> None:
        self.env = os.environ | {
            "TASKS_TEST_DATABASE": json.dumps(database),
            "PYTHONPATH": str(Path(allmende.__file__).parents[1]),
            "DJANGO_SETTINGS_MODULE": f"{ROOM}.settings_alone",
        }
        self.processes: list[subprocess.Popen[str]] = []

    def start(self, *args: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "django", *args],
            env=self.env,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        return process

    def python(self, code: str) -> str:
        start = "import django; django.setup(); "
        return subprocess.run(
            [sys.executable, "-c", start + code],
            env=self.env,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()


@pytest.fixture
def house(tmp_path: Path, transactional_db: None) -> Iterator[House]:
    if connection.vendor == "postgresql":
        yield from _on_postgresql()
        return
    yield from _open(SQLITE | {"NAME": str(tmp_path / "tasks.sqlite3")})


def _on_postgresql() -> Iterator[House]:
    name = f"tasks_{uuid.uuid4().hex[:8]}"
    keys = ("ENGINE", "USER", "PASSWORD", "HOST", "PORT")
    server = {key: connection.settings_dict[key] for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield from _open(server | {"NAME": name})
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _open(database: dict[str, object]) -> Iterator[House]:
    house = House(database)
    assert house.start("migrate", "--verbosity=0").wait(60) == 0
    yield house
    for process in house.processes:
        process.kill()
        process.communicate()


def wait_for(truth: Callable[[], bool], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
