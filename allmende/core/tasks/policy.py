"""How patient we are with a task: failures allowed, length of a lease, pause between tries."""

import logging
import random
from dataclasses import dataclass
from datetime import timedelta

from django.utils.module_loading import import_string

log = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
GROWTH = 4
JITTER = 0.25  # so that a hundred tasks that failed together do not come back together


@dataclass(frozen=True, slots=True)
class Policy:
    """The patience with one task.

    ``retries``: after this many failures the task is given up (at least 1).
    ``lease``: how long a worker may be silent before its task is given to another one.
    """

    retries: int = 3
    lease: timedelta = timedelta(minutes=5)

    def __post_init__(self) -> None:
        if self.retries < 1:
            raise ValueError("retries counts failures until a task is given up: at least 1.")
        if self.lease < timedelta(seconds=1):
            raise ValueError("A lease is at least one second long.")


DEFAULT = Policy()
_policies: dict[str, Policy] = {}


def set_policy(task_path: str, policy: Policy) -> None:
    """Remember the patience with the task at this dotted path."""
    _policies[task_path] = policy


def policy_of(task_path: str) -> Policy:
    """Return the patience with a task; Wagtail's own tasks get the default.

    A worker may meet a task before it has imported the module that declares it.
    """
    if task_path not in _policies:
        _policies[task_path] = _imported(task_path)
    return _policies[task_path]


def _imported(task_path: str) -> Policy:
    try:
        import_string(task_path)
    except Exception:  # whatever a broken module raises: running the task will say so again
        log.exception("The task %s cannot be imported", task_path)
    return _policies.get(task_path, DEFAULT)


def pause_after(failures: int) -> timedelta:
    """Return the pause before the next try: 30 s, 2 min, 8 min … at most 1 h, each ±25 %."""
    exponent = min(failures - 1, 10)  # keeps the power small; the bound is reached long before
    pause = min(FIRST_PAUSE * int(GROWTH**exponent), LONGEST_PAUSE)
    return pause * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads load, no secret
