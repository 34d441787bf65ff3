"""What the tables of tasks can tell: for the worker and for ``allmende doctor``."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from allmende.core.tasks.claim import Claim
from allmende.core.tasks.models import Lease, PeriodicRun, TaskRow

# Longer than any lease in the house: a RUNNING row without a lease is then surely abandoned.
STRAY_AFTER = timedelta(hours=1)
WORKER_MISSED_AFTER = timedelta(minutes=5)


def due_tasks(*, now: datetime) -> QuerySet[TaskRow]:
    """Return tasks that may be started, most urgent first."""
    may_run = Q(run_after=get_date_max()) | Q(run_after__lte=now)
    return DBTaskResult.objects.filter(may_run, status=TaskResultStatus.READY)


def waiting_tasks() -> QuerySet[TaskRow]:
    """Return tasks that are not yet started, those put off included."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY)


def running_tasks() -> QuerySet[TaskRow]:
    """Return tasks in the hands of a worker."""
    return DBTaskResult.objects.running().select_related("lease")


def failed_tasks() -> QuerySet[TaskRow]:
    """Return tasks that were given up, newest first; ``traceback`` holds no personal data."""
    return DBTaskResult.objects.failed().order_by("-finished_at")


def finished_tasks(*, before: datetime) -> QuerySet[TaskRow]:
    """Return tasks that ended, well or badly, before a moment."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=before)


def held(claim: Claim) -> QuerySet[Lease]:
    """Return the lease of a claim, or nothing if it was lost meanwhile."""
    return Lease.objects.filter(
        pk=claim.row.pk, worker=claim.worker, turn=claim.turn, leased_until__isnull=False
    )


def lost_leases(*, now: datetime) -> QuerySet[Lease]:
    """Return leases whose worker has fallen silent."""
    return Lease.objects.filter(
        leased_until__lt=now, task__status=TaskResultStatus.RUNNING
    ).select_related("task")


def stray_tasks(*, now: datetime) -> QuerySet[TaskRow]:
    """Return tasks that have been RUNNING for an hour without any lease."""
    return DBTaskResult.objects.running().filter(
        lease__isnull=True, started_at__lt=now - STRAY_AFTER
    )


def due_runs(*, now: datetime) -> QuerySet[PeriodicRun]:
    """Return periodic tasks whose time has come."""
    return PeriodicRun.objects.filter(next_at__lte=now)


def is_unfinished(task_id: UUID) -> bool:
    """Return whether a task still waits or runs."""
    open_states = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return DBTaskResult.objects.filter(pk=task_id, status__in=open_states).exists()


def is_worker_missing() -> bool:
    """Return whether no worker has looked at the clock for five minutes."""
    now = timezone.now()
    known = PeriodicRun.objects.exists()
    return not known or due_runs(now=now - WORKER_MISSED_AFTER).exists()
