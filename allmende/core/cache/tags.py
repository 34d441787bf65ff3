"""Say what a page shows (``shows``), how long it stays true (``lives_until``) and what a
change touched (``changed``).

Tags are short words: ``item:17``, ``list:soemmerda``, ``picture:4``, ``towns``.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache as once

from django.conf import settings
from django.db import connection, transaction

from allmende.core.cache.clock import TagClock
from allmende.core.cache.relay import tell


@once
def clock() -> TagClock:
    """Give the clock of this machine."""
    return TagClock(settings.DATA_DIR / "tagclock")


@dataclass(slots=True)
class Shown:
    """What the answer being made shows, and the soonest moment at which it stops being true."""

    tags: set[str] = field(default_factory=set)
    until: datetime | None = None
    #: Soonest moment at which something in it must appear or disappear.
    turn: datetime | None = None
    #: Epoch of the clock when the answer was begun: nothing it has read is older.
    epoch: int = field(default_factory=lambda: clock().epoch)


_shown: ContextVar[Shown | None] = ContextVar("shown", default=None)
#: Beginning of a tag, and who knows when what it stands for turns by the clock.
_turns: dict[str, Callable[[str], datetime | None]] = {}
#: Beginning of a tag, and how the larger one is called that moves with it.
_groups: dict[str, Callable[[str], str]] = {}


def shows(*tags: str) -> None:
    """Note that the answer being made shows these things. Outside a request: nothing."""
    found = _shown.get()
    if found is not None:
        found.tags.update(tags)


def lives_until(moment: datetime) -> None:
    """Note that the answer being made is true only until a moment (aware). The soonest counts."""
    found = _shown.get()
    if found is not None and (found.until is None or moment < found.until):
        found.until = moment


def turns_by_the_clock(prefix: str, turn: Callable[[str], datetime | None]) -> None:
    """Let a room say when what is behind its tags changes without anybody doing anything.

    ``turn`` gets the rest of a tag (``7`` of ``menu:7``) and gives the next moment, or None.
    """
    _turns[prefix] = turn


def bound_by_turns(shown: Shown) -> None:
    """Ask the rooms when something of what is shown appears or disappears by the clock."""
    for tag in shown.tags:
        prefix, _, rest = tag.partition(":")
        turn = _turns.get(prefix)
        moment = turn(rest) if turn else None
        if moment is not None:
            shown.turn = min(shown.turn or moment, moment)
            shown.until = min(shown.until or moment, moment)


@contextmanager
def collecting() -> Iterator[Shown]:
    """Collect for a piece of an answer; the answer around it learns the same."""
    outer = _shown.get()
    inner = Shown(epoch=outer.epoch) if outer else Shown()
    token = _shown.set(inner)
    try:
        yield inner
    finally:
        _shown.reset(token)
        tell_again(inner)


def tell_again(shown: Shown) -> None:
    """Note for the answer being made what a finished piece of it shows."""
    shows(*shown.tags)
    if shown.until is not None:
        lives_until(shown.until)


def noted() -> frozenset[str]:
    """What the answer being made shows so far."""
    found = _shown.get()
    return frozenset(found.tags if found else ())


def start_collecting() -> Shown:
    """Begin a new answer; returns what ``shows`` and ``lives_until`` will fill."""
    found = Shown()
    _shown.set(found)
    return found


def stop_collecting() -> None:
    """The answer is made; what this thread does next belongs to no answer."""
    _shown.set(None)


class _Bump:
    """A change that waits for its commit. It can be seen waiting: see ``is_pending``."""

    def __init__(self, tags: frozenset[str]) -> None:
        self.tags = tags

    def __call__(self) -> None:
        clock().bump(*self.tags)
        tell(self.tags)


def grouped(prefix: str, group: Callable[[str], str]) -> None:
    """Let a room say which larger tag moves with each of its tags: ``items:3`` with ``item:1700``."""
    _groups[prefix] = group


def _groups_of(tags: Iterable[str]) -> Iterator[str]:
    for tag in tags:
        prefix, _, rest = tag.partition(":")
        if prefix in _groups:
            yield _groups[prefix](rest)


def changed(*tags: str) -> None:
    """Name what a change touched; everybody is told when the transaction commits."""
    if tags:
        transaction.on_commit(_Bump(frozenset((*tags, *_groups_of(tags)))))


def is_pending(tags: Iterable[str]) -> bool:
    """Whether this transaction has touched one of these tags and has not committed yet."""
    wanted = set(tags)
    return any(
        isinstance(callback, _Bump) and not wanted.isdisjoint(callback.tags)
        for _, callback, *_ in connection.run_on_commit
    )
