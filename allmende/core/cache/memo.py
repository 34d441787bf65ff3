"""Remember in this process what is asked often and changes seldom."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from allmende.core.cache.tags import clock, is_pending

P = ParamSpec("P")
T = TypeVar("T")

MAX_ENTRIES = 2_000


def remembered(*tags: str | Callable[..., str]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember the answers of a function until one of its tags changes.

    A tag is a word, or a function that makes it of the same arguments. Arguments must be hashable. A transaction that has itself touched a tag reads past the
    memory, so that it neither sees old values nor leaves uncommitted ones behind.
    At most 2,000 answers are kept per function; then it starts anew.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        answers: dict[object, tuple[tuple[int, ...], T]] = {}

        @wraps(function)
        def ask(*args: P.args, **kwargs: P.kwargs) -> T:
            names = [tag if isinstance(tag, str) else tag(*args, **kwargs) for tag in tags]
            if is_pending(names):
                return function(*args, **kwargs)
            key = (args, tuple(sorted(kwargs.items())))
            now = tuple(clock().read(name) for name in names)
            held = answers.get(key)
            if held is not None and held[0] == now:
                return held[1]
            if len(answers) >= MAX_ENTRIES:
                answers.clear()
            value = function(*args, **kwargs)
            answers[key] = (now, value)
            return value

        return ask

    return decorate
