"""What we keep beside the table of django-tasks-db: who works on what, and what runs when."""

from typing import Any, TypeAlias

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

TaskRow: TypeAlias = DBTaskResult[Any, Any]


class Lease(models.Model):
    """The right of one worker to one task, for a while.

    The row stays between two tries and carries the number of failures. A task is being worked
    on exactly while ``leased_until`` is set; whoever writes an outcome must still hold the lease
    (same ``worker`` and ``turn``), so a worker that was thought dead cannot overwrite its heir.
    """

    task = models.OneToOneField(
        DBTaskResult,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="lease",
        verbose_name=_("task"),
    )
    worker = models.CharField(_("worker"), max_length=64)
    turn = models.PositiveIntegerField(_("number of starts"), default=0)
    failures = models.PositiveIntegerField(_("number of failures"), default=0)
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True, db_index=True)
    last_error = models.TextField(_("last error"), blank=True, default="")

    class Meta:
        verbose_name = _("lease of a task")
        verbose_name_plural = _("leases of tasks")

    def __str__(self) -> str:
        return f"{self.task_id} {self.worker}"


class PeriodicRun(models.Model):
    """The next run of one periodic task; claimed by changing ``next_at`` under condition."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    schedule = models.CharField(_("schedule"), max_length=80)
    next_at = models.DateTimeField(_("next run"), db_index=True)
    last_at = models.DateTimeField(_("last run"), null=True, blank=True)
    last_task = models.UUIDField(_("last task"), null=True, blank=True)

    class Meta:
        verbose_name = _("periodic run")
        verbose_name_plural = _("periodic runs")

    def __str__(self) -> str:
        return f"{self.name} ({self.schedule})"
