"""Acceptance of the sharing protocol, and who is outside of it.

The line about official notices belongs to their module.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from allmende.core.exchange.choices import Channel, Mode, PlacementStatus
from allmende.core.exchange.domain import accept, decline, expire_offers, offer
from allmende.core.exchange.models import AcceptRule, Offer, Placement
from allmende.core.exchange.queries import offered_to, placement_of, shown_in
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import cancel
from allmende.core.towns.models import Membership
from allmende.modules.portal.domain import publish_news, revise_news
from allmende.modules.portal.tests.reading import badges, met_at, text_of, titles
from conftest import make_town

MORNING = datetime(2026, 6, 10, 7, 0, tzinfo=UTC)


def test_acceptance_nine_kilometres_away_is_shown_without_a_hand_on_every_outlet(cast, client):
    near = make_town("nah", "Nah", 51.1785, 11.0894)  # 9.0 km south of Kindelbrück
    far = make_town("fern", "Fern", 51.1064, 11.0894)  # 17 km
    for town in (near, far):
        Membership.objects.create(alliance=cast.allianz, town=town, state="member")
    AcceptRule.objects.create(
        town=cast.kindelbrueck, item_type="portal.newspage", max_km=15, mode=Mode.AUTO
    )

    item = publish_news(town=near, title="Sternwanderung", offer_to=OfferTo.ALL)
    publish_news(town=far, title="Zu weit", offer_to=OfferTo.ALL)

    response = client.get("/aktuelles/", host="kindelbrueck.localhost")
    assert titles(response) == ["Sternwanderung"]
    assert badges(response) == ["Nah"]
    for channel in Channel:
        assert [one.pk for one in shown_in(cast.kindelbrueck, channel)] == [item.pk]


def test_acceptance_a_cancellation_is_seen_in_all_towns_also_in_approve_mode(cast, client):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    item = publish_news(town=cast.soemmerda, title="Sternwanderung", offer_to=OfferTo.ALL)
    for town in (cast.allianz, cast.kindelbrueck, cast.straussfurt):
        accept(placement=placement_of(item, town))

    cancel(item=item, reason="Sturm.")

    for town in (cast.allianz, *cast.members):
        shown = text_of(client.get("/aktuelles/", host=town.host))
        assert shown.count('class="state"') == 1
        assert [one.cancel_reason for one in shown_in(town, Channel.KIOSK)] == ["Sturm."]


def test_acceptance_who_declined_is_not_asked_when_the_origin_edits(cast):
    item = publish_news(town=cast.soemmerda, title="Sternwanderung", offer_to=OfferTo.ALL)
    decline(placement=placement_of(item, cast.buttstaedt))

    revise_news(page=item, title="Sternwanderung mit Musik")

    assert placement_of(item, cast.buttstaedt).status == PlacementStatus.DECLINED
    assert list(offered_to(cast.buttstaedt)) == []


def test_acceptance_with_nobody_at_the_desk_offers_expire_and_the_page_is_not_empty(cast, client):
    AcceptRule.objects.create(town=cast.straussfurt, origin=cast.allianz, mode=Mode.AUTO)
    with time_machine.travel(MORNING, tick=False):
        waiting = publish_news(town=cast.soemmerda, title="Wartet", offer_to=OfferTo.ALL)
        publish_news(town=cast.allianz, title="Von allen", offer_to=OfferTo.ALL)
    with time_machine.travel(MORNING + timedelta(days=22), tick=False):
        expire_offers()

        assert placement_of(waiting, cast.straussfurt).status == PlacementStatus.EXPIRED
        assert titles(client.get("/", host="straussfurt.localhost")) == ["Von allen"]


# -- non-members -----------------------------------------------------------------------------------


@pytest.mark.parametrize("target", list(OfferTo))
def test_a_non_member_is_reached_by_no_offer_of_anyone(cast, client, target):
    AcceptRule.objects.create(town=cast.wundersleben, mode=Mode.AUTO)
    towns = [cast.wundersleben, cast.buttstaedt]

    for origin in (cast.allianz, cast.straussfurt):
        item = publish_news(
            town=origin, title=f"Von {origin.name}", offer_to=target, offer_towns=towns
        )
        offer(item=item, target=target, towns=towns)
        assert placement_of(item, cast.wundersleben) is None
        assert met_at(client, item, "von", "wundersleben.localhost") <= {"short", "qr"}


@pytest.mark.parametrize("target", list(OfferTo))
def test_a_non_member_reaches_nobody_whatever_its_editor_chooses(cast, target):
    AcceptRule.objects.create(town=cast.straussfurt, mode=Mode.AUTO)

    item = publish_news(
        town=cast.wundersleben, title="Grenzgang", offer_to=target, offer_towns=cast.members,
        by=cast.beate,
    )  # fmt: skip

    assert list(item.placements.values_list("town__slug", "status")) == [("wundersleben", "own")]
    assert not any(list(one.towns.all()) for one in Offer.objects.all())


def test_a_town_takes_part_from_its_first_to_its_last_day_as_member(cast):
    Membership.objects.filter(town=cast.buttstaedt).update(
        effective_from=date(2026, 6, 10), effective_to=date(2026, 12, 31)
    )
    Membership.objects.get(town=cast.buttstaedt).save()  # tell everybody

    def reached(moment):
        with time_machine.travel(moment, tick=False):
            item = publish_news(town=cast.soemmerda, title="Probe", offer_to=OfferTo.ALL)
        return Placement.objects.filter(item=item, town=cast.buttstaedt).exists()

    # Midnight in Thuringia: 22:00 UTC in summer, 23:00 UTC in winter.
    assert not reached(datetime(2026, 6, 9, 21, 59, tzinfo=UTC))
    assert reached(datetime(2026, 6, 9, 22, 0, tzinfo=UTC))
    assert reached(datetime(2026, 12, 31, 22, 59, tzinfo=UTC))
    assert not reached(datetime(2026, 12, 31, 23, 0, tzinfo=UTC))
