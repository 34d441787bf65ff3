"""Finished pieces of pages (cards, menus, texts), kept while what they show stays as it is.

A piece needs no list of tags: whatever says ``shows`` or ``lives_until`` while it is made counts.
The page around it is told the same when the piece is used again.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.utils import timezone

from allmende.core.cache.tags import (
    Shown,
    bound_by_turns,
    clock,
    collecting,
    is_pending,
    tell_again,
)

T = TypeVar("T")

#: Letters kept per process, about; when there are more, the older half of the pieces goes.
MAX_LETTERS = 40_000_000
#: What a piece that is no text is taken to weigh: a card with its HTML in two kinds of lists.
OBJECT = 5_000


@dataclass(frozen=True, slots=True)
class _Piece:
    value: Any
    shown: Shown
    until: datetime
    epoch: int
    counters: tuple[tuple[str, int], ...]


_pieces: dict[Hashable, _Piece] = {}
_weight = 0


def piece(key: Hashable, make: Callable[[], T]) -> T:
    """Give the piece of this key, made now if there is none that is still true.

    ``key`` names everything the piece depends on beside what it shows: a word of its own, the
    town, the language. The value must not be changed by those who get it.
    """
    held = _true_piece(key)
    if held is not None:
        tell_again(held.shown)
        return held.value  # type: ignore[no-any-return]
    with collecting() as shown:
        value = make()
    _keep(key, value, shown)
    return value


def has_piece(key: Hashable) -> bool:
    """Whether ``piece`` would give this one without making it."""
    return _true_piece(key) is not None


def _true_piece(key: Hashable) -> _Piece | None:
    held = _pieces.get(key)
    if held is None or held.until <= timezone.now() or is_pending(held.shown.tags):
        return None
    # The epoch is read before the counters: a change between the two is seen the next time.
    epoch = clock().epoch
    if held.epoch == epoch:
        return held
    if any(clock().read(tag) != count for tag, count in held.counters):
        return None
    _pieces[key] = replace(held, epoch=epoch)
    return held


def _keep(key: Hashable, value: Any, shown: Shown) -> None:
    """Keep it, unless something changed meanwhile or this transaction changes it itself.

    "Meanwhile" begins with the whole answer: what a piece is made of may have been read earlier.
    """
    bound_by_turns(shown)
    counters = tuple((tag, clock().read(tag)) for tag in shown.tags)
    if clock().epoch != shown.epoch or is_pending(shown.tags):
        return
    until = min(shown.until or _midnight(), _midnight())
    _put(key, _Piece(value, shown, until, shown.epoch, counters))


def _put(key: Hashable, new: _Piece) -> None:
    global _weight  # noqa: PLW0603 (one memory, one weight)
    old = _pieces.pop(key, None)
    _weight += _weigh(new) - (_weigh(old) if old else 0)
    _pieces[key] = new
    while _weight > MAX_LETTERS and _pieces:
        for name in list(islice(_pieces, (len(_pieces) + 1) // 2)):
            gone = _pieces.pop(name, None)
            _weight -= _weigh(gone) if gone else 0


def _weigh(one: _Piece) -> int:
    return len(one.value) if isinstance(one.value, str) else OBJECT


def _midnight() -> datetime:
    """Next midnight in Germany: pages speak of today, and consents end with a day."""
    tomorrow = timezone.localtime() + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
