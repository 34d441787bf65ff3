"""For the tests of the whole house: tasks without a worker.

In the settings of the tests: ``"BACKEND": "allmende.core.tasks.testing.InlineBackend"``.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks_db import DatabaseBackend

from allmende.core.tasks.domain.lease import claim_next
from allmende.core.tasks.execute import execute

MOST = 1_000  # tasks in one test; more means that a task enqueues itself


class TaskFailedError(AssertionError):
    """A task failed in a test; the message is its traceback."""


class InlineBackend(DatabaseBackend):
    """Runs tasks at once and lets their errors fail the test; keeps those put off for later."""

    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self._immediate = ImmediateBackend(alias, params)

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        """Run the task now, or keep it in the table if it is for later."""
        if task.run_after is not None:
            return super().enqueue(task, args, kwargs)
        result: Any = self._immediate.enqueue(task, args, kwargs)
        if result.errors:
            raise TaskFailedError(result.errors[-1].traceback)
        return result


def run_all_due(*, now: datetime | None = None) -> int:
    """Do what the test's transaction has put off, as if it had committed, then all due tasks.

    ``now`` runs what is due at that moment. Raises the error of the first task that fails;
    returns how many tasks were taken from the table.
    """
    for started in range(MOST):
        _commit()
        claim = claim_next(worker="test", now=now)
        if claim is None:
            return started
        if error := execute(claim):
            raise error
    raise RuntimeError(f"{MOST} tasks and no end: does one of them enqueue itself?")


def _commit() -> None:
    # A test case never commits; Django's own captureOnCommitCallbacks reads the same list.
    waiting = transaction.get_connection().run_on_commit
    while waiting:
        waiting.pop(0)[1]()
