"""Run one claimed task, whatever it does, and write down how it ended."""

from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import normalize_json

from allmende.core.tasks.claim import Claim
from allmende.core.tasks.domain.outcome import fail, succeed
from allmende.core.tasks.models import TaskRow


def execute(claim: Claim) -> BaseException | None:
    """Run a task and settle it; returns what it failed with, if it failed."""
    try:
        value = _call(claim.row)
    except BaseException as error:  # noqa: BLE001 - the edge: every failure of a task ends here
        _drop_broken_connections()
        fail(claim, error=error)
        return error
    _drop_broken_connections()
    if succeed(claim, value=value):
        _tell(task_finished, claim.row)
    return None


def _call(row: TaskRow) -> Any:
    task = import_string(row.task_path)
    if not isinstance(task, Task):
        raise TypeError(f"{row.task_path} is not a task.")
    _tell(task_started, row)
    args: list[Any]
    args, kwargs = row.args_kwargs["args"], row.args_kwargs["kwargs"]
    if task.takes_context:
        result: Any = row.task_result
        args = [TaskContext(task_result=result), *args]
    # No request, no reader: what a task writes is in the language and time of the house.
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        return normalize_json(task.call(*args, **kwargs))


def _drop_broken_connections() -> None:
    """Write the outcome on a connection that works, whatever the task did to the last one."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:  # in tests the whole story is one transaction
            connection.close_if_unusable_or_obsolete()


def _tell(signal: Any, row: TaskRow) -> None:
    """Send a signal of the Django tasks API; a listener that fails does not fail the task."""
    row.refresh_from_db()
    signal.send_robust(sender=type(row.task.get_backend()), task_result=row.task_result)
