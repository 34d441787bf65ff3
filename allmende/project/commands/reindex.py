"""Read every item anew for search."""

import argparse

from allmende.core.search.domain import begin_rebuild, rebuild
from allmende.project.commands.progress import Bar


def reindex(options: argparse.Namespace) -> int:
    """Rebuild the index while the site runs; broken off, it goes on where it was."""
    bar = Bar(begin_rebuild())
    try:
        done = rebuild(bar.show)
    finally:
        bar.wipe()
    print(f"{done} Beiträge sind für die Suche neu gelesen.")
    return 0
