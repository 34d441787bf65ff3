"""Answer from memory, and see to it that one reader at a time fetches what is missing.

The order of things decides whether old pages can slip through. A copy is asked for its tags at
every hit; readers who wait for an answer being made share it only when it was begun after the
last change they could know of.
"""

import asyncio
import io
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Any

from django.conf import settings

from allmende.core.cache.edge.copies import Copy, make_copy
from allmende.core.cache.edge.keys import Key
from allmende.core.cache.edge.storable import terms_of
from allmende.core.cache.edge.store import open_store
from allmende.core.cache.tags import clock
from allmende.project import bridge, files, outage
from allmende.project.bridge import Answer, Message, Refused
from allmende.project.giving import Found

#: Seconds for which an address is known to give what cannot be kept.
UNKEPT_FOR = 60.0
MAX_UNKEPT = 4_096
#: Headers of a request that could change the answer: a copy is made without them.
_PERSONAL = {b"cookie", b"accept-encoding", b"accept-language", b"if-none-match",
             b"if-modified-since", b"range", b"referer", b"user-agent"}  # fmt: skip

Ask = Callable[[dict[str, object]], Awaitable[Answer]]


class Outcome(Enum):
    """What became of an answer that did not become a copy."""

    #: It is for one reader, or something changed while it was made: everybody asks alone.
    ALONE = "alone"
    #: The house is full or broken: an old copy may stand in.
    FAILED = "failed"
    #: It takes too long: an old copy may stand in.
    LATE = "late"


@dataclass(slots=True)
class Flight:
    """An answer being made, begun at an epoch of the clock."""

    epoch: int
    result: asyncio.Future[Copy | Outcome]
    begun: float = field(default_factory=time.monotonic)


store = open_store(clock(), settings.EDGE_BYTES)
_flights: dict[Key, Flight] = {}
_unkept: dict[Key, float] = {}
_tasks: set[asyncio.Task[None]] = set()


async def answer(key: Key, scope: Message, ask: Ask) -> Found | None:
    """Give a copy, made now if need be; None when the request must be answered by itself.

    Raises Refused when the house is too slow and has nothing to give.
    """
    copy = store.fresh(key)
    if copy is not None:
        return Found(copy)
    store.counts.misses += 1
    if _unkept.get(key, 0) > time.monotonic():
        return None
    if outage.is_resting(key) and (old := _stand_in(key)):
        return old
    result = await _shared(key, scope, ask)
    if isinstance(result, Copy):
        return Found(result)
    return None if result is Outcome.ALONE else _instead(key, result)


def _instead(key: Key, result: Outcome) -> Found | None:
    """What to give when no answer could be made. Raises Refused when it takes too long."""
    outage.rest(key)
    old = _stand_in(key)
    if old is None and result is Outcome.LATE:
        raise Refused(503, bridge.TOO_MANY)
    return old


async def _shared(key: Key, scope: Message, ask: Ask) -> Copy | Outcome:
    """Result of the answer being made, or of one begun here."""
    flight = _flights.get(key)
    if flight is None or flight.epoch != clock().epoch:
        flight = Flight(clock().epoch, asyncio.get_running_loop().create_future())
        _flights[key] = flight
        # Not bound to this reader: who waits with them must not lose the answer when they leave.
        task = asyncio.create_task(_fly(key, flight, scope, ask))
        _tasks.add(task)
        task.add_done_callback(_tasks.discard)
    end = flight.begun + (outage.PATIENCE if store.old(key) else outage.LONGEST)
    try:
        async with asyncio.timeout(max(end - time.monotonic(), 0.0)):
            return await asyncio.shield(flight.result)
    except TimeoutError:
        return Outcome.LATE


async def _fly(key: Key, flight: Flight, scope: Message, ask: Ask) -> None:
    result: Copy | Outcome = Outcome.FAILED
    try:
        result = await _make(key, flight.epoch, scope, ask)
    except Refused:
        result = Outcome.FAILED
    finally:
        if _flights.get(key) is flight:
            del _flights[key]
        flight.result.set_result(result)


async def _make(key: Key, epoch: int, scope: Message, ask: Ask) -> Copy | Outcome:
    """Let Django answer nobody in particular, and keep that."""
    if not key.host:
        file = await files.make(scope, ask)
        if file is None:
            _never(key)
            return Outcome.ALONE
        store.put(key, file)
        return file
    made = await ask(bridge.environ_of(_anonymous(scope, key), io.BytesIO(), 0))
    if made.status >= 500:
        return Outcome.FAILED
    body = _whole(made.chunks)
    terms = None if body is None else terms_of(made.status, made.headers, len(body))
    if body is None or terms is None:
        _never(key)
        return Outcome.ALONE
    loop = asyncio.get_running_loop()
    packing = partial(make_copy, clock(), epoch=epoch, terms=terms, headers=made.headers, body=body)
    copy = await loop.run_in_executor(bridge.pool, packing)
    if copy is None:  # something changed while it was made
        return Outcome.ALONE
    store.put(key, copy)
    return copy


def _whole(chunks: Any) -> bytes | None:
    """The body; None for a file, which is let go (it will be asked for again) and not kept."""
    if type(chunks) is list:
        return b"".join(chunks)
    close = getattr(chunks, "close", None)
    if close:
        close()
    return None


def _anonymous(scope: Message, key: Key) -> Message:
    """The request without anything that is of one reader only."""
    headers = [pair for pair in scope["headers"] if pair[0] not in _PERSONAL]
    return {**scope, "method": "GET", "headers": headers, "query_string": key.query}


def _never(key: Key) -> None:
    """Know for a while that this address gives what cannot be kept."""
    store.drop(key)
    if len(_unkept) >= MAX_UNKEPT:
        _unkept.clear()
    _unkept[key] = time.monotonic() + UNKEPT_FOR


def _stand_in(key: Key) -> Found | None:
    """An old copy when nothing newer can be had; the header Age says so."""
    old = store.old(key)
    if old is None:
        return None
    store.counts.stood_in += 1
    outage.say(store.counts.stood_in)
    return Found(old, age=int(time.time() - old.made))
