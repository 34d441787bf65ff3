"""Which rule of a town fits an offer: pure decisions, no writing."""

from dataclasses import dataclass

from allmende.core.exchange.choices import Channel, Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.models import Item
from allmende.core.kit.geo import distance_km
from allmende.core.towns.models import Town

#: When two rules are equally exact, the more careful one wins.
_CAREFUL = {Mode.NEVER: 2, Mode.APPROVE: 1, Mode.AUTO: 0}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happens to an offer, and on which outlets it may appear."""

    mode: Mode
    channels: frozenset[Channel]


#: Without a fitting rule the editors are asked.
ASK = Verdict(Mode.APPROVE, frozenset(Channel))


def judge(item: Item, town: Town, rules: list[AcceptRule]) -> Verdict:
    """Find the most exact rule of a town that fits an item; ask when there is none."""
    fitting = [rule for rule in rules if rule.town_id == town.pk and _fits(rule, item, town)]
    if not fitting:
        return ASK
    best = max(fitting, key=lambda rule: (_exactness(rule), _CAREFUL[Mode(rule.mode)]))
    return Verdict(Mode(best.mode), frozenset(c for c in Channel if getattr(best, c)))


def _fits(rule: AcceptRule, item: Item, town: Town) -> bool:
    if rule.origin_id and rule.origin_id != item.town_id:
        return False
    if rule.item_type and rule.item_type != type_name(item):
        return False
    if rule.category_id and rule.category_id != item.category_id:
        return False
    return rule.max_km is None or _is_near(item, town, rule.max_km)


def _is_near(item: Item, town: Town, km: float) -> bool:
    here, there = town.place, item.town.place if item.town else None
    return here is not None and there is not None and distance_km(here, there) <= km


def _exactness(rule: AcceptRule) -> int:
    conditions = (rule.origin_id, rule.item_type, rule.category_id, rule.max_km)
    return sum(bool(condition) for condition in conditions)


def type_name(item: Item) -> str:
    """Name of a page type in rules: ``portal.newspage``."""
    return item.specific_class._meta.label_lower if item.specific_class else ""
