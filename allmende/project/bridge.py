"""Between the wire and Django: take the body in, call the synchronous handler, give the answer.

Django's synchronous handler in a pool costs half to three quarters of the CPU of its ASGI
handler, because threads (and their database connections) are kept; see the design notes.
"""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allmende.project.settings")

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
RawHeaders = list[tuple[bytes, bytes]]

#: Bodies up to this many bytes stay in memory; larger ones go through a temporary file.
SPOOL = 1024 * 1024
MAX_BODY = 64 * 1024 * 1024
#: What is too large is still read (and thrown away) up to here: a client that is cut off in
#: the middle of its sending shows its reader a broken connection instead of our sentence.
MAX_PATIENCE = 4 * MAX_BODY
#: Seconds a client may be silent in the middle of its sending.
MAX_SILENCE = 30.0

_HTML = """<!doctype html><html lang="de"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><h1>{title}</h1><p>{text}</p>"""
_TOO_LARGE = (
    "Die Datei ist zu groß",
    (
        "Höchstens 64 MB passen auf einmal. Bitte verkleinern Sie die Datei und versuchen Sie es "
        "noch einmal; was Sie sonst eingegeben haben, finden Sie mit »Zurück« wieder."
    ),
)
_TOO_SLOW = (
    "Die Übertragung ist abgebrochen",
    "Seit einer halben Minute kam nichts mehr an. Bitte versuchen Sie es noch einmal.",
)

TOO_MANY = (
    "Gerade ist sehr viel los",
    "Bitte laden Sie die Seite in einer halben Minute noch einmal. Es ist nichts verloren.",
)

_django = get_wsgi_application()
pool = ThreadPoolExecutor(settings.THREADS, thread_name_prefix="django")


class Answer(NamedTuple):
    """What Django said: a list of chunks, or something to read them from."""

    status: int
    headers: RawHeaders
    chunks: Any


class Refused(Exception):
    """The body cannot be taken: status, and title and text for the reader."""

    def __init__(self, status: int, words: tuple[str, str]) -> None:
        super().__init__(status)
        self.status, self.words = status, words


class Gone(Exception):
    """The client went away in the middle of its sending."""


async def take_body(scope: Message, receive: Receive, body: IO[bytes]) -> int:
    """Take the body in before Django sees it, so that slow clients hold no thread; its size."""
    if _announced(scope) > MAX_PATIENCE:
        raise Refused(413, _TOO_LARGE)
    size, more = 0, True
    while more:
        chunk, more = await _next(receive)
        size += len(chunk)
        if size > MAX_PATIENCE:
            break
        if size <= MAX_BODY:
            body.write(chunk)
    if size > MAX_BODY:
        raise Refused(413, _TOO_LARGE)
    body.seek(0)
    return size


def _announced(scope: Message) -> int:
    """Length the client has announced; 0 when it has not."""
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0


async def _next(receive: Receive) -> tuple[bytes, bool]:
    try:
        message = await asyncio.wait_for(receive(), MAX_SILENCE)
    except TimeoutError as error:
        raise Refused(408, _TOO_SLOW) from error
    if message["type"] == "http.disconnect":
        raise Gone
    return message.get("body", b""), message.get("more_body", False)


async def refuse(send: Send, refused: Refused) -> None:
    title, text = refused.words
    page = _HTML.format(title=title, text=text).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"connection", b"close"),
        *([(b"retry-after", b"30")] if refused.status == 503 else []),
    ]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": page})


async def give(send: Send, chunks: Iterable[bytes], *, with_body: bool) -> None:
    """Send the answer piece by piece; files are read in the pool, not on the loop."""
    loop = asyncio.get_running_loop()
    try:
        if with_body and isinstance(chunks, list):
            for chunk in chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        elif with_body:
            pieces = iter(chunks)
            while (piece := await loop.run_in_executor(pool, next, pieces, None)) is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        close = getattr(chunks, "close", None)
        if close:
            await loop.run_in_executor(pool, close)


def call(environ: dict[str, Any]) -> Answer:
    """Ask Django (in a thread of the pool)."""
    begun: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        begun[:] = [status, headers]

    answer = _django(environ, start)
    chunks: Any = answer
    if not getattr(answer, "streaming", False):
        chunks = list(answer)
        answer.close()
    status, headers = begun
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return Answer(int(status[:3]), raw, chunks)


def environ_of(scope: Message, body: IO[bytes], size: int) -> dict[str, Any]:
    """WSGI's environment (PEP 3333) of an ASGI request whose body has come as a whole."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "RAW_URI": quote(scope["path"]),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": "HTTP/" + scope.get("http_version", "1.1"),
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        if b"_" in raw_name:  # would pass for the header with a hyphen (CVE-2015-0219)
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        value = raw_value.decode("latin-1")
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        separator = "; " if name == "COOKIE" else ","
        environ[key] = environ[key] + separator + value if key in environ else value
    # What came counts, also when it came in pieces without an announced length.
    environ["CONTENT_LENGTH"] = str(size)
    return environ
