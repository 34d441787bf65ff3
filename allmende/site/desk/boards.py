"""The board of a town: what waits there for a person, what goes out, what went out last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Revision

from allmende.core.exchange.models import Placement
from allmende.core.exchange.queries import changed_since_taken, offered_to
from allmende.core.items.choices import Outcome
from allmende.core.items.domain import REGRET
from allmende.core.items.models import Item, Submission
from allmende.core.items.queries import items_of, submissions_by, waiting_for_release
from allmende.core.people.models import User
from allmende.core.people.queries import (
    may_decide_offers,
    may_publish,
    may_read_log,
    may_write,
)
from allmende.core.towns.models import Town
from allmende.core.upkeep.queries import UpkeepCount, upkeep_counts
from allmende.site.desk.queries import actions_for, drafts_of, going_out, open_reports

#: Lines of each list; whoever acts for several towns sees fewer of each.
LINES, FEWER_LINES = 6, 3
OFFERS = 10


@dataclass(frozen=True, slots=True)
class Board:
    """One town on the desk."""

    town: Town
    may_publish: bool
    may_decide: bool
    may_read_log: bool
    actions: list[dict[str, Any]]
    to_release: list[Submission]
    mine: list[Submission]
    offers: list[Placement]
    offers_count: int
    changed: int
    drafts: list[Item]
    drafts_count: int
    going_out: list[Item]
    published: list[Item]
    barriers: int
    upkeep: list[UpkeepCount]

    @property
    def is_calm(self) -> bool:
        """Whether nothing waits for the person."""
        return not (self.to_release or self.offers or self.changed or self.drafts or self.mine)

    @property
    def regret_since(self) -> datetime:
        """What was published later than this can be taken back."""
        return timezone.now() - REGRET


def board(town: Town, user: User, *, lines: int = LINES) -> Board:
    """Everything the desk says about a town, as far as it concerns the person."""
    publishes, decides = may_publish(user, town), may_decide_offers(user, town)
    offers = offered_to(town) if decides else Placement.objects.none()
    mine = list(submissions_by(user, town)[:lines])
    drafts = _drafts_for(user, town, publishes=publishes).exclude(pk__in=_sent_back(mine))
    return Board(
        town=town,
        may_publish=publishes,
        may_decide=decides,
        actions=actions_for(town, short_first=not publishes) if may_write(user, town) else [],
        to_release=list(waiting_for_release(town)[:OFFERS]) if publishes else [],
        mine=mine,
        offers=list(offers[:OFFERS]),
        offers_count=offers.count(),
        changed=changed_since_taken(town).count() if decides else 0,
        drafts=list(drafts[:lines]),
        drafts_count=drafts.count(),
        going_out=list(going_out(town)[:lines]),
        published=list(_published(town)[:lines]),
        barriers=open_reports(town).count() if publishes else 0,
        may_read_log=may_read_log(user, town),
        upkeep=upkeep_counts(town) if publishes else [],
    )


def _drafts_for(user: User, town: Town, *, publishes: bool) -> QuerySet[Item]:
    """Drafts nobody has submitted or scheduled; who may not publish sees their own."""
    drafts = drafts_of(town).exclude(Exists(_scheduled_version()), live=False)
    drafts = drafts.exclude(submissions__in=waiting_for_release(town).values("pk"))
    return drafts if publishes else drafts.filter(owner=user)


def _scheduled_version() -> QuerySet[Revision]:
    """Versions of the page at hand that the clock will publish; a date alone is not enough."""
    later = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())
    return later.filter(object_id=Cast(OuterRef("pk"), CharField()))  # type: ignore[no-any-return]


def _sent_back(mine: list[Submission]) -> list[int]:
    """Items the board shows as sent back already; once is enough."""
    return [row.item_id for row in mine if row.outcome == Outcome.SENT_BACK]


def _published(town: Town) -> QuerySet[Item]:
    """What went out last; what is under embargo is not out yet."""
    out = items_of(town).filter(live=True, depth__gt=3, last_published_at__isnull=False)
    out = out.exclude(embargo_until__gt=timezone.now())
    return out.order_by("-last_published_at")
