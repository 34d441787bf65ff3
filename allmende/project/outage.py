"""While the house is full, broken or stuck: how long readers wait, and how little is said of it."""

import logging
import time

from django.db import InterfaceError, OperationalError

from allmende.core.cache.edge.keys import Key
from allmende.core.cache.tags import clock

log = logging.getLogger(__name__)

#: Seconds until an old copy stands in for an answer that does not come.
PATIENCE = 5.0
#: Seconds until a reader is told to come back, where there is no old copy either.
LONGEST = 15.0
#: Seconds for which an old copy stands in before its page is tried again.
REST = 0.5
MAX_RESTING = 4_096
#: Seconds between two notices of the same trouble in the log.
NOTICE = 60.0

_resting: dict[Key, tuple[float, int]] = {}
_said_at: dict[str, float] = {}


def rest(key: Key) -> None:
    """Do not ask for this page again at once: it has just failed."""
    if len(_resting) >= MAX_RESTING:
        _resting.clear()
    _resting[key] = time.monotonic() + REST, clock().epoch


def is_resting(key: Key) -> bool:
    """Whether this page has just failed and nothing has been published since."""
    until, epoch = _resting.get(key, (0.0, 0))
    return until > time.monotonic() and epoch == clock().epoch


def say(times: int) -> None:
    """Say once a minute that old copies stand in."""
    if _is_new("stand-in"):
        log.warning("Old copies stand in for pages that cannot be made (%s so far).", times)


class OneNotice(logging.Filter):
    """While the database is away every request fails alike: the log says it once a minute."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is to be written."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, OperationalError | InterfaceError):
            return True
        return _is_new(f"{type(error).__name__} {error}"[:500])


def _is_new(trouble: str) -> bool:
    now = time.monotonic()
    if now - _said_at.get(trouble, -NOTICE) < NOTICE:
        return False
    if len(_said_at) >= MAX_RESTING:
        _said_at.clear()
    _said_at[trouble] = now
    return True
