"""What we write down about a failure: where it happened, never whose data it was."""

import traceback
from collections.abc import Iterator

LONGEST_REPORT = 2_000  # characters
FRAMES = 8  # the innermost ones: that is where it broke
LONGEST_CHAIN = 4


class WorkerLostError(RuntimeError):
    """The worker of a task fell silent: killed, out of memory, or the machine stopped."""


def class_path(error: BaseException) -> str:
    """Return the dotted path of the class of an error."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def report(error: BaseException) -> str:
    """Name the classes and lines of an error and its causes, at most 2,000 characters.

    Without its message: messages quote what was worked on ("duplicate key … (email)=(…)"),
    and a list of failures is read by people who may not see that.
    """
    return "\n".join(_lines(error))[:LONGEST_REPORT]


def _lines(error: BaseException) -> Iterator[str]:
    current: BaseException | None = error
    for _ in range(LONGEST_CHAIN):
        if current is None:
            return
        yield class_path(current)
        frames = traceback.extract_tb(current.__traceback__)[-FRAMES:]
        yield from (f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        current = current.__cause__ or current.__context__
