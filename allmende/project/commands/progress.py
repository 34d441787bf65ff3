"""A bar that grows on a terminal, and is silent everywhere else."""

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Self, TextIO

WIDTH = 40
#: Seconds between two looks of the bar.
PAUSE = 0.1
_CHUNK = 1 << 20
_ITEM = re.compile(rb"<(?:item|entry)[\s>]")


class Bar:
    """Tells how far a long work has come. ``total`` may be 0 (unknown)."""

    def __init__(self, total: int, out: TextIO | None = None) -> None:
        self.out = out or sys.stderr
        self.total = total
        self.is_shown = self.out.isatty()
        self._next = 0.0

    @classmethod
    @contextmanager
    def over(cls, file: BinaryIO, out: TextIO | None = None) -> Iterator[Self]:
        """Give a bar over the items of a feed; the file is read once before, for their number."""
        bar = cls(0, out)
        if bar.is_shown:
            bar.total = _count(file)
        try:
            yield bar
        finally:
            bar.wipe()

    def show(self, done: int) -> None:
        """Draw it, at most ten times a second."""
        if not self.is_shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + PAUSE
        part = min(done / self.total, 1.0) if self.total else 0.0
        filled = int(part * WIDTH)
        line = f"{'█' * filled}{'·' * (WIDTH - filled)} {done} von {self.total or '?'}"
        print(f"\r{line}", end="", file=self.out, flush=True)

    def wipe(self) -> None:
        if self.is_shown:
            print("\r\033[K", end="", file=self.out, flush=True)


def _count(file: BinaryIO) -> int:
    """How many items a feed may have, by its tags; 0 in alphabets of two bytes."""
    count = 0
    while chunk := file.read(_CHUNK):
        count += len(_ITEM.findall(chunk))
    file.seek(0)
    return count
