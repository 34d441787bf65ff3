"""Leases and the plan of periodic tasks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lease",
            fields=[
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="lease",
                        serialize=False,
                        to="django_tasks_database.dbtaskresult",
                        verbose_name="task",
                    ),
                ),
                ("worker", models.CharField(max_length=64, verbose_name="worker")),
                ("turn", models.PositiveIntegerField(default=0, verbose_name="number of starts")),
                (
                    "failures",
                    models.PositiveIntegerField(default=0, verbose_name="number of failures"),
                ),
                (
                    "leased_until",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="leased until"
                    ),
                ),
                ("last_error", models.TextField(blank=True, default="", verbose_name="last error")),
            ],
            options={
                "verbose_name": "lease of a task",
                "verbose_name_plural": "leases of tasks",
            },
        ),
        migrations.CreateModel(
            name="PeriodicRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="name")),
                ("schedule", models.CharField(max_length=80, verbose_name="schedule")),
                ("next_at", models.DateTimeField(db_index=True, verbose_name="next run")),
                ("last_at", models.DateTimeField(blank=True, null=True, verbose_name="last run")),
                ("last_task", models.UUIDField(blank=True, null=True, verbose_name="last task")),
            ],
            options={
                "verbose_name": "periodic run",
                "verbose_name_plural": "periodic runs",
            },
        ),
    ]
