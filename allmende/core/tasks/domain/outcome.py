"""How a try ends: well, with another try, or for good; and the sweep after lost workers."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from allmende.core.tasks import queries
from allmende.core.tasks.claim import Claim
from allmende.core.tasks.domain.lease import let_go
from allmende.core.tasks.errors import WorkerLostError, class_path, report
from allmende.core.tasks.models import Lease
from allmende.core.tasks.policy import pause_after, policy_of

log = logging.getLogger(__name__)
SWEPT_AT_ONCE = 200


def succeed(claim: Claim, *, value: Any) -> bool:
    """Write down that a task is done; False if another worker has taken it over."""
    with transaction.atomic():
        if not let_go(claim):
            return _too_late(claim)
        DBTaskResult.objects.filter(pk=claim.row.pk).update(
            status=TaskResultStatus.SUCCESSFUL,
            finished_at=timezone.now(),
            return_value=value,
            exception_class_path="",
            traceback="",
        )
    return True


def fail(claim: Claim, *, error: BaseException) -> bool:
    """Count a failure: try again after a pause, or give the task up and keep its error."""
    with transaction.atomic():
        if not let_go(claim, failures=1, error=report(error)):
            return _too_late(claim)
        _settle(Lease.objects.select_related("task").get(pk=claim.row.pk), error=error)
    return True


def sweep() -> int:
    """Take tasks from workers that fell silent; returns how many.

    A lost worker counts as a failure: a task that kills its worker (memory) must not go round
    for ever.
    """
    lost = list(queries.lost_leases(now=timezone.now())[:SWEPT_AT_ONCE])
    return sum(_sweep_one(lease) for lease in lost) + _adopt_strays()


def _sweep_one(lease: Lease) -> bool:
    error = WorkerLostError()
    seen = Lease.objects.filter(pk=lease.pk, turn=lease.turn, leased_until=lease.leased_until)
    with transaction.atomic():
        # Under condition: the worker may renew at this moment, or another one may sweep.
        if not seen.update(
            leased_until=None, failures=lease.failures + 1, last_error=report(error)
        ):
            return False
        lease.failures += 1
        _settle(lease, error=error)
    return True


def _settle(lease: Lease, *, error: BaseException) -> None:
    path = lease.task.task_path
    allowed = policy_of(path).retries
    log.warning("Task %s failed (%d of %d): %s", path, lease.failures, allowed, report(error))
    row = DBTaskResult.objects.filter(pk=lease.pk)
    if lease.failures < allowed:
        pause = pause_after(lease.failures)
        row.update(status=TaskResultStatus.READY, run_after=timezone.now() + pause)
        return
    row.update(
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now(),
        exception_class_path=class_path(error),
        traceback=report(error),
        return_value=None,
    )


def _adopt_strays() -> int:
    """Requeue tasks that another kind of worker (``manage.py db_worker``) left behind."""
    return queries.stray_tasks(now=timezone.now()).update(
        status=TaskResultStatus.READY, run_after=timezone.now()
    )


def _too_late(claim: Claim) -> bool:
    log.warning("Task %s: %s lost its lease, outcome dropped", claim.row.task_path, claim.worker)
    return False
