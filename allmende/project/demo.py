"""Put the demo world together: rooms and modules bring their parts, in order."""

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Site

from allmende.core.audit.models import Deed
from allmende.core.exchange import demo as exchange_demo
from allmende.core.items.categories import ensure_categories
from allmende.core.items.models import Home
from allmende.core.items.sites import found_site
from allmende.core.modules.domain import switch_on
from allmende.core.modules.switchboard import all_modules, given_by_all
from allmende.core.people import demo as people_demo
from allmende.core.towns import demo as towns_demo
from allmende.core.towns.models import Town
from allmende.core.upkeep.domain import look_through

Say = Callable[[str], None]


def build(say: Say = print) -> None:
    """Build what is missing of the demo world. Running it again keeps what people wrote."""
    say("Städte und Allianz …")
    with transaction.atomic():
        ensure_categories()
        towns_demo.build()
        decided = _decided()
        for town in Town.objects.order_by("pk"):
            _open(town, decided)
        people_demo.build()
        exchange_demo.build()
    say("Meldungen, Seiten und Bilder (beim ersten Mal etwa eine Minute) …")
    for demo in given_by_all("demos"):
        with transaction.atomic():
            demo.build()
    for town in Town.objects.order_by("pk"):
        look_through(town)


def _open(town: Town, decided: set[tuple[int, str]]) -> None:
    """Found the site of a town, and switch on every module about which nobody has decided yet."""
    if not Site.objects.filter(hostname=town.host).exists():
        found_site(town=town, home=Home(title=town.name, slug=town.slug))
    for module in all_modules():
        if (town.pk, module.label) not in decided:
            switch_on(town=town, label=module.label)


def _decided() -> set[tuple[int, str]]:
    """Town and module of everything that was switched on or off at any time, by the log."""
    deeds = Deed.objects.filter(verb__in=["switch_on", "switch_off"])
    rows = deeds.values_list("town", "before", "after")
    return {(town, (after or before).get("module", "")) for town, before, after in rows}
