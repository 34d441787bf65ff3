"""Fetch something from another host, with every bound that such a request needs."""

import logging
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from urllib.parse import urljoin

from django.conf import settings
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from allmende.core.outbound import errors
from allmende.core.outbound.addresses import look_up
from allmende.core.outbound.connecting import connect
from allmende.core.outbound.deadline import Deadline
from allmende.core.outbound.targets import Target, check_addresses, check_host

log = logging.getLogger(__name__)
REDIRECTS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 3
CHUNK = 64 * 1024
# What urllib3 unpacks piece by piece; anything else could not be bounded.
ENCODINGS = {"", "identity", "gzip", "x-gzip", "deflate"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: status 2xx, or 304 with an empty body. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    final_url: str
    etag: str | None
    last_modified: str | None

    @property
    def is_unchanged(self) -> bool:
        """Return whether the host says that we have the newest state already."""
        return self.status == HTTPStatus.NOT_MODIFIED


@dataclass(frozen=True, slots=True)
class _Wish:
    """What holds for every hop of one request."""

    method: str
    headers: Mapping[str, str]
    accept: tuple[str, ...]
    allow_hosts: tuple[str, ...] | None
    max_bytes: int
    deadline: Deadline

    @property
    def is_conditional(self) -> bool:
        """Return whether we have an older answer already."""
        return bool(self.headers.keys() & {"If-None-Match", "If-Modified-Since"})


def fetch(
    url: str,
    *,
    purpose: str,
    max_bytes: int = 5_000_000,
    timeout: float = 10.0,
    allow_hosts: Iterable[str] | None = None,
    accept: tuple[str, ...] = (),
    etag: str | None = None,
    last_modified: str | None = None,
) -> Fetched:
    """GET an http(s) address and return the answer, or raise an OutboundError.

    ``purpose``: a word for the log ("weather"). ``max_bytes``: of the unpacked body.
    ``timeout``: seconds for everything together. ``allow_hosts``: only these hosts
    (``"host"`` or ``"host:port"``). ``accept``: media types; another one is an error.
    ``etag``, ``last_modified``: of the last answer; if nothing is new, the status is 304.
    """
    wish = _Wish(
        method="GET",
        headers=_headers(accept=accept, etag=etag, last_modified=last_modified),
        accept=accept,
        allow_hosts=None if allow_hosts is None else tuple(allow_hosts),
        max_bytes=max_bytes,
        deadline=Deadline(timeout),
    )
    return _carry_out(url, wish, purpose)


def head(url: str, *, purpose: str, timeout: float = 10.0) -> Fetched:
    """Ask for the head of an answer only, within the same bounds as ``fetch``; no body."""
    headers = _headers(accept=(), etag=None, last_modified=None)
    wish = _Wish("HEAD", headers, (), None, max_bytes=0, deadline=Deadline(timeout))
    return _carry_out(url, wish, purpose)


def _carry_out(url: str, wish: _Wish, purpose: str) -> Fetched:
    began = time.monotonic()
    target = Target.parse(url)
    try:
        fetched = _follow(target, wish)
    except errors.OutboundError as error:
        log.warning("%s: %s of %s", purpose, type(error).__name__, target.host)
        raise
    spent = 1000 * (time.monotonic() - began)
    # The host alone: the rest of an address may hold a key or a name.
    log.info("%s: %d of %s, %d ms", purpose, fetched.status, target.host, spent)
    return fetched


def _follow(target: Target, wish: _Wish) -> Fetched:
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(target, wish)
        if isinstance(answer, Fetched):
            return answer
        if (target.scheme, answer.scheme) == ("https", "http"):
            raise errors.InsecureRedirectError(host=target.host)
        target = answer
    raise errors.TooManyRedirectsError(host=target.host)


def _ask(target: Target, wish: _Wish) -> Fetched | Target:
    """Make one hop: the answer, or where it sends us."""
    check_host(target, allow_hosts=wish.allow_hosts)
    addresses = look_up(target.host, target.port, deadline=wish.deadline)
    check_addresses(target, addresses)
    connection = connect(target, addresses, deadline=wish.deadline)
    try:
        with wish.deadline.shutting(connection.sock):
            return _talk(connection, target, wish)
    except (HTTPError, HTTPException, OSError) as error:
        late = wish.deadline.is_over() or isinstance(error, TimeoutError)
        kind = errors.TimedOutError if late else errors.UnreachableError
        raise kind(host=target.host) from error
    finally:
        connection.close()


def _talk(connection: HTTPConnection, target: Target, wish: _Wish) -> Fetched | Target:
    connection.sock.settimeout(wish.deadline.remaining())
    headers = {"Host": target.host_header, **wish.headers}
    connection.request(wish.method, target.request_uri, headers=headers, preload_content=False)
    response = connection.getresponse()
    try:
        location = response.headers.get("Location")
        if response.status in REDIRECTS and location:
            return Target.parse(urljoin(target.url, location))
        _check(response, target, wish)
        return _fetched(response, target, body=_read(response, target, wish))
    finally:
        response.close()


def _check(response: BaseHTTPResponse, target: Target, wish: _Wish) -> None:
    if response.status == HTTPStatus.NOT_MODIFIED and wish.is_conditional:
        return
    if not HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES:
        raise errors.StatusError(host=target.host, status=response.status)
    if response.headers.get("Content-Encoding", "").strip().lower() not in ENCODINGS:
        raise errors.UnreachableError(host=target.host)
    found = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if wish.accept and found not in wish.accept:
        wanted = ", ".join(wish.accept)
        raise errors.WrongTypeError(host=target.host, found=found or "?", wanted=wanted)


def _read(response: BaseHTTPResponse, target: Target, wish: _Wish) -> bytes:
    body = bytearray()
    while chunk := response.read(min(CHUNK, wish.max_bytes + 1 - len(body))):
        body += chunk
        if len(body) > wish.max_bytes:
            raise errors.TooLargeError(host=target.host, limit=wish.max_bytes)
    if wish.deadline.is_over():  # a shut socket looks like the end of a body without length
        raise errors.TimedOutError(host=target.host)
    return bytes(body)


def _fetched(response: BaseHTTPResponse, target: Target, *, body: bytes) -> Fetched:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Fetched(
        status=response.status,
        headers=MappingProxyType(headers),
        body=body,
        final_url=target.url,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )


def _headers(
    *, accept: tuple[str, ...], etag: str | None, last_modified: str | None
) -> dict[str, str]:
    wanted = {
        "Accept": ", ".join(accept) or "*/*",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        "If-Modified-Since": last_modified,
        "If-None-Match": etag,
        "User-Agent": _user_agent(),
    }
    return {name: value for name, value in wanted.items() if value}


def _user_agent() -> str:
    """Name ourselves; ``OUTBOUND_CONTACT`` (an address for complaints) is what hosts ask for."""
    try:
        release = version("allmende")
    except PackageNotFoundError:  # run from a work tree
        release = "dev"
    contact = getattr(settings, "OUTBOUND_CONTACT", "")
    return f"Allmende/{release} (+{contact})" if contact else f"Allmende/{release}"
