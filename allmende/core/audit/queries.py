"""Read the log, always within a scope."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Q, QuerySet

from allmende.core.audit.models import Deed, kind_of
from allmende.core.kit.dates import BERLIN
from allmende.core.towns.models import Town


def deeds_for(town: Town) -> QuerySet[Deed]:
    """Deeds in the name of a town, newest first."""
    return Deed.objects.filter(town=town)


def deeds_about(target: models.Model) -> QuerySet[Deed]:
    """Everything that was done to one object, newest first."""
    return Deed.objects.filter(object_type=kind_of(target), object_id=str(target.pk))


def deeds_found(
    town: Town,
    *,
    word: str = "",
    actor: int | None = None,
    verb: str = "",
    since: date | None = None,
    until: date | None = None,
    meant: Callable[[str], Q] = lambda _part: Q(),
) -> QuerySet[Deed]:
    """Deeds in the name of a town: about a word, by an account (0: by nobody), on days.

    ``meant`` says what else a word may mean: upper rooms know the words for deeds.
    """
    found = deeds_for(town)
    for part in word.split():
        in_label = Q(label__icontains=part) | Q(label__icontains=part.capitalize())
        found = found.filter(in_label | meant(part))
    if actor is not None:
        found = found.filter(actor_id=actor) if actor else found.filter(actor_id=None)
    if verb:
        found = found.filter(verb=verb)
    if since:
        found = found.filter(at__gte=_midnight(since))
    if until:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=BERLIN)


def actors_in(town: Town) -> list[int]:
    """Accounts that did something in the name of a town."""
    rows = deeds_for(town).exclude(actor_id=None).order_by()
    return [pk for pk in rows.values_list("actor_id", flat=True).distinct() if pk is not None]


def verbs_in(town: Town) -> list[str]:
    """Verbs that stand in the log of a town."""
    return list(deeds_for(town).order_by().values_list("verb", flat=True).distinct())


def deeds_to(accounts: list[int]) -> Q:
    """Condition: deeds that gave people a role or took it from them."""
    return Q(after__person__in=accounts) if accounts else Q()
