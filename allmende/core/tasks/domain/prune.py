"""Clear away what is over, so that the tables stay small."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from allmende.core.tasks import queries
from allmende.core.tasks.models import PeriodicRun

KEPT_FOR = timedelta(days=7)
FORGOTTEN_AFTER = timedelta(days=30)
BATCH = 500  # rows: a short write lock each, on SQLite editors wait for it


def prune_finished() -> int:
    """Delete finished tasks, good and bad, seven days after their end; returns how many."""
    before = timezone.now() - KEPT_FOR
    deleted = 0
    while batch := list(queries.finished_tasks(before=before).values_list("pk", flat=True)[:BATCH]):
        _, by_model = DBTaskResult.objects.filter(pk__in=batch).delete()
        deleted += by_model.get("django_tasks_database.DBTaskResult", 0)
    return deleted


def forget_removed_periodic() -> int:
    """Delete plans of periodic tasks that no code has declared for 30 days; returns how many.

    Not at once: during an update old and new workers run side by side.
    """
    long_ago = timezone.now() - FORGOTTEN_AFTER
    return PeriodicRun.objects.filter(next_at__lt=long_ago).delete()[0]
