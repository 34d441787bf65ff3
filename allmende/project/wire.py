"""Answer from memory inside the parser of uvicorn: the shortest way there is.

This leans on names inside uvicorn's protocol. ``protocol_class`` looks whether they are there;
when they are not, uvicorn's own class takes the requests and ``asgi`` answers from the same memory,
at about twice the cost.
"""

import logging
from typing import Any

from django.conf import settings
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from allmende.core.cache.edge.copies import Copy, Form
from allmende.core.cache.edge.keys import asked_of, key_for
from allmende.project import trial
from allmende.project.edge import store

log = logging.getLogger(__name__)

_NEEDED = (
    "on_headers_complete",
    "on_message_complete",
    "on_body",
    "on_response_complete",
    "timeout_keep_alive_handler",
)
_TELLS_STORES = settings.SHOW_SURROGATE_HEADERS
_TRUST_SCHEME = settings.SCHEME == "https"


class EdgeProtocol(HttpToolsProtocol):
    """uvicorn's protocol; a hit is written at once and never becomes a task."""

    is_hit = False

    def on_headers_complete(self) -> None:
        """Answer from memory if that is possible, else go on as usual."""
        found = self._found()
        self.is_hit = found is not None
        if found is None:
            super().on_headers_complete()
            return
        copy, form = found
        body = form.body if self.parser.get_method() == b"GET" else b""
        lines = _date(self.server_state)
        if _TELLS_STORES and copy.counters:
            lines += b"surrogate-control: %b\r\n" % copy.rest()
        self.transport.write(b"%b%b\r\n%b" % (form.head, lines, body))
        self.server_state.total_requests += 1
        self.timeout_keep_alive_task = self.timeout_keep_alive_task or self.loop.call_later(
            self.timeout_keep_alive, self.timeout_keep_alive_handler
        )

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body; a hit has none."""
        if not self.is_hit:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """End the request; a hit has been answered already."""
        if not self.is_hit:
            super().on_message_complete()

    def _found(self) -> tuple[Copy, Form] | None:
        """Kept answer to this request, and its form. None for whatever is not quite ordinary."""
        parser, cycle = self.parser, self.cycle
        is_busy = self.pipeline or not (cycle is None or cycle.response_complete)
        if is_busy or self.flow.write_paused or parser.get_http_version() != "1.1":
            return None
        if parser.get_method() not in _METHODS or not parser.should_keep_alive():
            return None
        asked = asked_of(self.headers, _TRUST_SCHEME)
        key = key_for(self.url, asked) if asked else None
        copy = store.fresh(key) if key else None
        return (copy, copy.form_for(asked.encodings, asked.has)) if asked and copy else None


_METHODS = frozenset({b"GET", b"HEAD"})
#: uvicorn's list of headers of this second, and how it looks on the wire.
_of_this_second: tuple[Any, bytes] = (None, b"")


def _date(state: Any) -> bytes:
    """Line with the time; made once a second."""
    global _of_this_second  # noqa: PLW0603 (one loop, one clock)
    headers = state.default_headers
    if _of_this_second[0] is not headers:
        _of_this_second = (headers, b"".join(b"%b: %b\r\n" % pair for pair in headers))
    return _of_this_second[1]


def protocol_class() -> Any:
    """The quick protocol, or uvicorn's own (its name) when uvicorn has changed inside."""
    is_known = all(hasattr(HttpToolsProtocol, name) for name in _NEEDED)
    if is_known and trial.is_passed(EdgeProtocol):
        return EdgeProtocol
    log.warning("uvicorn has changed inside: pages from memory cost about twice as much now.")
    return "httptools"
