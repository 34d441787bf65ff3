"""Give what is kept, and take from answers what is meant for stores only."""

from dataclasses import dataclass

from django.conf import settings

from allmende.core.cache.edge.copies import Copy
from allmende.project.bridge import Message, RawHeaders, Send

_FOR_US = {b"surrogate-key", b"surrogate-control"}


@dataclass(slots=True)
class Found:
    """A copy to give; ``age`` in seconds when it only stands in."""

    copy: Copy
    age: int | None = None


async def give(found: Found, scope: Message, send: Send) -> None:
    """Send a copy in the form the reader can take."""
    asked = dict(scope["headers"])
    form = found.copy.form_for(asked.get(b"accept-encoding", b""), asked.get(b"if-none-match", b""))
    headers = list(form.headers)
    if found.age is not None:
        headers.append((b"age", b"%d" % found.age))
    elif settings.SHOW_SURROGATE_HEADERS and found.copy.counters:
        headers.append((b"surrogate-control", found.copy.rest()))
    await send({"type": "http.response.start", "status": form.status, "headers": headers})
    body = form.body if scope["method"] == "GET" else b""
    await send({"type": "http.response.body", "body": body})


def for_readers(headers: RawHeaders) -> RawHeaders:
    """Headers without those that are meant for a store only (a proxy may be one)."""
    if settings.SHOW_SURROGATE_HEADERS:
        return headers
    return [pair for pair in headers if pair[0] not in _FOR_US]
