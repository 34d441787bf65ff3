"""The room's own periodic work."""

from allmende.core.exchange.domain import expire_offers
from allmende.core.tasks import periodic


@periodic(at="02:40")
def end_old_offers() -> None:
    """End offers nobody decided about within three weeks (domain: ``OFFER_DAYS``)."""
    expire_offers()
