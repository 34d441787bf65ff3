"""Periodic tasks: planned, started once, never piled up."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from allmende.core.tasks import declare, queries, task
from allmende.core.tasks.domain import repeat
from allmende.core.tasks.domain.prune import forget_removed_periodic
from allmende.core.tasks.models import PeriodicRun
from allmende.core.tasks.schedule import DailyAt, Every

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_table", "jobs")]
NOON = datetime(2027, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@task
def hourly_work() -> None:
    """Is made periodic by the fixture, not in the house's own register."""


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> dict[str, declare.Periodic]:
    declare.periodic_tasks()  # whatever the apps declare goes to the register of the house
    register: dict[str, declare.Periodic] = {}
    monkeypatch.setattr(declare, "_register", register)
    job = declare.Periodic(hourly_work.module_path, Every(HOUR), hourly_work)
    register[job.name] = job
    return register


def test_a_due_run_is_started_once_though_two_workers_saw_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repeat.plan_periodic(now=NOON)
    stale = list(queries.due_runs(now=NOON))
    assert repeat.start_due(now=NOON) == 1
    monkeypatch.setattr(queries, "due_runs", lambda *, now: stale)
    assert repeat.start_due(now=NOON) == 0
    assert DBTaskResult.objects.count() == 1
    run = PeriodicRun.objects.get()
    assert (run.next_at, run.last_at) == (NOON + HOUR, NOON)


def test_a_run_is_left_out_while_the_one_before_is_unfinished() -> None:
    repeat.plan_periodic(now=NOON)
    assert repeat.start_due(now=NOON) == 1
    assert repeat.start_due(now=NOON + HOUR) == 0
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert repeat.start_due(now=NOON + HOUR) == 0  # that run is over
    assert repeat.start_due(now=NOON + 2 * HOUR) == 1


def test_planning_again_changes_nothing_but_a_new_schedule_does(
    jobs: dict[str, declare.Periodic],
) -> None:
    repeat.plan_periodic(now=NOON)
    repeat.plan_periodic(now=NOON + HOUR)
    assert PeriodicRun.objects.get().next_at == NOON
    [(name, job)] = jobs.items()
    jobs[name] = declare.Periodic(name, DailyAt.parse("03:15"), job.task)
    repeat.plan_periodic(now=NOON)
    assert PeriodicRun.objects.get().next_at == datetime(2027, 5, 2, 1, 15, tzinfo=UTC)


def test_a_plan_nobody_declares_is_not_started_and_forgotten_later() -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    PeriodicRun.objects.create(name="gone.task", schedule="x", next_at=long_ago)
    assert repeat.start_due(now=NOON) == 0
    assert forget_removed_periodic() == 1


def test_a_missing_worker_shows() -> None:
    assert queries.is_worker_missing()
    repeat.plan_periodic()
    assert not queries.is_worker_missing()
    PeriodicRun.objects.update(next_at=NOON.replace(year=2020))
    assert queries.is_worker_missing()


def test_a_schedule_is_one_of_two_kinds() -> None:
    with pytest.raises(ValueError, match="either every"):
        declare.periodic(every=HOUR, at="03:15")
    with pytest.raises(ValueError, match="either every"):
        declare.periodic()
    assert str(Every(HOUR)) == "every 1:00:00"


def test_declaring_registers_by_the_dotted_path(jobs: dict[str, declare.Periodic]) -> None:
    declare.periodic(at="03:15")(hourly_work.func)
    assert str(jobs[hourly_work.module_path].schedule) == "daily at 03:15"
