"""Take a static file into memory: as it is, and as it was compressed at the build."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from typing import Any

from allmende.core.cache.edge.copies import BROTLI, GZIP, IDENTITY, Copy, copy_of_file
from allmende.core.cache.edge.storable import terms_of_file
from allmende.project import bridge
from allmende.project.bridge import Answer, Message

Ask = Callable[[dict[str, object]], Awaitable[Answer]]


async def make(scope: Message, ask: Ask) -> Copy | None:
    """A copy of the file in every encoding; None when it must not be kept.

    It is asked for as readers do, so that it says the same in its headers as ever.
    """
    plain = await _ask(scope, ask, IDENTITY)
    if plain is None:
        return None
    bodies = {IDENTITY: plain[1]}
    for encoding in (BROTLI, GZIP):
        packed = await _ask(scope, ask, encoding)
        if packed and (b"content-encoding", encoding) in packed[0].headers:
            bodies[encoding] = packed[1]
    terms = terms_of_file(plain[0].status, plain[0].headers, len(plain[1]))
    return copy_of_file(terms, plain[0].headers, bodies) if terms else None


async def _ask(scope: Message, ask: Ask, encoding: bytes) -> tuple[Answer, bytes] | None:
    """Answer and body in one encoding; None (and nothing is read) when it must not be kept."""
    headers = [pair for pair in scope["headers"] if pair[0] in {b"host", b"x-forwarded-proto"}]
    headers.append((b"accept-encoding", encoding or b"identity"))
    anonymous = {**scope, "method": "GET", "headers": headers, "query_string": b""}
    made = await ask(bridge.environ_of(anonymous, io.BytesIO(), 0))
    length = next((value for name, value in made.headers if name == b"content-length"), b"")
    is_kept = length.isdigit() and terms_of_file(made.status, made.headers, int(length))
    loop = asyncio.get_running_loop()
    body = await loop.run_in_executor(bridge.pool, _taken, made.chunks, bool(is_kept))
    return (made, body) if is_kept else None


def _taken(chunks: Any, is_wanted: bool) -> bytes:  # noqa: FBT001
    """The bytes, if they are wanted; the file is closed in any case."""
    try:
        return b"".join(chunks) if is_wanted else b""
    finally:
        close = getattr(chunks, "close", None)
        if close:
            close()
