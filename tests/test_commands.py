"""The commands of the people who run a house, as they type them."""

import json
import signal
import sqlite3
import subprocess
import threading
import time

import pytest

from tests.house_process import (
    allmende,
    ask,
    free_port,
    started,
    wait_until_it_answers,
    wait_until_it_listens_to_signals,
)

pytestmark = [pytest.mark.slow, pytest.mark.own_house]

FEED = """<rss version="2.0"><channel><title>Alt</title>
<item><guid>urn:1</guid><title>Brücke offen</title><pubDate>Mon, 06 May 2019 08:00:00 +0000</pubDate>
<description>Endlich.</description></item>
<item><guid>urn:2</guid><description>Niemand weiß, wie das heißt</description></item>
</channel></rss>"""

SMALL_WORLD = """
from allmende.core.items.categories import ensure_categories
from allmende.core.items.models import Home
from allmende.core.items.sites import found_site
from allmende.core.modules.domain import switch_on
from allmende.core.towns.models import Town
ensure_categories()
town = Town.objects.create(slug="soemmerda", name="Sömmerda", host="soemmerda.localhost",
                           kind="municipality", lat=51.1, lon=11.1)
found_site(town=town, home=Home(title="Sömmerda", slug="soemmerda"))
switch_on(town=town, label="portal")
"""


