"""A kept answer in every form in which it can be asked for."""

import gzip
import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import brotli
from django.conf import settings

from allmende.core.cache.clock import TagClock, known
from allmende.core.cache.edge.storable import Terms

RawHeaders = Sequence[tuple[bytes, bytes]]

IDENTITY, BROTLI, GZIP, UNCHANGED = b"", b"br", b"gzip", b"304"
#: Tags of collections: when one moves, something has come or gone, but what a copy shows itself
#: still stands as long as its own tags do.
LISTS = frozenset({"list", "menu", "menus", "categories", "exchange-rules"})
#: Strength at which compressing takes a third of a millisecond for a page; 11 takes fifty times that.
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
#: Bodies up to this many bytes are not worth compressing.
SMALL = 500
_COMPRESSIBLE = (b"text/", b"application/json", b"application/atom", b"application/rss",
                 b"application/xml", b"application/feed", b"application/ld", b"image/svg")  # fmt: skip
#: Headers that are ours to write, or meant for us alone.
_OWN = {b"content-length", b"vary", b"etag", b"content-encoding", b"surrogate-key",
        b"surrogate-control", b"date", b"connection"}  # fmt: skip
#: What an answer "not modified" says again (RFC 9110).
_UNCHANGED_SAYS = {b"etag", b"vary", b"cache-control", b"surrogate-key"}


class Form(NamedTuple):
    """One way to say it: status, headers, body, and the head as it goes over the wire.

    The head lacks its last empty line, so that date and age can follow.
    """

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    head: bytes


@dataclass(slots=True)
class Copy:
    """An answer that is true until ``until`` (seconds since 1970) or until a tag moves."""

    epoch: int
    counters: tuple[tuple[str, int], ...]
    until: float
    etag: bytes
    forms: dict[bytes, Form]
    stands_in_until: float
    made: float = field(default_factory=time.time)

    @property
    def size(self) -> int:
        """Bytes of all bodies and heads."""
        return sum(len(form.body) + len(form.head) for form in self.forms.values())

    def is_true(self, clock: TagClock) -> bool:
        """Whether nothing it shows has changed and its moment has not come."""
        if self.until <= time.time():
            return False
        epoch = clock.epoch
        if self.epoch != epoch:
            if any(clock.read(tag) != count for tag, count in self.counters):
                return False
            self.epoch = epoch
        return True

    def may_stand_in(self, clock: TagClock) -> bool:
        """Whether it may be shown, old as it is, when nothing newer can be had.

        Only when nothing more than lists have moved since. An item or a picture in it that has
        changed may have been withdrawn: it must not come back because a database is down. A doubt
        (this machine cannot hear the others) is no change: it comes with every such outage.
        """
        if time.time() >= self.stands_in_until:
            return False
        return all(
            known(clock.read(tag)) == known(count)
            for tag, count in self.counters
            if tag.partition(":")[0] not in LISTS
        )

    def rest(self) -> bytes:
        """How long a store in front may still keep it, as ``Surrogate-Control`` says it.

        A copy may be given long after it was made: what is left of its life counts.
        """
        now = time.time()
        life, spare = (max(0, int(end - now)) for end in (self.until, self.stands_in_until))
        return b"max-age=%d, stale-if-error=%d" % (life, spare)

    def form_for(self, accept_encoding: bytes, if_none_match: bytes) -> Form:
        """The form that suits a request."""
        if if_none_match and (self.etag in if_none_match or if_none_match == b"*"):
            return self.forms[UNCHANGED]
        for encoding in (BROTLI, GZIP):
            if encoding in self.forms and encoding in accept_encoding:
                return self.forms[encoding]
        return self.forms[IDENTITY]


def make_copy(
    clock: TagClock, *, epoch: int, terms: Terms, headers: RawHeaders, body: bytes
) -> Copy | None:
    """Keep an answer that was begun at ``epoch``; None when something changed meanwhile.

    The counters are read first and the epoch is checked after: the other way round a change
    between the two would be missed for ever.
    """
    counters = tuple((tag, clock.read(tag)) for tag in terms.tags)
    if clock.epoch != epoch:
        return None
    return _copy(epoch, counters, terms, headers, {IDENTITY: body} | _packed(headers, body))


def copy_of_file(terms: Terms, headers: RawHeaders, bodies: dict[bytes, bytes]) -> Copy:
    """Keep a static file in the encodings in which it lies on the disk; no tag can move it."""
    return _copy(0, (), terms, headers, bodies)


def _copy(
    epoch: int,
    counters: tuple[tuple[str, int], ...],
    terms: Terms,
    headers: RawHeaders,
    bodies: dict[bytes, bytes],
) -> Copy:
    if settings.SHOW_SURROGATE_HEADERS and terms.tags:
        more = [(b"surrogate-key", " ".join(terms.tags).encode())]
    else:
        more = []
    digest = hashlib.blake2b(bodies[IDENTITY], digest_size=9).hexdigest()
    etag = b'W/"%s"' % digest.encode()
    forms = _forms(headers, bodies, [(b"etag", etag), *more])
    return Copy(epoch, counters, terms.until, etag, forms, terms.stands_in_until)


def _packed(headers: RawHeaders, body: bytes) -> dict[bytes, bytes]:
    """The body compressed, where that is worth it."""
    kind = next((value for name, value in headers if name == b"content-type"), b"")
    if len(body) <= SMALL or not kind.startswith(_COMPRESSIBLE):
        return {}
    return {
        BROTLI: brotli.compress(body, quality=BROTLI_QUALITY),
        GZIP: gzip.compress(body, GZIP_LEVEL, mtime=0),
    }


def _forms(
    headers: RawHeaders, bodies: dict[bytes, bytes], more: list[tuple[bytes, bytes]]
) -> dict[bytes, Form]:
    base = [(name, value) for name, value in headers if name not in _OWN]
    base += [*more, (b"vary", b"Accept-Encoding")]
    forms = {}
    for encoding, body in bodies.items():
        packing = [(b"content-encoding", encoding)] if encoding else []
        forms[encoding] = _form(200, base + packing, body)
    short = [pair for pair in base if pair[0] in _UNCHANGED_SAYS]
    forms[UNCHANGED] = _form(304, short, b"")
    return forms


def _form(status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> Form:
    full = headers if status == 304 else [*headers, (b"content-length", b"%d" % len(body))]
    line = b"HTTP/1.1 304 Not Modified\r\n" if status == 304 else b"HTTP/1.1 200 OK\r\n"
    head = line + b"".join(b"%b: %b\r\n" % pair for pair in full)
    return Form(status, full, body, head)
