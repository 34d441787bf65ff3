"""How the house is: asked of Django, and said from here when no thread answers."""

import asyncio
import io
import json
from collections.abc import Awaitable, Callable

from allmende.core.cache.edge.store import counts
from allmende.project import bridge
from allmende.project.bridge import Answer, Message, Refused, Send

PATH = "/healthz"
#: Seconds until whoever asks is told that the house is stuck.
PATIENCE = 5.0


async def answer(
    scope: Message, send: Send, ask: Callable[[dict[str, object]], Awaitable[Answer]]
) -> None:
    """Answer in any case, and soon."""
    try:
        async with asyncio.timeout(PATIENCE):
            made = await ask(bridge.environ_of(scope, io.BytesIO(), 0))
    except (TimeoutError, Refused):
        made = _stuck()
    await send({"type": "http.response.start", "status": made.status, "headers": made.headers})
    await bridge.give(send, made.chunks, with_body=scope["method"] != "HEAD")


def _stuck() -> Answer:
    said = {"status": "trouble", "trouble": "no thread is free", "pages": counts()}
    body = json.dumps(said).encode()
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store"),
               (b"content-length", b"%d" % len(body)), (b"retry-after", b"30")]  # fmt: skip
    return Answer(503, headers, [body])
