"""A mail server that does what the test says."""

from typing import ClassVar

from django.core.mail.backends.base import BaseEmailBackend


class FakeBackend(BaseEmailBackend):
    """``at_open`` and ``at_send`` are raised once each, in order; ``taken`` is what it took."""

    at_open: ClassVar[list[Exception]] = []
    at_send: ClassVar[list[Exception]] = []
    taken: ClassVar[list] = []

    def open(self):
        if self.at_open:
            raise self.at_open.pop(0)

    def send_messages(self, messages):
        if self.at_send:
            error = self.at_send.pop(0)
            if getattr(error, "came_through", False):
                self.taken.extend(messages)
            raise error
        self.taken.extend(messages)
        return len(messages)
