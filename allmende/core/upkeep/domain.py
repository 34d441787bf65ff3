"""What can be done: look through a town, say that something stays, set how long pages keep."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from allmende.core.audit.domain import record
from allmende.core.items.models import Item
from allmende.core.kit.dates import today
from allmende.core.modules.contract import Found
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.core.upkeep.checks import ageing_kinds
from allmende.core.upkeep.links import collect_links
from allmende.core.upkeep.models import Finding, Kept, Review, StaleAfter
from allmende.core.upkeep.queries import checks_of

#: Findings kept of one check in one town; more would not be worked through anyway.
MOST = 300
KEEP = timedelta(days=365)
LONGEST_MONTHS = 60


def look_through(town: Town) -> int:
    """Do all that the night does for a town: addresses in its texts, then the list."""
    collect_links(town)
    return review(town)


def review(town: Town) -> int:
    """Look through everything a town shows and write down what wants care; returns how much."""
    found = [(check.key, one) for check in checks_of(town) for one in _look(town, check)]
    kept = set(_kept(town))
    rows = [_row(town, key, one) for key, one in found if (key, one.subject) not in kept]
    with transaction.atomic():
        Finding.objects.filter(town=town).delete()
        Finding.objects.bulk_create(rows, batch_size=200)
        Review.objects.update_or_create(town=town, defaults={"done_at": timezone.now()})
    return len(rows)


def _look(town: Town, check: object) -> list[Found]:
    first: dict[tuple[str, str], Found] = {}
    for one in check.look(town):  # type: ignore[attr-defined]
        first.setdefault((one.subject, one.note), one)
        if len(first) == MOST:
            break
    return list(first.values())


def _kept(town: Town) -> list[tuple[str, str]]:
    rows = Kept.objects.filter(town=town, until__gte=today())
    return list(rows.values_list("check_key", "subject"))


def _row(town: Town, key: str, found: Found) -> Finding:
    return Finding(
        town=town,
        check_key=key,
        subject=found.subject,
        title=found.title[:200],
        note=found.note[:300],
        path=found.path,
        due=found.due,
    )


class MustNotStay(ValueError):
    """This kind of fault does not become right by being looked at."""


@transaction.atomic
def keep_as_it_is(*, finding: Finding, by: User) -> None:
    """Looked at and still right: not asked about again for twelve months."""
    may = {check.key for check in checks_of(finding.town) if check.may_stay}
    if finding.check_key not in may:
        raise MustNotStay(finding.check_key)
    Kept.objects.update_or_create(
        town=finding.town,
        check_key=finding.check_key,
        subject=finding.subject,
        defaults={"until": today() + KEEP},
    )
    kind, _, number = finding.subject.partition(":")
    target = Item.objects.filter(pk=number).first() if kind == "item" else None
    record(verb="keep_as_it_is", town=finding.town, target=target or finding.town, by=by)
    finding.delete()


@transaction.atomic
def set_stale_after(*, town: Town, months: dict[str, int], by: User) -> None:
    """Say after how many months a town's pages of a kind are to be looked at again (0: never)."""
    known = {model._meta.label_lower for model in ageing_kinds()}
    for kind in known & set(months):
        value = min(max(months[kind], 0), LONGEST_MONTHS)
        StaleAfter.objects.update_or_create(town=town, item_type=kind, defaults={"months": value})
    record(verb="set_stale_after", town=town, target=town, by=by, after=dict(months))
