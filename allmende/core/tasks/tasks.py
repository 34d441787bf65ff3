"""The room's own periodic work."""

from datetime import timedelta

from allmende.core.tasks.declare import periodic
from allmende.core.tasks.domain.prune import forget_removed_periodic, prune_finished


@periodic(every=timedelta(hours=6))
def prune() -> None:
    """Delete finished tasks after seven days and plans nobody declares any more."""
    prune_finished()
    forget_removed_periodic()
