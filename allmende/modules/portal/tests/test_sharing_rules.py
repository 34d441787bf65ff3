"""The sharing protocol, rules 1, 2, 7, 8 and 9: offer, receive, flood, quiet, log."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from allmende.core.audit.models import Deed
from allmende.core.audit.queries import deeds_about
from allmende.core.exchange.choices import Channel, Mode, PlacementStatus
from allmende.core.exchange.domain import (
    CannotShare,
    accept,
    adapt,
    decline,
    expire_offers,
    note_changes,
    offer,
)
from allmende.core.exchange.models import AcceptRule, QuietPeriod, SharingSettings
from allmende.core.exchange.queries import (
    answers_to,
    changed_since_taken,
    offered_to,
    placement_of,
    shown_in,
)
from allmende.core.items.choices import OfferTo
from allmende.modules.portal.domain import open_newsroom, publish_news, revise_news
from allmende.modules.portal.tests.reading import badges, titles
from conftest import settle

NOON = datetime(2026, 6, 10, 10, 0, tzinfo=UTC)


def statuses(item):
    return dict(item.placements.order_by("town__slug").values_list("town__slug", "status"))


def asked(item):
    return sorted(name for name, status in statuses(item).items() if status == "offered")


# -- rule 1: the switch "offer" ------------------------------------------------------------------


def test_rule_1_offered_to_nobody_stays_at_home(cast):
    item = publish_news(town=cast.soemmerda, title="Nur bei uns")

    assert statuses(item) == {"soemmerda": "own"}


def test_rule_1_offered_to_all_asks_every_partner_and_no_one_else(cast):
    item = publish_news(town=cast.soemmerda, title="Für alle", offer_to=OfferTo.ALL)

    assert asked(item) == ["allianz", "buttstaedt", "kindelbrueck", "straussfurt"]


def test_rule_1_offered_to_neighbours_asks_those_within_the_towns_distance(cast):
    SharingSettings.objects.create(town=cast.soemmerda, neighbour_km=11.5)

    item = publish_news(town=cast.soemmerda, title="Nebenan", offer_to=OfferTo.NEIGHBOURS)

    # Straußfurt lies 9 km away, Kindelbrück 11.1, Buttstädt 21; the alliance's office 5.8.
    assert asked(item) == ["allianz", "kindelbrueck", "straussfurt"]


def test_rule_1_offered_to_a_selection_asks_the_selection_without_non_members(cast):
    item = publish_news(
        town=cast.soemmerda,
        title="Für zwei",
        offer_to=OfferTo.SELECTION,
        offer_towns=[cast.buttstaedt, cast.wundersleben],
    )

    assert statuses(item) == {"soemmerda": "own", "buttstaedt": "offered"}


def test_rule_1_a_page_that_stays_at_home_cannot_be_offered(cast):
    shelf = open_newsroom(town=cast.soemmerda)

    with pytest.raises(CannotShare):
        offer(item=shelf, target=OfferTo.ALL)


# -- rule 2: receive -----------------------------------------------------------------------------


def test_rule_2_without_a_rule_the_offer_waits_in_the_inbox_and_is_shown_nowhere(cast, client):
    item = publish_news(town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)

    assert [one.item_id for one in offered_to(cast.buttstaedt)] == [item.pk]
    assert titles(client.get("/aktuelles/", host="buttstaedt.localhost")) == []
    assert titles(client.get("/aktuelles/")) == ["Brückenfest"]


def test_rule_2_accepting_shows_the_item_with_its_origin(cast, client):
    item = publish_news(town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)

    accept(placement=placement_of(item, cast.buttstaedt), by=cast.antje)

    response = client.get("/aktuelles/", host="buttstaedt.localhost")
    assert titles(response) == ["Brückenfest"]
    assert badges(response) == ["Sömmerda"]
    assert list(offered_to(cast.buttstaedt)) == []


def test_rule_2_accepting_for_the_calendar_alone_leaves_the_website_alone(cast, client):
    item = publish_news(town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)

    accept(placement=placement_of(item, cast.buttstaedt), channels=[Channel.CALENDAR])

    assert [one.pk for one in shown_in(cast.buttstaedt, Channel.CALENDAR)] == [item.pk]
    assert list(shown_in(cast.buttstaedt, Channel.WEB)) == []
    page = client.get(item.local_path(), host="buttstaedt.localhost")
    assert (page.status_code, "Brückenfest" in page.content.decode()) == (404, False)


def test_rule_2_the_origin_sees_counts_without_names(cast):
    item = publish_news(town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)
    accept(placement=placement_of(item, cast.buttstaedt))
    decline(placement=placement_of(item, cast.kindelbrueck))

    counted = answers_to(item)

    assert counted == Counter({"accepted": 1, "declined": 1, "offered": 2})
    assert not {"Buttstädt", "Kindelbrück", "buttstaedt", "kindelbrueck"} & set(map(str, counted))


def test_rule_2_a_town_cannot_decline_or_accept_its_own_item(cast):
    own = placement_of(publish_news(town=cast.soemmerda, title="Eigenes"), cast.soemmerda)

    for verb in (accept, decline):
        with pytest.raises(CannotShare):
            verb(placement=own)
    own.refresh_from_db()
    assert own.status == PlacementStatus.OWN


def test_rule_2_the_most_exact_rule_decides(cast):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    AcceptRule.objects.create(town=cast.buttstaedt, origin=cast.soemmerda, mode=Mode.NEVER)

    ours = publish_news(town=cast.soemmerda, title="Von Sömmerda", offer_to=OfferTo.ALL)
    theirs = publish_news(town=cast.kindelbrueck, title="Von dort", offer_to=OfferTo.ALL)

    assert placement_of(ours, cast.buttstaedt) is None
    assert placement_of(theirs, cast.buttstaedt).status == PlacementStatus.AUTO


def test_rule_2_of_two_equally_exact_rules_the_careful_one_wins(cast):
    AcceptRule.objects.create(town=cast.buttstaedt, origin=cast.soemmerda, mode=Mode.AUTO)
    AcceptRule.objects.create(town=cast.buttstaedt, item_type="portal.newspage", mode=Mode.APPROVE)

    item = publish_news(town=cast.soemmerda, title="Vorsicht", offer_to=OfferTo.ALL)

    assert placement_of(item, cast.buttstaedt).status == PlacementStatus.OFFERED


def test_rule_2_a_rule_may_leave_out_outlets(cast):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO, kiosk=False, newsletter=False)

    item = publish_news(town=cast.soemmerda, title="Ohne Säule", offer_to=OfferTo.ALL)

    shown = {one.value for one in Channel if shown_in(cast.buttstaedt, one).exists()}
    assert shown == {"web", "app", "calendar"}
    assert placement_of(item, cast.buttstaedt).status == PlacementStatus.AUTO


def test_rule_2_an_own_teaser_stands_in_the_receivers_list_only(cast, client):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    item = publish_news(
        town=cast.soemmerda, title="Fest", summary="Am Fluss.", offer_to=OfferTo.ALL
    )

    adapt(placement=placement_of(item, cast.buttstaedt), teaser="Auch mit dem Rad zu erreichen.")

    there = client.get("/aktuelles/", host="buttstaedt.localhost").content.decode()
    here = client.get("/aktuelles/").content.decode()
    assert ("Auch mit dem Rad" in there, "Am Fluss." in there) == (True, False)
    assert ("Auch mit dem Rad" in here, "Am Fluss." in here) == (False, True)


def test_rule_2_a_declined_item_is_not_asked_again_by_edit_or_new_offer(cast):
    item = publish_news(town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)
    decline(placement=placement_of(item, cast.buttstaedt), by=cast.antje)

    revise_news(page=item, title="Brückenfest am Sonntag")
    offer(item=item, target=OfferTo.NOBODY)
    offer(item=item, target=OfferTo.ALL)

    assert statuses(item)["buttstaedt"] == "declined"
    assert list(offered_to(cast.buttstaedt)) == []


def test_rule_2_what_was_taken_can_be_dropped_later(cast, client):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    item = publish_news(town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)

    decline(placement=placement_of(item, cast.buttstaedt))
    revise_news(page=item, summary="Neu gefasst.")

    assert titles(client.get("/aktuelles/", host="buttstaedt.localhost")) == []
    assert statuses(item)["buttstaedt"] == "declined"


def test_rule_2_offers_end_after_three_weeks_and_the_inbox_is_empty(cast):
    with time_machine.travel(NOON, tick=False):
        item = publish_news(town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)
    with time_machine.travel(NOON + timedelta(days=21), tick=False):
        assert expire_offers() == 0
    with time_machine.travel(NOON + timedelta(days=21, seconds=1), tick=False):
        assert expire_offers() == 4

    assert answers_to(item) == Counter({"expired": 4})
    assert list(offered_to(cast.buttstaedt)) == []


# -- rule 7: flood control -----------------------------------------------------------------------


def test_rule_7_at_most_three_foreign_items_among_the_first_ten(cast, client):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    for number in range(8):
        publish_news(town=cast.buttstaedt, title=f"Eigen {number}", at=NOON)
    for number in range(8):
        publish_news(
            town=cast.soemmerda,
            title=f"Fremd {number}",
            offer_to=OfferTo.ALL,
            at=NOON + timedelta(days=1 + number),
        )

    shown = titles(client.get("/", host="buttstaedt.localhost"))

    assert [title for title in shown if title.startswith("Fremd")] == [
        "Fremd 7",
        "Fremd 6",
        "Fremd 5",
    ]
    assert len(shown) == 10


def test_rule_7_a_town_may_set_its_own_number(cast, client):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    SharingSettings.objects.create(town=cast.buttstaedt, max_foreign_in_ten=1)
    publish_news(town=cast.buttstaedt, title="Eigen", at=NOON)
    for number in range(2):
        publish_news(town=cast.soemmerda, title=f"Fremd {number}", offer_to=OfferTo.ALL)

    assert titles(client.get("/", host="buttstaedt.localhost")) == ["Fremd 1", "Eigen"]


def test_rule_7_a_flood_of_others_cannot_wash_the_own_items_away(cast, client):
    AcceptRule.objects.create(town=cast.straussfurt, mode=Mode.AUTO)
    publish_news(town=cast.straussfurt, title="Eigen und alt", at=NOON)
    for number in range(52):
        publish_news(
            town=cast.soemmerda,
            title=f"Fremd {number}",
            offer_to=OfferTo.SELECTION,
            offer_towns=[cast.straussfurt],
            at=NOON + timedelta(hours=1 + number),
        )

    shown = titles(client.get("/", host="straussfurt.localhost"))

    assert shown == ["Fremd 51", "Eigen und alt", "Fremd 50", "Fremd 49"]


def test_rule_7_a_pinned_item_stands_first_until_its_pin_ends(cast, client):
    first = publish_news(town=cast.buttstaedt, title="Angeheftet", at=NOON)
    publish_news(town=cast.buttstaedt, title="Neuer", at=NOON + timedelta(days=1))
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        adapt(placement=placement_of(first, cast.buttstaedt), teaser="", pinned_days=2)
        assert titles(client.get("/", host="buttstaedt.localhost")) == ["Angeheftet", "Neuer"]
    with time_machine.travel(NOON + timedelta(days=4, seconds=1), tick=False):
        assert titles(client.get("/", host="buttstaedt.localhost")) == ["Neuer", "Angeheftet"]


# -- rule 8: quiet before elections ----------------------------------------------------------------


def test_rule_8_in_a_quiet_period_successes_rest_everywhere_but_in_the_archive(cast, client):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    QuietPeriod.objects.create(
        town=cast.buttstaedt, begins=date(2026, 6, 10), ends=date(2026, 6, 12), occasion="Wahl"
    )
    for town, offered in ((cast.buttstaedt, OfferTo.NOBODY), (cast.soemmerda, OfferTo.ALL)):
        publish_news(
            town=town, title=f"Erfolg {town.slug}", offer_to=offered, is_promotion=True, at=NOON
        )
    publish_news(town=cast.buttstaedt, title="Straße gesperrt", at=NOON - timedelta(days=1))

    def seen(moment):
        with time_machine.travel(moment, tick=False):
            return (
                titles(client.get("/", host="buttstaedt.localhost")),
                sorted(shown_in(cast.buttstaedt, Channel.KIOSK).values_list("title", flat=True)),
                len(titles(client.get("/aktuelles/", host="buttstaedt.localhost"))),
            )

    everything = ["Erfolg buttstaedt", "Erfolg soemmerda", "Straße gesperrt"]
    # The first day begins at midnight in Thuringia (22:00 UTC in summer), the last one ends there.
    assert seen(datetime(2026, 6, 9, 21, 59, tzinfo=UTC))[1] == everything
    assert seen(datetime(2026, 6, 9, 22, 0, tzinfo=UTC)) == (
        ["Straße gesperrt"],
        ["Straße gesperrt"],
        3,
    )
    assert seen(datetime(2026, 6, 12, 21, 59, tzinfo=UTC))[1] == ["Straße gesperrt"]
    assert seen(datetime(2026, 6, 12, 22, 0, tzinfo=UTC))[1] == everything


def test_rule_8_the_quiet_of_one_town_leaves_the_others_alone(cast, client):
    now = datetime(2026, 6, 11, 10, tzinfo=UTC)
    QuietPeriod.objects.create(
        town=cast.buttstaedt, begins=date(2026, 6, 10), ends=date(2026, 6, 12), occasion="Wahl"
    )
    publish_news(town=cast.soemmerda, title="Erfolg", is_promotion=True, at=NOON)

    with time_machine.travel(now, tick=False):
        assert titles(client.get("/")) == ["Erfolg"]


# -- rule 9: every deed has a row in the log --------------------------------------------------------


def test_rule_9_the_log_names_who_offered_and_how_many_were_asked(cast):
    item = publish_news(
        town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL, by=cast.marlene
    )

    row = Deed.objects.get(verb="offer")
    assert (row.actor_id, row.town, row.object_id) == (
        cast.marlene.pk,
        cast.soemmerda,
        str(item.pk),
    )
    assert row.after == {"target": "all", "asked": 4}


def test_rule_9_the_log_names_who_decided_from_which_revision(cast):
    item = publish_news(town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL)
    first = item.live_revision_id
    placement = placement_of(item, cast.buttstaedt)

    accept(placement=placement, by=cast.antje)
    revise_news(page=item, title="Brückenfest am Sonntag")
    assert [one.pk for one in changed_since_taken(cast.buttstaedt)] == [placement.pk]
    placement.refresh_from_db()
    note_changes(placement=placement, by=cast.antje)
    decline(placement=placement, by=cast.antje)

    second = item.live_revision_id
    rows = deeds_about(placement).order_by("pk")
    assert [(row.verb, row.town, row.actor_id) for row in rows] == [
        ("accept", cast.buttstaedt, cast.antje.pk),
        ("note_changes", cast.buttstaedt, cast.antje.pk),
        ("decline", cast.buttstaedt, cast.antje.pk),
    ]
    assert [row.after["revision"] for row in rows] == [first, second, second]
    assert rows[0].before == {"status": "offered"}
    assert rows[1].before == {"revision": first}
    assert list(changed_since_taken(cast.buttstaedt)) == []


def test_rule_9_what_a_rule_accepted_is_logged_for_the_town_whose_rule_it_is(cast):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    item = publish_news(
        town=cast.soemmerda, title="Brückenfest", offer_to=OfferTo.ALL, by=cast.marlene
    )

    row = Deed.objects.get(verb="accept_by_rule")

    assert (row.town, row.actor_id) == (cast.buttstaedt, None)
    assert row.after == {"origin": "Sömmerda", "revision": item.live_revision_id}
    settle()


def test_rule_9_offers_that_ended_are_logged_for_the_town_that_did_not_answer(cast):
    with time_machine.travel(NOON, tick=False):
        item = publish_news(
            town=cast.soemmerda,
            title="Brückenfest",
            offer_to=OfferTo.SELECTION,
            offer_towns=[cast.buttstaedt],
        )
    with time_machine.travel(NOON + timedelta(days=22), tick=False):
        expire_offers()

    rows = deeds_about(placement_of(item, cast.buttstaedt))
    assert [(row.verb, row.town) for row in rows] == [("offer_expired", cast.buttstaedt)]
