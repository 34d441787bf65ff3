"""Accept rules of the demo world: each town has its own way with others."""

from allmende.core.exchange.choices import Mode
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.models import Category
from allmende.core.towns.models import Town

#: town, origin, category, up to km, mode
RULES = (
    ("allianz", None, None, None, Mode.AUTO),
    ("soemmerda", "allianz", None, None, Mode.AUTO),
    ("soemmerda", None, "kultur", 15.0, Mode.AUTO),
    ("buttstaedt", "allianz", None, None, Mode.AUTO),
    ("buttstaedt", "rastenberg", None, None, Mode.AUTO),
    ("buttstaedt", None, "wirtschaft", None, Mode.NEVER),
    ("kindelbrueck", None, None, 15.0, Mode.AUTO),
    ("kindelbrueck", "allianz", None, None, Mode.AUTO),
    ("straussfurt", "soemmerda", None, None, Mode.AUTO),
    ("rastenberg", "allianz", None, None, Mode.AUTO),
    ("rastenberg", "buttstaedt", "kultur", None, Mode.AUTO),
)


def build() -> None:
    """Make the rules, once."""
    if AcceptRule.objects.exists():
        return
    towns = {town.slug: town for town in Town.objects.all()}
    subjects = {category.slug: category for category in Category.objects.all()}
    for town, origin, category, km, mode in RULES:
        AcceptRule.objects.create(
            town=towns[town],
            origin=towns.get(origin or ""),
            category=subjects.get(category or ""),
            max_km=km,
            mode=mode,
        )
