"""What the benchmarks share: the world they measure, and how they print."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import house  # noqa: E402


@contextmanager
def world() -> Iterator[Path]:
    """Folder of the world to measure: ALLMENDE_DATA_DIR as it is, or a small one of our own."""
    if given := os.environ.get("ALLMENDE_DATA_DIR"):
        yield Path(given).resolve()
        return
    with tempfile.TemporaryDirectory(prefix="allmende-benchmark-") as folder:
        print("Building the small world …", file=sys.stderr)
        house.build(Path(folder))
        yield Path(folder)


def prepare_django(data: Path) -> None:
    """Make this very process a part of the house, so that it can be measured from inside."""
    os.environ.update(house.environment(data))
    import django

    django.setup()


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print columns; numbers to the right."""
    cells = [list(head), *([_text(value) for value in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    for row in cells:
        first, *others = zip(row, widths, strict=True)
        print(first[0].ljust(first[1]), *(text.rjust(width) for text, width in others), sep="  ")


def _text(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
