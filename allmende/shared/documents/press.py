"""Sets one document, in a process of its own: ``python press.py <folder> <fonts>``.

The folder holds ``main.typ``, ``house.typ``, ``data.json``, the pictures, and the ``order``; the pages are
put beside them. Nothing of the house is imported here, so that it starts in 30 ms.
"""

import json
import resource
import sys
from datetime import datetime
from pathlib import Path

import typst

#: Bytes of address space and seconds of CPU, after which the system ends it.
MEMORY = 3 << 30
SECONDS = 60


def main(folder: Path, fonts: Path) -> int:
    """Write ``page-0``, ``page-1`` … (a PDF has only the first); 1 and a reason when it fails."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    order = json.loads((folder / "order").read_text())
    if moment := order.pop("timestamp", None):
        order["timestamp"] = datetime.fromisoformat(moment)
    try:
        made = typst.compile(
            str(folder / "main.typ"),
            root=str(folder),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),
            ignore_system_fonts=True,
            **order,
        )
    except typst.TypstError as error:
        print(error.message, file=sys.stderr)
        return 1
    for number, page in enumerate(made if isinstance(made, list) else [made]):
        (folder / f"page-{number}").write_bytes(page)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
