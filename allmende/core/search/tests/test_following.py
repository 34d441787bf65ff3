"""The index follows at once, and never tells more than a reader may see."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from allmende.core.exchange.choices import Mode
from allmende.core.exchange.domain import accept, decline
from allmende.core.exchange.models import AcceptRule
from allmende.core.exchange.queries import placement_of, shown_in
from allmende.core.items.choices import OfferTo
from allmende.core.items.domain import cancel, merge, withdraw
from allmende.core.modules.domain import switch_off
from allmende.core.search.domain_words import add_group
from allmende.core.search.models import Document, Word
from allmende.core.search.queries import Choice, search
from allmende.core.search.suggestions import suggest
from allmende.core.search.tests.world import hits, print_paper, publish, titles
from allmende.modules.portal.domain import draft_news, revise_news
from conftest import settle

BERLIN = ZoneInfo("Europe/Berlin")


def test_what_is_published_changed_and_taken_back_is_found_or_not_at_once(cast):
    page = publish(cast.soemmerda, "Papagei entflogen", "", "Er heißt Konrad.")
    assert titles("papagei", cast.soemmerda) == titles("konrad", cast.soemmerda) == [page.title]

    revise_news(page=page, title="Wellensittich entflogen", body=[])
    assert titles("papagei", cast.soemmerda) == titles("konrad", cast.soemmerda) == []
    assert titles("wellensittich", cast.soemmerda) == ["Wellensittich entflogen"]

    cancel(item=page, reason="Er ist wieder da.")
    assert titles("wellensittich", cast.soemmerda) == ["Wellensittich entflogen"]  # and says so

    withdraw(item=page, reason="Bitte der Familie.")
    assert titles("wellensittich", cast.soemmerda) == []
    assert not Document.objects.exists()
    assert not Word.objects.exists()


def test_a_word_is_known_as_long_as_one_item_has_it(cast):
    first = publish(cast.soemmerda, "Orgelkonzert")
    second = publish(cast.soemmerda, "Orgelkonzert zum Advent")
    assert Word.objects.get(folded="orgelkonzert").count == 2

    first.delete()
    assert Word.objects.get(folded="orgelkonzert").count == 1
    second.unpublish()
    assert list(Word.objects.all()) == []


def test_an_item_is_one_hit_however_many_towns_show_it_and_a_merged_one_none(cast):
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    kept = publish(cast.soemmerda, "Lampionumzug", offer_to=OfferTo.ALL)
    twin = publish(cast.kindelbrueck, "Lampionumzug", offer_to=OfferTo.ALL)
    assert len(hits(search("lampionumzug", town=cast.buttstaedt))) == 2

    merge(keep=kept, drop=twin)
    assert hits(search("lampionumzug", town=cast.buttstaedt)) == [kept.pk]


def told(town, word="geheimfest"):
    """Everything search says in a town about a word."""
    answer = search(word, town=town)
    suggested = suggest(word[:5], town=town)
    misspelt = search(word.replace("eim", "iem"), town=town)
    return [
        *hits(answer), answer.total, *answer.hints,
        *suggested.words, *suggested.items, *hits(misspelt), *misspelt.hints,
    ]  # fmt: skip


NOTHING = [0]


def test_drafts_embargoes_and_other_towns_papers_leave_no_trace(cast):
    moment = timezone.now() + timedelta(days=1)
    draft_news(town=cast.soemmerda, title="Geheimfest im Entwurf")
    publish(cast.soemmerda, "Geheimfest unter Sperrfrist", embargo_until=moment)
    publish(cast.kindelbrueck, "Geheimfest der Nachbarn", offer_to=OfferTo.SELECTION)
    offered = publish(cast.buttstaedt, "Geheimfest wird angeboten", offer_to=OfferTo.ALL)

    assert told(cast.soemmerda) == NOTHING
    placement = placement_of(offered, cast.soemmerda)
    accept(placement=placement)
    assert titles("geheimfest", cast.soemmerda) == [offered.title]
    decline(placement=placement)
    assert told(cast.soemmerda) == NOTHING


def test_a_module_that_is_switched_off_is_not_searched(cast):
    page = publish(cast.soemmerda, "Geheimfest")
    assert hits(search("geheimfest", town=cast.soemmerda)) == [page.pk]

    switch_off(town=cast.soemmerda, label="portal")
    assert told(cast.soemmerda) == NOTHING


def test_embargo_and_expiry_hold_by_the_clock(cast, time_machine):
    time_machine.move_to(datetime(2026, 5, 4, 11, 59, tzinfo=BERLIN), tick=False)
    noon = datetime(2026, 5, 4, 12, tzinfo=BERLIN)
    publish(cast.soemmerda, "Geheimfest", embargo_until=noon, expire_at=noon + timedelta(hours=1))
    settle()
    assert told(cast.soemmerda) == NOTHING

    time_machine.move_to(noon, tick=False)  # nothing ran, nobody told anybody
    assert titles("geheimfest", cast.soemmerda) == ["Geheimfest"]

    time_machine.move_to(noon + timedelta(hours=1), tick=False)
    assert told(cast.soemmerda) == NOTHING


def test_search_finds_exactly_what_the_town_shows(cast):
    AcceptRule.objects.create(town=cast.buttstaedt, origin=cast.soemmerda, mode=Mode.AUTO)
    for town in cast.members:
        publish(town, f"Fest in {town.name}", offer_to=OfferTo.ALL)
    settle()

    for town in (*cast.members, cast.wundersleben, cast.allianz):
        shown = set(shown_in(town).values_list("pk", flat=True))
        assert set(hits(search("fest", town=town))) == shown
    assert len(hits(search("fest", town=cast.buttstaedt))) == 2


def test_counts_are_true_for_every_choice(cast, time_machine):
    time_machine.move_to(datetime(2026, 5, 4, 12, tzinfo=BERLIN), tick=False)
    AcceptRule.objects.create(town=cast.buttstaedt, mode=Mode.AUTO)
    for year, month in ((2026, 4), (2026, 1), (2025, 12), (2024, 1)):
        publish(cast.buttstaedt, f"Fest {year}", at=datetime(year, month, 20, tzinfo=BERLIN))
    publish(cast.soemmerda, "Fest nebenan", at=timezone.now(), offer_to=OfferTo.ALL)

    def total(**choice):
        return search("fest", town=cast.buttstaedt, choice=Choice(**choice)).total

    seen = [total(period=key) for key in ("", "30", "365", "2026", "2025", "2024", "2023", "nie")]
    assert seen == [5, 2, 4, 3, 1, 1, 0, 5]
    assert total(town=cast.soemmerda) == 1
    assert total(town=cast.buttstaedt, period="30") == 1
    assert total(kind="pages") == 0
    assert total(kind="news", town=cast.buttstaedt, period="2026") == 2


def test_title_before_lead_before_text_then_the_newer(cast):
    day = datetime(2026, 3, 1, 12, tzinfo=BERLIN)
    text = publish(cast.soemmerda, "Neues", "", "Die Mühle dreht sich.", at=day)
    lead = publish(cast.soemmerda, "Ausflug", "Zur Mühle", at=day - timedelta(days=9))
    part = publish(cast.soemmerda, "Mühlentag", at=day - timedelta(days=2))
    old = publish(cast.soemmerda, "Mühle zu", at=day - timedelta(days=5))
    new = publish(cast.soemmerda, "Mühle auf", at=day - timedelta(days=3))

    found = hits(search("Mühle", town=cast.soemmerda))
    assert found == [page.pk for page in (new, old, part, lead, text)]


@pytest.mark.parametrize("query", ["", "  ", "der die das", "!?", "\0", "a" * 300])
def test_nothing_typed_finds_nothing_and_says_nothing(cast, query):
    print_paper(cast.soemmerda, mayor=True)
    answer = search(query, town=cast.soemmerda)

    assert (hits(answer), answer.total, answer.instead) == ([], 0, None)


def test_an_answer_is_kept_until_a_publication_and_asked_for_once(cast, django_assert_num_queries):
    publish(cast.soemmerda, "Lichterfest am Markt")
    settle()
    first = search("lichterfest", town=cast.soemmerda)
    with django_assert_num_queries(0):
        assert search("lichterfest", town=cast.soemmerda) is first
    assert search("lichterfest", town=cast.soemmerda, page=2) is not first

    publish(cast.soemmerda, "Lichterfest abgesagt")
    assert search("lichterfest", town=cast.soemmerda).total == 2
    settle()
    assert search("lichterfest", town=cast.soemmerda).total == 2


def test_a_word_the_editors_write_down_is_found_at_once(cast):
    publish(cast.soemmerda, "Der Schlittenhang ist frei")
    settle()
    assert search("rodelbahn", town=cast.soemmerda).total == 0

    add_group(town=cast.soemmerda, text="Rodelbahn, Schlittenhang")
    assert search("rodelbahn", town=cast.soemmerda).total == 1
    settle()
    assert search("rodelbahn", town=cast.soemmerda).total == 1
