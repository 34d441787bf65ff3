"""A task in the hands of a worker."""

from dataclasses import dataclass

from allmende.core.tasks.models import TaskRow
from allmende.core.tasks.policy import Policy


@dataclass(frozen=True, slots=True)
class Claim:
    """What a worker must show to write the outcome of a task."""

    row: TaskRow
    worker: str
    turn: int
    policy: Policy
