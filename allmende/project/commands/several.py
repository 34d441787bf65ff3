"""Several processes at one open door; one that dies is replaced."""

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

#: Seconds to wait before replacing a process, so that one that cannot live does not spin.
PAUSE = 0.5


class Crew:
    """Children of this process, each doing the same work under its number."""

    def __init__(self, work: Callable[[int], int]) -> None:
        self.work = work
        self.numbers: dict[int, int] = {}
        self.is_ending = False

    def start(self, number: int) -> None:
        """Start a child. In the child this does not return."""
        sys.stdout.flush()
        pid = os.fork()
        if pid:
            self.numbers[pid] = number
            return
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        try:
            os._exit(self.work(number))
        except BaseException:  # noqa: BLE001 (a child must never go on as its parent)
            sys.excepthook(*sys.exc_info())
            os._exit(1)

    def end(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Ask all children to end."""
        self.is_ending = True
        for pid in self.numbers:
            os.kill(pid, signal.SIGTERM)

    def watch(self) -> int:
        """Wait for all; replace whoever dies before the end. Returns the worst result."""
        worst = 0
        while self.numbers:
            try:
                pid, status = os.wait()
            except InterruptedError:
                continue
            number = self.numbers.pop(pid, None)
            if number is None:
                continue
            if self.is_ending:
                worst = max(worst, os.waitstatus_to_exitcode(status))
                continue
            print(f"Prozess {pid} ist ausgefallen und wird ersetzt.", file=sys.stderr, flush=True)
            time.sleep(PAUSE)
            if not self.is_ending:
                self.start(number)
        return worst


def run_several(count: int, work: Callable[[int], int]) -> int:
    """Run ``work(number)`` in ``count`` processes until SIGTERM; returns the worst exit code."""
    crew = Crew(work)
    for number in range(count):
        crew.start(number)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, crew.end)
    return crew.watch()
