"""Real processes on a real database: kill -9, two workers at once, a polite stop."""

import json
import signal
from pathlib import Path

from allmende.core.tasks.tests.conftest import House, wait_for

SAMPLES = "from allmende.core.tasks.tests import sample_tasks as s; "
STATES = (
    "import json; from django_tasks_db.models import DBTaskResult as R; "
    "print(json.dumps([[r.status, r.lease.failures] for r in R.objects.filter("
    "task_path__contains='sample').select_related('lease')]))"
)


def lines(folder: Path, name: str) -> list[str]:
    file = folder / name
    return file.read_text().splitlines() if file.exists() else []


def test_a_killed_worker_loses_nothing_and_its_heir_does_the_deed_once(
    house: House, tmp_path: Path
) -> None:
    house.python(SAMPLES + f"s.slow_then_effect.enqueue({str(tmp_path)!r}, 60)")
    # The pause before the second try is half a minute; the story does not wait that long.
    first = house.start("run_worker")
    wait_for(lambda: bool(lines(tmp_path, "started")))
    first.kill()
    first.wait()
    assert json.loads(house.python(STATES))[0][0] == "RUNNING"

    second = house.start("run_worker")
    wait_for(lambda: json.loads(house.python(STATES)) == [["READY", 1]])
    house.python(
        "from django_tasks_db.models import DBTaskResult as R; from django.utils import timezone; "
        "R.objects.filter(status='READY').update(run_after=timezone.now())"
    )
    wait_for((tmp_path / "effect").exists)
    second.send_signal(signal.SIGTERM)
    assert second.wait(15) == 0

    assert lines(tmp_path, "started") == [str(first.pid), str(second.pid)]
    assert lines(tmp_path, "finished") == [str(second.pid)]
    assert json.loads(house.python(STATES)) == [["SUCCESSFUL", 1]]


def test_a_long_task_keeps_its_lease_and_is_not_taken_by_a_second_worker(
    house: House, tmp_path: Path
) -> None:
    house.python(SAMPLES + f"s.slow_then_effect.enqueue({str(tmp_path)!r}, 9)")  # three leases
    house.start("run_worker")
    house.start("run_worker")
    wait_for((tmp_path / "effect").exists)
    wait_for(lambda: json.loads(house.python(STATES)) == [["SUCCESSFUL", 0]])
    assert len(lines(tmp_path, "started")) == 1


def test_two_workers_with_two_hands_each_never_run_the_same_task(
    house: House, tmp_path: Path
) -> None:
    ours = tmp_path / "ours"
    house.python(
        SAMPLES + f"[s.append.enqueue({str(ours)!r}, str(number)) for number in range(60)]"
    )
    workers = [house.start("run_worker", "--threads=2") for _ in range(2)]
    wait_for(lambda: len(lines(tmp_path, "ours")) >= 60)
    wait_for(lambda: "READY" not in house.python(STATES) and "RUNNING" not in house.python(STATES))
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    assert [worker.wait(15) for worker in workers] == [0, 0]
    assert sorted(lines(tmp_path, "ours"), key=int) == [str(number) for number in range(60)]
    assert json.loads(house.python(STATES)) == [["SUCCESSFUL", 0]] * 60


def test_sigterm_lets_the_task_in_hand_finish(house: House, tmp_path: Path) -> None:
    house.python(SAMPLES + f"s.slow_then_effect.enqueue({str(tmp_path)!r}, 2)")
    worker = house.start("run_worker")
    wait_for(lambda: bool(lines(tmp_path, "started")))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0
    assert lines(tmp_path, "finished") == [str(worker.pid)]
    assert json.loads(house.python(STATES)) == [["SUCCESSFUL", 0]]


def test_sigterm_hands_back_what_takes_too_long_and_counts_no_failure(
    house: House, tmp_path: Path
) -> None:
    house.python(SAMPLES + f"s.slow_then_effect.enqueue({str(tmp_path)!r}, 60)")
    worker = house.start("run_worker", "--grace=0.2")
    wait_for(lambda: bool(lines(tmp_path, "started")))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0
    assert lines(tmp_path, "finished") == []
    assert json.loads(house.python(STATES)) == [["READY", 0]]
    house.python("import time; time.sleep(5.1)")  # the pause of the handover
    assert house.start("run_worker", "--drain").wait(15) == 0
    assert len(lines(tmp_path, "finished")) == 1


def test_a_periodic_task_is_started_once_by_two_workers(house: House) -> None:
    runs = "from allmende.core.tasks.models import PeriodicRun as P; print(P.objects.count())"
    ended = (
        "from django_tasks_db.models import DBTaskResult as R; "
        "print(R.objects.filter(task_path='allmende.core.tasks.tasks.prune').count())"
    )
    workers = [house.start("run_worker") for _ in range(2)]
    wait_for(lambda: house.python(ended) == "1")
    house.python("import time; time.sleep(6)")  # another round of both foremen
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    assert [worker.wait(15) for worker in workers] == [0, 0]
    assert (house.python(runs), house.python(ended)) == ("1", "1")
