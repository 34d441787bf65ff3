"""The database goes away under load: readers go on reading; it comes back: all is fresh."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection

from tests.house_process import (
    ROOT,
    allmende,
    ask,
    free_port,
    started,
    surroundings,
    wait_until_it_answers,
)
from tests.outages import Door, Lock
from tests.test_commands import SMALL_WORLD

pytestmark = pytest.mark.slow

#: Publishes an item with the title it is given, and says so when it is committed.
DESK = (
    SMALL_WORLD
    + """
import sys
from allmende.modules.portal.domain import publish_news
publish_news(town=town, title="Erste Meldung")
print("bereit", flush=True)
for line in sys.stdin:
    publish_news(town=town, title=line.strip())
    print("veröffentlicht", flush=True)
"""
)
KNOWN = ("/", "/aktuelles/", "/aktuelles/feed.atom")
PROCESSES = 1  # each has copies of its own: of two, one might not have seen a page before
READERS = 8


@contextmanager
def desk(folder, **more):
    """A process that publishes, with a database that stays; gives the deed."""
    made = allmende(folder, "setup", **more)
    assert made.returncode == 0, made.stderr
    env = surroundings(folder, DJANGO_SETTINGS_MODULE="allmende.project.settings", **more)
    process = subprocess.Popen(
        [sys.executable, "-c", "import django; django.setup()\n" + DESK], cwd=ROOT, env=env,
        text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout.readline() == "bereit\n"

    def publish(title):
        process.stdin.write(f"{title}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "veröffentlicht\n"

    try:
        yield publish
    finally:
        process.stdin.close()
        process.wait(10)


@contextmanager
def house(folder, **more):
    """A house that serves; gives the port, and what they wrote in the log at the end."""
    port, log = free_port(), folder / "log"
    with log.open("w") as written:
        process = started(
            folder, "serve", "--port", port, "--no-worker", to=written,
            ALLMENDE_PROCESSES=str(PROCESSES), **more,
        )  # fmt: skip
        try:
            wait_until_it_answers(process, port)
            yield port, log
        finally:
            process.terminate()
            process.wait(30)


def read(port, path="/aktuelles/"):
    return ask(port, path, host="soemmerda.localhost")


def crowd(port, paths, times=10):
    """What many readers got: path, status and whether it was an old copy."""
    with ThreadPoolExecutor(READERS) as readers:
        asked = [path for path in paths for _ in range(times * PROCESSES)]
        answers = readers.map(lambda path: read(port, path), asked)
        return {
            (path, status, "Age" in headers)
            for path, (status, headers, _) in zip(asked, answers, strict=True)
        }


def fresh_after(port, title):
    """Seconds until every one of many answers shows a title and none is an old copy."""
    begin = time.monotonic()
    while True:
        answers = [read(port) for _ in range(READERS)]
        if all(title in body.decode() and "Age" not in head for _, head, body in answers):
            return time.monotonic() - begin
        assert time.monotonic() < begin + 10, "it never became fresh"


def notices(log):
    lines = log.read_text().splitlines()
    return {
        "copies": sum("Old copies stand in" in line for line in lines),
        "traces": sum(line.startswith("Traceback") for line in lines),
    }


def the_house_without_its_database(port, log):
    """What readers and machines are told meanwhile."""
    assert crowd(port, KNOWN) == {(path, 200, True) for path in KNOWN}
    status, headers, body = read(port, "/impressum/")
    assert (status, headers["Retry-After"].isdigit()) == (503, True)
    assert 'lang="de"' in body.decode()
    assert "noch einmal" in body.decode()
    status, _, body = ask(port, "/healthz")
    assert (status, json.loads(body)["status"]) == (503, "trouble")
    said = notices(log)
    assert 1 <= said["copies"] <= PROCESSES
    return said


def the_house_with_its_database(port, title):
    assert fresh_after(port, title) < 1
    assert read(port, "/impressum/")[0] == 200
    status, _, body = ask(port, "/healthz")
    assert (status, json.loads(body)["status"]) == (200, "ok")


@pytest.mark.own_house
def test_a_locked_file_of_sqlite(tmp_path):
    lock = Lock(tmp_path / "allmende.sqlite3")
    with desk(tmp_path) as publish, house(tmp_path) as (port, log):
        assert crowd(port, KNOWN) == {(path, 200, False) for path in KNOWN}
        publish("Neues vor der Sperre")
        lock.shut()
        the_house_without_its_database(port, log)
        lock.open()
        the_house_with_its_database(port, "Neues vor der Sperre")
        publish("Neues nach der Sperre")
        assert fresh_after(port, "Neues nach der Sperre") < 1


@pytest.fixture
def postgres():
    """A database of its own: its address, and a door to it that can be shut."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    import psycopg

    given = connection.settings_dict
    host, port = given["HOST"] or "127.0.0.1", int(given["PORT"] or 5432)
    name = f"allmende_outage_{os.getpid()}"
    who = f"{given['USER']}:{given['PASSWORD']}@"
    with psycopg.connect(
        host=host, port=port, user=given["USER"], password=given["PASSWORD"],
        dbname="postgres", autocommit=True,
    ) as server:  # fmt: skip
        server.execute(f"CREATE DATABASE {name}")
        yield f"postgres://{who}{host}:{port}/{name}", Door(host, port), f"postgres://{who}", name
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_postgresql_is_gone_and_comes_back(tmp_path, postgres):
    direct, door, who, name = postgres
    door.open()
    through = {
        "ALLMENDE_DATABASE_URL": f"{who}127.0.0.1:{door.port}/{name}",
        "ALLMENDE_RELAY": "database",
    }
    with (
        desk(tmp_path, ALLMENDE_DATABASE_URL=direct) as publish,
        house(tmp_path, **through) as (port, log),
    ):
        assert crowd(port, KNOWN) == {(path, 200, False) for path in KNOWN}
        door.shut()
        publish("Neues während des Ausfalls")
        said = the_house_without_its_database(port, log)
        assert crowd(port, KNOWN) == {(path, 200, True) for path in KNOWN}
        read(port, "/datenschutz/")
        assert notices(log) == said
        door.open()
        the_house_with_its_database(port, "Neues während des Ausfalls")
        assert log.read_text().count("Other machines cannot be heard") <= PROCESSES
