"""Take a task, keep it, give it back."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from allmende.core.tasks import queries
from allmende.core.tasks.claim import Claim
from allmende.core.tasks.models import Lease, TaskRow
from allmende.core.tasks.policy import policy_of

log = logging.getLogger(__name__)
WORKERS_REMEMBERED = 10
# A worker that is told to stop hands its task back; the heir waits until it is surely gone.
HANDOVER = timedelta(seconds=5)


def claim_next(*, worker: str, now: datetime | None = None) -> Claim | None:
    """Take the most urgent task that is due, or return None.

    A cheap look first: on SQLite every transaction is a writing one (IMMEDIATE), and an idle
    worker must not hold up the editors. The claim itself is a conditional update, so that it is
    exact on SQLite too; on PostgreSQL the row lock keeps workers from queueing for one row.
    """
    now = now or timezone.now()
    path = queries.due_tasks(now=now).values_list("task_path", flat=True).first()
    if path is None:
        return None
    policy_of(path)  # may import a module: not while the database is locked
    with transaction.atomic():
        row = queries.due_tasks(now=now).select_for_update(skip_locked=True).first()
        return _take(row, worker=worker) if row else None


def _take(row: TaskRow, *, worker: str) -> Claim | None:
    workers = [*row.worker_ids, worker][-WORKERS_REMEMBERED:]
    ready = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.READY)
    if not ready.update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=workers
    ):
        return None
    policy = policy_of(row.task_path)
    until = timezone.now() + policy.lease
    lease, made = Lease.objects.get_or_create(
        pk=row.pk, defaults={"worker": worker, "leased_until": until, "turn": 1}
    )
    if not made:
        lease.worker, lease.leased_until, lease.turn = worker, until, lease.turn + 1
        lease.save(update_fields=["worker", "leased_until", "turn"])
    row.refresh_from_db()
    return Claim(row=row, worker=worker, turn=lease.turn, policy=policy)


def renew(claim: Claim) -> bool:
    """Keep a task for another lease; False if it is no longer ours."""
    until = timezone.now() + claim.policy.lease
    return bool(queries.held(claim).update(leased_until=until))


def give_back(claim: Claim) -> bool:
    """Return an unfinished task without counting a failure; False if it is no longer ours."""
    with transaction.atomic():
        if not queries.held(claim).update(leased_until=None):
            return False
        DBTaskResult.objects.filter(pk=claim.row.pk).update(
            status=TaskResultStatus.READY, run_after=timezone.now() + HANDOVER
        )
    log.warning("Task %s was handed back unfinished by %s", claim.row.task_path, claim.worker)
    return True


def let_go(claim: Claim, *, failures: int = 0, error: str = "") -> bool:
    """End the lease together with an outcome; call it inside the transaction that writes it."""
    return bool(
        queries.held(claim).update(
            leased_until=None, failures=F("failures") + failures, last_error=error
        )
    )
