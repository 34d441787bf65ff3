"""What one machine changes, the others hear: through Valkey, and through the database."""

import os
import threading
import time

import pytest
from django.db import connection

from allmende.core.cache import relay
from allmende.core.cache.clock import TagClock
from allmende.core.cache.tags import changed

VALKEY = "redis://127.0.0.1:6379/9"


@pytest.fixture
def clock(tmp_path):
    return TagClock(tmp_path / "uhr")


@pytest.fixture(params=["valkey", "database"])
def wire(request, settings, transactional_db):
    settings.RELAY = _valkey() if request.param == "valkey" else _database()
    relay.wire.cache_clear()
    yield relay.wire()
    relay.wire.cache_clear()


def _valkey():
    try:
        relay.Valkey(VALKEY).send("niemand")
    except relay.Deaf:
        if os.environ.get("ALLMENDE_CI"):
            pytest.fail("Valkey or Redis is missing on this machine; CI should have it.")
        pytest.skip("needs Valkey or Redis")
    return VALKEY


def _database():
    if connection.vendor != "postgresql":
        pytest.skip("NOTIFY is PostgreSQL's")
    return "database"


@pytest.fixture
def listening(wire, clock):
    stop = threading.Event()
    thread = threading.Thread(target=relay.hear, args=(clock, stop))
    thread.start()
    _until(lambda: _is_heard(wire, clock))
    yield wire
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def _is_heard(wire, clock):
    before = clock.read("probe")
    wire.send("anderswo probe")
    time.sleep(0.05)
    return clock.read("probe") != before


def _until(truth):
    end = time.monotonic() + 10
    while not truth():
        assert time.monotonic() < end, "nobody heard it"


def test_what_another_machine_changed_is_heard_and_nothing_else_moves(listening, clock):
    others = clock.read("list:2")
    before = clock.read("list:1")
    listening.send("anderswo list:1 item:7")
    _until(lambda: clock.read("list:1") == before + 1)
    assert clock.read("list:2") == others


def test_a_change_of_ours_goes_out_and_is_not_done_twice(listening, clock):
    heard = []
    ours, stop = TagClock(clock.file.with_name("andere")), threading.Event()
    ear = threading.Thread(target=listening.hear, args=(heard.append, stop))
    ear.start()
    _until(lambda: (listening.send("anderswo probe"), time.sleep(0.05), heard)[2])
    before = clock.read("list:1")
    changed("list:1")
    _until(lambda: f"{relay.machine()} list:1" in heard)
    time.sleep(0.1)
    assert clock.read("list:1") == before
    relay.obey(ours, f"{relay.machine()} list:1")
    stop.set()
    ear.join(5)


def test_a_long_list_says_everything(wire, clock):
    sent = []
    wire.send = sent.append
    relay.tell(f"item:{number}" for number in range(2_000))
    assert sent == [f"{relay.machine()} *"]
    before = clock.read("list:9")
    relay.obey(clock, "anderswo *")
    assert clock.read("list:9") == before + 1


def test_who_cannot_hear_keeps_nothing_and_tries_again(settings, clock, monkeypatch, caplog):
    settings.RELAY = "redis://127.0.0.1:9/0"
    relay.wire.cache_clear()
    monkeypatch.setattr(relay, "RETRY", 0.01)
    stop = threading.Event()
    before = clock.read("list:1")
    thread = threading.Thread(target=relay.hear, args=(clock, stop))
    thread.start()
    _until(lambda: clock.read("list:1") >= before + 3)
    stop.set()
    thread.join(5)
    relay.tell(["list:1"])  # says so in the log, and nothing more
    assert "could not be told" in caplog.text
    relay.wire.cache_clear()


def test_a_house_on_one_machine_tells_nobody(settings):
    settings.RELAY = ""
    relay.wire.cache_clear()
    assert relay.wire() is None
    assert relay.hear_in_background(None) is None
    relay.tell(["list:1"])
    relay.wire.cache_clear()
