"""What readers may see. Whoever shows items asks here; there is no second way."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from allmende.core.audit.models import Deed
from allmende.core.audit.queries import deeds_about
from allmende.core.cache.memo import remembered
from allmende.core.cache.tags import grouped
from allmende.core.items.models import Category, Item, Submission
from allmende.core.people.models import User
from allmende.core.towns.models import Town

#: Items whose changes are looked at together.
GROUP = 500
#: Whatever a town's menu is made of.
MENUS_TAG = "menus"


def visible(now: datetime | None = None) -> QuerySet[Item]:
    """Items that the world may see at a moment: published, not withdrawn, no embargo, not expired.

    Embargo and expiry hold by the clock, even when no job has run.
    """
    at = now or timezone.now()
    return Item.objects.filter(
        Q(embargo_until__isnull=True) | Q(embargo_until__lte=at),
        Q(expire_at__isnull=True) | Q(expire_at__gt=at),
        live=True,
        withdrawn_at__isnull=True,
        merged_into__isnull=True,
    )


def is_visible(item: Item, now: datetime | None = None) -> bool:
    """Whether the world may see this one item at a moment (the same rule as ``visible``)."""
    at = now or timezone.now()
    if not item.live or item.withdrawn_at or item.merged_into_id:
        return False
    held_back = item.embargo_until is not None and item.embargo_until > at
    expired = item.expire_at is not None and item.expire_at <= at
    return not held_back and not expired


def items_of(town: Town) -> QuerySet[Item]:
    """Everything a town owns, drafts included: for its own editors only."""
    return Item.objects.filter(town=town)


def waiting_for_release(town: Town) -> QuerySet[Submission]:
    """Drafts submitted to a town and not answered yet, oldest first: for those who may publish."""
    waiting = Submission.objects.filter(item__town=town, decided_at__isnull=True)
    return waiting.select_related("item", "submitted_by").order_by("submitted_at")


def submissions_by(user: User, town: Town) -> QuerySet[Submission]:
    """The latest submission of each item that a person has shown to a town, newest first."""
    newer = Submission.objects.filter(item=OuterRef("item"), pk__gt=OuterRef("pk"))
    own = Submission.objects.filter(submitted_by=user, item__town=town)
    return own.filter(~Exists(newer)).select_related("item").order_by("-submitted_at")


def last_submission(item: Item) -> Submission | None:
    """The latest time an item was submitted, answered or not."""
    return Submission.objects.filter(item=item.pk).first()


def standing_publications(item: Item) -> QuerySet[Deed]:
    """Times an item was published since it was last taken off, newest first.

    Taking off is in the log as "unpublish" or "withdraw", whoever or whatever did it.
    """
    about = deeds_about(item)
    last_off = about.filter(verb__in=["unpublish", "withdraw"]).values_list("pk", flat=True).first()
    return about.filter(verb="publish", pk__gt=last_off or 0)


def by_public_id(code: str) -> Item | None:
    return Item.objects.filter(public_id=code).first()


def group_tag(pk: int) -> str:
    """Page tag of the five hundred items among which one stands; it moves with each of them."""
    return f"items:{pk // GROUP}"


grouped("item", lambda pk: group_tag(int(pk)))


def list_tag(town_id: int) -> str:
    """Page tag of all lists of a town."""
    return f"list:{town_id}"


@remembered("categories")
def categories() -> list[Category]:
    return list(Category.objects.all())
