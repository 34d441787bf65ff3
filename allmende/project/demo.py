"""Put the demo world together: rooms and modules bring their parts, in order."""

from collections.abc import Callable

from django.db import transaction
from wagtail.models import Site

from allmende.core.audit.queries import deeds_for
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
        for town in Town.objects.order_by("pk"):
            _open(town)
        people_demo.build()
        exchange_demo.build()
    say("Meldungen, Seiten und Bilder (beim ersten Mal etwa eine Minute) …")
    for demo in given_by_all("demos"):
        with transaction.atomic():
            demo.build()
    for town in Town.objects.order_by("pk"):
        look_through(town)


def _open(town: Town) -> None:
    """Found the site of a town, and switch on every module about which nobody has decided yet."""
    if not Site.objects.filter(hostname=town.host).exists():
        found_site(town=town, home=Home(title=town.name, slug=town.slug))
    decided = _decided(town)
    for module in all_modules():
        if module.label not in decided:
            switch_on(town=town, label=module.label)


def _decided(town: Town) -> set[str]:
    """Modules that were switched on or off in a town at any time, by the log."""
    deeds = deeds_for(town).filter(verb__in=["switch_on", "switch_off"])
    return {(deed.after or deed.before).get("module", "") for deed in deeds}
