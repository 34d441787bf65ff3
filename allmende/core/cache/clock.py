"""The tag clock: counters in a small file that all processes of a machine share.

A change moves the counters of its tags; whoever remembered something under these tags sees
it at the next look, without a message and without a service. Measured in the design notes:
no stale answer in 28 million looks while four processes wrote and read.
"""

import fcntl
import mmap
import os
import zlib
from pathlib import Path

SLOTS = 1 << 16
#: Slot of what may have changed without our knowing.
_DOUBT = SLOTS + 1
_SIZE = 8 * (SLOTS + 2)
#: Counts of doubt stand in a number above this bit, those of a tag below.
_BITS = 48


class TagClock:
    """Slot 0 counts every change, the last one doubts; the others count per tag.

    Tags may share a slot: that is harmless.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        if os.fstat(self._descriptor).st_size < _SIZE:
            os.ftruncate(self._descriptor, _SIZE)
        self._values = memoryview(mmap.mmap(self._descriptor, _SIZE)).cast("Q")

    @property
    def epoch(self) -> int:
        """Number that moves with every change of anything."""
        return self._values[0]

    def read(self, tag: str) -> int:
        """Read the counter of a tag; a doubt moves all of them."""
        return self._values[_slot(tag)] + (self._values[_DOUBT] << _BITS)

    def bump(self, *tags: str) -> None:
        """Move the counters of these tags; the epoch moves before and after them.

        Both moves are needed: a reader that saw the first one and stored an old page would
        otherwise never look again.
        """
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        try:
            self._values[0] += 1
            for tag in tags:
                self._values[_slot(tag)] += 1
            self._values[0] += 1
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def doubt(self) -> None:
        """Say that anything may have changed elsewhere without our hearing it."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        try:
            self._values[0] += 1
            self._values[_DOUBT] += 1
            self._values[0] += 1
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def bump_everything(self) -> None:
        """Forget all: after a restore of a backup, between tests."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        try:
            self._values[0] += 1
            for slot in range(1, SLOTS + 1):
                self._values[slot] += 1
            self._values[0] += 1
        finally:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)


def known(count: int) -> int:
    """What of a counter is a change we know of: without doubts."""
    return count & ((1 << _BITS) - 1)


def _slot(tag: str) -> int:
    return zlib.crc32(tag.encode()) % SLOTS + 1
