"""Whether an answer may be kept, and until when."""

import math
import time
from collections.abc import Sequence
from typing import NamedTuple

#: Nothing is kept longer than this (seconds), whatever it says itself.
LONGEST = 3600.0
MAX_BODY = 2 * 1024 * 1024
#: Larger static files are left to the disk.
MAX_FILE = 1024 * 1024


class Terms(NamedTuple):
    """How an answer may be kept."""

    tags: list[str]
    until: float
    #: Until then it may stand in when nothing newer can be had.
    stands_in_until: float = 0.0


def terms_of(status: int, headers: Sequence[tuple[bytes, bytes]], size: int) -> Terms | None:
    """Terms of an answer; None when it is for one reader, for this moment, or too large.

    Only what names its tags is kept: a view that does not say what it shows could not be
    told when that changes.
    """
    named = dict(headers)
    vary = {word.strip().lower() for word in named.get(b"vary", b"").split(b",")} - {b""}
    control = named.get(b"cache-control", b"")
    surrogate = named.get(b"surrogate-control", b"")
    life, rest = _seconds(surrogate, b"max-age"), _seconds(surrogate, b"stale-if-error")
    tags = named.get(b"surrogate-key", b"").decode("latin-1").split()
    is_personal = (
        b"set-cookie" in named
        or b"private" in control
        or b"no-store" in control
        or vary - {b"accept-encoding"}
    )
    if status != 200 or is_personal or b"content-encoding" in named or size > MAX_BODY:
        return None
    if not tags or life <= 0:
        return None
    now = time.time()
    return Terms(tags, now + min(life, LONGEST), now + rest)


def terms_of_file(status: int, headers: Sequence[tuple[bytes, bytes]], size: int) -> Terms | None:
    """Terms of a static file; None when its name does not hold its content, or it is too large.

    What is ``immutable`` is true for ever and needs no tag: after a new build pages name another.
    """
    named = dict(headers)
    is_immutable = b"immutable" in named.get(b"cache-control", b"")
    if status != 200 or not is_immutable or b"set-cookie" in named or size > MAX_FILE:
        return None
    return Terms([], math.inf, math.inf)


def _seconds(control: bytes, name: bytes) -> float:
    """Number that a directive of ``Surrogate-Control`` names; 0 when it names none."""
    for part in control.split(b","):
        word, _, value = part.strip().partition(b"=")
        if word == name and value.isdigit():
            return float(value)
    return 0.0
