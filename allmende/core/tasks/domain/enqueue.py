"""Put work off: it belongs to the transaction around it, and begins after the commit."""

import json
import threading
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

# Rouses the workers of this process (``allmende serve``), so that they need not wait for
# their next look into the table.
new_work = threading.Event()


class NotJsonError(TypeError):
    """An argument would not come back from JSON as it went in."""


def later(
    task: Task[..., Any],
    *args: Any,
    run_after: datetime | timedelta | None = None,
    **kwargs: Any,
) -> None:
    """Enqueue a task with the surrounding transaction; not at all if that is rolled back.

    Arguments are plain JSON values (give a primary key, not an object). ``run_after`` is an
    aware datetime or a distance from now. Raises NotJsonError.
    """
    _check_json(task, args, kwargs)
    prepared = task.using(run_after=_moment(run_after)) if run_after is not None else task
    backend: object = prepared.get_backend()
    if type(backend) is DatabaseBackend:  # not the one of the tests, which is a subclass
        # The row commits together with the deed: were it written in on_commit, a process killed
        # in between would leave a registration without its mail. No worker sees it earlier.
        prepared.enqueue(*args, **kwargs)
        transaction.on_commit(new_work.set)
        return
    transaction.on_commit(partial(prepared.enqueue, *args, **kwargs))


def _moment(run_after: datetime | timedelta | None) -> datetime | None:
    if isinstance(run_after, timedelta):
        return timezone.now() + run_after
    return run_after


def _check_json(task: Task[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    given = [list(args), kwargs]
    try:
        same = json.loads(json.dumps(given, allow_nan=False)) == given
    except (TypeError, ValueError):
        same = False
    if not same:
        raise NotJsonError(
            f"{task.name} was given an argument that JSON does not keep as it is. Give text,"
            " numbers, lists and dictionaries with text keys; for an object, its primary key."
        )
