"""Try the quick protocol once before readers come: does a hit go out as it should?"""

import asyncio
import math
from dataclasses import replace
from typing import Any

import uvicorn
from uvicorn.server import ServerState

from allmende.core.cache.edge.copies import IDENTITY, copy_of_file
from allmende.core.cache.edge.keys import FILES, Key
from allmende.core.cache.edge.storable import Terms
from allmende.project.edge import store

_PATH = FILES + b"trial"
_BODY = b"it works"
_REQUEST = b"GET %b HTTP/1.1\r\nHost: trial\r\n\r\n" % _PATH


class _Wire(asyncio.Transport):
    """Takes down what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""

    def write(self, data: Any) -> None:
        self.sent += data

    def close(self) -> None:
        """There is nothing to close."""

    def is_closing(self) -> bool:
        return False


def is_passed(protocol: Any) -> bool:
    """Whether two requests on one connection are answered from memory and nobody else is asked."""
    key, counted = Key(b"http", b"", _PATH, b""), replace(store.counts)
    store.put(key, copy_of_file(Terms([], math.inf, math.inf), [], {IDENTITY: _BODY}))
    try:
        sent = _sent(protocol)
    except Exception:  # noqa: BLE001 (whatever has changed there: we do without)
        return False
    finally:
        store.drop(key)
        store.counts = counted
    answers = sent.split(b"HTTP/1.1 200 OK\r\n")
    return len(answers) == 3 and all(one.endswith(b"\r\n\r\n" + _BODY) for one in answers[1:])


def _sent(protocol: Any) -> bytes:
    loop, wire = asyncio.new_event_loop(), _Wire()
    try:
        config = uvicorn.Config(_nobody, http="httptools", log_config=None, lifespan="off")
        config.load()
        tried = protocol(config=config, server_state=ServerState(), app_state={}, _loop=loop)
        tried.connection_made(wire)
        for _ in range(2):
            tried.data_received(_REQUEST)
        tried.connection_lost(None)
        return wire.sent
    finally:
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        if left:
            loop.run_until_complete(asyncio.wait(left))
        loop.close()


async def _nobody(_scope: Any, _receive: Any, _send: Any) -> None:
    raise AssertionError("A hit was not answered from memory.")
