"""Failures: again after a pause, given up at last, and never with somebody's data."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from allmende.core.tasks import policy, queries
from allmende.core.tasks.claim import Claim
from allmende.core.tasks.domain.lease import claim_next, give_back, renew
from allmende.core.tasks.domain.outcome import fail, succeed, sweep
from allmende.core.tasks.domain.prune import prune_finished
from allmende.core.tasks.errors import LONGEST_REPORT, report
from allmende.core.tasks.execute import execute
from allmende.core.tasks.models import Lease
from allmende.core.tasks.tests.sample_tasks import (
    SampleError,
    always_fails,
    answer_with_object,
    context_free_failure,
    note,
    plain_note,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_table")]


def claim(worker: str = "anna") -> Claim:
    found = claim_next(worker=worker)
    assert found is not None
    return found


def test_a_task_runs_and_is_done(done: list[object]) -> None:
    note.enqueue("hello")
    assert execute(claim()) is None
    assert done == ["hello"]
    row = DBTaskResult.objects.get()
    assert (row.status, row.worker_ids, row.lease.leased_until) == ("SUCCESSFUL", ["anna"], None)
    assert claim_next(worker="anna") is None


def test_tasks_of_others_run_on_the_same_worker(done: list[object]) -> None:
    plain_note.enqueue("from Wagtail")
    first = claim()
    assert (first.policy, execute(first), done) == (policy.DEFAULT, None, ["from Wagtail"])


def test_a_failure_is_repeated_after_a_pause_and_then_given_up() -> None:
    always_fails.enqueue("anna@example.org")
    with time_machine.travel("2027-03-01 12:00:00+00:00", tick=False) as clock:
        assert isinstance(execute(claim()), SampleError)
        row = DBTaskResult.objects.get()
        assert row.status == "READY"
        assert timedelta(seconds=22) < row.run_after - timezone.now() < timedelta(seconds=38)
        assert claim_next(worker="anna") is None
        clock.shift(timedelta(seconds=38))
        execute(claim())
    given_up = queries.failed_tasks().get()
    assert given_up.lease.failures == 2
    assert given_up.exception_class_path.endswith("sample_tasks.SampleError")
    assert "sample_tasks.py" in given_up.traceback
    assert "in always_fails" in given_up.traceback


def test_what_is_kept_of_an_error_names_no_person_and_is_bounded() -> None:
    context_free_failure.enqueue()
    error = execute(claim())
    assert error is not None
    kept = Lease.objects.get().last_error
    assert kept == report(error)
    assert "example.org" not in kept
    assert kept.startswith("builtins.ValueError")
    assert "SampleError" in kept
    assert len(kept) <= LONGEST_REPORT


def test_an_answer_that_is_no_json_is_a_failure() -> None:
    answer_with_object.enqueue()
    assert isinstance(execute(claim()), TypeError)


def test_a_task_whose_code_is_gone_is_a_failure_and_not_the_end_of_the_worker() -> None:
    note.enqueue(1)
    DBTaskResult.objects.update(task_path="allmende.core.tasks.tests.gone.task")
    assert isinstance(execute(claim()), ImportError)
    assert Lease.objects.get().failures == 1


def test_pauses_grow_and_stay_below_an_hour_and_a_quarter() -> None:
    pauses = [policy.pause_after(failures).total_seconds() for failures in (1, 2, 3, 4, 50)]
    assert [
        low <= pause <= high
        for pause, (low, high) in zip(
            pauses,
            [(22.5, 37.5), (90, 150), (360, 600), (1440, 2400), (2700, 4500)],
            strict=True,
        )
    ] == [True] * 5
    assert len({policy.pause_after(1) for _ in range(20)}) > 1


def test_a_silent_worker_loses_its_task_and_cannot_write_any_more() -> None:
    note.enqueue("x")
    with time_machine.travel("2027-03-01 12:00:00+00:00", tick=False) as clock:
        lost = claim("silent")
        assert sweep() == 0
        clock.shift(timedelta(minutes=4))
        assert renew(lost)
        clock.shift(timedelta(minutes=4))
        assert sweep() == 0  # renewed meanwhile
        clock.shift(timedelta(minutes=2))
        assert sweep() == 1
        assert sweep() == 0
        clock.shift(timedelta(minutes=1))
        heir = claim("heir")
        assert [succeed(lost, value=1), fail(lost, error=ValueError()), renew(lost)] == [False] * 3
        assert not give_back(lost)
        assert DBTaskResult.objects.get().status == "RUNNING"
        assert succeed(heir, value=2)
    row = DBTaskResult.objects.get()
    assert (row.return_value, row.lease.failures) == (2, 1)


def test_a_task_that_kills_its_workers_is_given_up() -> None:
    always_fails.enqueue("anna@example.org")
    for _ in range(2):
        DBTaskResult.objects.update(run_after=timezone.now())
        claim("silent")
        Lease.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        assert sweep() == 1
    assert queries.failed_tasks().get().exception_class_path.endswith("WorkerLostError")


def test_a_task_left_by_another_kind_of_worker_is_adopted() -> None:
    note.enqueue("x")
    DBTaskResult.objects.get().claim("db_worker")
    assert sweep() == 0
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(hours=2))
    assert sweep() == 1
    assert claim("ours").row.args_kwargs["args"] == ["x"]


def test_finished_tasks_go_after_seven_days_and_others_stay() -> None:
    for value in ("old", "new", "waiting"):
        note.enqueue(value)
    execute(claim())
    DBTaskResult.objects.finished().update(finished_at=timezone.now() - timedelta(days=8))
    execute(claim())
    assert prune_finished() == 1
    left = {row.args_kwargs["args"][0]: row.status for row in DBTaskResult.objects.all()}
    assert left == {"new": "SUCCESSFUL", "waiting": "READY"}
    assert Lease.objects.count() == 1
