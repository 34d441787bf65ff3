"""Which requests may be answered from memory, and what tells them apart.

Cookies never do: a request of somebody who is signed in has no key at all.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

Headers = Iterable[tuple[bytes, bytes]]

#: Beginnings of addresses that are never kept: the desk, downloads, pictures (a withdrawn one must
#: go with its file), what says how the house is.
NEVER = (b"/verwaltung", b"/dokumente/", b"/media/", b"/healthz", b"/live/")
#: Static files are the same on every host.
FILES = b"/static/"
#: Parameters that pages understand and that may tell copies apart. A module picks from these.
PARAMETERS = frozenset(
    {
        b"seite",
        b"ort",
        b"thema",
        b"rubrik",
        b"art",
        b"jahr",
        b"monat",
        b"woche",
        b"zeitraum",
        b"dorf",
        b"preis",
        b"zugang",
    }
)
#: What advertisers hang on links; pages do not look at them, so they make no copies.
_TRACKING = (b"utm_", b"fbclid", b"gclid", b"mc_", b"pk_", b"mtm_", b"wt_")
#: Headers of requests that bring something or are somebody's own.
_OWN = frozenset({b"authorization", b"content-length", b"transfer-encoding", b"upgrade"})
MAX_PATH = 300
MAX_HOST = 255
MAX_QUERY = 200
MAX_VALUE = 60


class Key(NamedTuple):
    """What a copy is found by: all in bytes, as they came over the wire."""

    scheme: bytes
    #: Empty for a static file: a made-up host must not make a copy of it.
    host: bytes
    path: bytes
    query: bytes


class Asked(NamedTuple):
    """What the headers of an anonymous request say."""

    scheme: bytes
    host: bytes
    encodings: bytes
    has: bytes
    #: Whether only a part of a file is asked for.
    is_part: bool = False


def asked_of(headers: Headers, trust_scheme: bool = False) -> Asked | None:  # noqa: FBT001, FBT002
    """Read the headers once; None when the request is somebody's own or brings something.

    Names are in lower case. ``trust_scheme``: ``X-Forwarded-Proto`` comes from our own proxy.
    """
    host = encodings = has = part = b""
    scheme = b"http"
    for name, value in headers:
        if name == b"host":
            host = value
        elif name == b"accept-encoding":
            encodings = value
        elif name == b"if-none-match":
            has = value
        elif name in _OWN or (name == b"cookie" and b"sessionid=" in value):
            return None
        elif trust_scheme and name == b"x-forwarded-proto":
            scheme = b"https" if value.partition(b",")[0].strip() == b"https" else b"http"
        elif name == b"range":
            part = value
    return Asked(scheme, host, encodings, has, part != b"")


def key_of(target: bytes, headers: Headers, *, trust_scheme: bool = False) -> Key | None:
    """Key of a GET or HEAD request, or None when it must be answered freshly.

    ``target`` is path and query as requested.
    """
    asked = asked_of(headers, trust_scheme)
    return None if asked is None else key_for(target, asked)


def key_for(target: bytes, asked: Asked) -> Key | None:
    """Key of an address, or None when it is none of those that are kept."""
    # What is too long is not even remembered as such: memory has a bound.
    if len(target) > MAX_PATH + MAX_QUERY + 1 or len(asked.host) > MAX_HOST:
        return None
    key = _known_key(target, asked.scheme, asked.host)
    # Of a page the whole is given, which is allowed; a file may be large.
    return None if asked.is_part and key and not key.host else key


@lru_cache(maxsize=4096)
def _known_key(target: bytes, scheme: bytes, host: bytes) -> Key | None:
    path, _, query = target.partition(b"?")
    if not host or host[:1] == b"[" or not _is_plain(path) or path.startswith(NEVER):
        return None
    if path.startswith(FILES):
        return None if query else Key(scheme, b"", path, b"")
    kept = _kept(query) if query else query
    return None if kept is None else Key(scheme, host.partition(b":")[0].lower(), path, kept)


def _is_plain(path: bytes) -> bool:
    """Whether the path is written in the one usual way; other spellings make no copies."""
    if path[:1] != b"/" or len(path) > MAX_PATH:
        return False
    text = path.decode("latin-1")
    return b"%" not in path or quote(unquote(text), safe="/!$&'()*+,;=:@-._~") == text


def _kept(query: bytes) -> bytes | None:
    """Parameters that matter; None when there is one that nobody knows."""
    if len(query) > MAX_QUERY:
        return None
    kept: dict[bytes, bytes] = {}
    for pair in query.split(b"&"):
        name, _, value = pair.partition(b"=")
        if not pair or name.startswith(_TRACKING):
            continue
        if name not in PARAMETERS or name in kept or len(value) > MAX_VALUE:
            return None
        kept[name] = value
    return b"&".join(b"%b=%b" % pair for pair in sorted(kept.items()))
