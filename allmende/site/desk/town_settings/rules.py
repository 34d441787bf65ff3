"""Accept rules as sentences, and what they would have done with the last offers."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from allmende.core.exchange.choices import Channel, Mode
from allmende.core.exchange.models import AcceptRule, Offer, Placement
from allmende.core.exchange.rules import judge
from allmende.core.items.models import Item
from allmende.core.items.queries import visible
from allmende.core.towns.models import Town
from allmende.site.desk.town_settings.forms.sharing import MODE_WORDS, shareable_types

LAST = 20


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in words."""

    rule: AcceptRule
    when: str
    then: str
    where: str


@dataclass(frozen=True, slots=True)
class Trial:
    """An offer of the past, and what the rules would do with it today."""

    item: Item
    now: str
    then: str
    is_different: bool
    fate: str


def rules_of(town: Town) -> list[AcceptRule]:
    return list(AcceptRule.objects.filter(town=town).select_related("origin", "category"))


def lines(town: Town) -> list[RuleLine]:
    kinds = dict(shareable_types())
    return [line(rule, kinds) for rule in rules_of(town)]


def line(rule: AcceptRule, kinds: dict[str, str]) -> RuleLine:
    """Say a rule: when it fits, what happens then, and on which outlets."""
    parts = [
        _("From %(town)s") % {"town": rule.origin} if rule.origin else _("From all towns"),
        kinds.get(rule.item_type, rule.item_type) if rule.item_type else _("everything"),
        str(rule.category) if rule.category else _("all topics"),
    ]
    if rule.max_km is not None:
        parts.append(_("up to %(km)s km") % {"km": kilometres(rule.max_km)})
    return RuleLine(rule, " · ".join(parts), str(MODE_WORDS[Mode(rule.mode)]), _where(rule))


def kilometres(km: float) -> str:
    """Whole kilometres without a decimal, others with one."""
    return number_format(km, 0 if km == int(km) else 1)


def _where(rule: AcceptRule) -> str:
    chosen = [str(channel.label) for channel in Channel if getattr(rule, channel.value)]
    if rule.mode == Mode.NEVER or len(chosen) == len(Channel):
        return ""
    return _("only: %(channels)s") % {"channels": ", ".join(chosen)}


def trials(town: Town, changed: AcceptRule | None = None) -> list[Trial]:
    """What would happen with the last twenty offers to a town, by its rules and one that is not saved.

    Only offers that were meant for this town: others are not its business.
    """
    present = rules_of(town)
    others = [rule for rule in present if changed is None or rule.pk != changed.pk]
    wanted = [*others, changed] if changed is not None else present
    offers = _last_offers(town)
    fates = _fates(town, [offer.item_id for offer in offers])
    return [_trial(town, offer.item, present, wanted, fates) for offer in offers]


def _last_offers(town: Town) -> list[Offer]:
    found = Offer.objects.filter(towns=town, item__in=visible()).order_by("-made_at", "-pk")
    return list(found.select_related("item", "item__town", "item__category")[:LAST])


def _fates(town: Town, items: list[int]) -> dict[int, str]:
    rows = Placement.objects.filter(town=town, item__in=items)
    return {row.item_id: row.get_status_display() for row in rows}


def _trial(
    town: Town, item: Item, present: list[AcceptRule], wanted: list[AcceptRule], fates: Any
) -> Trial:
    now, then = judge(item, town, present).mode, judge(item, town, wanted).mode
    fate = fates.get(item.pk, _("not shown by rule"))
    return Trial(item, str(MODE_WORDS[now]), str(MODE_WORDS[then]), now != then, fate)
