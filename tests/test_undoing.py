"""What was done by mistake is undone: publication, withdrawal, cancellation, answers to offers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from allmende.core.exchange.choices import PlacementStatus
from allmende.core.exchange.domain import CannotShare, accept, decline, reconsider
from allmende.core.exchange.queries import offered_to, placement_of, shown_in
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import TooLate, cancel, restore, take_back, withdraw
from allmende.core.items.queries import visible
from allmende.modules.portal.domain import publish_news, revise_news


@pytest.fixture
def news(cast):
    return publish_news(
        town=cast.soemmerda,
        title="Waldbad öffnet",
        offer_to=OfferTo.ALL,
        by=cast.marlene,
        summary="Am Samstag um zehn.",
    )


def seen():
    return list(visible().filter(depth=4).values_list("title", "summary"))


def test_first_publication_is_taken_back_and_stays_as_a_draft(cast, news):
    take_back(item=news, by=cast.marlene)

    news.refresh_from_db()
    assert seen() == []
    assert news.get_latest_revision_as_object().summary == "Am Samstag um zehn."
    assert list(shown_in(cast.kindelbrueck)) == []


def test_second_publication_is_taken_back_to_the_first(cast, news):
    revise_news(page=news, by=cast.marlene, summary="Am Sonntag um zehn.")

    take_back(item=news, by=cast.marlene)

    news.refresh_from_db()
    assert seen() == [("Waldbad öffnet", "Am Samstag um zehn.")]
    assert news.get_latest_revision_as_object().summary == "Am Sonntag um zehn."


def test_after_ten_minutes_a_publication_stands(cast, news):
    with travel(timezone.now() + timedelta(minutes=11)), pytest.raises(TooLate):
        take_back(item=news, by=cast.marlene)

    assert seen() == [("Waldbad öffnet", "Am Samstag um zehn.")]


def test_withdrawn_item_comes_back_as_it_was_read_last(cast, news):
    news.summary = "Noch nicht fertig"
    news.save_revision(user=cast.marlene)
    withdraw(item=news, reason="Falscher Tag.", by=cast.marlene)
    news.refresh_from_db()

    restore(item=news, by=cast.marlene)

    news.refresh_from_db()
    assert seen() == [("Waldbad öffnet", "Am Samstag um zehn.")]
    assert (news.withdrawn_at, news.withdraw_reason) == (None, "")


def test_cancelled_item_takes_place_after_all(cast, news):
    cancel(item=news, reason="Die Pumpe ist defekt.", by=cast.marlene)
    news.refresh_from_db()

    restore(item=news, by=cast.marlene)

    news.refresh_from_db()
    assert (news.cancelled_at, news.cancel_reason) == (None, "")


@pytest.mark.parametrize("answer", [accept, decline])
def test_answer_to_an_offer_is_taken_back(cast, news, answer):
    placement = placement_of(news, cast.buttstaedt)
    answer(placement=placement, by=cast.antje)

    reconsider(placement=placement, by=cast.antje)

    assert list(offered_to(cast.buttstaedt)) == [placement]
    assert list(shown_in(cast.buttstaedt)) == []
    with pytest.raises(CannotShare):
        reconsider(placement=placement, by=cast.antje)
    assert placement_of(news, cast.buttstaedt).status == PlacementStatus.OFFERED
