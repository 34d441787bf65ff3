"""Take a database away from running processes, and give it back."""

import fcntl
import os
import socket
import threading
import time
from contextlib import suppress

#: Bytes of SQLite's index file that hold its locks (sqlite.org/walformat.html).
LOCKS = (120, 8)


class Door:
    """A way to a server that can be shut: connections end, and new ones are refused."""

    def __init__(self, host, port):
        self.target = (host, port)
        self.port = 0
        self.listener = None
        self.ends = []

    def open(self):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.listener.listen(64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._welcome, args=(self.listener,), daemon=True).start()

    def shut(self):
        for end in [self.listener, *self.ends]:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def _welcome(self, listener):
        with suppress(OSError):
            while True:
                here, _ = listener.accept()
                there = socket.create_connection(self.target)
                self.ends += [here, there]
                for way in ((here, there), (there, here)):
                    threading.Thread(target=_carry, args=way, daemon=True).start()


def _carry(source, target):
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


class Lock:
    """Holds SQLite's file as a program that wants it for itself: nobody else can even read."""

    def __init__(self, database):
        self.index = f"{database}-shm"
        self.file = None

    def shut(self):
        self.file = os.open(self.index, os.O_RDWR)
        end = time.monotonic() + 10
        while True:
            try:
                fcntl.lockf(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCKS[1], LOCKS[0])
            except OSError:
                assert time.monotonic() < end, "somebody never lets go"
                time.sleep(0.01)
            else:
                return

    def open(self):
        os.close(self.file)
