"""Tasks for the stories; the effects are files, so that other processes can see them."""

import os
import time
from datetime import timedelta
from pathlib import Path

import django_tasks

from allmende.core.tasks import task

done: list[object] = []


class SampleError(Exception):
    """Carries a message that must never be kept."""


@task
def note(value: object) -> None:
    done.append(value)


@django_tasks.task()
def plain_note(value: object) -> None:
    done.append(value)


@task(retries=2)
def always_fails(mail: str) -> None:
    raise SampleError(f"no post box for {mail}")


@task
def context_free_failure() -> None:
    try:
        always_fails.call("anna@example.org")
    except SampleError as error:
        raise ValueError("outer, anna@example.org") from error


@task
def answer_with_object() -> object:
    return object()


@task
def append(path: str, line: str) -> None:
    _append(path, line)


@task(lease=timedelta(seconds=3))
def slow_then_effect(folder: str, seconds: float) -> None:
    """Take long in the first try only; the effect is idempotent: a file that exists or not."""
    first = not Path(folder, "started").exists()
    _append(str(Path(folder, "started")), str(os.getpid()))
    if first:
        time.sleep(seconds)
    _append(str(Path(folder, "finished")), str(os.getpid()))
    Path(folder, "effect").touch()


def _append(path: str, line: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, f"{line}\n".encode())  # one write: atomic with O_APPEND
    os.close(descriptor)
