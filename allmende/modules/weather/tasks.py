"""The weather is fetched by the clock, never by a reader."""

from allmende.core.tasks import periodic
from allmende.modules.weather.domain import ROUND, refresh_all


@periodic(every=ROUND, retries=1)
def fetch_weather() -> None:
    """Ask for all towns; what went wrong stands in the doctor's answers, not in an alarm."""
    refresh_all()
