"""Declare tasks and periodic tasks; keep the register of the periodic ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, overload

import django_tasks
from django.utils.module_loading import autodiscover_modules
from django_tasks.base import Task

from allmende.core.tasks.policy import DEFAULT, Policy, set_policy
from allmende.core.tasks.schedule import DailyAt, Every, Schedule

P = ParamSpec("P")
T = TypeVar("T")


@overload
def task(function: Callable[P, T]) -> Task[P, T]: ...


@overload
def task(
    *, retries: int = ..., lease: timedelta = ..., priority: int = ...
) -> Callable[[Callable[P, T]], Task[P, T]]: ...


def task(
    function: Callable[P, T] | None = None,
    *,
    retries: int = DEFAULT.retries,
    lease: timedelta = DEFAULT.lease,
    priority: int = 0,
) -> Task[P, T] | Callable[[Callable[P, T]], Task[P, T]]:
    """Make a function of a module a task of the Django tasks API.

    The function must bear being run twice with the same arguments (idempotent): a worker that
    dies in the middle cannot tell how far it came. ``retries`` is the number of failures after
    which it is given up, ``lease`` how long its worker may be silent, ``priority`` from -100 to
    100 (higher first).
    """

    def declare(inner: Callable[P, T]) -> Task[P, T]:
        declared = django_tasks.task(priority=priority)(inner)
        set_policy(declared.module_path, Policy(retries=retries, lease=lease))
        return declared

    return declare(function) if function else declare


@dataclass(frozen=True, slots=True)
class Periodic:
    """A task that runs by itself."""

    name: str
    schedule: Schedule
    task: Task[[], Any]


_register: dict[str, Periodic] = {}


def periodic(
    *,
    every: timedelta | None = None,
    at: str | None = None,
    retries: int = DEFAULT.retries,
    lease: timedelta = DEFAULT.lease,
) -> Callable[[Callable[[], T]], Task[[], T]]:
    """Run a function without arguments ``every`` so often, or daily ``at`` "HH:MM" (Berlin).

    Declare it in the ``tasks.py`` of an installed app, where the worker finds it. Each due run
    happens once, however many workers there are; a run is left out while the one before it is
    still unfinished, and runs missed while no worker was up are made good by a single one.
    """
    schedule = _schedule(every=every, at=at)

    def declare(function: Callable[[], T]) -> Task[[], T]:
        declared = task(retries=retries, lease=lease)(function)
        name = declared.module_path
        _register[name] = Periodic(name=name, schedule=schedule, task=declared)
        return declared

    return declare


def periodic_tasks() -> Mapping[str, Periodic]:
    """Return all periodic tasks of the installed apps by name (the dotted path)."""
    autodiscover_modules("tasks")
    return MappingProxyType(_register)


def _schedule(*, every: timedelta | None, at: str | None) -> Schedule:
    if every is not None and at is None:
        return Every(every)
    if at is not None and every is None:
        return DailyAt.parse(at)
    raise ValueError('Give either every=timedelta(…) or at="HH:MM".')
