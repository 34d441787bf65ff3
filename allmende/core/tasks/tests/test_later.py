"""Put off until the commit, not before and not without it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from allmende.core.tasks import later
from allmende.core.tasks.domain.enqueue import NotJsonError
from allmende.core.tasks.queries import waiting_tasks
from allmende.core.tasks.testing import TaskFailedError, run_all_due
from allmende.core.tasks.tests.sample_tasks import always_fails, note


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("in_table")
def test_a_task_is_enqueued_by_the_commit_and_not_by_a_rollback() -> None:
    with transaction.atomic():
        later(note, "told")
    assert [row.args_kwargs for row in waiting_tasks()] == [{"args": ["told"], "kwargs": {}}]

    def take_back() -> None:
        with transaction.atomic():
            later(note, "never told")
            raise RuntimeError("taken back")

    with pytest.raises(RuntimeError, match="taken back"):
        take_back()
    assert waiting_tasks().count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "backend",
    [
        "allmende.core.tasks.testing.InlineBackend",
        "django_tasks.backends.immediate.ImmediateBackend",
    ],
)
def test_a_backend_that_runs_at_once_waits_for_the_commit_too(
    settings: object, done: list[object], backend: str
) -> None:
    settings.TASKS = {"default": {"BACKEND": backend}}
    with transaction.atomic():
        later(note, "told")
        assert done == []
    assert done == ["told"]


@pytest.mark.django_db
@pytest.mark.usefixtures("in_table")
def test_run_all_due_commits_and_runs(done: list[object]) -> None:
    later(note, value="now")
    later(note, value="tomorrow", run_after=timedelta(days=1))
    later(note, value="in an hour", run_after=timezone.now() + timedelta(hours=1))
    assert run_all_due() == 1
    assert done == ["now"]
    assert run_all_due(now=timezone.now() + timedelta(hours=2)) == 1
    assert done == ["now", "in an hour"]
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert run_all_due() == 1
    assert done == ["now", "in an hour", "tomorrow"]


@pytest.mark.django_db
@pytest.mark.parametrize("value", [{1: "a"}, (1, 2), {"a"}, b"x", timezone.now(), float("nan")])
def test_what_json_would_change_is_refused_at_once(value: object) -> None:
    with pytest.raises(NotJsonError, match="primary key"):
        later(note, value)


@pytest.mark.django_db
def test_inline_runs_at_once_keeps_the_later_and_shows_errors(
    settings: object, done: list[object]
) -> None:
    settings.TASKS = {"default": {"BACKEND": "allmende.core.tasks.testing.InlineBackend"}}
    note.enqueue("at once")
    assert (done, waiting_tasks().count()) == (["at once"], 0)
    note.using(run_after=timezone.now() + timedelta(hours=1)).enqueue("later")
    assert (done, waiting_tasks().count()) == (["at once"], 1)
    with pytest.raises(TaskFailedError, match="no post box"):
        always_fails.enqueue("anna@example.org")
