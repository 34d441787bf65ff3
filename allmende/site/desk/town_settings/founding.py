"""A town moves in: its keys, its site, its membership and its switches, in one go."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from allmende.core.audit.domain import record
from allmende.core.exchange.choices import Mode
from allmende.core.exchange.domain_rules import set_rule
from allmende.core.exchange.models import AcceptRule
from allmende.core.items.models import Home
from allmende.core.items.sites import found_site
from allmende.core.modules.domain import switch_on
from allmende.core.people.models import User
from allmende.core.towns.choices import MembershipState
from allmende.core.towns.models import Membership, Municipality, Town
from allmende.core.towns.queries import partners_of


@transaction.atomic
def found_town(
    *,
    town: Town,
    ags: str = "",
    ars: str = "",
    alliance: Town | None = None,
    member_from: date | None = None,
    modules: Iterable[str] = (),
    by: User | None = None,
) -> Town:
    """Take in a town (unsaved). Afterwards its host answers its start page.

    As a member it shows the alliance's own items at once; about all others it is asked.
    """
    town.full_clean()
    town.save()
    if ags:
        Municipality.objects.create(town=town, ags=ags, ars=ars)
    found_site(town=town, home=Home(title=town.name, slug=town.slug))
    after = {"slug": town.slug, "host": town.host, "ags": ags}
    record(verb="found_town", town=town, target=town, by=by, after=after)
    if alliance is not None:
        _join(town, alliance, member_from, by)
    for label in modules:
        switch_on(town=town, label=label, by=by)
    return town


def _join(town: Town, alliance: Town, since: date | None, by: User | None) -> None:
    row = Membership.objects.create(
        town=town, alliance=alliance, state=MembershipState.MEMBER, effective_from=since
    )
    after = {"alliance": alliance.slug, "from": str(since or "")}
    record(verb="join_alliance", town=town, target=row, by=by, after=after)
    if alliance in partners_of(town):
        set_rule(rule=AcceptRule(town=town, origin=alliance, mode=Mode.AUTO), by=by)
