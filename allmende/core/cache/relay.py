"""Tell other machines what changed, and hear it from them: through Valkey or the database.

All processes of one machine share a clock file and need no messages. A machine that cannot hear
the others doubts everything it keeps every few seconds, so it is never long out of date.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from functools import cache as once
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, connection

from allmende.core.cache.clock import TagClock

log = logging.getLogger(__name__)

CHANNEL = "allmende"
#: Longest message in bytes; PostgreSQL bears 8,000. Longer lists say "everything".
MAX_MESSAGE = 7_000
EVERYTHING = "*"
#: Seconds between tries to hear the others again; all that time nothing old is kept longer.
RETRY = 3.0
#: A failure so long after the last one is a new one, and said again.
AGAIN = 60.0


class Deaf(Exception):
    """The others cannot be reached."""


class Wire(Protocol):
    """A way to the other machines."""

    def send(self, text: str) -> None:
        """Say something to all machines. Raises Deaf."""

    def hear(self, take: Callable[[str], None], stop: threading.Event) -> None:
        """Hand over what is said until told to stop. Raises Deaf."""


class Valkey:
    """Valkey's (or Redis') publish and subscribe."""

    def __init__(self, url: str) -> None:
        import redis

        self._broken = redis.RedisError
        self._client = redis.Redis.from_url(
            url, socket_connect_timeout=2, health_check_interval=10, decode_responses=True
        )

    def send(self, text: str) -> None:
        try:
            self._client.publish(CHANNEL, text)
        except (self._broken, OSError) as error:
            raise Deaf from error

    def hear(self, take: Callable[[str], None], stop: threading.Event) -> None:
        try:
            with self._client.pubsub(ignore_subscribe_messages=True) as ear:  # type: ignore[no-untyped-call]
                ear.subscribe(CHANNEL)
                while not stop.is_set():
                    message = ear.get_message(timeout=1.0)
                    if message:
                        take(str(message["data"]))
        except (self._broken, OSError) as error:
            raise Deaf from error


class Database:
    """PostgreSQL's LISTEN and NOTIFY."""

    def send(self, text: str) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, text])
        except DatabaseError as error:
            raise Deaf from error

    def hear(self, take: Callable[[str], None], stop: threading.Event) -> None:
        import psycopg

        values = connection.get_connection_params()
        known = ("host", "port", "user", "password", "dbname")
        target = {name: values[name] for name in known if values.get(name)}
        try:
            with psycopg.connect(**target, autocommit=True) as ear:
                ear.execute(f"LISTEN {CHANNEL}")
                while not stop.is_set():
                    for note in ear.notifies(timeout=1.0):
                        take(note.payload)
        except (psycopg.Error, OSError) as error:
            raise Deaf from error


@once
def wire() -> Wire | None:
    """The way to the other machines that the settings name; None for a house on one machine."""
    if settings.RELAY == "database":
        return Database()
    return Valkey(settings.RELAY) if settings.RELAY else None


@once
def machine() -> str:
    """Name of this machine: whoever shares its clock file shares it."""
    file = settings.DATA_DIR / "machine"
    try:
        with file.open("x") as new:
            new.write(secrets.token_hex(8))
    except FileExistsError:
        pass
    return str(file.read_text())


def tell(tags: Iterable[str]) -> None:
    """Tell the other machines which tags moved; a failure is logged and stops nobody."""
    found = wire()
    if found is None:
        return
    text = f"{machine()} {' '.join(tags)}"
    try:
        found.send(text if len(text.encode()) <= MAX_MESSAGE else f"{machine()} {EVERYTHING}")
    except Deaf:
        log.warning("Other machines could not be told what changed; they notice by themselves.")


def hear(clock: TagClock, stop: threading.Event) -> None:
    """Move the clock as other machines say, until told to stop."""
    found, deaf_at = wire(), 0.0
    while found is not None and not stop.is_set():
        begin = time.monotonic()
        try:
            clock.doubt()  # whatever was said before we listened
            found.hear(lambda text: obey(clock, text), stop)
        except Deaf:
            if not deaf_at or begin - deaf_at > AGAIN:  # one notice, not one per try
                log.warning("Other machines cannot be heard; nothing is kept meanwhile.")
            deaf_at = time.monotonic()
            stop.wait(RETRY)


def obey(clock: TagClock, text: str) -> None:
    """Do what another machine says; what this one said itself it has done already."""
    sender, *tags = text.split()
    if sender == machine():
        return
    if EVERYTHING in tags:
        clock.bump_everything()
    elif tags:
        clock.bump(*tags)


def hear_in_background(clock: TagClock) -> threading.Event | None:
    """Listen in a thread of its own; returns how to stop it, or None when there is nobody."""
    if wire() is None:
        return None
    stop = threading.Event()
    threading.Thread(target=hear, args=(clock, stop), name="relay", daemon=True).start()
    return stop