#: What a server may say in its log: of a strange host, and of a job that an earlier one left behind.
ORDINARY = ("Not Found: /", "is left out: the run before it is unfinished")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A house with one town and no news."""
    folder = tmp_path_factory.mktemp("haus")
    made = allmende(folder, "setup")
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    from tests.house_process import ROOT, surroundings, sys

    founded = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", SMALL_WORLD],
        cwd=ROOT,
        env=surroundings(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert founded.returncode == 0, founded.stderr
    return folder


def rows(folder, sql):
    with sqlite3.connect(folder / "allmende.sqlite3") as database:
        return database.execute(sql).fetchall()


def test_setup_may_be_run_again(house):
    before = rows(house, "select count(*) from django_migrations")
    again = allmende(house, "setup")
    assert again.returncode == 0
    assert rows(house, "select count(*) from django_migrations") == before


def test_doctor_looks_at_everything(house):
    found = allmende(house, "doctor")
    lines = found.stdout.splitlines()
    for name in ("Einstellungen", "Datenbank", "Tabellen", "Dateien"):
        assert f"ok   {name}" in lines
    # Tasks wait until a worker comes, which here may or may not have been.
    troubles = [line.partition(":")[0] for line in lines if not line.startswith("ok ")]
    assert troubles in ([], ["HILF Hintergrundarbeit"])
    assert found.returncode == len(troubles)


@pytest.mark.parametrize("words", [("serve", "--port", free_port()), ("worker",)])
def test_nothing_begins_before_setup(tmp_path, words):
    early = allmende(tmp_path, *words)
    assert early.returncode == 1
    assert early.stderr == "Die Tabellen fehlen noch. Legen Sie sie an mit: allmende setup\n"


def test_doctor_says_what_to_do_before_setup(tmp_path):
    found = allmende(tmp_path, "doctor")
    assert found.returncode == 1
    assert "Änderungen fehlen: allmende setup" in found.stdout
    assert found.stderr == ""


@pytest.mark.parametrize("worker", [(), ("--no-worker",)])
def test_serve_answers_and_ends_in_good_order(house, worker):
    port = free_port()
    process = started(house, "serve", "--port", port, *worker)
    try:
        health = json.loads(wait_until_it_answers(process, port)[2])
        assert health["status"] == "ok"
        assert health["pages"]["stood_in"] == 0
        status, _headers, page = ask(port, "/", host="soemmerda.localhost")
        assert (status, "<h1" in page.decode()) == (200, True)
        assert ask(port, "/", host="fremd.example")[0] == 404

        second = allmende(house, "serve", "--port", port)
        assert second.returncode == 1
        assert second.stderr.startswith(f"Unter 127.0.0.1:{port} antwortet schon ein anderes")
        assert f"--port {port + 1}" in second.stderr
    finally:
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert time.monotonic() - begun < 5
    assert out == ""
    assert [line for line in err.splitlines() if not any(one in line for one in ORDINARY)] == []


def test_serve_ends_although_somebody_is_still_sending(house):
    import socket

    port = free_port()
    process = started(house, "serve", "--port", port, "--no-worker")
    wait_until_it_answers(process, port)
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nHost: soemmerda.localhost\r\nContent-Length: 99\r\n\r\nx")
        time.sleep(0.3)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert process.returncode == 0
    assert time.monotonic() - begun < 15


def test_requests_under_way_are_answered_before_the_end(house):
    import socket

    port = free_port()
    process = started(house, "serve", "--port", port, "--no-worker", ALLMENDE_THREADS="1")
    try:
        wait_until_it_answers(process, port)
        request = b"GET %b HTTP/1.1\r\nHost: soemmerda.localhost\r\n\r\n"
        doors = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(6)]
        for door in doors:  # taken in, and known to be
            door.sendall(request % b"/healthz")
            said = b""
            while not said.endswith(b"}}"):  # head and body may come one after the other
                said += door.recv(65_536)
        for number, door in enumerate(doors):
            door.sendall(request % b"/suche/?q=wort%d" % number)
        time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        for door in doors:
            answer = b"".join(iter(lambda door=door: door.recv(65_536), b""))
            assert answer.startswith(b"HTTP/1.1 200")
            assert b"</html>" in answer
            door.close()
        process.communicate(timeout=20)
        assert process.returncode == 0
    finally:
        process.kill()


def test_worker_ends_in_good_order(house):
    process = started(house, "worker")
    wait_until_it_listens_to_signals(process)
    process.send_signal(signal.SIGTERM)
    _out, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (0, "")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("--town", "nirgendwo", "x.xml"),
            "Eine Stadt mit dem Kurznamen »nirgendwo« gibt es nicht",
        ),
        (("--town", "soemmerda", "gibtsnicht.xml"), "»gibtsnicht.xml« lässt sich nicht lesen"),
        (("--town", "soemmerda", "."), "Das ist ein Ordner"),
        (
            ("--town", "soemmerda", "--category", "quatsch", "x"),
            "Eine Rubrik »quatsch« gibt es nicht",
        ),
    ],
)
def test_a_wrong_command_says_what_is_wrong(house, words, sentence):
    found = allmende(house, "import-feed", *words)
    assert found.returncode == 2
    assert sentence in found.stderr
    assert "Traceback" not in found.stderr


def test_what_is_no_feed_is_refused_with_a_sentence(house, tmp_path):
    (tmp_path / "seite.xml").write_text("<!doctype html><title>x</title>")
    found = allmende(house, "import-feed", "--town", "soemmerda", tmp_path / "seite.xml")
    assert found.returncode == 1
    assert found.stderr.startswith("Nichts übernommen. ")
    private = allmende(house, "import-feed", "--town", "soemmerda", "http://127.0.0.1/feed")
    assert private.returncode == 1
    assert "Traceback" not in private.stderr


def test_import_with_and_without_dry_run(house, tmp_path):
    file = tmp_path / "alt.xml"
    file.write_text(FEED)
    words = ("import-feed", "--town", "soemmerda", "--category", "kultur", file)
    count = "select count(*) from portal_newspage"
    dry = allmende(house, *words, "--dry-run")
    assert dry.stdout.startswith("Probelauf: Es wurde nichts verändert.\n")
    assert rows(house, count) == [(0,)]
    real = allmende(house, *words)
    lines = [" ".join(line.split()) for line in real.stdout.splitlines()]
    assert lines[:5] == [
        "neu: 1",
        "geändert: 0",
        "unverändert: 0",
        "hier bearbeitet, nicht angetastet: 0",
        "ausgelassen: 1",
    ]
    assert lines[6].startswith("ausgelassen: urn:2:")
    assert (real.returncode, real.stderr) == (1, "")
    again = allmende(house, *words)
    assert "unverändert: 1" in " ".join(again.stdout.split())
    assert rows(house, count) == [(1,)]
    category = "select c.slug from items_category c join items_item i on i.category_id = c.id"
    assert rows(house, category) == [("kultur",)]


def test_the_bar_grows_on_a_terminal_only():
    import io

    from allmende.project.commands.progress import Bar

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    file = io.BytesIO(b"<rss><item><a/></item><item ><a/></item><entry>x</entry><items/></rss>")
    screen, pipe = Terminal(), io.StringIO()
    with Bar.over(file, screen) as bar:
        bar.show(2)
        bar.show(3)  # too soon after the last
    with Bar.over(file, pipe) as silent:
        silent.show(3)
    assert "█" in screen.getvalue()
    assert "2 von 3" in screen.getvalue()
    assert "3 von 3" not in screen.getvalue()
    assert screen.getvalue().endswith("\r\033[K")
    assert pipe.getvalue() == ""
    assert file.tell() == 0


def test_many_slow_clients_do_not_stop_the_house(house):
    """Sixty people with a bad line send byte by byte; a reader is served meanwhile."""
    import socket

    port = free_port()
    process = started(house, "serve", "--port", port, "--no-worker")
    try:
        wait_until_it_answers(process, port)
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
        for one in slow:
            one.sendall(b"POST /barriere-melden/ HTTP/1.1\r\nHost: soemmerda.localhost\r\n")
            one.sendall(b"Content-Length: 5000\r\n\r\na")
        begun = time.monotonic()
        assert ask(port, "/", host="soemmerda.localhost")[0] == 200
        assert time.monotonic() - begun < 5
        for one in slow:
            one.close()
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def test_seventy_megabytes_are_refused_in_german(house):
    port = free_port()
    process = started(house, "serve", "--port", port, "--no-worker")
    try:
        wait_until_it_answers(process, port)
        status, _headers, page = ask(
            port, "/verwaltung/", host="soemmerda.localhost", method="POST", data=bytes(70_000_000)
        )
        assert status == 413
        assert "Die Datei ist zu groß" in page.decode()
        assert threading.active_count() < 50
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def test_static_files_are_collected_when_they_have_changed(tmp_path, settings, monkeypatch):
    from allmende.project.commands import setup

    asked = []

    def collect(name, **_options):
        asked.append(name)
        (tmp_path / "static").mkdir(exist_ok=True)
        (tmp_path / "static" / "staticfiles.json").touch()

    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a.css").write_text("a{}")
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [sources]
    monkeypatch.setattr(setup, "call_command", collect)
    setup._collect()
    setup._collect()
    assert asked == ["collectstatic"]
    (sources / "a.css").write_text("a{color:red}")
    setup._collect()
    (tmp_path / "static" / "staticfiles.json").unlink()
    setup._collect()
    assert asked == ["collectstatic"] * 3
