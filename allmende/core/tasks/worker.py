"""The worker: hands that run tasks, and a foreman who keeps leases alive and watches the clock.

The same crew works as a process of its own (``run_worker``) and inside the web process.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.db import close_old_connections, connection, connections

from allmende.core.tasks.domain.enqueue import new_work
from allmende.core.tasks.domain.lease import claim_next, give_back, renew
from allmende.core.tasks.domain.outcome import sweep
from allmende.core.tasks.domain.repeat import plan_periodic, start_due
from allmende.core.tasks.execute import execute

if TYPE_CHECKING:
    from allmende.core.tasks.claim import Claim

log = logging.getLogger(__name__)
T = TypeVar("T")
BEAT = 1.0  # s between two looks of the foreman at the leases in hand (in memory)
ROUND = 5.0  # s between two looks at the table: lost leases, periodic tasks
SLOWEST_POLL = 1.0  # s, the shortest distance of two looks for work on SQLite


def run(stop: threading.Event, *, threads: int = 1, poll: float = 1.0, grace: float = 20.0) -> None:
    """Work until ``stop`` is set; then finish the tasks in hand or hand them back.

    ``poll``: seconds between two looks for work (at least 1 on SQLite). ``grace``: seconds a
    task in hand may still take after the stop. Call it in a thread of its own or as a process.
    """
    if connection.vendor == "sqlite":
        poll = max(poll, SLOWEST_POLL)
    hands = [Hand(name=_name(number), stop=stop, poll=poll) for number in range(threads)]
    for hand in hands:
        hand.start()
    _foreman(stop, hands)
    _dismiss(hands, grace=grace)
    connections.close_all()


def drain() -> int:
    """Run everything that is due in this thread and return how many tasks were started."""
    started = 0
    name = _name(0)
    while claim := claim_next(worker=name):
        execute(claim)
        started += 1
    return started


class Hand(threading.Thread):
    """Runs one task after the other. A daemon: a task that hangs must not hold up the exit."""

    def __init__(self, *, name: str, stop: threading.Event, poll: float) -> None:
        super().__init__(name=name, daemon=True)
        self.stop, self.poll = stop, poll
        self._claim: Claim | None = None
        self._renew_at = 0.0

    def run(self) -> None:
        """Look for work until told to stop."""
        while not self.stop.is_set():
            if not _guarded(self._work) and not self.stop.is_set():
                new_work.wait(self.poll)
                new_work.clear()
        connections.close_all()

    def _work(self) -> bool:
        claim = claim_next(worker=self.name)
        if claim is None:
            return False
        self._renew_at = time.monotonic() + claim.policy.lease.total_seconds() / 3
        self._claim = claim
        try:
            execute(claim)
        finally:
            self._claim = None
        return True

    def beat(self) -> None:
        """Renew the lease of the task in hand when a third of it has passed."""
        claim = self._claim
        if claim and time.monotonic() >= self._renew_at:
            self._renew_at = time.monotonic() + claim.policy.lease.total_seconds() / 3
            renew(claim)

    def lay_down(self) -> None:
        """Hand back the unfinished task, so that another worker need not wait for the lease."""
        if claim := self._claim:
            give_back(claim)


def _foreman(stop: threading.Event, hands: list[Hand]) -> None:
    _guarded(plan_periodic)
    next_round = 0.0
    while True:
        _beat(hands)
        if time.monotonic() >= next_round:
            _guarded(sweep)
            _guarded(start_due)
            next_round = time.monotonic() + ROUND
        if stop.wait(BEAT):
            return


def _dismiss(hands: list[Hand], *, grace: float) -> None:
    new_work.set()
    end = time.monotonic() + grace
    while any(hand.is_alive() for hand in hands) and time.monotonic() < end:
        _beat(hands)
        next(hand for hand in hands if hand.is_alive() or hand is hands[-1]).join(BEAT / 5)
    for hand in hands:
        if hand.is_alive():
            _guarded(hand.lay_down)


def _beat(hands: list[Hand]) -> None:
    for hand in hands:
        _guarded(hand.beat)


def _guarded(work: Callable[[], T]) -> T | None:
    """Survive a database that is away for a while; say so and go on."""
    close_old_connections()
    try:
        return work()
    except Exception:
        log.exception("The worker could not do its round; it goes on")
        return None


def _name(number: int) -> str:
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{number}:{os.urandom(4).hex()}"
