"""What happens to events by night."""

from allmende.core.tasks import periodic
from allmende.modules.events.domain import lay_out_all


@periodic(at="01:20")
def move_the_horizon_on() -> None:
    """Lay out the dates of all series a day further."""
    lay_out_all()
