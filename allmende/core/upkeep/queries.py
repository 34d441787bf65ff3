"""What wants care in a town, how much of it, and how fresh its modules are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Max, QuerySet

from allmende.core.items.models import Item
from allmende.core.items.queries import visible
from allmende.core.modules.contract import UpkeepCheck
from allmende.core.modules.switchboard import given
from allmende.core.towns.models import Town
from allmende.core.upkeep.checks import CHECKS
from allmende.core.upkeep.choices import LinkState
from allmende.core.upkeep.models import Finding, LinkUse, Review, StaleAfter


@dataclass(frozen=True, slots=True)
class UpkeepCount:
    """How much one check found in a town."""

    key: str
    label: Any
    count: int


def checks_of(town: Town) -> list[UpkeepCheck]:
    """The house's own checks and those of the modules a town has switched on."""
    return sorted([*CHECKS, *given(town, "upkeep_checks")], key=lambda check: check.order)


def findings_of(town: Town, key: str = "") -> QuerySet[Finding]:
    """What wants care in a town, what is due soonest first; of one check or of all."""
    found = Finding.objects.filter(town=town)
    if key:
        found = found.filter(check_key=key)
    return found.order_by("check_key", F("due").asc(nulls_last=True), "title", "pk")


def upkeep_counts(town: Town) -> list[UpkeepCount]:
    """Checks that found something in a town, with their numbers: one query."""
    counts = upkeep_numbers([town]).get(town.pk, {})
    found = (UpkeepCount(c.key, c.label, counts.get(c.key, 0)) for c in checks_of(town))
    return [one for one in found if one.count]


def upkeep_numbers(towns: Iterable[Town]) -> dict[int, dict[str, int]]:
    """Numbers by town and check, for any number of towns in one query."""
    rows = Finding.objects.filter(town__in=list(towns)).order_by()
    numbers: dict[int, dict[str, int]] = {}
    for town, key, count in rows.values_list("town", "check_key").annotate(n=Count("pk")):
        numbers.setdefault(town, {})[key] = count
    return numbers


def unsure_links(town: Town) -> int:
    """How many outside addresses of a town let nobody check them."""
    uses = LinkUse.objects.filter(town=town, link__state=LinkState.UNSURE)
    return uses.values("link").distinct().count()


def last_reviews(towns: Iterable[Town]) -> dict[int, datetime]:
    rows = Review.objects.filter(town__in=list(towns))
    return dict(rows.values_list("town", "done_at"))


def freshness(towns: Iterable[Town]) -> dict[int, dict[int, datetime]]:
    """Day of the newest own item by town and kind of page (content type), in one query."""
    kinds = ContentType.objects.get_for_models(*_kinds_with_content()).values()
    rows = visible().filter(town__in=list(towns), content_type__in=kinds).order_by()
    newest: dict[int, dict[int, datetime]] = {}
    for town, kind, at in rows.values_list("town", "content_type").annotate(
        at=Max("first_published_at")
    ):
        newest.setdefault(town, {})[kind] = at
    return newest


def _kinds_with_content() -> list[type[Item]]:
    """What is written by people: shelves and start pages are put together by themselves."""
    models = (model for model in apps.get_models() if issubclass(model, Item))
    return [model for model in models if model.is_shareable or model.stale_after_months]


def own_months(town: Town) -> dict[str, int]:
    """Months a town has set by kind of page."""
    return dict(StaleAfter.objects.filter(town=town).values_list("item_type", "months"))
