"""Does anybody ever read an old page? Thousands of publications against a million readings.

    python benchmarks/hammer.py            # a million hits; HITS=100000 for less

Two processes serve, one publishes a new title ten times a second (PAUSE: seconds between), two read
the list without a pause over connections that stay open. Before each reading the reader notes the
newest version that was committed; an answer with an older one is stale. The exit code is 1 if there
was one. With PAUSE=0.02 nearly every reading waits for a list that is made anew.
"""

import multiprocessing
import os
import socket
import sys
import time
from multiprocessing.sharedctypes import Synchronized

from common import house, prepare_django, table, world

HITS = int(os.environ.get("HITS", "1000000"))
READERS = 2
#: Seconds between publications.
PAUSE = float(os.environ.get("PAUSE", "0.1"))
MARK = b">Fassung "


def main() -> None:
    with world() as data:
        env = {"ALLMENDE_PROCESSES": "2"}
        os.environ.update(env)
        with house.served(data, "--no-worker", **env) as served:
            prepare_django(data)
            sys.exit(_hammer(served.port))


def _hammer(port: int) -> int:
    page = _first()
    version = multiprocessing.Value("q", 0)
    done = multiprocessing.Value("q", 0)
    stale = multiprocessing.Value("q", 0)
    readers = [
        multiprocessing.Process(target=_read, args=(port, HITS // READERS, version, done, stale))
        for _ in range(READERS)
    ]
    begin = time.monotonic()
    for reader in readers:
        reader.start()
    while any(reader.is_alive() for reader in readers):
        _publish(page, version.value + 1)
        version.value += 1
        time.sleep(PAUSE)
    seconds = time.monotonic() - begin
    codes = [reader.exitcode for reader in readers]
    table(
        ("hits", "publications", "stale", "seconds", "hits per second"),
        [(done.value, version.value, stale.value, seconds, done.value / seconds)],
    )
    return int(stale.value > 0 or any(codes) or done.value < HITS // READERS * READERS)


def _first():
    from allmende.core.towns.models import Town
    from allmende.modules.portal.domain import publish_news

    return publish_news(town=Town.objects.get(slug="soemmerda"), title="Fassung 0")


def _publish(page, number: int) -> None:
    """The end of a publication: the new title and its tags, in one transaction."""
    from django.db import transaction

    from allmende.core.cache.tags import changed
    from allmende.core.items.models import Item
    from allmende.core.items.queries import list_tag

    with transaction.atomic():
        Item.objects.filter(pk=page.pk).update(title=f"Fassung {number}")
        changed(page.tag, list_tag(page.town_id))


def _read(
    port: int, hits: int, version: Synchronized, done: Synchronized, stale: Synchronized
) -> None:
    request = b"GET /aktuelles/ HTTP/1.1\r\nHost: soemmerda.localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port)) as wire:
        for _ in range(hits):
            newest = version.value
            wire.sendall(request)
            body = _answer(wire)
            seen = int(body.partition(MARK)[2].partition(b"<")[0])
            if seen < newest:
                with stale.get_lock():
                    stale.value += 1
            with done.get_lock():
                done.value += 1


def _answer(wire: socket.socket) -> bytes:
    data = wire.recv(65_536)
    while b"\r\n\r\n" not in data:
        data += wire.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += wire.recv(65_536)
    return body


if __name__ == "__main__":
    main()
