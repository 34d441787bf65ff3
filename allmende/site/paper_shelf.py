"""Files that were made lately, in the memory of this process: nothing is left on a disk.

A file is found by the digest of everything it is made of (``shared.documents.wire``). So an old
file is not met; it only takes up room. It goes
when one of its tags moves, such as that of a picture whose consent was withdrawn (NEWS-e).
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from allmende.core.cache.tags import clock

#: Bytes kept in one process: some hundred news items.
ROOM = 24 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Kept:
    file: bytes
    counters: dict[str, int]

    def is_current(self) -> bool:
        return all(clock().read(tag) == counter for tag, counter in self.counters.items())


class Shelf:
    """At most ``room`` bytes; what nobody asked for the longest goes first."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()

    def take(self, digest: str) -> bytes | None:
        with self._lock:
            self._clear_out()
            kept = self._kept.get(digest)
            if kept is None:
                return None
            self._kept.move_to_end(digest)
            return kept.file

    def put(self, digest: str, file: bytes, tags: Iterable[str]) -> None:
        """Keep a file until one of its tags moves, or others need the room."""
        counters = {tag: clock().read(tag) for tag in tags}
        with self._lock:
            self._kept[digest] = _Kept(file, counters)
            self._clear_out()
            while sum(len(kept.file) for kept in self._kept.values()) > self.room:
                self._kept.popitem(last=False)

    def __len__(self) -> int:
        return len(self._kept)

    def _clear_out(self) -> None:
        for digest in [key for key, kept in self._kept.items() if not kept.is_current()]:
            del self._kept[digest]
