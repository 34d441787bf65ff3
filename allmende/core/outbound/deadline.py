"""One time limit for the whole request: name, connection, redirects, every byte of the answer.

Time-outs of sockets hold for one read only; a host that sends one byte a second would keep us
for days. So at the end of the time the socket is shut, whatever it is doing.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Deadline:
    """A moment in the future, by the monotonic clock."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Return the seconds left, at least a millisecond (0 would mean: do not wait)."""
        return max(self._end - time.monotonic(), 0.001)

    def is_over(self) -> bool:
        """Return whether the time is up."""
        return time.monotonic() >= self._end

    @contextmanager
    def shutting(self, sock: socket.socket) -> Iterator[None]:
        """Shut a socket when the time is up, even in the middle of a read."""
        timer = threading.Timer(self.remaining(), _shut, [sock])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):  # the request has ended in this very moment
        # Not SSLSocket.shutdown: it would take the TLS object from under the reading thread.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
