"""Start what is due by the clock, once, however many workers look at the same time."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from allmende.core.tasks import queries
from allmende.core.tasks.declare import Periodic, periodic_tasks
from allmende.core.tasks.domain.enqueue import new_work
from allmende.core.tasks.models import PeriodicRun

log = logging.getLogger(__name__)


def plan_periodic(*, now: datetime | None = None) -> None:
    """Bring the table in line with the register: new tasks, changed schedules."""
    now = now or timezone.now()
    planned = dict(PeriodicRun.objects.values_list("name", "schedule"))
    for job in periodic_tasks().values():
        if planned.get(job.name) == str(job.schedule):
            continue
        first = {"schedule": str(job.schedule), "next_at": job.schedule.first(now=now)}
        PeriodicRun.objects.get_or_create(name=job.name, defaults=first)
        PeriodicRun.objects.filter(name=job.name).exclude(schedule=first["schedule"]).update(
            **first
        )


def start_due(*, now: datetime | None = None) -> int:
    """Enqueue each periodic task whose time has come; returns how many were enqueued here."""
    now = now or timezone.now()
    jobs = periodic_tasks()
    due = [run for run in queries.due_runs(now=now) if run.name in jobs]
    return sum(_start(run, jobs[run.name], now=now) for run in due)


def _start(run: PeriodicRun, job: Periodic, *, now: datetime) -> bool:
    following = job.schedule.following(due=run.next_at, now=now)
    seen = PeriodicRun.objects.filter(pk=run.pk, next_at=run.next_at)
    with transaction.atomic():
        if not seen.update(next_at=following):
            return False  # another worker was quicker
        if run.last_task and queries.is_unfinished(run.last_task):
            log.warning("%s is left out: the run before it is unfinished", run.name)
            return False
        result = job.task.enqueue()
        PeriodicRun.objects.filter(pk=run.pk).update(last_at=now, last_task=_uuid(result.id))
    new_work.set()
    return True


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:  # a backend without a table, in tests
        return None
