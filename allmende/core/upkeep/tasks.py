"""What runs by itself: nothing of this is done while a reader or an editor waits."""

from datetime import timedelta

from allmende.core.kit.dates import today
from allmende.core.tasks import periodic, task
from allmende.core.towns.models import Town
from allmende.core.upkeep.domain import look_through
from allmende.core.upkeep.links import check_some_links, forget_unused
from allmende.core.upkeep.models import Kept


@periodic(at="02:20", lease=timedelta(minutes=30))
def look_through_everything() -> None:
    """Every night: addresses in the texts, then the list of each town."""
    for town in Town.objects.all():
        look_through(town)
    forget_unused()
    Kept.objects.filter(until__lt=today()).delete()


@periodic(every=timedelta(minutes=15), lease=timedelta(minutes=10))
def ask_some_links() -> None:
    """A few outside addresses, one of each host (25 at ten seconds at most)."""
    check_some_links()


@task
def look_through_now(town_id: int) -> None:
    """An editor wants to know now."""
    town = Town.objects.filter(pk=town_id).first()
    if town is not None:
        look_through(town)
