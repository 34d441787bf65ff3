"""Answer requests, and do background work beside them."""

import argparse
import errno
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from django.conf import settings
from django.db import DatabaseError, connections

from allmende.core.cache import relay
from allmende.core.cache.tags import clock
from allmende.core.tasks import worker
from allmende.core.towns.models import Town
from allmende.project.commands.several import run_several
from allmende.project.wire import protocol_class

#: Seconds a request or a task may still take when the process is asked to stop.
GRACE = 3


class NoPlace(OSError):
    """The address to listen on cannot be had."""


def serve(options: argparse.Namespace) -> int:
    """Serve until SIGTERM; with a worker in a thread unless another process does the work."""
    try:
        with bound(options.host, settings.PORT) as door:
            with_worker = not getattr(options, "no_worker", False)
            return serve_at(door, with_worker=with_worker, processes=settings.PROCESSES)
    except NoPlace as error:
        print(error, file=sys.stderr)
        return 1


def serve_at(door: socket.socket, *, with_worker: bool, processes: int = 1) -> int:
    """Serve at an open door until SIGTERM; background work is done beside the first process."""
    if trouble := _not_ready():
        print(trouble, file=sys.stderr)
        return 1
    if processes == 1:
        return _serve_alone(door, with_worker=with_worker)
    return run_several(
        processes, lambda number: _serve_alone(door, with_worker=with_worker and number == 0)
    )


def _serve_alone(door: socket.socket, *, with_worker: bool) -> int:
    config = uvicorn.Config(
        "allmende.project.asgi:application",
        http=protocol_class(),
        log_level="warning",
        access_log=False,  # addresses of readers are personal data
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        lifespan="off",
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    with _stopped_by_signals(server), _worker(wanted=with_worker), _hearing_others():
        server.run(sockets=[door])
    return 0


def _not_ready() -> str:
    """Why nothing can be done yet, or nothing."""
    try:
        Town.objects.exists()
    except DatabaseError:
        return "Die Tabellen fehlen noch. Legen Sie sie an mit: allmende setup"
    finally:
        connections.close_all()
    return ""


@contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """Take the address, so that nobody else can; raises NoPlace with a sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
            door.listen(2048)  # an address that is only bound could still be taken by others
        except (OSError, OverflowError) as error:
            raise NoPlace(_why(error, host, port)) from error
        door.set_inheritable(False)
        yield door


def _why(error: Exception, host: str, port: int) -> str:
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    reasons = {
        errno.EADDRINUSE: f"Unter {place} antwortet schon ein anderes Programm. "
        f"Beenden Sie es, oder nehmen Sie einen anderen Port: --port {port + 1}",
        errno.EACCES: f"Den Port {port} gibt das Betriebssystem nicht her. "
        "Nehmen Sie einen ab 1024, zum Beispiel: --port 8000",
    }
    fallback = f"Unter {place} kann nicht gelauscht werden. Prüfen Sie --host und --port."
    return reasons.get(getattr(error, "errno", None) or 0, fallback)


@contextmanager
def _stopped_by_signals(server: uvicorn.Server) -> Iterator[None]:
    """End in good order. uvicorn hands a signal on when it has ended; then it has been obeyed."""

    def stop(*_: object) -> None:
        server.should_exit = True

    names = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(name, stop) for name in names]
    try:
        yield
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)


@contextmanager
def _hearing_others() -> Iterator[None]:
    """Listen to the other machines of the house, if there are some."""
    stop = relay.hear_in_background(clock())
    try:
        yield
    finally:
        if stop:
            stop.set()


@contextmanager
def _worker(*, wanted: bool) -> Iterator[None]:
    if not wanted:
        yield
        return
    stop = threading.Event()
    options = {"grace": float(GRACE)}
    thread = threading.Thread(
        target=worker.run, args=(stop,), kwargs=options, name="worker", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=GRACE + 2)


def work(options: argparse.Namespace) -> int:
    """Only do background work, until SIGTERM or Ctrl-C."""
    if trouble := _not_ready():
        print(trouble, file=sys.stderr)
        return 1
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    worker.run(stop, threads=options.threads)
    return 0
