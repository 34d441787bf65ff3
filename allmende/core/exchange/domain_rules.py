"""How a town deals with the offers of others: its rules, its bounds, its quiet times."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict

from allmende.core.audit.domain import record
from allmende.core.exchange.models import AcceptRule, QuietPeriod, SharingSettings
from allmende.core.people.models import User
from allmende.core.towns.models import Town
from allmende.core.towns.queries import partners_of


class SameRule(ValueError):
    """The town has a rule with exactly these conditions already."""


class NoPartner(ValueError):
    """A rule names a town whose offers can never arrive."""


@transaction.atomic
def set_rule(*, rule: AcceptRule, by: User | None = None) -> AcceptRule:
    """Save a rule, new or changed. It holds for offers made from now on.

    Raises SameRule for conditions that stand in another rule of the town, NoPartner for an
    origin outside the town's alliances.
    """
    _refuse_strangers(rule)
    _refuse_twins(rule)
    stored = AcceptRule.objects.filter(pk=rule.pk).first()
    before = _values(stored) if stored else {}
    if before == _values(rule):
        return rule
    rule.save()
    verb = "change_rule" if stored else "add_rule"
    record(verb=verb, town=rule.town, target=rule, by=by, before=before, after=_values(rule))
    return rule


@transaction.atomic
def remove_rule(*, rule: AcceptRule, by: User | None = None) -> None:
    """Drop a rule; what it let in stays."""
    record(verb="remove_rule", town=rule.town, target=rule, by=by, before=_values(rule))
    rule.delete()


@transaction.atomic
def change_sharing(
    *, town: Town, max_foreign_in_ten: int, neighbour_km: float, by: User | None = None
) -> list[str]:
    """Bound what others may take of the start page; returns the names of what differs now."""
    settings = SharingSettings.objects.filter(town=town).first() or SharingSettings(town=town)
    wanted = {"max_foreign_in_ten": max_foreign_in_ten, "neighbour_km": neighbour_km}
    before = {name: getattr(settings, name) for name in wanted}
    names = [name for name in wanted if before[name] != wanted[name]]
    if names:
        _write(settings, wanted)
        log = {"before": _only(before, names), "after": _only(wanted, names)}
        record(verb="change_sharing", town=town, target=settings, by=by, **log)
    return names


@transaction.atomic
def add_quiet_period(
    *, town: Town, begins: date, ends: date, occasion: str, by: User | None = None
) -> QuietPeriod:
    """Keep still before an election, first and last day included (domain.md § 3.2, rule 8)."""
    period = QuietPeriod.objects.create(town=town, begins=begins, ends=ends, occasion=occasion)
    record(verb="add_quiet_period", town=town, target=period, by=by, after=_days(period))
    return period


@transaction.atomic
def remove_quiet_period(*, period: QuietPeriod, by: User | None = None) -> None:
    record(verb="remove_quiet_period", town=period.town, target=period, by=by, before=_days(period))
    period.delete()


def _refuse_strangers(rule: AcceptRule) -> None:
    if rule.origin is not None and rule.origin not in partners_of(rule.town):
        raise NoPartner(str(rule.origin))


def _refuse_twins(rule: AcceptRule) -> None:
    same = AcceptRule.objects.filter(
        town=rule.town,
        origin=rule.origin,
        item_type=rule.item_type,
        category=rule.category,
        max_km=rule.max_km,
    )
    if same.exclude(pk=rule.pk).exists():
        raise SameRule(str(rule))


def _write(settings: SharingSettings, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()


def _only(values: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: values[name] for name in names}


def _values(rule: AcceptRule) -> dict[str, Any]:
    return model_to_dict(rule, exclude=["id", "town"])


def _days(period: QuietPeriod) -> dict[str, str]:
    return {"from": str(period.begins), "to": str(period.ends), "occasion": period.occasion}
