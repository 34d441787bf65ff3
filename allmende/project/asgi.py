"""One process: uvicorn's loop takes requests, memory or Django answers them.

What anonymous readers ask for comes from memory where there is a true copy (``edge``); the rest
is answered by Django in a fixed pool of threads (``bridge``).
"""

import asyncio
import tempfile

from django.conf import settings

from allmende.core.cache.edge.keys import Key, key_of
from allmende.project import bridge, edge, giving, health
from allmende.project.bridge import Answer, Gone, Message, Receive, Refused, Send

#: Requests that may wait for a thread; more are told at once to come back (503).
MAX_WAITING = settings.MAX_WAITING
_waiting = 0


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Answer one request."""
    if scope["type"] != "http":
        return
    if scope["path"] == health.PATH:
        await health.answer(scope, send, in_pool)
        return
    key = key_of_scope(scope)
    if key is None:
        await _ask(scope, receive, send)
        return
    try:
        found = await edge.answer(key, scope, in_pool)
    except Refused as refused:
        await bridge.refuse(send, refused)
        return
    if found is None:
        await _ask(scope, receive, send)
        return
    await giving.give(found, scope, send)


def key_of_scope(scope: Message) -> Key | None:
    """Key under which an answer may be kept, or None."""
    if scope["method"] not in {"GET", "HEAD"}:
        return None
    target = scope["raw_path"]
    if scope["query_string"]:
        target += b"?" + scope["query_string"]
    return key_of(target, scope["headers"], trust_scheme=settings.SCHEME == "https")


async def _ask(scope: Message, receive: Receive, send: Send) -> None:
    """Take the body in and let Django answer."""
    with tempfile.SpooledTemporaryFile(max_size=bridge.SPOOL) as body:
        try:
            size = await bridge.take_body(scope, receive, body)
            answer = await in_pool(bridge.environ_of(scope, body, size))
        except Refused as refused:
            await bridge.refuse(send, refused)
            return
        except Gone:  # half a form must not be worked on
            return
        headers = giving.for_readers(answer.headers)
        start = {"type": "http.response.start", "status": answer.status, "headers": headers}
        await send(start)
        await bridge.give(send, answer.chunks, with_body=scope["method"] != "HEAD")


async def in_pool(environ: dict[str, object]) -> Answer:
    """Ask Django in a thread. Raises Refused when too many are waiting already."""
    global _waiting  # noqa: PLW0603 (one loop, one number)
    if _waiting >= MAX_WAITING:
        raise Refused(503, bridge.TOO_MANY)
    _waiting += 1
    try:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(bridge.pool, bridge.call, environ)
    finally:
        _waiting -= 1
