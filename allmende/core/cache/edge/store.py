"""Copies in memory, bounded in bytes; the least recently used go first."""

from collections import OrderedDict
from dataclasses import dataclass

from allmende.core.cache.clock import TagClock
from allmende.core.cache.edge.copies import Copy
from allmende.core.cache.edge.keys import Key

#: Part of the bytes that addresses with parameters may take: nobody can push the start pages out
#: by asking for a thousand numbered pages.
QUERY_SHARE = 4
#: Part of the bytes that static files may take; those of public pages are far smaller.
FILE_SHARE = 8


@dataclass(slots=True)
class Counts:
    """What the store has done since the process began."""

    hits: int = 0
    misses: int = 0
    stored: int = 0
    evicted: int = 0
    stood_in: int = 0


#: The store of this process, if it serves readers.
_of_this_process: list["Store"] = []


def open_store(clock: TagClock, max_bytes: int) -> "Store":
    """Make the store of this process."""
    store = Store(clock, max_bytes)
    _of_this_process[:] = [store]
    return store


def counts() -> dict[str, float | None]:
    """What the memory of this process has done since it began; empty when it serves nobody."""
    for store in _of_this_process:
        done = store.counts
        asked = done.hits + done.misses
        return {
            "copies": len(store),
            "bytes": store.bytes,
            "hits": done.hits,
            "misses": done.misses,
            "hit_rate": round(done.hits / asked, 4) if asked else None,
            "evicted": done.evicted,
            "stood_in": done.stood_in,
        }
    return {}


class Shelf:
    """Copies up to a number of bytes."""

    def __init__(self, max_bytes: int) -> None:
        self.copies: OrderedDict[Key, Copy] = OrderedDict()
        self.bytes = 0
        self.max_bytes = max_bytes

    def put(self, key: Key, copy: Copy) -> int:
        """Put a copy down; returns how many others had to go."""
        self.drop(key)
        if copy.size > self.max_bytes:
            return 0
        self.copies[key] = copy
        self.bytes += copy.size
        gone = 0
        while self.bytes > self.max_bytes:
            _, old = self.copies.popitem(last=False)
            self.bytes -= old.size
            gone += 1
        return gone

    def drop(self, key: Key) -> None:
        old = self.copies.pop(key, None)
        if old is not None:
            self.bytes -= old.size


class Store:
    """All copies of this process. Used by one thread: the loop's."""

    def __init__(self, clock: TagClock, max_bytes: int) -> None:
        self.clock = clock
        self.counts = Counts()
        asked, files = max_bytes // QUERY_SHARE, max_bytes // FILE_SHARE
        self._plain = Shelf(max_bytes - asked - files)
        self._asked = Shelf(asked)
        self._files = Shelf(files)

    def fresh(self, key: Key) -> Copy | None:
        """Copy that is still true. Old ones stay until a newer one takes their place."""
        shelf = self._shelf(key)
        copy = shelf.copies.get(key)
        if copy is None or not copy.is_true(self.clock):
            return None
        shelf.copies.move_to_end(key)
        self.counts.hits += 1
        return copy

    def old(self, key: Key) -> Copy | None:
        """Copy that may stand in when nothing newer can be had."""
        copy = self._shelf(key).copies.get(key)
        if copy is None or not copy.may_stand_in(self.clock):
            return None
        return copy

    def put(self, key: Key, copy: Copy) -> None:
        self.counts.stored += 1
        self.counts.evicted += self._shelf(key).put(key, copy)

    def forget(self) -> None:
        """Forget all copies (not the counts)."""
        for shelf in self._shelves:
            shelf.copies.clear()
            shelf.bytes = 0

    def drop(self, key: Key) -> None:
        """Forget one: what is there now must not be kept."""
        self._shelf(key).drop(key)

    @property
    def bytes(self) -> int:
        return sum(shelf.bytes for shelf in self._shelves)

    @property
    def _shelves(self) -> tuple[Shelf, ...]:
        return self._plain, self._asked, self._files

    def __len__(self) -> int:
        return sum(len(shelf.copies) for shelf in self._shelves)

    def _shelf(self, key: Key) -> Shelf:
        if not key.host:
            return self._files
        return self._asked if key.query else self._plain
